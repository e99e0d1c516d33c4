import type { Version } from '../../grammar/version.ts';
import type { Reader, Root } from './reader.ts';
import { Sources } from './sources.ts';
import { viewsOf } from './views.ts';

/**
 * Those of some config-ids that no condition of the root files names, and all that are named, in the order in which they were found. Reading
 * ends when each has been met; then not all that are named are listed. Throws `UnreadableRootError` for a root that cannot be read.
 */
export function unnamedAmong(
  wanted: readonly string[],
  roots: readonly Root[],
  reader: Reader,
  version: Version,
): { readonly unnamed: readonly string[]; readonly named: readonly string[] } {
  const sources = new Sources(reader);
  const named = new Set<string>();
  const missing = new Set(wanted);
  for (const root of roots) {
    if (missing.size === 0) break;
    for (const { configIds } of viewsOf(sources.root(root), { version }, sources, { unnamedView: true })) {
      for (const id of configIds) {
        named.add(id);
        missing.delete(id);
      }
      if (missing.size === 0) break;
    }
  }
  return { unnamed: [...missing], named: [...named] };
}
