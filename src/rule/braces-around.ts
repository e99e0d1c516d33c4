import { memoized } from '../../grammar/memoized.ts';
import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Block, Span } from '../../grammar/tree.ts';
import { anonymousBlocks } from '../daemon/braces.ts';
import type { Configuration } from '../model/configuration.ts';

/** The `{` without a keyword that a place stands behind on one line, as `VIP` of `{VIP}` does: what is wrong with the word follows from it. */
export function bracesAround({ start, end }: Span, configuration: Configuration): Span | undefined {
  const all = blocksWithoutKeyword(configuration);
  const last = all[partitionPoint(all, ({ open }) => open.start <= start) - 1];
  if (!last || end > last.span.end) return undefined;
  return configuration.expansion.text.slice(last.open.start, start).includes('\n') ? undefined : last.open;
}

const blocksWithoutKeyword = memoized(({ tree }: Configuration): readonly Block[] => anonymousBlocks(tree).map(({ block }) => block));
