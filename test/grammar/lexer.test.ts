import { describe, expect, it } from 'vitest';
import { tokenize } from '../../grammar/lexer.ts';

function tokensOf(text: string): readonly string[] {
  return [...tokenize(text)].flat().map(({ tokenType, image, startOffset }) => `${startOffset} ${tokenType.name} ${image}`);
}

describe('the tokens', () => {
  it('begin with any character that is not blank', () => {
    const wrong: number[] = [];
    for (let code = 0; code <= 0xffff; code++) {
      const text = String.fromCharCode(code);
      const name = text === '{' ? 'OpenBrace' : text === '}' ? 'CloseBrace' : 'Words';
      const expected = /[ \t\n\v\f\r]/.test(text) ? [] : [`0 ${name} ${text}`];
      if (tokensOf(text).join() !== expected.join()) wrong.push(code);
    }
    expect(wrong).toEqual([]);
  });

  it('are the words of a line with the brace behind them', () => {
    expect(tokensOf(' a "b } c" d {e}\n"f\n{')).toEqual([
      '1 Words a "b } c" d {',
      '14 Words e',
      '15 CloseBrace }',
      '17 Words "f',
      '20 OpenBrace {',
    ]);
  });

  it('are all there, however many', () => {
    const lines = Array.from({ length: 10_000 }, (_, line) => `line ${line}`);
    expect([...tokenize(lines.join('\n'))].flat().map(({ image }) => image)).toEqual(lines);
  });
});
