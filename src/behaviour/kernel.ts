import { memoized } from '../../grammar/memoized.ts';
import type { Address } from '../model/net/address.ts';
import { contains } from '../model/net/network.ts';
import type { VrrpInstance } from '../model/vrrp/vrrp-instance.ts';
import type { Host, Router } from './router.ts';
import type { OwnAddress, Source } from './state.ts';

/** What the kernel of a host does with addresses that are its own and virtual ones at the same time. */

/** The addresses that a host has before keepalived starts. */
export function ownAddresses({ node }: Host): readonly OwnAddress[] {
  const own: OwnAddress[] = [];
  for (const [name, { addresses }] of node.facts?.interfaces ?? []) for (const ip of addresses ?? []) own.push({ interface: name, ip });
  return own;
}

/**
 * What is left when keepalived removes the addresses of a router, as it does when it starts and when it is no longer master. The kernel
 * looks at the prefix length too, and with the first IPv4 address of a network it removes the others of that network (the sysctl
 * promote_secondaries is off; scenario owner-real-address-and-another).
 */
export function withoutAddresses(own: readonly OwnAddress[], router: Router): readonly OwnAddress[] {
  if (own.length === 0 || router.instance.vmac.value) return own;
  let left = own;
  for (const { ip, dev } of [...router.instance.addresses, ...router.instance.excludedAddresses]) {
    const name = dev ?? router.instance.interface.value;
    const found = left.find((one) => one.interface === name && one.ip.text === ip.text && one.ip.prefix === ip.prefix);
    if (found) left = withoutAddress(left, found);
  }
  return left;
}

function withoutAddress(own: readonly OwnAddress[], gone: OwnAddress): readonly OwnAddress[] {
  const ofNetwork = own.filter((one) => isOfNetwork(one, gone));
  const isFirst = gone.ip.family === 'ipv4' && ofNetwork[0] === gone;
  return own.filter((one) => one !== gone && !(isFirst && ofNetwork.includes(one)));
}

function isOfNetwork(one: OwnAddress, other: OwnAddress): boolean {
  return one.interface === other.interface && one.ip.prefix === other.ip.prefix && contains(other.ip, one.ip);
}

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
    of === name && ip.family === instance.family && (ip.family === 'ipv4' || ip.text.startsWith('fe80:')) && !virtual.has(ip.text);
  // Every interface has a link-local address, whether the facts name it or not.
  return own.find(isUsable)?.ip.text ?? (instance.family === 'ipv6' ? 'unknown' : null);
}

/** A virtual address as the kernel tells it from others. */
export function placeOf({ ip, dev }: Address, { interface: own }: VrrpInstance): string {
  return `${ip.text}/${ip.prefix} ${dev ?? own.value ?? ''}`;
}

/** The addresses of a router that another instance of its node has too, on the same interface. */
export function sharedAddresses({ host, instance }: Router): readonly string[] {
  const shared = sharedPlaces(host);
  if (shared.size === 0) return [];
  return [...instance.addresses, ...instance.excludedAddresses]
    .map((address) => placeOf(address, instance))
    .filter((place) => shared.has(place));
}

const sharedPlaces = memoized(({ routers }: Host): ReadonlySet<string> => {
  const first = new Map<string, VrrpInstance>();
  const shared = new Set<string>();
  for (const { instance } of routers) {
    for (const address of [...instance.addresses, ...instance.excludedAddresses]) {
      const place = placeOf(address, instance);
      const other = first.get(place);
      if (other && other !== instance) shared.add(place);
      else first.set(place, instance);
    }
  }
  return shared;
});

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
