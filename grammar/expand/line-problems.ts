import { type Frame, placeIn } from './frame.ts';
import type { MappedText } from './mapped-text.ts';
import type { Problems } from './problems.ts';
import { type Stripped, strip } from './strip.ts';
import { originOf } from './substitute.ts';

/** Reports what keepalived reads otherwise than it looks when it takes the comment from a line. */
export function reportStripping(frame: Frame, stripped: Stripped, problems: Problems): void {
  const { text } = frame.source;
  if (stripped.openQuote >= 0) {
    problems.add({ kind: 'unterminated-quote', at: placeIn(frame, stripped.openQuote, stripped.openQuote + 1), data: {} });
  }
  const escape = stripped.escapes[0];
  if (escape !== undefined) {
    const character = text[escape + 1] === '!' ? '!' : '#';
    problems.add({ kind: 'escaped-comment', at: placeIn(frame, escape, escape + 2), data: { character } });
  }
}

export function reportMisplacedRepetition(rest: MappedText, problems: Problems): void {
  const index = rest.text.search(/~(?:SEQx?|LST)\(/);
  if (index < 0) return;
  const word = /^\S+/.exec(rest.text.slice(index))?.[0] ?? '~';
  problems.add({ kind: 'repetition-not-first', at: originOf(rest, index, index + word.length), data: { text: word } });
}

export function reportTrailingBackslash(rest: MappedText, problems: Problems): void {
  // A pair of backslashes is a word, not an attempt to join lines.
  if (!/(?:^|[^\\])(?:\\\\)*\\$/.test(rest.text)) return;
  problems.add({ kind: 'trailing-backslash', at: originOf(rest, rest.length - 1, rest.length), data: {} });
}

/** After a replacement the line is stripped once more: a `#` out of a definition begins a comment. */
export function stripAgain(line: MappedText, problems: Problems): MappedText {
  const stripped = strip(line.text, 0, line.length);
  if (stripped.openQuote >= 0) {
    problems.add({ kind: 'unterminated-quote', at: originOf(line, stripped.openQuote, stripped.openQuote + 1), data: {} });
  }
  const content = line.slice(stripped.start, stripped.end);
  return stripped.finalBackslash >= 0 ? content.concat(line.slice(stripped.finalBackslash)) : content;
}
