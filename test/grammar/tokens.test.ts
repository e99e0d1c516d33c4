import { Lexer } from 'chevrotain';
import { describe, expect, it } from 'vitest';
import { TOKENS } from '../../grammar/tokens.ts';

describe('the tokens', () => {
  it('are found by every character that their patterns can begin with', () => {
    const lexer = new Lexer(TOKENS, { positionTracking: 'onlyOffset', ensureOptimizations: true });
    const missed: number[] = [];
    for (let code = 0; code <= 0xffff; code++) {
      const text = String.fromCharCode(code);
      const expected = TOKENS.find(({ PATTERN }) => PATTERN instanceof RegExp && new RegExp(`^${PATTERN.source}`).test(text))?.name;
      const found = lexer.tokenize(text).tokens[0]?.tokenType.name ?? 'Blank';
      if (found !== expected) missed.push(code);
    }
    expect(missed).toEqual([]);
  });
});
