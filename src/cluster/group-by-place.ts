import { groupBy } from '../../grammar/group-by.ts';
import { bitsInCommon, fitTogether, playDifferentParts } from './likeness.ts';
import { addressesOf } from './link-peers.ts';
import { isCopy, mayBeNode, type Step, stepsOf } from './series.ts';
import { type DisjointSets, partsBy } from './sets.ts';
import type { InstanceTraits } from './traits.ts';
import { routerKey, type Unit } from './unit.ts';

/** A folder with the files below it that still look for others. */
interface Folder {
  readonly path: readonly string[];
  readonly open: Unit[];
  /** How many files are below it altogether. */
  files: number;
}

/**
 * Unites files by what they share, from the innermost folders outward: who has found its neighbours in a folder looks no further. So two sites
 * with the same addresses stay two clusters.
 */
export function groupByPlace(units: readonly Unit[], sets: DisjointSets): void {
  const depths: Map<string, Folder>[] = [];
  const folderOf = (path: readonly string[]): Folder => {
    while (depths.length <= path.length) depths.push(new Map());
    const level = depths[path.length] as Map<string, Folder>;
    const key = path.join('/');
    const folder = level.get(key) ?? { path, open: [], files: 0 };
    level.set(key, folder);
    return folder;
  };
  for (const unit of units) {
    const folder = folderOf(unit.names.slice(0, -1));
    folder.open.push(unit);
    folder.files++;
  }
  while (depths.length > 0) {
    for (const folder of depths.pop()?.values() ?? []) {
      groupInFolder(folder, sets);
      if (folder.path.length === 0) continue;
      const parent = folderOf(folder.path.slice(0, -1));
      parent.files += folder.files;
      parent.open.push(...stillOpen(folder, sets));
    }
  }
}

/** Files that are alone, and groups of peers of which some are elsewhere: a file beside those may belong to them. */
function stillOpen({ open }: Folder, sets: DisjointSets): readonly Unit[] {
  const bySet = groupBy(open, ({ index }) => sets.find(index));
  return open.filter(({ index }) => sets.size(index) === 1 || (bySet.get(sets.find(index)) ?? []).length < sets.size(index));
}

function groupInFolder({ path, open, files }: Folder, sets: DisjointSets): void {
  if (open.length < 2) return;
  const name = path.at(-1) ?? '';
  // The views of a conditional file are a cluster already.
  const candidates = open
    .filter(({ views }) => views.length === 1)
    .map((unit) => ({ unit, steps: stepsOf(unit.names.slice(path.length), name) }));
  const ranks = [...new Set(candidates.flatMap(({ steps }) => steps.flatMap(({ rank }) => rank ?? [])))].sort((a, b) => a - b);
  for (const partition of [byAddress, byRouterId, byService]) {
    for (const rank of ranks) {
      const followers = candidates.flatMap(({ unit, steps }) =>
        steps.filter((step) => step.rank === rank || step.rank === null).map((step) => ({ unit, step })),
      );
      for (const series of groupBy(followers, ({ step }) => step.stem).values()) {
        if (series.length > 1) groupSeries(series, partition, sets);
      }
    }
  }
  groupUnlikeNames(
    candidates.map(({ unit }) => unit),
    { depth: path.length, name, files },
    sets,
  );
}

/** Cuts the files of a series into those that belong together. `sure`: their names leave no doubt that they are nodes. */
type Partition = (units: readonly Unit[], sure: boolean) => readonly (readonly Unit[])[];

function groupSeries(series: readonly { readonly unit: Unit; readonly step: Step }[], partition: Partition, sets: DisjointSets): void {
  const units = [...new Set(series.map(({ unit }) => unit))];
  const whole = new Set(series.flatMap(({ unit, step }) => (step.rank === null ? [unit] : [])));
  const named = series.filter(({ unit }) => !whole.has(unit));
  const sure = named.every(({ step }) => step.sure);
  for (const part of partition(units, sure)) {
    if (part.length < 2) continue;
    const others = units.length - part.length;
    // A file that is named after nothing beside one that is named after a role may be what the other was copied from.
    const isSeries = !part.some((unit) => whole.has(unit));
    if (sure ? isSeries || playDifferentParts(part) : isLikely(part, others, isSeries)) unite(part, sets);
  }
}

/** Files of a series that is nothing but a cluster, as far as anyone can see; there are not many nodes in one. */
const FEW = 4;

/** Whether files are nodes of one cluster whose names have a number or letter, but say nothing of nodes. */
function isLikely(part: readonly Unit[], others: number, isSeries: boolean): boolean {
  if (others === 0 && part.length <= FEW) return isSeries || playDifferentParts(part);
  return fitTogether(part) && bitsInCommon(part) >= bitsAgainstChance(others);
}

/** How telling it must be that files agree, with so many others about. The number of pairs grows with the square of that of the files. */
function bitsAgainstChance(others: number): number {
  return 2 * Math.log2(1 + others);
}

/** Adds files to each other, but never two groups that have formed before: there it is unknown to which of them the others belong. */
function unite(units: readonly Unit[], sets: DisjointSets): void {
  const groups = new Set(units.filter(({ index }) => sets.size(index) > 1).map(({ index }) => sets.find(index)));
  if (groups.size > 1) return;
  const [first, ...others] = units;
  for (const other of others) if (first) sets.unite(first.index, other.index);
}

/** Files with a virtual address in common, under whatever virtual router ID. */
function byAddress(units: readonly Unit[]): readonly (readonly Unit[])[] {
  return partsBy(units, addressesOf);
}

/**
 * Files that agree in a virtual router ID, but in no address: two files of a series, or those whose addresses are neighbours. A file of its own
 * may join others in this way, two groups may not.
 */
function byRouterId(units: readonly Unit[], sure: boolean): readonly (readonly Unit[])[] {
  if (!sure) return [];
  const keysOf = ({ instances }: Unit): readonly string[] =>
    units.length === 2 ? instances.map(routerKey) : instances.map((instance) => `${routerKey(instance)} ${networkOf(instance)}`);
  return partsBy(units, keysOf);
}

/** The first three bytes, or the first four groups, of an instance's first virtual address. */
function networkOf({ family, addresses: [address = ''] }: InstanceTraits): string {
  return family === 'ipv4' ? address.slice(0, address.lastIndexOf('.')) : address.split(':').slice(0, 4).join(':');
}

/** Directors without VRRP that serve the same. */
function byService(units: readonly Unit[], sure: boolean): readonly (readonly Unit[])[] {
  if (!sure) return [];
  return partsBy(
    units.filter(({ instances }) => instances.length === 0),
    ({ services }) => services,
  );
}

/** Bits of likeness that are asked for beside those of the number of files, where files are in folders of their own. */
const APART = 4;

/**
 * Unites files whose names tell nothing, such as `ares.conf` and `zeus.conf`, where they agree so well that it is no chance.
 */
function groupUnlikeNames(units: readonly Unit[], folder: { depth: number; name: string; files: number }, sets: DisjointSets): void {
  const { depth, name, files } = folder;
  const loners = units.filter(
    ({ index, names }) => sets.size(index) === 1 && !isCopy(names.at(-1) ?? '') && mayBeNode(names[depth] ?? '', name),
  );
  // Those in the folder itself, and those in folders of it, each at the same place there.
  const beside = groupBy(loners, ({ names }) => (names.length === depth + 1 ? '' : names.slice(depth + 1).join('/')));
  for (const [place, neighbours] of beside) {
    for (const part of partsBy(neighbours, addressesOf)) {
      if (part.length < 2 || !fitTogether(part)) continue;
      const asked = bitsAgainstChance(files - part.length) + (place === '' ? 0 : APART);
      if (bitsInCommon(part) >= asked) unite(part, sets);
    }
  }
}
