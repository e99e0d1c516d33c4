import { memoized } from '../../grammar/memoized.ts';
import type { UnicastPeer } from '../model/vrrp/vrrp-instance.ts';
import type { RouterMember, VirtualRouter } from './cluster.ts';
import { beginningOf } from './neighbours.ts';

/** The address that a unicast member is known to send from; null where its host decides. */
export function sourceOf({ instance }: RouterMember): string | null {
  return instance.sourceAddress.value?.text ?? null;
}

/** A member that sends from an address that nobody lists, and one that lists an address instead that nobody sends from. */
export interface Slip {
  readonly member: RouterMember;
  readonly source: string;
  readonly other: RouterMember;
  readonly expected: UnicastPeer;
}

/**
 * Members whose source address is a slip: no other one lists it, it is in another network than that of the others, and one of these lists exactly
 * one address of its own network that no member sends from. An address of the same network is more likely that of a node that is not here.
 */
export function slipsOf({ members }: VirtualRouter): readonly Slip[] {
  const unicast = members.filter(({ instance }) => instance.unicast);
  const sources = unicast.map(sourceOf);
  if (unicast.length < 2 || sources.includes(null)) return [];
  const all = new Set(sources);
  const listing = sourcesByPeer(unicast);
  const [first] = unicast;
  const second = unicast[sources.findIndex((source) => source !== sources[0])];
  return unicast.flatMap((member): readonly Slip[] => {
    const source = sourceOf(member) ?? '';
    const other = source === sources[0] ? second : first;
    const isListed = [...(listing.get(source) ?? [])].some((each) => each !== source);
    if (!other || isListed) return [];
    const [expected, ...further] = strangersOf(other, all);
    const network = beginningOf(sourceOf(other) ?? '');
    const isSlip = expected && further.length === 0 && beginningOf(expected.ip.text) === network && beginningOf(source) !== network;
    return isSlip ? [{ member, source, other, expected }] : [];
  });
}

/** The source addresses of the members that send to each address. */
function sourcesByPeer(members: readonly RouterMember[]): ReadonlyMap<string, ReadonlySet<string | null>> {
  const sources = new Map<string, Set<string | null>>();
  for (const member of members) {
    for (const peer of peersOf(member)) {
      const known = sources.get(peer);
      if (known) known.add(sourceOf(member));
      else sources.set(peer, new Set([sourceOf(member)]));
    }
  }
  return sources;
}

/** The addresses that a member sends its adverts to. */
export const peersOf = memoized(({ instance }: RouterMember): ReadonlySet<string> => new Set(instance.peers.map(({ ip }) => ip.text)));

/** Peers of a member that no member sends from. */
export function strangersOf({ instance }: RouterMember, sources: ReadonlySet<string | null>): readonly UnicastPeer[] {
  return instance.peers.filter(({ ip }) => !sources.has(ip.text));
}
