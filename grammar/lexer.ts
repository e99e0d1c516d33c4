import { type IToken, Lexer } from 'chevrotain';
import { TOKENS } from './tokens.ts';

const lexer = new Lexer(TOKENS, {
  positionTracking: 'onlyOffset',
  ensureOptimizations: true,
  // The table is fixed; test/grammar/expansion.test.ts builds it with validation.
  skipValidations: true,
});

/** Characters lexed at a time: a token takes a hundred bytes, so those of a large file are never all there at once. */
const CHUNK = 128 * 1024;

/** Cuts a text at line ends into pieces of bounded size (a longer line stays whole) and gives the tokens of each, with its offset. */
export function* tokenize(text: string): Generator<{ tokens: IToken[]; offset: number }> {
  for (let start = 0; start < text.length; ) {
    let end = text.length;
    if (end - start > CHUNK) {
      const newline = text.indexOf('\n', start + CHUNK);
      if (newline >= 0) end = newline + 1;
    }
    yield { tokens: lexer.tokenize(start === 0 && end === text.length ? text : text.slice(start, end)).tokens, offset: start };
    start = end;
  }
}
