import { createToken, Lexer, type TokenType } from 'chevrotain';

/*
 * keepalived's words know no keywords: white space, double quotes and braces are all the language has. A token is all words of a line: a large
 * file has a third as many of these as it has words. The characters that each can begin with stand beside its pattern: Chevrotain finds the token of
 * a character by its first-character table only with those, and to find them itself takes it most of a millisecond at every start.
 */

const Blank = createToken({
  name: 'Blank',
  pattern: /[ \t\v\f\r\n]+/,
  group: Lexer.SKIPPED,
  line_breaks: true,
  start_chars_hint: [' ', '\t', '\v', '\f', '\r', '\n'],
});

/**
 * The words of one line and the blanks between them, with the `{` that follows them on it. Braces between quotes are part of a word; a quote that
 * nothing closes goes to the end of the line.
 */
export const Words = createToken({
  name: 'Words',
  pattern: /(?:[^ \t\n\v\f\r"{}][^\n"{}]*|"[^\n"]*"?[^\n"{}]*)+\{?/,
  start_chars_hint: wordStarts(),
});

export const OpenBrace = createToken({ name: 'OpenBrace', pattern: /\{/, start_chars_hint: ['{'] });

export const CloseBrace = createToken({ name: 'CloseBrace', pattern: /\}/, start_chars_hint: ['}'] });

/** In the order in which they are tried: the commonest first. */
export const TOKENS: TokenType[] = [Blank, Words, CloseBrace, OpenBrace];

/** Chevrotain tells characters below 256 apart, and of those above only in which group of 255 they are. */
function wordStarts(): number[] {
  const starts: number[] = [];
  for (let code = 0; code < 256; code++) if (!' \t\n\v\f\r{}'.includes(String.fromCharCode(code))) starts.push(code);
  for (let code = 256; code < 0xffff; code += 255) starts.push(code);
  starts.push(0xffff);
  return starts;
}
