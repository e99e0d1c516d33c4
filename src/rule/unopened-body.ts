import { memoized } from '../../grammar/memoized.ts';
import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Block, Span } from '../../grammar/tree.ts';
import { misfitsOf } from '../binding/misfits.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Spot } from './rule.ts';

/** What begins a block that keepalived does not open, around a place in its body: what is wrong with a line there follows from it. */
export function unopenedAround(at: Spot, configuration: Configuration): Span | undefined {
  const all = unopenedBlocks(configuration);
  if (all.length === 0 || 'source' in at) return undefined;
  const { start } = 'span' in at ? at.span : at;
  const last = all[partitionPoint(all, ({ block }) => block.open.end <= start) - 1];
  return last && start < last.block.span.end ? last.header : undefined;
}

/** Blocks that are unknown in the block where they stand, or stand behind a setting or in a list. At top level nothing in them is read. */
const unopenedBlocks = memoized((configuration: Configuration): readonly { readonly header: Span; readonly block: Block }[] => {
  const all = misfitsOf(configuration, 'unknown-keyword', 'not-a-block').flatMap(({ kind, at, data }) =>
    data.node.kind === 'block' && (kind === 'not-a-block' || data.block !== null) ? [{ header: at, block: data.node }] : [],
  );
  return all.sort((a, b) => a.block.open.end - b.block.open.end);
});
