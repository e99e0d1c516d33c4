import { type IpAddress, isLinkLocal, isMulticast } from '../binding/ip-address.ts';
import type { UnicastPeer } from '../model/vrrp/vrrp-instance.ts';
import { hasOldChecksum, refusesAdverts, refusesContent, refusesSource } from './acceptance.ts';
import type { Choices } from './choice.ts';
import { ownAddresses, sourceOf } from './kernel.ts';
import { multicastPath, type Path, unicastPath } from './network.ts';
import type { Host, Router, Site } from './router.ts';
import { SharedSources } from './shared-sources.ts';
import type { Cut, HostState } from './state.ts';
import type { World } from './world.ts';

/** No host takes what comes from a multicast group. */
function comesFromGroup({ instance: { unicast, sourceAddress } }: Router): string | null {
  const { value } = sourceAddress;
  return !unicast && value?.family === 'ipv4' && isMulticast(value) ? `its adverts come from the multicast group '${value.text}'` : null;
}

/** Whether adverts of one router get to another one and are taken there. One for a site: what never changes is found out once. */
export class Hearing {
  private readonly fixed: Known<string | null> = [];
  private readonly ways: Known<Path | 'unknown' | null> = [];
  /** By domain: the addresses that routers send from, and how many routers there are whose address is not known. */
  private readonly claimed = new Map<string, Set<string>>();
  private readonly unknown = new Map<string, number>();
  private readonly peers = new Map<Router, ReadonlyMap<string, UnicastPeer>>();
  private readonly unclaimed = new Map<Router, readonly IpAddress[]>();
  private readonly shared: SharedSources;

  constructor(site: Site) {
    this.shared = new SharedSources(site);
    for (const router of site.routers) {
      const source = sourceOf(router, ownAddresses(router.host));
      if (source === 'unknown') this.unknown.set(router.domain, (this.unknown.get(router.domain) ?? 0) + 1);
      else if (source !== null) this.claimed.set(router.domain, (this.claimed.get(router.domain) ?? new Set()).add(source));
    }
  }

  /** Why the receiver takes no notice of the sender: a clause behind "because"; null where it does. */
  obstacle(world: World, receiver: Router, sender: Router, choices: Choices): string | null {
    const refused = memo(this.fixed, receiver, sender, () => refusesAdverts(receiver, sender) ?? comesFromGroup(sender));
    if (refused !== null) return refused;
    if (world.router(receiver).onlyOldChecksum && !hasOldChecksum(sender))
      return `'${nameOf(receiver)}' has heard a node with 'old_unicast_checksum', and takes no other checksum since`;
    return this.closedWay(world, receiver, sender, choices) ?? this.refusedSource(world, receiver, sender, choices);
  }

  /**
   * Whether a master puts its own adverts off by those of another one that it refuses: its timer begins anew with each advert that it reads (vrrp_scheduler.c
   * vrrp_dispatcher_read), and it sends none before it runs out.
   */
  putsOff(world: World, receiver: Router, sender: Router, choices: Choices): boolean {
    if (receiver.instance.lowerPriorityNoAdvert.value || sender.interval > receiver.interval) return false;
    return refusesContent(receiver, sender) && this.closedWay(world, receiver, sender, choices) === null;
  }

  /** Why adverts do not get there. */
  private closedWay(world: World, receiver: Router, sender: Router, choices: Choices): string | null {
    const path = sender.instance.unicast
      ? this.unicast(world, receiver, sender, choices)
      : memo(this.ways, receiver, sender, () => multicastPath(sender, receiver));
    if (typeof path === 'string' && path !== 'unknown') return path;
    if (path === null)
      return `'${placeOf(sender)}' of '${nameOf(sender)}' and '${placeOf(receiver)}' of '${nameOf(receiver)}' are on different networks`;
    if (
      path === 'unknown' &&
      !choices.make('network', `'${placeOf(sender)}' of '${nameOf(sender)}'`, `'${placeOf(receiver)}' of '${nameOf(receiver)}'`)
    ) {
      return 'they are on different networks';
    }
    const way: Path = typeof path === 'string' ? { out: sender.instance.interface.value, into: receiver.instance.interface.value } : path;
    return isClosed(world, sender.host, receiver.host, way) ?? this.shared.obstacle(world, receiver, sender, choices);
  }

  private unicast(world: World, receiver: Router, sender: Router, choices: Choices): Path | string | null {
    const { vmac, vmacXmitBase } = receiver.instance;
    if (vmac.value && !vmacXmitBase.value && !choices.make('macvlan', nameOf(receiver), nameOf(sender))) return DEAF_MACVLAN;
    const { source } = world.router(receiver);
    const unlisted = `'${nameOf(sender)}' does not list an address of '${nameOf(receiver)}' among its peers`;
    if (source === null) return unlisted;
    if (source !== 'unknown') {
      const listed = this.peersOf(sender).has(source);
      return listed ? memo(this.ways, receiver, sender, () => unicastPath(sender, receiver, source)) : unlisted;
    }
    const peers = this.unclaimedPeers(sender);
    const unclaimed = isAtLinkLocal(receiver) ? peers.filter(isLinkLocal) : peers;
    if (unclaimed.length === 0 && peers.length > 0)
      return `'${nameOf(receiver)}' listens at its link-local address, and '${nameOf(sender)}' sends to another one`;
    const [first] = unclaimed;
    const unknown = (this.unknown.get(receiver.domain) ?? 0) - (this.isUnknown(sender) ? 1 : 0);
    if (!first || (unknown > unclaimed.length && !choices.make('receiver', nameOf(receiver), nameOf(sender)))) return unlisted;
    return unicastPath(sender, receiver, first.text);
  }

  private peersOf(router: Router): ReadonlyMap<string, UnicastPeer> {
    let peers = this.peers.get(router);
    if (!peers) {
      peers = new Map(router.instance.peers.toReversed().map((peer) => [peer.ip.text, peer]));
      this.peers.set(router, peers);
    }
    return peers;
  }

  /** Peers that no node is known to be. */
  private unclaimedPeers(sender: Router): readonly IpAddress[] {
    const before = this.unclaimed.get(sender);
    if (before) return before;
    const claimed = this.claimed.get(sender.domain);
    const found = sender.instance.peers.map(({ ip }) => ip).filter(({ text }) => !claimed?.has(text));
    this.unclaimed.set(sender, found);
    return found;
  }

  private isUnknown(router: Router): boolean {
    return sourceOf(router, ownAddresses(router.host)) === 'unknown';
  }

  private refusedSource(world: World, receiver: Router, sender: Router, choices: Choices): string | null {
    const { source } = world.router(sender);
    if (source !== 'unknown' && source !== null) return refusesSource(receiver, source, this.peersOf(receiver).get(source), sender);
    const checks = receiver.instance.unicast && receiver.instance.checkUnicastSource.value;
    if (checks && isAtLinkLocal(sender) && !receiver.instance.peers.some(({ ip }) => isLinkLocal(ip)))
      return `it checks sources, and the link-local address of '${nameOf(sender)}' is not among its peers`;
    return checks && !choices.make('receiver', nameOf(sender), nameOf(receiver)) ? 'the source address may not be among the peers' : null;
  }
}

/** Without a source that is written, keepalived sends from the link-local address of the interface, and listens there (scenario unicast-ipv6-no-source). */
function isAtLinkLocal({ instance: { family, sourceAddress } }: Router): boolean {
  return family === 'ipv6' && sourceAddress.value === null;
}

const DEAF_MACVLAN = 'unicast adverts do not get to its macvlan';

/** Why nothing passes now. */
function isClosed(world: World, from: Host, to: Host, { out, into }: Path): string | null {
  const down = downInterface(world.host(from), out) ?? downInterface(world.host(to), into);
  if (down !== null) return `'${down}' is down`;
  return world.cuts.some((cut) => closes(cut, from, to, out, into)) ? `nothing passes from '${from.node.name}' to '${to.node.name}'` : null;
}

function closes(cut: Cut, from: Host, to: Host, out: string | null, into: string | null): boolean {
  return isBetween(cut, from, to) && (cut.interface === null || cut.interface === out || cut.interface === into);
}

/** Whether a cut is one between two nodes in this direction, on some network. */
export function isBetween(cut: Cut, from: Host, to: Host): boolean {
  return (cut.from === null || cut.from === from.index) && (cut.to === null || cut.to === to.index);
}

/** An interface, or the one below a VLAN, that is down. */
export function downInterface({ interfacesDown }: Readonly<HostState>, name: string | null): string | null {
  if (name === null || interfacesDown.size === 0) return null;
  if (interfacesDown.has(name)) return name;
  const base = name.slice(0, Math.max(0, name.indexOf('.')));
  return base !== '' && interfacesDown.has(base) ? base : null;
}

function nameOf({ host }: Router): string {
  return host.node.name;
}

function placeOf({ instance }: Router): string {
  return instance.interface.value ?? 'no interface';
}

/** What is known of two routers of one domain: by the index of the one and the place of the other. A domain may have thousands of routers. */
type Known<T> = (T | undefined)[][];

function memo<T>(known: Known<T>, a: Router, b: Router, find: () => T): T {
  const ofA = known[a.index] ?? [];
  known[a.index] = ofA;
  const before = ofA[b.place];
  if (before !== undefined) return before;
  const found = find();
  ofA[b.place] = found;
  return found;
}
