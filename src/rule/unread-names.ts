import { memoized } from '../../grammar/memoized.ts';
import { lineWords, type Node, type Span, type Word } from '../../grammar/tree.ts';
import { misfitsOf } from '../binding/misfits.ts';
import { rootAt } from '../binding/root-blocks.ts';
import type { Configuration } from '../model/configuration.ts';

/** Words of lines and blocks that keepalived does not understand or skips, and what is told of these: what they name was to be tracked there. */
export const unreadNames = memoized((configuration: Configuration): ReadonlyMap<string, Span> => {
  const found = new Map<string, Span>();
  const note = (words: readonly Word[], at: Span): void => {
    for (const { text } of words) if (!found.has(text)) found.set(text, at);
  };
  const noteAll = (node: Node, at: Span): void => {
    note(lineWords(node), at);
    if (node.kind === 'block') for (const inner of node.body) noteAll(inner, at);
  };
  for (const { at, data } of misfitsOf(configuration, 'unknown-keyword')) noteAll(data.node, at);
  for (const { at, data } of misfitsOf(configuration, 'missing-block')) note(data.words, at);
  for (const { at, data } of misfitsOf(configuration, 'missing-keyword')) note(data.node.args, at);
  for (const { at, data } of misfitsOf(configuration, 'extra-argument')) note(data.words, at);
  for (const { at, data } of misfitsOf(configuration, 'duplicate-keyword')) {
    if (data.node.kind === 'block' && data.repeat.startsWith('first')) for (const inner of data.node.body) noteAll(inner, at);
  }
  for (const { at, data } of misfitsOf(configuration, 'missing-argument')) {
    const block = data.keyword.kind === 'block' ? rootAt(at, configuration.tree) : null;
    if (block?.kind === 'block') for (const inner of block.body) noteAll(inner, at);
  }
  return found;
});
