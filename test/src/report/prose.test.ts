import { describe, expect, it } from 'vitest';
import { enumerate, splitFirstSentence } from '../../../src/report/prose.ts';

describe('splitFirstSentence', () => {
  it.each([
    ['One. Two.', 'One.', 'Two.'],
    ['Strict mode drops it. keepalived says so.', 'Strict mode drops it.', 'keepalived says so.'],
    ['keepalived 2.2.7 sends to 224.0.0.18 first. Then not.', 'keepalived 2.2.7 sends to 224.0.0.18 first.', 'Then not.'],
    ["The word is '.'. It ends here.", "The word is '.'.", 'It ends here.'],
    ['Some interfaces, e.g. eth0, are down. Yes.', 'Some interfaces, e.g. eth0, are down.', 'Yes.'],
    ['Only one', 'Only one', ''],
  ])('%s', (text, first, rest) => {
    expect(splitFirstSentence(text)).toEqual({ first, rest });
  });
});

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
