import { type ClusterOptions, findClusters } from './find-clusters.ts';
import type { Reader, Root } from './reader.ts';

/**
 * Those of other root files that have a node in one cluster with a node of the given ones. Throws `UnreadableRootError` for a root that cannot be
 * read.
 */
export function clusterMates(roots: readonly Root[], others: readonly Root[], reader: Reader, options: ClusterOptions): readonly Root[] {
  if (roots.length === 0 || others.length === 0) return [];
  const own = new Set(roots.map(({ path }) => path));
  const mates = new Set<string>();
  for (const { nodes } of findClusters([...roots, ...others], reader, options).clusters) {
    const paths = nodes.map(({ root }) => root.path);
    if (paths.some((path) => own.has(path))) for (const path of paths) mates.add(path);
  }
  return others.filter(({ path }) => mates.has(path));
}
