import ipaddr from 'ipaddr.js';
import { atLeast, type Version } from '../../../grammar/version.ts';
import { ADDRESS_BITS, type Family, type IpAddress, parseAddress } from '../../binding/ip-address.ts';

/**
 * The first address of an entry of virtual_server_group (`IP`, `IP/N`, `IP-IP`, or `IP-N` where N is the last octet, in IPv6 the last
 * 16 bits); null where keepalived does not take the entry. Prefix lengths and ranges of whole addresses are known since 2.2.2; before,
 * a prefix length is cut off.
 */
export function firstOfRange(text: string, version: Version): IpAddress | null {
  const at = text.search(/[/-]/);
  const first = parseAddress(at < 0 ? text : text.slice(0, at));
  if (!first || at < 0) return first;
  const rest = text.slice(at + 1);
  if (text[at] === '/') return !atLeast(version, '2.2.2') || isNetwork(first, rest) ? first : null;
  if (atLeast(version, '2.2.2') && rest.includes(first.family === 'ipv4' ? '.' : ':')) return isNotBelow(first, rest) ? first : null;
  return isAboveLastPart(first, rest) ? first : null;
}

/** Whether nothing of the address lies beyond the prefix length. */
function isNetwork(ip: IpAddress, length: string): boolean {
  const prefix = /^\+?\d+$/.test(length) ? Number(length) : 0;
  if (prefix < 1 || prefix > ADDRESS_BITS[ip.family]) return false;
  const bytes = bytesOf(ip);
  return bytes.every((byte, i) => (byte & (0xff >> Math.max(0, Math.min(8, prefix - 8 * i)))) === 0);
}

function isNotBelow(first: IpAddress, rest: string): boolean {
  const last = parseAddress(rest);
  if (last?.family !== first.family) return false;
  const from = bytesOf(first);
  const to = bytesOf(last);
  const differs = from.findIndex((byte, i) => byte !== to[i]);
  return differs < 0 || (to[differs] ?? 0) > (from[differs] ?? 0);
}

const LAST_PARTS: Readonly<Record<Family, { readonly form: RegExp; readonly base: number; readonly most: number }>> = {
  ipv4: { form: /^\d+$/, base: 10, most: 0xff },
  ipv6: { form: /^[\da-f]+$/i, base: 16, most: 0xffff },
};

function isAboveLastPart(first: IpAddress, rest: string): boolean {
  const { form, base, most } = LAST_PARTS[first.family];
  if (!form.test(rest)) return false;
  const last = Number.parseInt(rest, base);
  const bytes = bytesOf(first);
  const own = first.family === 'ipv4' ? (bytes[3] ?? 0) : (bytes[14] ?? 0) * 256 + (bytes[15] ?? 0);
  return last > own && last <= most;
}

function bytesOf(ip: IpAddress): readonly number[] {
  return ipaddr.parse(ip.text).toByteArray();
}
