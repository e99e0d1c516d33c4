/** What is left of a line after comments and outer blanks are taken away. Offsets count in the text that was given. */
export interface Stripped {
  readonly start: number;
  /** End of the text before the comment, blanks not included. */
  readonly end: number;
  /** The `#` or `!` that begins a comment, or -1. */
  readonly comment: number;
  /** Each backslash before a `#` or `!` outside quotes. */
  readonly escapes: readonly number[];
  /** The quote that nothing closes, or -1. */
  readonly openQuote: number;
  /** The backslash that ends the line, or -1. */
  readonly finalBackslash: number;
}

const TAB = 9;
const SPACE = 32;
const BANG = 33;
const QUOTE = 34;
const HASH = 35;
const BACKSLASH = 92;

/** Finds comment, quotes and outer blanks of one line as keepalived does from 2.0.9 on. */
export function strip(text: string, from: number, to: number): Stripped {
  let start = from;
  while (start < to && isBlank(text.charCodeAt(start))) start++;
  let comment = -1;
  const escapes: number[] = [];
  let openQuote = -1;
  let finalBackslash = -1;
  for (let i = start; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      openQuote = openQuote < 0 ? i : -1;
    } else if (code === BACKSLASH) {
      if (i + 1 >= to) finalBackslash = i;
      const next = text.charCodeAt(i + 1);
      if (openQuote < 0 && (next === HASH || next === BANG) && i + 1 < to) escapes.push(i);
      i++;
    } else if ((code === HASH || code === BANG) && openQuote < 0) {
      comment = i;
      break;
    }
  }
  let end = comment < 0 ? to : comment;
  if (finalBackslash >= 0) end = finalBackslash;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return { start, end, comment, escapes, openQuote, finalBackslash };
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}
