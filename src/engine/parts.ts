import { groupBy } from '../../grammar/group-by.ts';
import { type Group, groupViews, type NamedCluster } from '../cluster/group.ts';
import { type Neighbour, neighbourFinder } from '../cluster/neighbours.ts';
import { partsBy } from '../cluster/sets.ts';
import type { Traits } from '../cluster/traits.ts';
import { compareText } from '../finding/order.ts';
import type { ReadRoot } from './read-root.ts';

/** Root files that have to do with each other: those that read the same file, and the nodes of a cluster. Nothing else changes what is found in them. */
export interface Part {
  readonly roots: readonly ReadRoot[];
  readonly clusters: readonly GroupedNodes[];
}

/** Views that form a cluster, before it is known what they run. */
export interface GroupedNodes {
  readonly group: Group;
  readonly members: readonly Traits[];
  readonly neighbours: readonly Neighbour[];
}

/** `named`: clusters that the user named; false: nodes are not compared. */
export function findParts(roots: readonly ReadRoot[], named: readonly NamedCluster[] | false): readonly Part[] {
  const clusters = named === false ? [] : groupedNodes(roots, named);
  const clustersOf = new Map<string, string[]>();
  for (const [number, { members }] of clusters.entries()) {
    for (const { root } of members) clustersOf.set(root, [...(clustersOf.get(root) ?? []), `cluster ${number}`]);
  }
  const parts = partsBy(roots, ({ source, files }) => [
    ...Array.from(files, ({ path }) => `file ${path}`),
    ...(clustersOf.get(source.path) ?? []),
  ]);
  const partOf = new Map(parts.flatMap((each, number) => each.map(({ source }) => [source.path, number] as const)));
  const clustersByPart = groupBy(clusters, ({ members }) => partOf.get(members[0]?.root ?? ''));
  return parts.map((each, number) => ({ roots: each, clusters: clustersByPart.get(number) ?? [] }));
}

/** Which views form a cluster is not known before all have been seen. */
function groupedNodes(roots: readonly ReadRoot[], named: readonly NamedCluster[]): readonly GroupedNodes[] {
  const all = roots.flatMap(({ traits }) => traits);
  if (all.length < 2) return [];
  const neighboursOf = neighbourFinder(all);
  return groupViews(all, named).groups.flatMap((group) => {
    const members = inOrder(group.members.flatMap((index) => all[index] ?? []));
    return members.length < 2 ? [] : [{ group, members, neighbours: neighboursOf(members) }];
  });
}

/** By root file, its views as they come: what is said of nodes that differ stands at the same one whatever the order in which files were named. */
function inOrder(members: readonly Traits[]): readonly Traits[] {
  return [...members].sort((a, b) => compareText(a.root, b.root));
}
