import ipaddr from 'ipaddr.js';
import type { Family, IpAddress } from '../../binding/ip-address.ts';

/** What rules ask about addresses, networks and the MAC addresses that go with them. */

/** Whether two addresses are the same, whatever their prefix lengths. */
export function equalAddresses(a: IpAddress, b: IpAddress): boolean {
  return a.family === b.family && a.text === b.text;
}

/** Whether `address` lies in the network that `network` and its prefix length span. */
export function contains(network: IpAddress, address: IpAddress): boolean {
  if (network.family !== address.family) return false;
  return ipaddr.parse(address.text).match(ipaddr.parse(network.text), network.prefix);
}

/** Whether two addresses take each other for neighbours: each lies in the network of the other. */
export function sameNetwork(a: IpAddress, b: IpAddress): boolean {
  return contains(a, b) && contains(b, a);
}

/** The network of an address in CIDR form: `192.0.2.0/24`. */
export function networkOf(address: IpAddress): string {
  const cidr = `${address.text}/${address.prefix}`;
  const base = address.family === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(cidr) : ipaddr.IPv6.networkAddressFromCIDR(cidr);
  return `${base instanceof ipaddr.IPv6 ? base.toRFC5952String() : base.toString()}/${address.prefix}`;
}

/** The first and the last address of an IPv4 network: the network itself, and all hosts of it. */
export function ipv4Ends({ text, prefix }: IpAddress): readonly [string, string] {
  const cidr = `${text}/${prefix}`;
  return [ipaddr.IPv4.networkAddressFromCIDR(cidr).toString(), ipaddr.IPv4.broadcastAddressFromCIDR(cidr).toString()];
}

/** Whether bits of an IPv4 address are set beyond its prefix length. */
export function hasHostBits(address: IpAddress): boolean {
  return ipv4Number(address) % 2 ** (32 - address.prefix) !== 0;
}

/** A key that the IPv4 addresses of one network have in common. Without the library, because every address of a large file may come here. */
export function ipv4NetworkKey(address: IpAddress): string {
  const number = ipv4Number(address);
  return `${number - (number % 2 ** (32 - address.prefix))}/${address.prefix}`;
}

/** An IPv4 address as a number of 32 bits. */
export function ipv4Number({ text }: IpAddress): number {
  return text.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

/**
 * The MAC address that frames to a multicast group are sent to: 01:00:5e and the low 23 bits (RFC 1112 section 6.4), or 33:33 and the
 * low 32 bits (RFC 2464 section 7). Null for a text that is no address.
 */
export function multicastMac(group: string): string | null {
  if (!ipaddr.isValid(group)) return null;
  const bytes = ipaddr.parse(group).toByteArray();
  if (bytes.length === 4) return mac([0x01, 0x00, 0x5e, (bytes[1] ?? 0) & 0x7f, bytes[2] ?? 0, bytes[3] ?? 0]);
  return mac([0x33, 0x33, ...bytes.slice(12)]);
}

/** The virtual router MAC address of RFC 9568 section 7.3: 00:00:5e:00:01:VRID for IPv4, 00:00:5e:00:02:VRID for IPv6. */
export function virtualMac(family: Family, virtualRouterId: number): string {
  return mac([0x00, 0x00, 0x5e, 0x00, family === 'ipv4' ? 1 : 2, virtualRouterId]);
}

function mac(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}
