import type { Group } from './group.ts';
import { addressesOf } from './link-peers.ts';
import { groupBy } from './sets.ts';
import type { Unit } from './unit.ts';

/** What put files together, and the sentence that says so. */
export function reasonFor(units: readonly Unit[]): Pick<Group, 'grouped' | 'because'> {
  const [first, ...others] = units;
  if (first && others.length === 0) {
    return { grouped: 'views', because: `'${first.root}' describes ${first.views.length} nodes by its conditions.` };
  }
  const addresses = sharedByMost(units, (unit) => addressesOf(unit));
  if (namePeers(units)) return { grouped: 'peers', because: 'Their unicast peers are each other.' };
  const routers = sharedByMost(units, ({ views }) =>
    views.flatMap(({ instances }) =>
      instances.map((instance) => `VRID ${instance.virtualRouterId} (${instance.family === 'ipv4' ? 'IPv4' : 'IPv6'})`),
    ),
  );
  const neighbours = 'a guess from their names and places';
  if (addresses.length > 0 && routers.length > 0) {
    return {
      grouped: 'addresses',
      because: `They share ${some(addresses)} and ${some(routers)}; that they are one cluster is ${neighbours}.`,
    };
  }
  if (addresses.length > 0) {
    return {
      grouped: 'addresses',
      because: `They share ${some(addresses)}, though under different virtual router IDs; that they are one cluster is ${neighbours}.`,
    };
  }
  const services = sharedByMost(units, (unit) => unit.services);
  const common = routers.length > 0 ? `${some(routers)}, but no virtual address` : `the virtual server ${some(services)}`;
  return { grouped: 'place', because: `They share ${common}; that they are one cluster is ${neighbours}.` };
}

/** Whether each file lists, or is listed by, another one of the group. */
function namePeers(units: readonly Unit[]): boolean {
  const sources = new Map<string, Unit>();
  for (const unit of units)
    for (const { instances } of unit.views) for (const { source } of instances) if (source !== null) sources.set(source, unit);
  const linked = new Set<Unit>();
  for (const unit of units) {
    for (const peer of unit.views.flatMap(({ instances }) => instances.flatMap(({ peers }) => peers))) {
      const other = sources.get(peer);
      if (other && other !== unit) linked.add(unit).add(other);
    }
  }
  return linked.size === units.length;
}

/** What more than half of the files have, and at least two. */
function sharedByMost(units: readonly Unit[], of: (unit: Unit) => readonly string[]): readonly string[] {
  const holders = groupBy(
    units.flatMap((unit) => [...new Set(of(unit))]),
    (each) => each,
  );
  return [...holders].filter(([, { length }]) => length >= 2 && length * 2 >= units.length).map(([each]) => each);
}

const MOST_NAMED = 2;

function some(items: readonly string[]): string {
  const more = items.length - MOST_NAMED;
  return more > 0 ? `${items.slice(0, MOST_NAMED).join(', ')} and ${more} more` : items.join(' and ');
}
