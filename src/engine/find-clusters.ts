import type { Target } from '../binding/target.ts';
import { buildCluster } from '../cluster/build-cluster.ts';
import { type Cluster, nodeName } from '../cluster/cluster.ts';
import { groupViews, type NamedCluster } from '../cluster/group.ts';
import { type Traits, traitsOf } from '../cluster/traits.ts';
import { distinctUnread, type Unread } from '../finding/unread.ts';
import type { Configuration } from '../model/configuration.ts';
import { analyse, type ViewAnalysis } from './analyse.ts';
import type { Reader, Root } from './reader.ts';
import { Sources } from './sources.ts';
import { unreadOfView } from './unread-of-view.ts';
import type { ViewSelection } from './views.ts';

export interface ClusterOptions extends ViewSelection {
  readonly target: Target;
  /** Clusters that the user named; a node is in the first one that includes it. */
  readonly named?: readonly NamedCluster[] | undefined;
}

/** The nodes of some root files, in clusters. */
export interface FoundClusters {
  readonly clusters: readonly Cluster[];
  /** Names of the nodes that belong to no other. */
  readonly alone: readonly string[];
  /** Included files that were not read, though keepalived may well read them: what the nodes do is not sure then. */
  readonly unread: readonly Unread[];
}

/**
 * Finds out which views of root files form clusters. Throws `UnreadableRootError` for a root that cannot be read.
 * All views are looked at, but only those of clusters are kept: a repository can hold any number of others.
 */
export function findClusters(roots: readonly Root[], reader: Reader, options: ClusterOptions): FoundClusters {
  const sources = new Sources(reader);
  const traits: Traits[] = [];
  const unread: Unread[] = [];
  for (const view of viewsOf(roots, sources, options)) {
    traits.push(traitsOf(view.configuration));
    unread.push(...unreadOfView(view));
  }
  const { groups, alone } = groupViews(traits, options.named ?? []);

  const wanted = new Set(groups.flatMap(({ members }) => members));
  const kept = new Map<number, Configuration>();
  const clusterRoots = new Set([...wanted].map((index) => traits[index]?.root));
  const positions = new Map(traits.map(({ root, configId }, index) => [nodeName(root, configId), index]));
  for (const { expansion, configuration } of viewsOf(
    roots.filter(({ path }) => clusterRoots.has(path)),
    sources,
    options,
  )) {
    const index = positions.get(nodeName(expansion.root.path, expansion.configId));
    if (index !== undefined && wanted.has(index)) kept.set(index, configuration);
  }
  return {
    clusters: groups.map((group) =>
      buildCluster(
        group,
        group.members.flatMap((index) => kept.get(index) ?? []),
      ),
    ),
    alone: alone.flatMap((index) => traits[index] ?? []).map(({ root, configId }) => nodeName(root, configId)),
    unread: distinctUnread(unread),
  };
}

function* viewsOf(roots: readonly Root[], sources: Sources, options: ClusterOptions): Generator<ViewAnalysis> {
  for (const root of roots) yield* analyse(root, options.target, sources, options);
}
