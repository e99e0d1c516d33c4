import { memoized } from '../../grammar/memoized.ts';
import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Span } from '../../grammar/tree.ts';
import { anonymousBlocks } from '../daemon/braces.ts';
import type { Configuration } from '../model/configuration.ts';

/** The `{` without a keyword that a place stands behind on one line, as `VIP` of `{VIP}` does: what is wrong with the word follows from it. */
export function bracesAround({ start }: Span, configuration: Configuration): Span | undefined {
  const all = bracesWithoutKeyword(configuration);
  const last = all[partitionPoint(all, ({ open }) => open.start <= start) - 1];
  return last && start < last.end ? last.open : undefined;
}

/** Such braces, and where the first of two ends that come behind: that of the block, or that of the line. */
const bracesWithoutKeyword = memoized(({ tree, expansion: { text } }: Configuration) =>
  anonymousBlocks(tree).map(({ block: { open, span } }) => {
    const line = text.indexOf('\n', open.start);
    return { open, end: Math.min(span.end, line < 0 ? text.length : line) };
  }),
);
