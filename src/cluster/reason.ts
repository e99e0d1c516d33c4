import { groupBy } from '../../grammar/group-by.ts';
import type { Group } from './group.ts';
import { addressesOf } from './link-peers.ts';
import type { Unit } from './unit.ts';

/** What put files together, and the sentence that says so. */
export function reasonFor(units: readonly Unit[]): Pick<Group, 'grouped' | 'because' | 'isGuess'> {
  const [first, ...others] = units;
  if (first && others.length === 0) {
    return { grouped: 'views', because: `'${first.root}' describes ${first.views.length} nodes by its conditions.`, isGuess: false };
  }
  const addresses = sharedByMost(units, (unit) => addressesOf(unit));
  const links = linksBetween(units);
  if (connects(units, links, true)) return { grouped: 'peers', because: 'Their unicast peers are each other.', isGuess: false };
  const routers = sharedByMost(units, ({ views }) =>
    views.flatMap(({ instances }) =>
      instances.map(({ family, virtualRouterId: id }) => `VRID ${id} (${family === 'ipv4' ? 'IPv4' : 'IPv6'})`),
    ),
  );
  const isGuess = !connects(units, links, false);
  const doubt = !isGuess ? 'one has the other among its unicast peers' : 'that they are one cluster is a guess from their names and places';
  if (addresses.length > 0) {
    const under = routers.length > 0 ? `and ${some(routers)}` : 'though under different virtual router IDs';
    return { grouped: 'addresses', because: `They share ${some(addresses)} ${under}; ${doubt}.`, isGuess };
  }
  const services = sharedByMost(units, (unit) => unit.services);
  const common = routers.length > 0 ? `${some(routers)}, but no virtual address` : `the virtual server ${some(services)}`;
  return { grouped: 'place', because: `They share ${common}; ${doubt}.`, isGuess };
}

/** From each file to those whose addresses are among its unicast peers. */
function linksBetween(units: readonly Unit[]): ReadonlyMap<Unit, ReadonlySet<Unit>> {
  const owners = new Map<string, Unit>();
  for (const unit of units)
    for (const { instances } of unit.views) for (const { source } of instances) if (source !== null) owners.set(source, unit);
  return new Map(
    units.map((unit) => {
      const peers = unit.views.flatMap(({ instances }) => instances.flatMap((instance) => instance.peers));
      return [unit, new Set(peers.flatMap((peer) => owners.get(peer) ?? []))];
    }),
  );
}

/** Whether every file is linked with another one, in both directions where that is asked for. */
function connects(units: readonly Unit[], links: ReadonlyMap<Unit, ReadonlySet<Unit>>, mutual: boolean): boolean {
  const linked = new Set<Unit>();
  for (const [from, targets] of links) {
    for (const to of targets) if (to !== from && (!mutual || links.get(to)?.has(from))) linked.add(from).add(to);
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
