import { groupViews } from '../cluster/group.ts';
import { gatherFileSecrets, gatherSecrets } from '../secrets/gather-secrets.ts';
import { Redactor } from '../secrets/redact.ts';
import { analyse } from './analyse.ts';
import type { ClusterOptions } from './find-clusters.ts';
import { LintCache, type LintStore } from './lint-cache.ts';
import type { ReadRoot } from './read-root.ts';
import type { Reader, Root } from './reader.ts';
import { RootReading, readFor } from './root-reading.ts';
import { Sources } from './sources.ts';

export interface MateOptions extends ClusterOptions {
  /** What earlier runs read. */
  readonly store?: LintStore | null;
}

/**
 * Those of other root files that have a node in one cluster with a node of the given ones. Throws `UnreadableRootError` for a root that cannot be
 * read.
 */
export function clusterMates(roots: readonly Root[], others: readonly Root[], reader: Reader, options: MateOptions): readonly Root[] {
  if (roots.length === 0 || others.length === 0) return [];
  const sources = new Sources(reader);
  const cache = options.store ? new LintCache(options.store, sources) : null;
  const traits = [...roots, ...others].flatMap((root) => read(root, sources, cache, options).traits);
  const own = new Set(roots.map(({ path }) => path));
  const mates = new Set<string>();
  for (const { members } of groupViews(traits, options.named ?? []).groups) {
    const paths = members.flatMap((index) => traits[index]?.root ?? []);
    if (paths.some((path) => own.has(path))) for (const path of paths) mates.add(path);
  }
  return others.filter(({ path }) => mates.has(path));
}

function read(root: Root, sources: Sources, cache: LintCache | null, options: ClusterOptions): ReadRoot {
  const how = readFor(options.target, options, true);
  const known = cache?.root(root, how);
  if (known) return known;
  const reading = new RootReading(root, sources, cache);
  const redactor = new Redactor();
  for (const view of analyse(root, options.target, sources, options, reading.files)) {
    reading.add(view, true);
    if (!cache) continue;
    gatherSecrets(view.expansion, view.tree, redactor);
    gatherFileSecrets(view.expansion.sources, redactor);
  }
  return reading.finish(how, redactor);
}
