import { memoized } from '../../grammar/memoized.ts';
import { lastUse } from '../binding/entries/entry.ts';
import { type IpAddress, isLinkLocal, isMulticast, parseAddress, parsePrefixedAddress } from '../binding/ip-address.ts';
import type { Address } from '../model/net/address.ts';
import { scopeOf } from '../model/net/correct-addresses.ts';
import { contains, ipv4NetworkKey } from '../model/net/network.ts';
import { sharedInterfaceOf } from '../model/vrrp/address-place.ts';
import type { Host, Router } from './router.ts';
import type { OwnAddress, Source } from './state.ts';

/** What the kernel of a host does with addresses that are its own and virtual ones at the same time. */

/** The addresses that a host has before keepalived starts. */
export function ownAddresses({ node }: Host): readonly OwnAddress[] {
  const own: OwnAddress[] = [];
  for (const [name, { addresses }] of node.facts?.interfaces ?? []) for (const ip of addresses ?? []) own.push({ interface: name, ip });
  return own;
}

/** An address on an interface of a host, as the kernel keeps it. */
export interface PlacedAddress {
  readonly interface: string;
  readonly ip: IpAddress;
  /** What it is called among the virtual addresses of all nodes. */
  readonly name: string;
  /** By the name that `ip address` gives it. */
  readonly scope: string;
  /** Whether the host has it without keepalived. */
  readonly isOwn: boolean;
  /** keepalived does not find it again to remove it (scenario vip-with-peer-stays-behind). */
  readonly stays: boolean;
  /** The kernel does not take it at all (scenario vip-autojoin-refused). */
  readonly refused: boolean;
}

/**
 * Addresses that depend on each other: those of one IPv4 network on one interface, of which the first is the primary one. The prefix length
 * tells networks apart, so an address without one is alone.
 */
function networkKey({ interface: name, ip }: Pick<PlacedAddress, 'interface' | 'ip'>): string {
  return `${name} ${ip.family === 'ipv4' ? ipv4NetworkKey(ip) : `${ip.text}/${ip.prefix}`}`;
}

/** The addresses that a host has before keepalived starts, by network. */
export function addressesAtRest(host: Host): Map<string, readonly PlacedAddress[]> {
  const found = new Map<string, readonly PlacedAddress[]>();
  for (const { interface: name, ip } of ownAddresses(host)) {
    const placed = { interface: name, ip, name: host.names.on(name, ip), scope: GLOBAL, isOwn: true, stays: false, refused: false };
    found.set(networkKey(placed), [...(found.get(networkKey(placed)) ?? []), placed]);
  }
  return found;
}

/** What the host still has of its own. */
export function ownLeft(present: ReadonlyMap<string, readonly PlacedAddress[]>): readonly OwnAddress[] {
  return [...present.values()].flatMap((list) => list.filter(({ isOwn }) => isOwn));
}

/** keepalived adds the addresses of a router that has become master. */
export function addAddresses(present: Map<string, readonly PlacedAddress[]>, router: Router): void {
  for (const placed of contestedAddresses(router)) {
    const key = networkKey(placed);
    const list = present.get(key) ?? [];
    const [primary] = list;
    const fits = !placed.refused && (primary?.scope ?? placed.scope) === placed.scope;
    if (fits && !list.some(({ ip }) => ip.text === placed.ip.text)) present.set(key, [...list, placed]);
  }
}

/**
 * keepalived removes the addresses of a router, as it does when it starts and when it is no longer master. With the primary address of an
 * IPv4 network the kernel removes the others of that network (scenarios owner-real-address-and-another, shared-network-takes-address),
 * unless the sysctl promote_secondaries of the interface is on.
 */
export function removeAddresses(present: Map<string, readonly PlacedAddress[]>, router: Router): void {
  for (const placed of contestedAddresses(router)) {
    const key = networkKey(placed);
    const list = present.get(key) ?? [];
    const found = list.find(({ ip }) => ip.text === placed.ip.text);
    if (!found || placed.stays) continue;
    const takesAll = found === list[0] && placed.ip.family === 'ipv4' && !promotes(router.host).has(placed.interface);
    present.set(key, takesAll ? [] : list.filter((one) => one !== found));
  }
}

/** Interfaces on which keepalived lets the kernel promote secondary addresses; of a macvlan it always does. */
const promotes = memoized(({ routers }: Host): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const { instance } of routers) {
    const { promoteSecondaries, vmac, interface: own } = instance;
    if (promoteSecondaries.value && !vmac.value && own.value !== null) found.add(own.value);
  }
  return found;
});

/** Why the kernel does not have an address of a master: a predicate of the master. */
export function whyAbsent(router: Router, address: string): string {
  const placed = contestedAddresses(router).find(({ name }) => name === address);
  if (placed?.refused) return "is master, but the kernel refuses the address because of 'autojoin'";
  if (placed && placed.scope !== GLOBAL) return `is master, but the kernel refuses the address because of its scope, '${placed.scope}'`;
  return 'is master, but the address has been removed with that of another instance';
}

/** The addresses of a router of which the kernel may have something to say; all others are there whenever it is master. */
export function contestedAddresses(router: Router): readonly PlacedAddress[] {
  const networks = contestedNetworks(router.host);
  return networks.size === 0 ? NO_ADDRESSES : placedAddresses(router).filter((placed) => networks.has(networkKey(placed)));
}

/** The names of the addresses of a router of which the kernel has nothing to say. */
export const plainAddresses = memoized((router: Router): readonly string[] => {
  const contested = new Set(contestedAddresses(router).map(({ name }) => name));
  return contested.size === 0 ? router.addresses : router.addresses.filter((name) => !contested.has(name));
});

const NO_ADDRESSES: readonly PlacedAddress[] = [];
const GLOBAL = scopeOf();

/** The addresses of a router that are on an interface of the host; one on a macvlan meets no others. */
const placedAddresses = memoized(({ instance, host }: Router): readonly PlacedAddress[] => {
  const found: PlacedAddress[] = [];
  for (const address of [...instance.addresses, ...instance.excludedAddresses]) {
    const place = sharedInterfaceOf(instance, address);
    if (place === null) continue;
    const { ip } = address;
    const scope = scopeOf(lastUse(address, 'scope')?.values[0]?.text);
    const refused = ip.family === 'ipv4' && lastUse(address, 'autojoin') !== undefined && !isMulticast(ip);
    const name = host.names.of(instance, address);
    found.push({ interface: place, ip, name, scope, isOwn: false, stays: staysBehind(address), refused });
  }
  return found;
});

/** The kernel looks for the peer where keepalived names the address. */
function staysBehind(address: Address): boolean {
  const word = lastUse(address, 'peer')?.values[0];
  const peer = word && (parseAddress(word.text) ?? parsePrefixedAddress(word.text)?.ip);
  if (!peer || peer.family !== address.ip.family) return false;
  return !contains({ ...peer, prefix: word.text.includes('/') ? peer.prefix : address.ip.prefix }, address.ip);
}

interface Network {
  readonly owners: Set<Router>;
  readonly places: Map<string, Router>;
  isContested: boolean;
}

/**
 * The networks of a host in which the order of events matters to the kernel. Where nothing is known of the host it is taken to have an address
 * of its own in each network, which is then the primary one.
 */
const contestedNetworks = memoized((host: Host): ReadonlySet<string> => {
  const rest = addressesAtRest(host);
  const networks = new Map<string, Network>();
  for (const router of host.routers) {
    for (const placed of placedAddresses(router)) {
      const key = networkKey(placed);
      const own = rest.get(key);
      const network = networks.get(key) ?? { owners: new Set(), places: new Map(), isContested: false };
      networks.set(key, network);
      network.owners.add(router);
      const other = network.places.get(placed.ip.text);
      network.places.set(placed.ip.text, router);
      const isShared = other !== undefined && other !== router;
      const isOwn = own?.some(({ ip }) => ip.text === placed.ip.text) ?? false;
      const lacksOwn = host.node.facts !== null && own === undefined && network.owners.size > 1;
      network.isContested ||= isShared || isOwn || lacksOwn || placed.stays || placed.refused || placed.scope !== GLOBAL;
    }
  }
  return new Set([...networks].flatMap(([key, { isContested }]) => (isContested ? [key] : [])));
});

/**
 * The address that a router sends from: the one configured, else the first of its interface that is no virtual address of the node (vrrp.c
 * remove_residual_vips, set_vrrp_src_addr), for IPv6 the link-local one.
 */
export function sourceOf({ host, instance }: Router, own: readonly OwnAddress[]): Source {
  if (instance.sourceAddress.value) return instance.sourceAddress.value.text;
  const name = instance.interface.value;
  const known = name === null ? undefined : host.node.facts?.interfaces.get(name);
  if (!host.node.facts || name === null) return 'unknown';
  if (!known) return null;
  if (!known.addresses) return 'unknown';
  const virtual = virtualAddresses(host, name);
  const isUsable = ({ ip, interface: of }: OwnAddress): boolean =>
    of === name && ip.family === instance.family && (ip.family === 'ipv4' || isLinkLocal(ip)) && !virtual.has(ip.text);
  // Every interface has a link-local address, whether the facts name it or not.
  return own.find(isUsable)?.ip.text ?? (instance.family === 'ipv6' ? 'unknown' : null);
}

/** The virtual addresses that belong on an interface of the host; those on a macvlan are not on the interface beneath it. */
function virtualAddresses(host: Host, name: string): ReadonlySet<string> {
  return virtualByInterface(host).get(name) ?? NONE;
}

const virtualByInterface = memoized(({ routers }: Host): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const { instance } of routers) {
    for (const { ip, dev } of [...instance.addresses, ...instance.excludedAddresses]) {
      const place = dev ?? (instance.vmac.value ? null : instance.interface.value);
      if (place !== null) found.set(place, (found.get(place) ?? new Set()).add(ip.text));
    }
  }
  return found;
});

const NONE: ReadonlySet<string> = new Set();
