import { groupBy } from '../../grammar/group-by.ts';
import { memoized } from '../../grammar/memoized.ts';

interface OfKind {
  readonly kind: string;
}

/**
 * Those of a list that are of some kinds, in its order. Rules ask for kinds that a file does not have, or for one of which it has 100,000. The list must
 * be complete.
 */
export function ofKinds<T extends OfKind>(all: readonly T[], kinds: readonly T['kind'][]): readonly T[] {
  const known = byKind(all);
  const [only, ...others] = kinds.filter((kind) => known.has(kind));
  if (only === undefined) return [];
  if (others.length === 0) return known.get(only) as readonly T[];
  const wanted = new Set([only, ...others]);
  return all.filter(({ kind }) => wanted.has(kind));
}

const byKind = memoized((all: readonly OfKind[]): ReadonlyMap<string, readonly OfKind[]> => groupBy(all, ({ kind }) => kind));
