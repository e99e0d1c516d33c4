import type { Unit } from './unit.ts';

/** A name for a cluster that nobody named, after what its files' paths begin with; `taken` are the names of others, and gets this one. */
export function clusterName(units: readonly Unit[], taken: Set<string>): string {
  const base = units.length === 1 ? (units[0]?.root ?? '') : commonBeginning(units);
  let name = base;
  for (let number = 2; taken.has(name); number++) name = `${base} (${number})`;
  taken.add(name);
  return name;
}

function commonBeginning(units: readonly Unit[]): string {
  const [first = '', ...others] = units.map(({ root }) => root);
  let length = first.length;
  for (const other of others) {
    let same = 0;
    while (same < length && first[same] === other[same]) same++;
    length = same;
  }
  // Numbers that all names begin with are the beginning of what tells them apart, and so is a part of a word: 'm' of 'master' and 'metalogger'.
  const common = first.slice(0, length);
  const isCut = [first, ...others].every((root) => /^[a-z]/i.test(root.slice(length)));
  const beginning = (isCut ? common.replace(/[a-z]+$/i, '') : common).replace(/[-_.\s/\d]+$/, '');
  const [instance] = units[0]?.instances ?? [];
  return beginning !== '' ? beginning : instance ? instance.name : 'cluster';
}
