import type { Origin } from '../../grammar/expand/expansion.ts';
import { memoized } from '../../grammar/memoized.ts';
import type { Span } from '../../grammar/tree.ts';
import { problemsOf } from '../binding/text-problems.ts';
import type { Configuration } from '../model/configuration.ts';

/** The line that ends a definition too early, where text comes out of that definition: what it lacks stands below that line. */
export function cutShortAround({ start }: Span, configuration: Configuration): Origin | null {
  const ends = endsOfDefinitions(configuration);
  if (ends.size === 0) return null;
  for (const { source, offset } of configuration.expansion.origin(start).through ?? []) {
    const end = ends.get(`${offset} ${source.path}`);
    if (end) return end;
  }
  return null;
}

/** By the place of the definition. */
const endsOfDefinitions = memoized((configuration: Configuration): ReadonlyMap<string, Origin> => {
  const ends = new Map<string, Origin>();
  for (const { at, related } of problemsOf(configuration, 'definition-cut-short')) {
    if (related) ends.set(`${related.offset} ${related.source.path}`, at);
  }
  return ends;
});
