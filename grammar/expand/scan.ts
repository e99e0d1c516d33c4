import type { Frame } from './frame.ts';
import { isBlank, strip } from './strip.ts';

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
const SURELY_SHORT = 340;

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

/** A condition in front of words, with nothing in them that the phases behind a condition look at. */
const PLAIN_CONDITION = /^[ \t]*@(\^?)([^^ \t\0][^ \t\0]*)[ \t]+[^\s"\\{}#!\0][^"\\{}#!\0]*$/;

/**
 * The condition of a line on which nothing else can go wrong, and behind which no `{` follows: where it does not hold, the line can be left
 * out as it is. Null for any other line.
 */
export function plainCondition(text: string, start: number, end: number): { negated: boolean; id: string } | null {
  if (end - start > SURELY_SHORT) return null;
  const match = PLAIN_CONDITION.exec(text.slice(start, end));
  if (!match) return null;
  let next = end + 1;
  while (isBlank(text.charCodeAt(next))) next++;
  if (/[{\s#!]/.test(text[next] ?? '')) return null;
  return { negated: match[1] === '^', id: match[2] ?? '' };
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
function balance(text: string): number {
  let depth = 0;
  for (let rest = text, brace = firstBrace(rest); brace >= 0; brace = firstBrace(rest)) {
    depth += rest[brace] === '{' ? 1 : -1;
    rest = rest.slice(brace + 1);
  }
  return depth;
}

type IsHidden = (line: string) => boolean;

/** The stripped lines of a text that are not empty, each with the offset behind it. */
function* strippedLines(text: string, from: number): Generator<{ content: string; next: number }> {
  for (let at = from; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const stripped = strip(text, at, newline < 0 ? text.length : newline);
    at = newline < 0 ? text.length : newline + 1;
    if (stripped.end > stripped.start) yield { content: text.slice(stripped.start, stripped.end), next: at };
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

/** Whether every brace of the lines that are not hidden has its other half. Definitions and included files are not looked into. */
export function isBalanced(text: string, isHidden: IsHidden): boolean {
  let depth = 0;
  for (const { content } of strippedLines(text, 0)) {
    if (isHidden(content)) continue;
    depth += balance(withoutCondition(content));
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Whether a line opens a block, with a brace of its own or one alone on the next line that is neither blank nor hidden. */
export function opensBlock(line: string, text: string, from: number, isHidden: IsHidden): boolean {
  const depth = balance(line);
  if (depth !== 0 || line.includes('{') || line.includes('}')) return depth > 0;
  for (const { content } of strippedLines(text, from)) return content.startsWith('{') && !isHidden(content);
  return false;
}

/** Lines that are looked at for the end of a hidden block. */
const LOOK_AHEAD = 2_000;

/**
 * `line`, which opens a block, is hidden by a condition. `hidden`: so are all lines of that block. `unending`: no line near closes it.
 * Else the offset behind the line that closes it. Hidden lines right behind it that open the block as well are alternatives: one
 * block, several headers.
 */
export function hiddenBlockEnd(line: string, text: string, from: number, isHidden: IsHidden): number | 'hidden' | 'unending' {
  let depth = balance(line);
  let opened = depth > 0;
  let allHidden = true;
  let header = true;
  let count = 0;
  for (const { content, next } of strippedLines(text, from)) {
    if (count++ >= LOOK_AHEAD) break;
    const hidden = isHidden(content);
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

function withoutCondition(line: string): string {
  return line.startsWith('@') ? line.replace(/^@\S*/, '') : line;
}

/**
 * Tells whether a line of a file begins with a condition that does not hold for a config-id. The ids that the lines name are added to `named`.
 */
export function hiddenFrom(configId: string | null, named: Set<string>): (line: string) => boolean {
  return (line) => {
    const match = /^[ \t]*@(\^?)([^ \t]*)([ \t]+\S)?/.exec(line);
    if (!match) return false;
    const id = match[2] ?? '';
    if (id !== '' && match[3] !== undefined) named.add(id);
    return (id !== '' && id === configId) === (match[1] === '^');
  };
}
