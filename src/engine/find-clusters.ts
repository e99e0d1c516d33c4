import { groupBy } from '../../grammar/group-by.ts';
import type { Target } from '../binding/target.ts';
import { buildCluster } from '../cluster/build-cluster.ts';
import { type Cluster, nodeName } from '../cluster/cluster.ts';
import { groupViews, type NamedCluster } from '../cluster/group.ts';
import { type Traits, traitsOf } from '../cluster/traits.ts';
import { distinctUnread, type Unread } from '../finding/unread.ts';
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
    const own = traitsOf(view.configuration);
    traits.push(own);
    unread.push(...unreadOfView(view));
    kept.add(view, own);
  }
  const { groups, alone } = groupViews(traits, options.named ?? []);
  const byPath = groupBy(roots, ({ path }) => path);
  const viewsAgain = (path: string) => viewsOf(byPath.get(path) ?? [], sources, options);
  const traitsAt = (indices: readonly number[]) => indices.flatMap((index) => traits[index] ?? []);
  return {
    clusters: groups.map((group) => buildCluster(group, kept.take(traitsAt(group.members), viewsAgain))),
    alone: traitsAt(alone).map(({ root, configId }) => nodeName(root, configId)),
    unread: distinctUnread(unread),
  };
}

function* viewsOf(roots: readonly Root[], sources: Sources, options: ClusterOptions): Generator<ViewAnalysis> {
  for (const root of roots) yield* analyse(root, options.target, sources, options);
}
