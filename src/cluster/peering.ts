import type { Origin } from '../../grammar/expand/expansion.ts';
import { groupBy } from '../../grammar/group-by.ts';
import { memoized } from '../../grammar/memoized.ts';
import type { UnicastPeer, VrrpInstance } from '../model/vrrp/vrrp-instance.ts';
import type { Cluster, RouterMember, VirtualRouter } from './cluster.ts';
import { placeOfSetting } from './disagreement.ts';
import { beginningOf } from './neighbours.ts';
import { placeIn } from './place-in.ts';

/** The address that a unicast member is known to send from; null where its host decides. */
export function sourceOf({ instance }: RouterMember): string | null {
  return instance.sourceAddress.value?.text ?? null;
}

/** Where the source address of a member is written, for a message about another one; its instance where it is not. */
export function placeOfSource({ node, instance }: RouterMember): Origin {
  return placeIn(node, placeOfSetting(instance, instance.sourceAddress));
}

/** A member that sends from an address that nobody lists, and one that lists an address instead that nobody sends from. */
export interface Slip {
  readonly member: RouterMember;
  readonly source: string;
  readonly other: RouterMember;
  readonly expected: UnicastPeer;
}

/**
 * Members whose source address is a slip: no other one lists it, and one of the others lists exactly one address that no member sends from.
 * Either that one is of the others' network and the source is not, or all others agree on it: else it is more likely that of a node that is not here.
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
    const isElsewhere = expected && beginningOf(expected.ip.text) === network && beginningOf(source) !== network;
    const isSlip = expected && further.length === 0 && (isElsewhere || isExpectedByAll(expected, member, unicast));
    return isSlip ? [{ member, source, other, expected }] : [];
  });
}

/** Whether at least two others agree on an address that is not there, in as many peers as there are other nodes. */
function isExpectedByAll({ ip }: UnicastPeer, member: RouterMember, members: readonly RouterMember[]): boolean {
  const others = members.length - 1;
  return others > 1 && members.every((each) => each === member || (peersOf(each).has(ip.text) && peersOf(each).size === others));
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
const peersOf = memoized(({ instance }: RouterMember): ReadonlySet<string> => new Set(instance.peers.map(({ ip }) => ip.text)));

/** Peers of a member that no member sends from. */
function strangersOf({ instance }: RouterMember, sources: ReadonlySet<string | null>): readonly UnicastPeer[] {
  return instance.peers.filter(({ ip }) => !sources.has(ip.text));
}

/** A node that a member should list, and the address it sends from. */
export interface Missing {
  readonly source: string;
  readonly other: RouterMember;
}

/** What is wrong with the peers of one member, seen from the others. */
export interface PeerMistakes {
  readonly member: RouterMember;
  readonly router: VirtualRouter;
  /** One address too many and one too few are one mistake. */
  readonly exchanged: { readonly instead: UnicastPeer; readonly missing: Missing } | null;
  readonly missing: readonly Missing[];
  /** Peers that no node of the cluster sends from. */
  readonly strangers: readonly UnicastPeer[];
}

export const peerMistakes = memoized((cluster: Cluster): readonly PeerMistakes[] => {
  const known = sourcesIn(cluster);
  return cluster.routers.flatMap((router) => mistakesIn(router, known));
});

function mistakesIn(router: VirtualRouter, known: ReadonlySet<string | null>): readonly PeerMistakes[] {
  const unicast = router.members.filter(({ instance }) => instance.unicast);
  const slips = slipsOf(router);
  const slipped = new Set(slips.map(({ member }) => member));
  // Where two send from one address, the other one is what the peers are waiting for.
  const expected = new Set(slips.map((slip) => slip.expected.ip.text));
  const bySource = groupBy(unicast, sourceOf);
  const isComplete = knowsSources(router);
  return unicast.map((member): PeerMistakes => {
    const missing = [...bySource].flatMap(([source, others]) =>
      // That the other one's own address is the mistake is told there.
      source !== null && isMissing(source, member, router)
        ? others.filter((other) => !slipped.has(other)).map((other) => ({ source, other }))
        : [],
    );
    const strangers = isComplete ? strangersOf(member, known).filter(({ ip }) => !expected.has(ip.text)) : [];
    const surplus = strangers.length === 0 ? ownPeersOf(member.instance) : strangers;
    // What others list as well is a node that is not here, unless no node can have it for its own.
    const isShared = surplus.some(
      ({ ip }) =>
        ip.text !== sourceOf(member) &&
        !router.addresses.includes(ip.text) &&
        router.members.some((each) => each !== member && peersOf(each).has(ip.text)),
    );
    const [only] = missing;
    const [instead] = surplus;
    return only && instead && missing.length === 1 && surplus.length === 1 && !isShared
      ? { member, router, exchanged: { instead, missing: only }, missing: [], strangers: [] }
      : { member, router, exchanged: null, missing, strangers };
  });
}

/** The peers of an instance that are the node itself. */
function ownPeersOf({ peers, sourceAddress: { value: source } }: VrrpInstance): readonly UnicastPeer[] {
  return peers.filter(({ ip }) => ip.text === source?.text);
}

/**
 * Members without a written source that send to the very same peers, two or more. A list of all other nodes differs from node to node: who stands in a list that
 * another node has as well is a peer of itself, and who does not hears nothing from that one.
 */
export function sameListsOf({ members }: VirtualRouter): readonly (readonly RouterMember[])[] {
  const unsourced = members.filter((member) => member.instance.unicast && sourceOf(member) === null && peersOf(member).size > 0);
  const byPeers = groupBy(unsourced, (member) => [...peersOf(member)].sort().join(' '));
  return [...byPeers.values()].filter((alike) => alike.length > 1);
}

/** How many addresses a member sends its adverts to. */
export function countPeers(member: RouterMember): number {
  return peersOf(member).size;
}

/** The addresses that instances of a cluster send from, of whatever virtual router. */
function sourcesIn({ nodes }: Cluster): ReadonlySet<string | null> {
  return new Set(
    nodes.flatMap(({ configuration }) => configuration.vrrpInstances.map(({ sourceAddress }) => sourceAddress.value?.text ?? null)),
  );
}

/** Whether all members are unicast ones, each with a source address of its own that is written and is no virtual one. */
function knowsSources({ members, addresses }: VirtualRouter): boolean {
  const sources = members.map(sourceOf);
  return (
    members.every(({ instance }) => instance.unicast) &&
    sources.every((source) => source !== null && !addresses.includes(source)) &&
    new Set(sources).size === members.length
  );
}

/** A virtual address is no source to be listed: the node that writes it is told so. */
function isMissing(source: string, member: RouterMember, { addresses }: VirtualRouter): boolean {
  return source !== sourceOf(member) && !peersOf(member).has(source) && !addresses.includes(source);
}
