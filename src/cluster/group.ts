import { groupBy } from '../../grammar/group-by.ts';
import type { Grouping } from './cluster.ts';
import { nodeName } from './cluster.ts';
import { clusterName } from './cluster-name.ts';
import { groupByPlace } from './group-by-place.ts';
import { linkPeers } from './link-peers.ts';
import { reasonFor } from './reason.ts';
import { DisjointSets } from './sets.ts';
import type { Traits } from './traits.ts';
import { type Unit, unitsOf } from './unit.ts';

/** A cluster that the user named: which nodes are in it. */
export interface NamedCluster {
  readonly name: string;
  /** Whether a node is one of it. `node` as {@link nodeName} writes it. */
  includes(node: string, root: string): boolean;
  /** How its nodes were named, pattern by pattern; nothing where nobody wrote patterns. */
  readonly patterns?: readonly NodePattern[];
}

/** One of the patterns that name the nodes of a cluster. */
export interface NodePattern {
  readonly written: string;
  includes(node: string, root: string): boolean;
}

/** Views that form a cluster. */
export interface Group {
  readonly name: string;
  readonly grouped: Grouping;
  readonly because: string;
  /** Whether nothing but what they share, their names and their places says that they belong together. */
  readonly isGuess: boolean;
  /** The views, by their place in the list that was given; in that order. */
  readonly members: readonly number[];
}

/** Groups of views, and those that belong to nobody. */
export interface Groups {
  readonly groups: readonly Group[];
  readonly alone: readonly number[];
}

/**
 * Groups views into clusters: first those that the user named, then the views of each conditional file, unicast peers, and files whose
 * contents and places fit. What is left stays alone: two sites with the same addresses are not one cluster. Takes time in proportion to the
 * number of views.
 */
export function groupViews(traits: readonly Traits[], named: readonly NamedCluster[]): Groups {
  const groups: Group[] = [];
  const taken = new Set<number>();
  const positions = new Map(traits.map((view, index) => [view, index]));
  for (const { name, includes } of named) {
    const members = traits.flatMap((view, index) =>
      !taken.has(index) && includes(nodeName(view.root, view.configId), view.root) ? [index] : [],
    );
    for (const member of members) taken.add(member);
    if (members.length > 0)
      groups.push({ name, grouped: 'settings', because: `You named its nodes as the cluster '${name}'.`, isGuess: false, members });
  }
  const names = new Set(groups.map(({ name }) => name));
  for (const units of groupUnits(unitsOf(traits.filter((_, index) => !taken.has(index))))) {
    const members = units.flatMap(({ views }) => views.flatMap((view) => positions.get(view) ?? [])).sort((a, b) => a - b);
    if (members.length < 2) continue;
    for (const member of members) taken.add(member);
    groups.push({ name: clusterName(units, names), ...reasonFor(units), members });
  }
  groups.sort((a, b) => (a.members[0] ?? 0) - (b.members[0] ?? 0));
  return { groups, alone: traits.flatMap((_, index) => (taken.has(index) ? [] : [index])) };
}

function groupUnits(units: readonly Unit[]): Iterable<readonly Unit[]> {
  const sets = new DisjointSets(units.length);
  linkPeers(units, sets);
  groupByPlace(units, sets);
  return groupBy(units, ({ index }) => sets.find(index)).values();
}
