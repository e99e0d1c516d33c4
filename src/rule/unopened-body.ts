import { memoized } from '../../grammar/memoized.ts';
import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Span } from '../../grammar/tree.ts';
import { misfitsOf } from '../binding/misfits.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Spot } from './rule.ts';

/** What begins a block that keepalived does not open, around a place in its body: what is wrong with a line there follows from it. */
export function unopenedAround(at: Spot, configuration: Configuration): Span | undefined {
  const bodies = unopenedBodies(configuration);
  if (bodies.length === 0 || 'source' in at) return undefined;
  const { start } = 'span' in at ? at.span : at;
  const last = bodies[partitionPoint(bodies, ({ body }) => body.start <= start) - 1];
  return last && start < last.body.end ? last.header : undefined;
}

/** Bodies of blocks that are unknown in the block where they stand, or stand behind a setting or in a list. At top level nothing in them is read. */
const unopenedBodies = memoized((configuration: Configuration): readonly { readonly header: Span; readonly body: Span }[] => {
  const bodies = misfitsOf(configuration, 'unknown-keyword', 'not-a-block').flatMap(({ kind, at, data }) =>
    data.body && (kind === 'not-a-block' || data.block !== null) ? [{ header: at, body: data.body }] : [],
  );
  return bodies.sort((a, b) => a.body.start - b.body.start);
});
