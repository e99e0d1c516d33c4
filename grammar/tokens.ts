import { createToken, Lexer, type TokenType } from 'chevrotain';

/*
 * keepalived's words know no keywords: white space, double quotes and braces are all the language has. The patterns name
 * the characters that may stand (ranges up to \uffff), never those that may not: Chevrotain finds the token of a character
 * by its first-character table only for such patterns. White space is that of C's isspace(), which has no U+00A0.
 * The characters that each can begin with stand beside its pattern: to find them takes Chevrotain most of a millisecond at every start.
 */

const Blank = createToken({
  name: 'Blank',
  pattern: /[ \t\v\f\r]+/,
  group: Lexer.SKIPPED,
  start_chars_hint: [' ', '\t', '\v', '\f', '\r'],
});

/** Characters outside quotes that are neither blank nor brace. */
export const PlainWord = createToken({
  name: 'PlainWord',
  pattern: /[\u0000-\u0008\u000e-\u001f\u0021\u0023-\u007a\u007c\u007e-\uffff]+/,
  start_chars_hint: plainStarts(),
});

export const Newline = createToken({ name: 'Newline', pattern: /\n/, line_breaks: true, start_chars_hint: ['\n'] });

/** `"…"` on one line. A backslash means nothing here. */
export const QuotedWord = createToken({
  name: 'QuotedWord',
  pattern: /"[\u0000-\u0009\u000b-\u0021\u0023-\uffff]*"/,
  start_chars_hint: ['"'],
});

/** A quote that nothing closes: the rest of the line. */
export const OpenQuote = createToken({
  name: 'OpenQuote',
  pattern: /"[\u0000-\u0009\u000b-\u0021\u0023-\uffff]*/,
  start_chars_hint: ['"'],
});

export const OpenBrace = createToken({ name: 'OpenBrace', pattern: /\{/, start_chars_hint: ['{'] });

export const CloseBrace = createToken({ name: 'CloseBrace', pattern: /\}/, start_chars_hint: ['}'] });

/** In the order in which they are tried: the commonest first, and {@link QuotedWord} before {@link OpenQuote}. */
export const TOKENS: TokenType[] = [Blank, PlainWord, Newline, OpenBrace, CloseBrace, QuotedWord, OpenQuote];

/** Chevrotain tells characters below 256 apart, and of those above only in which group of 255 they are. */
function plainStarts(): number[] {
  const starts: number[] = [];
  for (let code = 0; code < 256; code++) if (!' \t\n\v\f\r"{}'.includes(String.fromCharCode(code))) starts.push(code);
  for (let code = 256; code < 0xffff; code += 255) starts.push(code);
  starts.push(0xffff);
  return starts;
}
