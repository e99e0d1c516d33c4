import { nodeName } from '../cluster/cluster.ts';
import type { NamedCluster, NodePattern } from '../cluster/group.ts';
import type { FoundClusters } from '../engine/find-clusters.ts';
import type { LintedFile } from '../finding/report.ts';
import { clustersOfSettings } from '../node/clusters-of-settings.ts';
import type { SettingsFinder } from '../node/find-settings.ts';
import type { Tell } from './notices.ts';
import type { Session } from './session.ts';
import { UsageError } from './usage-error.ts';

/**
 * Reads `NAME=PATTERN[,PATTERN]` of every `--cluster`; those of one name belong together. A pattern is a node's name, a path or a folder,
 * perhaps with `*`, `**`, `?`, `[…]` and `{…}`.
 */
export async function parseClusters(values: readonly string[]): Promise<readonly NamedCluster[]> {
  if (values.length === 0) return [];
  const { default: picomatch } = await import('picomatch');
  const patterns = new Map<string, string[]>();
  for (const value of values) {
    const equals = value.indexOf('=');
    const name = value.slice(0, equals);
    const own = value
      .slice(equals + 1)
      .split(/,(?![^{}]*\})/)
      .map((pattern) => pattern.trim().replace(/^(?:\.\/+)+|\/+$/g, ''));
    if (equals < 1 || own.includes('')) {
      throw new UsageError(`--cluster ${value} cannot be understood. Write --cluster NAME=PATTERN, with ',' between several patterns.`);
    }
    patterns.set(name, [...(patterns.get(name) ?? []), ...own]);
  }
  return [...patterns].map(([name, own]) => {
    const ofPatterns = own.map((written): NodePattern => {
      const matches = picomatch([written, `${written}/**`], { dot: true });
      return { written, includes: (node, root) => written === node || written === root || matches(node) || matches(root) };
    });
    return { name, includes: (node, root) => ofPatterns.some((pattern) => pattern.includes(node, root)), patterns: ofPatterns };
  });
}

/** Clusters that somebody named: on the command line (`given`), and there or in the settings (`named`). */
export interface ClustersNamed {
  readonly given: readonly NamedCluster[];
  readonly named: readonly NamedCluster[];
}

export async function clustersOf(
  values: readonly string[],
  { stacks }: SettingsFinder,
  { workingDirectory }: Session,
): Promise<ClustersNamed> {
  const given = await parseClusters(values);
  return { given, named: [...given, ...clustersOfSettings(stacks, workingDirectory)] };
}

/** {@link checkMembers} of the clusters that were found. */
export function checkFound(wanted: ClustersNamed, { clusters, alone }: FoundClusters, tell: Tell): void {
  const nodes = clusters.flatMap((cluster) => cluster.nodes.map(({ name }) => name));
  checkMembers(
    wanted,
    clusters.map(({ name }) => name),
    [...nodes, ...alone],
    tell,
  );
}

/**
 * Refuses clusters of the command line that no node is in: their patterns are not what was meant. Throws {@link UsageError}. Tells of patterns that
 * no node fits where others do. `clusters`, `nodes`: the names of those that there are.
 */
export function checkMembers({ given, named }: ClustersNamed, clusters: readonly string[], nodes: readonly string[], tell: Tell): void {
  const missing = given.find(({ name }) => !clusters.includes(name));
  if (missing) {
    throw new UsageError(`No node belongs to the cluster '${missing.name}' (--cluster). 'kvlint clusters' lists the nodes by name.`);
  }
  for (const message of missingMembers(named, clusters, nodes)) tell({ level: 'warning', message });
}

/** Tells of patterns of `--cluster` that no node of a lint fits: a finding that compares nodes may be missing because of them. */
export async function checkLinted(values: readonly string[], files: readonly LintedFile[], tell: Tell): Promise<void> {
  if (values.length === 0) return;
  const given = await parseClusters(values);
  const nodes = files.flatMap(({ path, views }) => views.map((configId) => nodeName(path, configId)));
  const names = given.map(({ name }) => name);
  for (const message of missingMembers(given, names, nodes)) tell({ level: 'warning', message });
}

/** Behind the root file in the name of a node. */
const CONFIG_ID = /@[^@/]*$/;

/** Says which patterns of clusters that have members no node fits: somebody is missing there, and is not looked at. */
function missingMembers(named: readonly NamedCluster[], clusters: readonly string[], nodes: readonly string[]): readonly string[] {
  const withMembers = new Set(clusters);
  return named
    .filter(({ name }) => withMembers.has(name))
    .flatMap(({ name, patterns = [] }) =>
      patterns
        .filter(({ written, includes }) => !written.startsWith('!') && !nodes.some((node) => includes(node, node.replace(CONFIG_ID, ''))))
        .map(({ written }) => `No node is '${written}', which the cluster '${name}' names: the cluster is taken without it.`),
    );
}
