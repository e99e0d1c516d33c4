import type { Target } from '../binding/target.ts';
import { buildCluster } from '../cluster/build-cluster.ts';
import { type Cluster, nodeName } from '../cluster/cluster.ts';
import { groupViews, type NamedCluster } from '../cluster/group.ts';
import { type Traits, traitsOf } from '../cluster/traits.ts';
import { distinctUnread, type Unread } from '../finding/unread.ts';
import type { Configuration } from '../model/configuration.ts';
import { analyse, type ViewAnalysis } from './analyse.ts';
import { KeptViews } from './kept-views.ts';
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
 * All views are looked at; what they run is kept as far as {@link KeptViews} does, and read anew where that is not enough.
 */
export function findClusters(roots: readonly Root[], reader: Reader, options: ClusterOptions): FoundClusters {
  const sources = new Sources(reader);
  const traits: Traits[] = [];
  const unread: Unread[] = [];
  const kept = new KeptViews();
  for (const view of viewsOf(roots, sources, options)) {
    traits.push(traitsOf(view.configuration));
    unread.push(...unreadOfView(view));
    kept.add(nameOf(view), view.configuration, view.expansion.text.length);
  }
  const { groups, alone } = groupViews(traits, options.named ?? []);

  const positions = new Map(traits.map(({ root, configId }, index) => [nodeName(root, configId), index]));
  const configurations = new Map<number, Configuration>();
  const missing = new Set<number>();
  for (const { members } of groups) {
    for (const index of members) {
      const { root = '', configId = null } = traits[index] ?? {};
      const configuration = kept.take(nodeName(root, configId));
      if (configuration) configurations.set(index, configuration);
      else missing.add(index);
    }
  }
  const paths = new Set([...missing].map((index) => traits[index]?.root));
  for (const view of viewsOf(
    roots.filter(({ path }) => paths.has(path)),
    sources,
    options,
  )) {
    const index = positions.get(nameOf(view));
    if (index !== undefined && missing.has(index)) configurations.set(index, view.configuration);
  }
  return {
    clusters: groups.map((group) =>
      buildCluster(
        group,
        group.members.flatMap((index) => configurations.get(index) ?? []),
      ),
    ),
    alone: alone.flatMap((index) => traits[index] ?? []).map(({ root, configId }) => nodeName(root, configId)),
    unread: distinctUnread(unread),
  };
}

function nameOf({ expansion: { root, configId } }: ViewAnalysis): string {
  return nodeName(root.path, configId);
}

function* viewsOf(roots: readonly Root[], sources: Sources, options: ClusterOptions): Generator<ViewAnalysis> {
  for (const root of roots) yield* analyse(root, options.target, sources, options);
}
