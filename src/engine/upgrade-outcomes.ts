import type { Target } from '../binding/target.ts';
import { pairNodes } from '../comparison/pair-nodes.ts';
import { findClusters } from './find-clusters.ts';
import type { LintOptions } from './lint.ts';
import { nameOf, type Pair, type Side, SideReading } from './side.ts';
import { type ClusterOutcomeChange, findSites, type PlayedSite, playedSite, playSite } from './sites.ts';

/** The clusters of some nodes, and what they do otherwise with another version. */
export interface UpgradedClusters {
  readonly names: readonly string[];
  readonly outcomes: readonly ClusterOutcomeChange[];
  readonly sites: readonly PlayedSite[];
}

/** Plays every cluster with both versions, all nodes with the one and all with the other. */
export function upgradeClusters(
  side: Side,
  from: Target,
  to: Target,
  options: Pick<LintOptions, 'clusters' | 'configIds' | 'unnamedView'>,
): UpgradedClusters {
  if (options.clusters === false) return { names: [], outcomes: [], sites: [] };
  const { clusters: named = [], ...selection } = options;
  const clustersFor = (target: Target) => findClusters(side.roots, side.reader, { ...selection, target, named }).clusters;
  const [before, after] = [clustersFor(from), clustersFor(to)];
  if (before.length + after.length === 0) return { names: [], outcomes: [], sites: [] };
  const [old, now] = [new SideReading(side, from, selection), new SideReading(side, to, selection)];
  const pairs = pairNodes(old.nodes(false), now.nodes(false)).flatMap(([one, other]): readonly Pair[] => {
    const known = other ?? one;
    return known ? [{ name: nameOf(known), before: one, after: other, isChanged: true }] : [];
  });
  const sites = findSites(pairs, before, after);
  return {
    names: [...new Set(sites.flatMap(({ names }) => [...names]))],
    outcomes: sites.flatMap((site) => playSite(site, old, now, new Map())),
    sites: sites.map(playedSite),
  };
}
