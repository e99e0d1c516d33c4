import { describe, expect, it } from 'vitest';
import { enumerate } from '../../../src/report/prose.ts';

describe('enumerate', () => {
  it('joins as prose does', () => {
    expect([enumerate([]), enumerate(['a']), enumerate(['a', 'b']), enumerate(['a', 'b', 'c'], 'or')]).toEqual([
      '',
      'a',
      'a and b',
      'a, b or c',
    ]);
  });
});
