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
  if (unicast.length < 2 || unicast.some((member) => sourceOf(member) === null)) return [];
  return unicast.flatMap((member): readonly Slip[] => {
    const source = sourceOf(member) ?? '';
    const others = unicast.filter((each) => each !== member && sourceOf(each) !== source);
    if (others.length === 0 || others.some((other) => lists(other, source))) return [];
    return others.slice(0, 1).flatMap((other) => {
      const [expected, ...further] = strangersOf(other, unicast);
      const network = beginningOf(sourceOf(other) ?? '');
      const isSlip = expected && further.length === 0 && beginningOf(expected.ip.text) === network && beginningOf(source) !== network;
      return isSlip ? [{ member, source, other, expected }] : [];
    });
  });
}

/** Whether a member sends its adverts to an address. */
export function lists({ instance }: RouterMember, address: string): boolean {
  return instance.peers.some(({ ip }) => ip.text === address);
}

/** Peers of a member that no member sends from. */
export function strangersOf({ instance }: RouterMember, members: readonly RouterMember[]): readonly UnicastPeer[] {
  const sources = new Set(members.map(sourceOf));
  return instance.peers.filter(({ ip }) => !sources.has(ip.text));
}
