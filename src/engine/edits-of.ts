import type { Expansion, Origin } from '../../grammar/expand/expansion.ts';
import type { Source } from '../../grammar/source.ts';
import type { Span } from '../../grammar/tree.ts';
import type { Edit, FindingFix, Stretch } from '../finding/fix.ts';
import { compareText } from '../finding/order.ts';
import type { Change, Fix } from '../rule/fix.ts';
import type { Spot } from '../rule/rule.ts';
import type { Severity } from '../rule/severity.ts';

/** Blanks, and the condition of the line where it has one: what may stand before the first word of a line. */
const BEFORE_WORDS = /^[ \t]*(?:@\S+[ \t]+)?$/;

/** What may stand behind the last word of a line. A comment that ends in a backslash goes on below in old versions. */
const BEHIND_WORDS = /^[ \t]*(?:[#!](?:.*[^\\])?)?$/;

/** Characters of a file that a view reads as they are written. */
interface Written {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  /** As many characters of what the view reads: comments and conditions are blanks there. Null where the place is one of the file itself. */
  readonly read: string | null;
}

/**
 * The edits of files that make the changes of a fix; null where one of them would not do what the rule has in mind, because the text does not stand
 * in a file as the view reads it: it comes out of a definition or a repetition, or something else stands on the same line.
 */
export function editsOf({ safety, changes, uncovers }: Fix, expansion: Expansion | null, severity: Severity): FindingFix | null {
  const edits: Edit[] = [];
  for (const change of changes) {
    const edit = editOf(change, expansion);
    if (edit === null) return null;
    edits.push(edit);
  }
  const sorted = withoutDoubles(edits.sort(compareEdits));
  const overlaps = sorted.some((edit, i) => i > 0 && overlap(sorted[i - 1] as Edit, edit));
  if (overlaps || sorted.length === 0) return null;
  const uncovered = uncovers && stretchOf(uncovers, expansion);
  return {
    safety: safety === 'demanded' ? (severity === 'info' ? 'unsafe' : 'safe') : safety,
    edits: sorted,
    ...(uncovered && { uncovers: uncovered }),
  };
}

/** The piece of a file that a spot begins and ends in, whatever is included or blanked in between; null where these are two files. */
function stretchOf(spot: Spot, expansion: Expansion | null): Stretch | null {
  const span = 'span' in spot ? spot.span : spot;
  if (expansion === null || 'source' in span) return null;
  const first = expansion.origin(span.start);
  const last = expansion.origin(span.end - 1);
  return first.source === last.source ? { path: first.source.path, start: first.offset, end: last.end } : null;
}

/** Whether two edits touch the same characters, or one puts text in where the other takes text away. Two may put text in at one place. */
export function overlap(a: Edit, b: Edit): boolean {
  if (a.path !== b.path) return false;
  const insertions = Number(a.start === a.end) + Number(b.start === b.end);
  if (insertions === 2) return false;
  return insertions === 1 ? a.start <= b.end && b.start <= a.end : a.start < b.end && b.start < a.end;
}

export function compareEdits(a: Edit, b: Edit): number {
  return compareText(a.path, b.path) || a.start - b.start || a.end - b.end;
}

function withoutDoubles(sorted: readonly Edit[]): readonly Edit[] {
  return sorted.filter((edit, i) => {
    const last = sorted[i - 1];
    return !last || compareEdits(last, edit) !== 0 || last.text !== edit.text;
  });
}

function editOf(change: Change, expansion: Expansion | null): Edit | null {
  switch (change.kind) {
    case 'replace': {
      const at = writtenAt(change.at, expansion);
      if (at === null || (at.read !== null && at.read !== textOf(at))) return null;
      return edit(at.source, at.start, at.end, change.text);
    }
    case 'remove': {
      const at = writtenAt(change.at, expansion);
      return at && removalOf(at);
    }
    case 'remove-line': {
      const line = expansion && statementAround(change.around, expansion.text);
      const at = line && writtenAt(line, expansion);
      return at && removalOf(at);
    }
    case 'add': {
      const at = writtenAt(change.at, expansion);
      if (at === null) return null;
      return change.where === 'above' ? linesAbove(at, change.lines) : linesBelow(at, prefixOf(at), change.lines);
    }
    case 'fill': {
      const open = writtenAt(change.open, expansion);
      if (open === null) return null;
      if (change.last === null) return linesBelow(open, `${indentOf(open)}${indentUnit(open.source)}`, change.lines);
      const last = writtenAt(change.last, expansion);
      return last && last.source === open.source ? linesBelow(last, indentOf(last), change.lines) : null;
    }
  }
}

/** The words of the line around a place; null where they open a block, or where it takes the lexer to tell where they end. */
function statementAround({ start, end }: Span, text: string): Span | null {
  let from = start;
  while (from > 0 && !/[\n{}]/.test(text[from - 1] as string)) from--;
  let to = end;
  while (to < text.length && !/[\n{}]/.test(text[to] as string)) to++;
  const words = text.slice(from, to);
  const isBounded = (text[from - 1] ?? '\n') === '\n' && (text[to] ?? '\n') === '\n';
  if (text[to] === '{' || (!isBounded && words.includes('"'))) return null;
  const blanks = words.length - words.trimStart().length;
  return { start: from + blanks, end: from + words.trimEnd().length };
}

function textOf({ source, start, end }: Written): string {
  return source.text.slice(start, end);
}

/** Where a file holds what stands at a spot; null where it is put together from elsewhere. */
function writtenAt(spot: Spot, expansion: Expansion | null): Written | null {
  if ('source' in spot) return isPlain(spot) ? { source: spot.source, start: spot.offset, end: spot.end, read: null } : null;
  if (expansion === null) return null;
  const span = 'span' in spot ? spot.span : spot;
  if (span.end <= span.start) return null;
  const first = expansion.origin(span.start);
  const last = expansion.origin(span.end - 1);
  if (first.source !== last.source || !isPlain(first) || !isPlain(last)) return null;
  if (last.offset - first.offset !== span.end - 1 - span.start || last.end - last.offset !== 1) return null;
  const read = expansion.text.slice(span.start, span.end);
  const at = { source: first.source, start: first.offset, end: last.end, read };
  return isReadAsWritten(read, textOf(at)) ? at : null;
}

function isPlain({ through }: Origin): boolean {
  return through?.every(({ by }) => by === 'include') ?? true;
}

/** What is read differs from what is written in nothing but blanks for what keepalived leaves out. */
function isReadAsWritten(read: string, written: string): boolean {
  if (read === written) return true;
  if (read.length !== written.length) return false;
  for (let i = 0; i < read.length; i++) if (read[i] !== written[i] && read[i] !== ' ') return false;
  return true;
}

/** Takes text away: whole lines where nothing else stands on them but comments, which stay. */
function removalOf(at: Written): Edit | null {
  const { source, start, end } = at;
  const { text } = source;
  const first = lineAround(text, start);
  const last = lineAround(text, end - 1);
  const before = text.slice(first.start, start);
  const behind = text.slice(end, last.end);
  const comments = commentsIn(at);
  if (comments === null) return null;
  if (!BEFORE_WORDS.test(before) || !BEHIND_WORDS.test(behind)) {
    if (comments.length > 0) return null;
    // A word among others goes with the blanks before it, or behind it where it is the first.
    const isFirst = BEFORE_WORDS.test(before);
    const blanksBefore = isFirst ? 0 : (/[ \t]*$/.exec(before)?.[0].length ?? 0);
    const blanksBehind = isFirst ? (/^[ \t]*/.exec(behind)?.[0].length ?? 0) : 0;
    return edit(source, start - blanksBefore, end + blanksBehind, '');
  }
  const kept = behind.trim() === '' ? comments : [...comments, behind.trim()];
  const indent = /^[ \t]*/.exec(before)?.[0] ?? '';
  if (kept.length > 0) return edit(source, first.start + indent.length, last.end, kept.join(`${lineEndOf(source)}${indent}`));
  if (last.next > last.end) return edit(source, first.start, last.next, '');
  // The last line, which no newline ends: the one before it becomes the last.
  const previous = first.start > 0 ? lineAround(text, first.start - 1).end : 0;
  return edit(source, previous, last.end, '');
}

/** The comments within a text that is removed; null where it holds something else that the view does not read, such as lines of other nodes. */
function commentsIn(at: Written): string[] | null {
  const { read } = at;
  const written = textOf(at);
  if (read === null || read === written) return [];
  const comments: string[] = [];
  let from = 0;
  for (const line of written.split('\n')) {
    let i = 0;
    while (i < line.length && line[i] === read[from + i]) i++;
    if (i < line.length) {
      const rest = line.slice(i).trimEnd();
      if (!/^[#!]/.test(rest) || read.slice(from + i, from + line.length).trim() !== '') return null;
      comments.push(rest);
    }
    from += line.length + 1;
  }
  return comments;
}

function linesAbove(at: Written, lines: readonly string[]): Edit | null {
  const { source, start } = at;
  const line = lineAround(source.text, start);
  const before = source.text.slice(line.start, start);
  if (!BEFORE_WORDS.test(before)) return null;
  return edit(source, line.start, line.start, lines.map((each) => `${before}${each}${lineEndOf(source)}`).join(''));
}

function linesBelow({ source, end }: Written, prefix: string | null, lines: readonly string[]): Edit | null {
  const line = lineAround(source.text, end - 1);
  if (prefix === null || !BEHIND_WORDS.test(source.text.slice(end, line.end))) return null;
  return edit(source, line.end, line.end, lines.map((each) => `${lineEndOf(source)}${prefix}${each}`).join(''));
}

/** What stands before the first word of a line, its condition included; null where the place is not the first on its line. */
function prefixOf({ source, start }: Written): string | null {
  const before = source.text.slice(lineAround(source.text, start).start, start);
  return BEFORE_WORDS.test(before) ? before : null;
}

function indentOf({ source, start }: Written): string {
  return /^[ \t]*/.exec(source.text.slice(lineAround(source.text, start).start, start))?.[0] ?? '';
}

/** By how much this file indents what stands in a block. */
function indentUnit({ text }: Source): string {
  return /\{[ \t]*\r?\n([ \t]+)\S/.exec(text)?.[1] ?? '    ';
}

function lineEndOf({ text }: Source): string {
  const newline = text.indexOf('\n');
  return newline > 0 && text[newline - 1] === '\r' ? '\r\n' : '\n';
}

/** The line around an offset: where it starts, where its words end, and where the next line starts. */
function lineAround(text: string, offset: number): { start: number; end: number; next: number } {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const next = newline < 0 ? text.length : newline + 1;
  let end = newline < 0 ? text.length : newline;
  while (newline >= 0 && end > start && text[end - 1] === '\r') end--;
  return { start, end, next };
}

function edit(source: Source, start: number, end: number, text: string): Edit {
  const from = source.at(start);
  const to = source.at(end);
  return { path: source.path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column, start, end, text };
}
