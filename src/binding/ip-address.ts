import ipaddr from 'ipaddr.js';

export type Family = 'ipv4' | 'ipv6';

/** An IP address with its prefix length. */
export interface IpAddress {
  readonly family: Family;
  /** Normal form: dotted quad, or the compressed form of RFC 5952. Two addresses are equal when their texts are. */
  readonly text: string;
  /** Length of the prefix in bits: as written, else 32 or 128. */
  readonly prefix: number;
  readonly prefixGiven: boolean;
}

/** Bits of an address of each family. */
export const ADDRESS_BITS: Readonly<Record<Family, 32 | 128>> = { ipv4: 32, ipv6: 128 };

/**
 * The family of a text that inet_pton(3) accepts, which is what keepalived reads addresses with; null for anything else: host names,
 * octets with leading zeros, missing octets, zone ids, prefix lengths.
 */
export function familyOf(text: string): Family | null {
  if (text.includes(':')) return isIpv6(text) ? 'ipv6' : null;
  return isIpv4(text, 0) ? 'ipv4' : null;
}

/** Reads an address without a prefix length; null where {@link familyOf} finds none. */
export function parseAddress(text: string): IpAddress | null {
  const family = familyOf(text);
  if (family === null) return null;
  return { family, text: normalForm(text, family), prefix: ADDRESS_BITS[family], prefixGiven: false };
}

/** Reads an address where keepalived drops what stands behind a `-`, or behind a `/` where there is no `-`, without a word: a range or a prefix length. */
export function parseCutAddress(text: string): IpAddress | null {
  const range = text.indexOf('-');
  const end = range < 0 ? text.indexOf('/') : range;
  return parseAddress(end < 0 ? text : text.slice(0, end));
}

/** The text behind the `/` of an address, and what keepalived makes of it. */
interface PrefixedAddress {
  readonly ip: IpAddress;
  /** False where the text behind the `/` is no length of this family; keepalived then takes the whole address. */
  readonly prefixValid: boolean;
}

/**
 * Reads `ADDRESS` or `ADDRESS/LENGTH` as keepalived does: a length that is none is replaced by 32 or 128, and nothing behind the `/` is 0.
 * Null where the address itself is none.
 */
export function parsePrefixedAddress(text: string): PrefixedAddress | null {
  const slash = text.indexOf('/');
  const bare = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (bare === null || slash < 0) return bare && { ip: bare, prefixValid: true };
  const length = text.slice(slash + 1);
  const prefix = /^\+?\d*$/.test(length) ? Number(length) : Number.NaN;
  if (!(prefix <= ADDRESS_BITS[bare.family])) return { ip: bare, prefixValid: false };
  return { ip: { ...bare, prefix, prefixGiven: true }, prefixValid: true };
}

/** The prefix length in bits that an IPv4 netmask stands for; null for a text that is none. */
export function lengthOfNetmask(text: string): number | null {
  return ipaddr.IPv4.isValid(text) ? ipaddr.IPv4.parse(text).prefixLengthFromSubnetMask() : null;
}

/** An address of a class that is meant for groups: 224.0.0.0/4 or ff00::/8. */
export function isMulticast(ip: IpAddress): boolean {
  if (ip.family === 'ipv6') return ip.text.startsWith('ff') && ip.text.indexOf(':') === 4;
  const first = Number(ip.text.slice(0, ip.text.indexOf('.')));
  return first >= 224 && first < 240;
}

/** 127.0.0.0/8 or ::1, which are only there for the host itself. */
export function isLoopback({ text }: IpAddress): boolean {
  return text.startsWith('127.') || text === '::1';
}

/** fe80::/10, RFC 4291 section 2.5.6. */
export function isLinkLocal(ip: IpAddress): boolean {
  return (
    ip.family === 'ipv6' && ip.text[0] === 'f' && ip.text[1] === 'e' && ip.text.indexOf(':') === 4 && '89ab'.includes(ip.text[2] ?? ' ')
  );
}

/** A group of link-local scope, whatever its flags: ff02::/16, ff12::/16 and so on, RFC 4291 section 2.7. */
export function isLinkLocalMulticast(ip: IpAddress): boolean {
  return isMulticast(ip) && ip.family === 'ipv6' && ip.text[3] === '2';
}

/** A dotted quad has only one form; IPv6 is left to the library. */
function normalForm(text: string, family: Family): string {
  return family === 'ipv4' ? text : ipaddr.IPv6.parse(text).toRFC5952String();
}

const DOT = 46;
const COLON = 58;
const ZERO = 48;

function isDigit(code: number): boolean {
  return code >= ZERO && code <= 57;
}

/** Whether a dotted quad stands from `at` to the end. Written by hand because every address of a large file comes here. */
function isIpv4(text: string, at: number): boolean {
  let octets = 0;
  for (let i = at; ; i++) {
    const start = i;
    let value = 0;
    while (i - start < 4 && isDigit(text.charCodeAt(i))) value = value * 10 + text.charCodeAt(i++) - ZERO;
    const digits = i - start;
    if (digits === 0 || digits > 3 || value > 255 || (digits > 1 && text.charCodeAt(start) === ZERO)) return false;
    octets++;
    if (i === text.length) return octets === 4;
    if (octets === 4 || text.charCodeAt(i) !== DOT) return false;
  }
}

function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}

/** Eight groups of at most four hexadecimal digits, one run of zeros as `::`, the last two groups perhaps as a dotted quad. */
function isIpv6(text: string): boolean {
  let groups = 0;
  let gap = false;
  let i = 0;
  if (text.charCodeAt(0) === COLON) {
    if (text.charCodeAt(1) !== COLON) return false;
    gap = true;
    i = 2;
  }
  while (i < text.length) {
    const start = i;
    while (isHexDigit(text.charCodeAt(i))) i++;
    if (i === start || groups === 8) return false;
    if (text.charCodeAt(i) === DOT) {
      groups += 2;
      return isIpv4(text, start) && (gap ? groups < 8 : groups === 8);
    }
    if (i - start > 4) return false;
    groups++;
    if (i === text.length) break;
    if (text.charCodeAt(i++) !== COLON) return false;
    if (text.charCodeAt(i) === COLON) {
      if (gap) return false;
      gap = true;
      i++;
    } else if (i === text.length) return false;
  }
  return gap ? groups < 8 : groups === 8;
}
