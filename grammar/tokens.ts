import { createToken, Lexer, type TokenType } from 'chevrotain';

/*
 * keepalived's words know no keywords: white space, double quotes and braces are all the language has. The patterns name
 * the characters that may stand (ranges up to \uffff), never those that may not: Chevrotain finds the token of a character
 * by its first-character table only for such patterns. White space is that of C's isspace(), which has no U+00A0.
 */

export const Blank = createToken({ name: 'Blank', pattern: /[ \t\v\f\r]+/, group: Lexer.SKIPPED });

/** Characters outside quotes that are neither blank nor brace. */
export const PlainWord = createToken({
  name: 'PlainWord',
  pattern: /[\u0000-\u0008\u000e-\u001f\u0021\u0023-\u007a\u007c\u007e-\uffff]+/,
});

export const Newline = createToken({ name: 'Newline', pattern: /\n/, line_breaks: true });

/** `"…"` on one line. A backslash means nothing here. */
export const QuotedWord = createToken({ name: 'QuotedWord', pattern: /"[\u0000-\u0009\u000b-\u0021\u0023-\uffff]*"/ });

/** A quote that nothing closes: the rest of the line. */
export const OpenQuote = createToken({ name: 'OpenQuote', pattern: /"[\u0000-\u0009\u000b-\u0021\u0023-\uffff]*/ });

export const OpenBrace = createToken({ name: 'OpenBrace', pattern: /\{/ });

export const CloseBrace = createToken({ name: 'CloseBrace', pattern: /\}/ });

/** In the order in which they are tried: the commonest first, and {@link QuotedWord} before {@link OpenQuote}. */
export const TOKENS: TokenType[] = [Blank, PlainWord, Newline, OpenBrace, CloseBrace, QuotedWord, OpenQuote];
