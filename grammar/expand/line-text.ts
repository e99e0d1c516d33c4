import type { Source } from '../source.ts';
import type { Through } from './expansion.ts';
import { MappedText, type Piece } from './mapped-text.ts';
import { isBlank, type Stripped } from './strip.ts';

/**
 * The text of a stripped line. Of `\#` the `#` stays: so the first of keepalived's processes reads it, and the writer meant it. A final
 * backslash moves up to the last word.
 */
export function strippedLine(source: Source, stripped: Stripped, through: readonly Through[]): MappedText {
  const { start, end, escapes, finalBackslash } = stripped;
  if (escapes.length === 0 && finalBackslash < 0) return MappedText.of(source, start, end, through);
  const pieces: Piece[] = [];
  let from = start;
  for (const escape of [...escapes, end]) {
    if (from < escape) pieces.push({ text: source.text.slice(from, escape), source, offset: from, fixedEnd: null, through });
    from = escape + 1;
  }
  if (finalBackslash >= 0) pieces.push({ text: '\\', source, offset: finalBackslash, fixedEnd: null, through });
  return new MappedText(pieces);
}

/** What else than the lines of a file the start of a line comes from. */
export function generatedBy(line: MappedText): 'definition' | 'repetition' | null {
  const first = line.pieces[0];
  const step = first?.through.at(-1)?.by;
  if (step === 'repetition') return step;
  return step === 'definition' && first?.fixedEnd !== null ? step : null;
}

export function trimStart(text: MappedText): MappedText {
  let start = 0;
  while (start < text.length && isBlank(text.text.charCodeAt(start))) start++;
  return text.slice(start);
}

export function trimEnd(text: MappedText): MappedText {
  let end = text.length;
  while (end > 0 && isBlank(text.text.charCodeAt(end - 1))) end--;
  return text.slice(0, end);
}

export function endsInBackslash(text: string, start: number, end: number): boolean {
  // The scan for escapes goes on inside the comment, so a pair of backslashes is one escape.
  let backslash = false;
  for (let i = start; i < end; i++) {
    if (text.charCodeAt(i) !== 92) continue;
    if (i + 1 >= end) backslash = true;
    else i++;
  }
  return backslash;
}

export function nextLineContinues(text: string, lineEnd: number): boolean {
  const newline = text.indexOf('\n', lineEnd);
  if (newline < 0) return false;
  const end = text.indexOf('\n', newline + 1);
  return /\\[ \t]*\r?$/.test(text.slice(newline + 1, end < 0 ? text.length : end));
}
