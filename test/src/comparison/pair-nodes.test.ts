import { describe, expect, it } from 'vitest';
import { pairNodes } from '../../../src/comparison/pair-nodes.ts';

const node = (root: string, lines: readonly string[], configId: string | null = null) => ({ root, configId, lines: new Set(lines) });

function pairs(olds: readonly ReturnType<typeof node>[], news: readonly ReturnType<typeof node>[]): string[] {
  return pairNodes(olds, news).map(([old, now]) => `${old?.root ?? '-'} ${now?.root ?? '-'}`);
}

describe('pairNodes', () => {
  it('takes nodes of one path and config-id for the same, whatever they say', () => {
    expect(pairs([node('a', ['1'])], [node('a', ['2'])])).toEqual(['a a']);
    expect(pairs([node('a', ['1'], 'x')], [node('a', ['2'], 'y')])).toEqual(['- a', 'a -']);
  });

  it('finds a renamed file by what it says, the most alike one', () => {
    const olds = [node('x', ['1', '2', '9']), node('y', ['1', '2', '3', '4'])];
    expect(pairs(olds, [node('z', ['1', '2', '3', '5'])])).toEqual(['y z', 'x -']);
    expect(pairs([node('x', ['1', '2'])], [node('z', ['3', '4'])])).toEqual(['- z', 'x -']);
  });
});
