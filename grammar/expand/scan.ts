import { memoized } from '../memoized.ts';
import type { Source } from '../source.ts';
import type { Frame } from './frame.ts';
import { strip } from './strip.ts';
import { type Condition, conditionOf, isNamed, type ViewConditions } from './view-conditions.ts';

const TAB = 9;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const BANG = 33;
const QUOTE = 34;
const HASH = 35;
const DOLLAR = 36;
const AT = 64;
const BACKSLASH = 92;
const SMALL_I = 105;
const OPEN = 123;
const CLOSE = 125;
const TILDE = 126;
const BYTE_ORDER_MARK = 0xfeff;

/** Bytes that a line may have before it must be measured: three for each UTF-16 unit at the most. */
export const SURELY_SHORT = 340;

/** Without any of these, a line is words and braces. */
const SPECIAL = /["#!$\\~@\0\ufeff]|include/g;

/**
 * Whether a line stands for itself: no comment, escape, definition, condition, repetition, include or open quote, and
 * short enough. Most lines do, so this decides how fast a large file is read.
 */
export function isPlainLine(frame: Pick<Frame, 'source' | 'nextSpecial'>, start: number, end: number): boolean {
  const { text } = frame.source;
  if (end - start > SURELY_SHORT || text.charCodeAt(start) === AT) return false;
  if (frame.nextSpecial < start) {
    SPECIAL.lastIndex = start;
    frame.nextSpecial = SPECIAL.test(text) ? SPECIAL.lastIndex - 1 : text.length;
  }
  return frame.nextSpecial >= end || isHarmless(text, start, end);
}

/** Whether what may be special in a line is not so where it stands. */
function isHarmless(text: string, start: number, end: number): boolean {
  let quoted = false;
  // At the start of the line and behind each brace stands what may be a condition, an include and so on.
  let atStart = true;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === SPACE || code === TAB) continue;
    switch (code) {
      case DOLLAR:
      case BACKSLASH:
      case TILDE:
      case 0:
      case BYTE_ORDER_MARK:
        return false;
      case QUOTE:
        quoted = !quoted;
        atStart = false;
        break;
      case HASH:
      case BANG:
        if (!quoted) return false;
        break;
      case OPEN:
      case CLOSE:
        if (!quoted) atStart = true;
        break;
      case AT:
        if (atStart) return false;
        break;
      case SMALL_I:
        if (atStart && text.startsWith('include', i)) return false;
        atStart = false;
        break;
      case CARRIAGE_RETURN:
        break;
      default:
        atStart = false;
    }
  }
  return !quoted;
}

/** The first brace outside double quotes, -1 where there is none; an unclosed quote hides what follows. */
export function firstBrace(text: string): number {
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      if (!quoted && text.indexOf('"', i + 1) < 0) return -1;
      quoted = !quoted;
    } else if (!quoted && (code === OPEN || code === CLOSE)) return i;
  }
  return -1;
}

/** Opening minus closing braces. */
export function balance(text: string): number {
  let depth = 0;
  for (let rest = text, brace = firstBrace(rest); brace >= 0; brace = firstBrace(rest)) {
    depth += rest[brace] === '{' ? 1 : -1;
    rest = rest.slice(brace + 1);
  }
  return depth;
}

/** The stripped lines of a text that are not empty, each with its own offset and the one behind it. */
export function* strippedLines(text: string, from: number): Generator<{ content: string; start: number; next: number }> {
  for (let at = from; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const stripped = strip(text, at, newline < 0 ? text.length : newline);
    at = newline < 0 ? text.length : newline + 1;
    if (stripped.end > stripped.start) yield { content: text.slice(stripped.start, stripped.end), start: stripped.start, next: at };
  }
}

/** The offset behind the lines that a final backslash joins, from the line at `from` on. */
export function endOfContinuation(text: string, from: number): number {
  let at = from;
  for (let more = true; more && at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const stripped = strip(text, at, newline < 0 ? text.length : newline);
    more = stripped.finalBackslash >= 0 || (stripped.end > stripped.start && text[stripped.end - 1] === '\\');
    at = newline < 0 ? text.length : newline + 1;
  }
  return at;
}

/** What counts of a file for the balance of its braces. */
interface BraceLines {
  /** Those with braces or a condition: what each adds, and how many ids have been named up to it. */
  readonly lines: readonly { readonly condition: Condition | null; readonly change: number; readonly ids: number }[];
  readonly ids: readonly string[];
}

const braceLines = memoized(({ text }: Source): BraceLines => {
  const lines: BraceLines['lines'][number][] = [];
  const ids: string[] = [];
  for (const { content } of strippedLines(text, 0)) {
    const condition = conditionOf(content);
    const change = balance(withoutCondition(content));
    if (condition && isNamed(condition)) ids.push(condition.id);
    if (condition !== null || change !== 0) lines.push({ condition, change, ids: ids.length });
  }
  return { lines, ids };
});

/**
 * Whether every brace of the lines that are not hidden has its other half. Definitions and included files are not looked into. The ids of the lines that
 * are looked at are noted.
 */
export function isBalanced(source: Source, view: ViewConditions): boolean {
  const { lines, ids } = braceLines(source);
  let depth = 0;
  for (const line of lines) {
    if (!view.holds(line.condition)) continue;
    depth += line.change;
    if (depth >= 0) continue;
    view.named.addPart(ids, 0, line.ids);
    return false;
  }
  view.named.addPart(ids, 0, ids.length);
  return depth === 0;
}

/** Whether a line opens a block, with a brace of its own or one alone on the next line that is neither blank nor hidden. */
export function opensBlock(line: string, text: string, from: number, view: ViewConditions): boolean {
  const depth = balance(line);
  if (depth !== 0 || line.includes('{') || line.includes('}')) return depth > 0;
  for (const { content } of strippedLines(text, from)) return content.startsWith('{') && !view.hides(content);
  return false;
}

/** Lines that are looked at for the end of a hidden block. */
const LOOK_AHEAD = 2_000;

/**
 * `line`, which opens a block, is hidden by a condition. `hidden`: so are all lines of that block. `unending`: no line near closes it.
 * Else the offset behind the line that closes it. Hidden lines right behind it that open the block as well are alternatives: one
 * block, several headers.
 */
export function hiddenBlockEnd(line: string, text: string, from: number, view: ViewConditions): number | 'hidden' | 'unending' {
  let depth = balance(line);
  let opened = depth > 0;
  let allHidden = true;
  let header = true;
  let count = 0;
  for (const { content, next } of strippedLines(text, from)) {
    if (count++ >= LOOK_AHEAD) break;
    const hidden = view.hides(content);
    const change = balance(withoutCondition(content));
    if (header && hidden && change > 0) continue;
    header = false;
    allHidden &&= hidden;
    depth += change;
    opened ||= depth > 0;
    if (opened && depth <= 0) return allHidden ? 'hidden' : next;
  }
  return 'unending';
}

export function withoutCondition(line: string): string {
  return line.startsWith('@') ? line.replace(/^@\S*/, '') : line;
}
