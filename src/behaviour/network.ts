import { isLinkLocal } from '../binding/ip-address.ts';
import { contains, sameNetwork } from '../model/net/network.ts';
import type { HostInterface } from './node.ts';
import type { Host, Router } from './router.ts';

/** Where an advert leaves its node and where it arrives: names of interfaces, null where any will do. */
export interface Path {
  readonly out: string | null;
  readonly into: string | null;
}

/** Whether two interfaces of two nodes are on one network. */
type Joint = 'joined' | 'apart' | 'unknown';

/** Interfaces of one name are taken to be on one network, and so are those whose known addresses are in one. */
function joint(a: Host, nameA: string, b: Host, nameB: string): Joint {
  if (nameA === nameB) return 'joined';
  const factsA = a.node.facts;
  const factsB = b.node.facts;
  if (!factsA || !factsB) return 'unknown';
  const [one, other] = [factsA.interfaces.get(nameA), factsB.interfaces.get(nameB)];
  if (shareNetwork(one, other)) return 'joined';
  return one?.addresses === null || other?.addresses === null ? 'unknown' : 'apart';
}

/** Every network has the same link-local addresses. */
function shareNetwork(a: HostInterface | undefined, b: HostInterface | undefined): boolean {
  const others = b?.addresses ?? [];
  return (a?.addresses ?? []).some((one) => others.some((other) => !isLinkLocal(one) && sameNetwork(one, other)));
}

/** Why no advert gets from one router to another, whatever is up; a path where it does; `unknown` where only the hosts know. */
export function multicastPath(sender: Router, receiver: Router): Path | 'unknown' | null {
  const out = sender.instance.interface.value;
  const into = receiver.instance.interface.value;
  if (out === null || into === null) return null;
  const how = joint(sender.host, out, receiver.host, into);
  return how === 'joined' ? { out, into } : how === 'unknown' ? 'unknown' : null;
}

/**
 * The way of an advert to a unicast address of the receiver. Both sockets are bound to the interface of their instance (vrrp.c
 * open_vrrp_read_socket, open_vrrp_send_socket), so the address may belong to another one (scenario unicast-over-other-network). What is not
 * on a network of the sender is routed.
 */
export function unicastPath(sender: Router, receiver: Router, address: string): Path | null {
  const out = sender.instance.interface.value ?? interfaceTowards(sender.host, address);
  const into = receiver.instance.interface.value ?? interfaceWith(receiver.host, address);
  if (out === null || into === null || joint(sender.host, out, receiver.host, into) !== 'apart') return { out, into };
  return interfaceTowards(sender.host, address) === null ? { out, into } : null;
}

/** The interface with a network that holds the address; null where none is known. */
export function interfaceTowards({ node }: Host, address: string): string | null {
  return findInterface(node.facts?.interfaces, ({ addresses }) =>
    addresses?.some(
      (own) => !isLinkLocal(own) && contains(own, { ...own, family: address.includes(':') ? 'ipv6' : 'ipv4', text: address }),
    ),
  );
}

/** The interface that has the address; null where none is known to. */
export function interfaceWith({ node }: Host, address: string): string | null {
  return findInterface(node.facts?.interfaces, ({ addresses }) => addresses?.some(({ text }) => text === address));
}

function findInterface(
  interfaces: ReadonlyMap<string, HostInterface> | undefined,
  fits: (candidate: HostInterface) => boolean | undefined,
): string | null {
  for (const [name, candidate] of interfaces ?? []) if (fits(candidate)) return name;
  return null;
}
