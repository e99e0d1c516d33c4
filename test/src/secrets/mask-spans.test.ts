import { describe, expect, it } from 'vitest';
import { maskSpans } from '../../../src/secrets/mask-spans.ts';

describe('a text without some pieces', () => {
  it('shows neither how long these are nor how many that overlap or touch', () => {
    const span = (start: number, end: number) => ({ start, end });
    expect(maskSpans('0123456789', []).text).toBe('0123456789');
    expect(maskSpans('0123456789', [span(2, 4)]).text).toBe('01***456789');
    expect(maskSpans('0123456789', [span(7, 10), span(0, 2)]).text).toBe('***23456***');
    expect(maskSpans('0123456789', [span(2, 6), span(4, 8)]).text).toBe('01***89');
    expect(maskSpans('0123456789', [span(2, 8), span(3, 5)]).text).toBe('01***89');
    expect(maskSpans('0123456789', [span(4, 6), span(2, 4)]).text).toBe('01***6789');
    expect(maskSpans('0123456789', [span(2, 4), span(5, 6)]).text).toBe('01***4***6789');
  });

  it('says where an offset of the whole text is now', () => {
    const { text, offset } = maskSpans('pass=secret; word=other!', [
      { start: 5, end: 11 },
      { start: 18, end: 23 },
    ]);
    expect(text).toBe('pass=***; word=***!');
    const places = [0, 5, 11, 12, 18, 23, 24].map((at) => [offset(at, 'start'), offset(at, 'end')]);
    expect(places).toEqual([
      [0, 0],
      [5, 5],
      [8, 8],
      [9, 9],
      [15, 15],
      [18, 18],
      [19, 19],
    ]);
    expect([6, 10].map((inside) => [offset(inside, 'start'), offset(inside, 'end')])).toEqual([
      [5, 8],
      [5, 8],
    ]);
    expect([offset(20, 'start'), offset(20, 'end')]).toEqual([15, 18]);
  });
});
