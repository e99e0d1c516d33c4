import type { DisjointSets } from './sets.ts';
import type { Unit } from './unit.ts';

/** One file names the address of the other as a unicast peer. */
interface Link {
  readonly from: Unit;
  readonly to: Unit;
}

/**
 * Unites files whose instances send adverts to each other's address; also where only one of them does, if they share a virtual address.
 * Private addresses are used at many sites, so an address means the file nearest to the one that names it; where several are as near, none.
 */
export function linkPeers(units: readonly Unit[], sets: DisjointSets): void {
  const owners = ownersByPlace(units);
  const links = new Map<string, Link>();
  for (const from of units) {
    const sought = new Set(from.views.flatMap(({ instances }) => instances.flatMap(({ peers }) => peers)));
    for (const address of sought) {
      const to = nearestOwner(from, address, owners);
      if (to) links.set(`${from.index} ${to.index}`, { from, to });
    }
  }
  for (const { from, to } of links.values()) {
    if (links.has(`${to.index} ${from.index}`) || shareAddress(from, to)) sets.unite(from.index, to.index);
  }
}

/** Files by each folder they are in and each source address that they have; `several` where there are more than one. */
type Owners = ReadonlyMap<string, Unit | 'several'>;

function ownersByPlace(units: readonly Unit[]): Owners {
  const owners = new Map<string, Unit | 'several'>();
  for (const unit of units) {
    const sources = new Set(unit.views.flatMap(({ instances }) => instances.flatMap(({ source }) => source ?? [])));
    for (const source of sources) {
      for (let depth = unit.names.length - 1; depth >= 0; depth--) {
        const key = placeKey(unit, depth, source);
        owners.set(key, owners.has(key) ? 'several' : unit);
      }
    }
  }
  return owners;
}

function nearestOwner(from: Unit, address: string, owners: Owners): Unit | null {
  for (let depth = from.names.length - 1; depth >= 0; depth--) {
    const owner = owners.get(placeKey(from, depth, address));
    if (owner === 'several') return null;
    // A file that lists its own address names nobody by it.
    if (owner === from) return null;
    if (owner) return owner;
  }
  return null;
}

/** A folder above a file, by its depth, and an address. */
function placeKey({ names }: Unit, depth: number, address: string): string {
  return `${address} ${names.slice(0, depth).join('/')}`;
}

function shareAddress(a: Unit, b: Unit): boolean {
  const own = new Set(addressesOf(a));
  return addressesOf(b).some((address) => own.has(address));
}

/** Every virtual address of a file's instances. */
export function addressesOf({ views }: Unit): readonly string[] {
  return views.flatMap(({ instances }) => instances.flatMap(({ addresses }) => addresses));
}
