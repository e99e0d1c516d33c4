import { groupBy } from '../../grammar/group-by.ts';
import { nodeName } from './cluster.ts';
import type { InstanceTraits, Traits } from './traits.ts';

/** An instance of a node of another cluster, or of none, that may be on one segment with a virtual router of this one. */
export interface Neighbour {
  readonly node: string;
  /** Path of its root file. */
  readonly root: string;
  readonly instance: InstanceTraits;
}

/**
 * Finds, for views of one cluster, instances of others that may hear them: in a file of the same folder, of the same address family, with virtual
 * addresses in the same network, and without unicast peers. Private networks are used at many sites, so the folder has to tell.
 */
export function neighbourFinder(traits: readonly Traits[]): (members: readonly Traits[]) => readonly Neighbour[] {
  const all = traits.flatMap((view) => view.instances.filter(sendsMulticast).map((instance) => ({ view, instance })));
  const byPlace = groupBy(all, ({ view, instance }) => placeOf(view, instance));
  return (members) => {
    const own = new Set(members);
    const keys = new Set(members.flatMap((view) => view.instances.filter(sendsMulticast).map((instance) => placeOf(view, instance))));
    return [...keys].flatMap((key) =>
      (byPlace.get(key) ?? []).flatMap(({ view, instance }) =>
        own.has(view) ? [] : [{ node: nodeName(view.root, view.configId), root: view.root, instance }],
      ),
    );
  };
}

function sendsMulticast({ peers, addresses }: InstanceTraits): boolean {
  return peers.length === 0 && addresses.length > 0;
}

function placeOf({ root }: Traits, { family, virtualRouterId, addresses: [first = ''] }: InstanceTraits): string {
  return [root.slice(0, root.lastIndexOf('/') + 1), family, virtualRouterId, beginningOf(first)].join(' ');
}

/** The first three bytes, or the first four groups, of an address: what hosts of one segment usually share. */
export function beginningOf(address: string): string {
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address.slice(0, address.lastIndexOf('.'));
}
