import { createToken, Lexer, type TokenType } from 'chevrotain';

/*
 * keepalived's words know no keywords: white space, double quotes and braces are all the language has. A token is all words of a line: a large
 * file has a third as many of these as it has words. What each of them looks like is the lexer's to say.
 */

/** The words of one line, with the `{` that follows them on it. */
export const Words = createToken({ name: 'Words', pattern: Lexer.NA });

export const OpenBrace = createToken({ name: 'OpenBrace', pattern: Lexer.NA });

export const CloseBrace = createToken({ name: 'CloseBrace', pattern: Lexer.NA });

export const TOKENS: TokenType[] = [Words, CloseBrace, OpenBrace];
