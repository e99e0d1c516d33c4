import type { HostFacts } from '../behaviour/node.ts';
import type { NamedCluster } from '../cluster/group.ts';
import type { Change } from '../comparison/change.ts';
import { pairNodes } from '../comparison/pair-nodes.ts';
import type { Report } from '../finding/report.ts';
import { distinctUnread, type Unread } from '../finding/unread.ts';
import { compareFindings, type FindingChange } from './compare-findings.ts';
import { findClusters } from './find-clusters.ts';
import { type LintOptions, lint } from './lint.ts';
import { nameOf, type Pair, type ReadNode, type Side, SideReading } from './side.ts';
import { type ClusterOutcomeChange, findSites, type PlayedSite, playedSite, playSite } from './sites.ts';
import { changesBetween } from './view-changes.ts';

export interface CompareOptions extends Omit<LintOptions, 'clusters'> {
  /** Clusters that the user named. */
  readonly named?: readonly NamedCluster[];
  /** What is known of the hosts, by the names of nodes; the same before and after. Asked for when the nodes are known. */
  readonly facts?: (nodes: readonly string[]) => ReadonlyMap<string, HostFacts>;
}

/** A node that is on both sides, or on one. */
export interface ComparedNode {
  /** As the new side names it; the old one where it is gone. */
  readonly node: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What changes when the new configurations take the place of the old ones. It holds no secrets. */
export interface Comparison {
  readonly nodes: readonly ComparedNode[];
  readonly changes: readonly Change[];
  readonly outcomes: readonly ClusterOutcomeChange[];
  /** The clusters that were played. */
  readonly sites: readonly PlayedSite[];
  readonly findings: readonly FindingChange[];
  /** Names of the clusters on either side. */
  readonly clusters: readonly string[];
  /** Changed nodes that belong to no cluster: who holds their addresses is not known. */
  readonly alone: readonly string[];
  /** Included files that were not read on either side: the answer is incomplete then. */
  readonly unread: readonly Unread[];
}

/**
 * Compares two sets of configurations as keepalived would run them, node by node, and what their clusters do. Nodes are the same by path and
 * config-id, or where a file was renamed by content. Throws `UnreadableRootError` for a root that cannot be read.
 */
export function compare(before: Side, after: Side, options: CompareOptions): Comparison {
  const [old, now] = [new SideReading(before, options.target, options), new SideReading(after, options.target, options)];
  old.describe(now);
  now.describe(old);
  const isSingle = before.roots.length === 1 && after.roots.length === 1;
  const pairs = pairNodes(old.nodes(isSingle), now.nodes(isSingle)).flatMap(([one, other]): readonly Pair[] => {
    const known = other ?? one;
    return known ? [{ name: nameOf(known), before: one, after: other, isChanged: one?.text !== other?.text }] : [];
  });
  const clustersOf = ({ roots, reader }: Side) => findClusters(roots, reader, options).clusters;
  const sites = findSites(pairs, clustersOf(before), clustersOf(after));
  const facts = options.facts?.(pairs.map(({ name }) => name)) ?? new Map<string, HostFacts>();
  const changed = pairs.filter(({ isChanged }) => isChanged);
  const affected = sites.filter(({ members }) => members.some(({ isChanged }) => isChanged));
  const touched = new Set([...changed, ...affected.flatMap(({ members }) => members)]);
  const inClusters = new Set(sites.flatMap(({ members }) => members));
  const changesOf = new Map(
    changed.map((pair) => [pair, changesBetween(pair.name, pair.before && old.view(pair.before), pair.after && now.view(pair.after))]),
  );
  return {
    nodes: pairs.map((pair) => ({ node: pair.name, before: pair.before && nameOf(pair.before), after: pair.after && nameOf(pair.after) })),
    changes: [...changesOf.values()].flat(),
    outcomes: affected.flatMap((site) => playSite(site, old, now, facts)),
    sites: affected.map(playedSite),
    findings: compareFindings(
      {
        report: lintThose(
          before,
          options,
          [...touched].flatMap((pair) => pair.before ?? []),
        ),
        views: (path) => old.viewsOf(path),
      },
      {
        report: lintThose(
          after,
          options,
          [...touched].flatMap((pair) => pair.after ?? []),
        ),
        views: (path) => now.viewsOf(path),
      },
      renamedFiles(pairs, before, after),
      renamedBlocks(changesOf),
    ),
    clusters: [...new Set(sites.flatMap(({ names }) => [...names]))],
    alone: changed.filter((pair) => !inClusters.has(pair)).map(({ name }) => name),
    unread: distinctUnread([...old.unread, ...now.unread]),
  };
}

/** New paths of root files, and of the files that hold them, by old ones. */
function renamedFiles(pairs: readonly Pair[], before: Side, after: Side): ReadonlyMap<string, string> {
  const holder = ({ reader }: Side, { source }: ReadNode): string => reader.holderOf?.(source.absolute)?.path ?? source.path;
  return new Map(
    pairs.flatMap(({ before: old, after: now }): readonly (readonly [string, string])[] =>
      old && now
        ? [
            [old.source.path, now.source.path],
            [holder(before, old), holder(after, now)],
          ]
        : [],
    ),
  );
}

/** Of new root files, what blocks are called by what they were called. */
function renamedBlocks(changesOf: ReadonlyMap<Pair, readonly Change[]>): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const names = new Map<string, Map<string, string>>();
  for (const [{ after }, changes] of changesOf) {
    if (!after) continue;
    const ofRoot = names.get(after.source.path) ?? new Map<string, string>();
    names.set(after.source.path, ofRoot);
    for (const { what, before: old, after: now } of changes) if (what === 'name') ofRoot.set(String(old), String(now));
  }
  return names;
}

/** Lints the root files of some nodes: the others say what they said before. */
function lintThose({ roots, reader }: Side, options: CompareOptions, nodes: readonly ReadNode[]): Report {
  const wanted = new Set(nodes.map(({ source }) => source.path));
  return lint(
    roots.filter(({ path }) => wanted.has(path)),
    reader,
    { ...options, clusters: options.named ?? [] },
  );
}
