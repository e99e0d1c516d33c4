import type { IToken, TokenType } from 'chevrotain';
import { CloseBrace, OpenBrace, Words } from './tokens.ts';
import { isWhiteSpace } from './white-space.ts';

/** A token as the parser takes it. Those of Chevrotain's lexer hold twice as much, and making them takes most of its time. */
class LineToken implements IToken {
  readonly tokenTypeIdx: number;

  constructor(
    readonly tokenType: TokenType,
    readonly image: string,
    readonly startOffset: number,
  ) {
    this.tokenTypeIdx = tokenType.tokenTypeIdx ?? 0;
  }
}

/** Tokens that are there at a time: those of a large file together would take more memory than its tree. */
const PIECE = 2048;

const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/**
 * The words of one line and the blanks between them, with the `{` that follows them on it. Braces between quotes are part of a word; a quote that
 * nothing closes goes to the end of the line.
 */
const WORDS = /(?:[^ \t\n\v\f\r"{}][^\n"{}]*|"[^\n"]*"?[^\n"{}]*)+\{?/y;

/** The tokens of a text, piece by piece. Each text has some: what is neither blank nor brace begins words. */
export function* tokenize(text: string): Generator<LineToken[]> {
  let tokens: LineToken[] = [];
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (isWhiteSpace(code)) {
      at++;
      continue;
    }
    const end = code === OPEN_BRACE || code === CLOSE_BRACE ? at + 1 : endOfWords(text, at);
    const type = code === OPEN_BRACE ? OpenBrace : code === CLOSE_BRACE ? CloseBrace : Words;
    tokens.push(new LineToken(type, text.slice(at, end), at));
    at = end;
    if (tokens.length < PIECE) continue;
    yield tokens;
    tokens = [];
  }
  yield tokens;
}

function endOfWords(text: string, at: number): number {
  WORDS.lastIndex = at;
  WORDS.test(text);
  return WORDS.lastIndex;
}
