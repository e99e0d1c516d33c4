import ipaddr from 'ipaddr.js';

/** What a frame is to VRRP and to those who have to learn where a virtual address is. */
export type FrameKind = 'advert' | 'garp' | 'arp-request' | 'arp-reply' | 'na' | 'ns' | 'other';

/** The content of a VRRP advert (RFC 9568, section 5.2; RFC 3768 for version 2). */
export interface Advert {
  readonly version: number;
  readonly virtualRouterId: number;
  readonly priority: number;
  readonly addresses: readonly string[];
  /** Milliseconds. */
  readonly interval: number;
  readonly authentication: 'none' | 'pass' | 'ah';
}

/** One captured Ethernet frame. */
export interface Frame {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly what: FrameKind;
  readonly sourceMac: string;
  readonly destinationMac: string;
  /** For ARP the sender's and the target's protocol address. */
  readonly sourceIp: string | null;
  readonly destinationIp: string | null;
  /** TTL or hop limit. */
  readonly ttl: number | null;
  /** The MAC address that ARP or a neighbour advertisement tells; null where there is none. */
  readonly toldMac: string | null;
  /** The address that a neighbour message is about. */
  readonly target: string | null;
  readonly advert: Advert | null;
}

const MAGIC_MICROSECONDS = 0xa1b2c3d4;
const MAGIC_NANOSECONDS = 0xa1b23c4d;
const ETHERNET = 1;
const FILE_HEADER = 24;
const RECORD_HEADER = 16;

/**
 * Reads a capture file of tcpdump. A last record that is cut short is left out, as tcpdump may still be writing it.
 * @throws Error where it is no capture of Ethernet frames.
 */
export function readCapture(file: Uint8Array): readonly Frame[] {
  if (file.length < FILE_HEADER) return [];
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const little = [MAGIC_MICROSECONDS, MAGIC_NANOSECONDS].includes(view.getUint32(0, true));
  const magic = view.getUint32(0, little);
  if (magic !== MAGIC_MICROSECONDS && magic !== MAGIC_NANOSECONDS) throw new Error('not a capture file');
  if (view.getUint32(20, little) !== ETHERNET) throw new Error('not a capture of Ethernet frames');
  const perMillisecond = magic === MAGIC_NANOSECONDS ? 1e6 : 1e3;
  const frames: Frame[] = [];
  for (let at = FILE_HEADER; at + RECORD_HEADER <= file.length; ) {
    const length = view.getUint32(at + 8, little);
    const start = at + RECORD_HEADER;
    if (start + length > file.length) break;
    const time = view.getUint32(at, little) * 1000 + view.getUint32(at + 4, little) / perMillisecond;
    frames.push(readFrame(file.subarray(start, start + length), time));
    at = start + length;
  }
  return frames;
}

const IPV4 = 0x0800;
const ARP = 0x0806;
const IPV6 = 0x86dd;

/** Reads one Ethernet frame; what is too short or something else is of the kind `other`. */
export function readFrame(bytes: Uint8Array, time: number): Frame {
  const nothing = { sourceIp: null, destinationIp: null, ttl: null, toldMac: null, target: null, advert: null };
  const frame: Frame = { time, what: 'other', destinationMac: mac(bytes, 0), sourceMac: mac(bytes, 6), ...nothing };
  if (bytes.length < 14) return frame;
  const payload = bytes.subarray(14);
  switch (word(bytes, 12)) {
    case ARP:
      return { ...frame, ...readArp(payload) };
    case IPV4:
      return { ...frame, ...readIpv4(payload) };
    case IPV6:
      return { ...frame, ...readIpv6(payload) };
    default:
      return frame;
  }
}

function readArp(bytes: Uint8Array): Partial<Frame> {
  if (bytes.length < 28 || word(bytes, 2) !== IPV4) return {};
  const sourceIp = ipv4(bytes, 14);
  const destinationIp = ipv4(bytes, 24);
  const what = sourceIp === destinationIp ? 'garp' : word(bytes, 6) === 2 ? 'arp-reply' : 'arp-request';
  return { what, sourceIp, destinationIp, toldMac: mac(bytes, 8), target: what === 'arp-reply' ? sourceIp : destinationIp };
}

const VRRP = 112;
const AUTHENTICATION_HEADER = 51;
const ICMP6 = 58;

function readIpv4(bytes: Uint8Array): Partial<Frame> {
  const header = ((bytes[0] ?? 0) & 15) * 4;
  if (bytes.length < 20 || bytes.length < header) return {};
  const addresses = { sourceIp: ipv4(bytes, 12), destinationIp: ipv4(bytes, 16), ttl: bytes[8] ?? null };
  const body = bytes.subarray(header, Math.max(header, word(bytes, 2)));
  if (bytes[9] === VRRP) return { ...addresses, ...readAdvert(body, false, false) };
  if (bytes[9] === AUTHENTICATION_HEADER && body[0] === VRRP) {
    return { ...addresses, ...readAdvert(body.subarray(((body[1] ?? 0) + 2) * 4), false, true) };
  }
  return addresses;
}

function readIpv6(bytes: Uint8Array): Partial<Frame> {
  if (bytes.length < 40) return {};
  const addresses = { sourceIp: ipv6(bytes, 8), destinationIp: ipv6(bytes, 24), ttl: bytes[7] ?? null };
  const body = bytes.subarray(40, 40 + word(bytes, 4));
  if (bytes[6] === VRRP) return { ...addresses, ...readAdvert(body, true, false) };
  if (bytes[6] === ICMP6) return { ...addresses, ...readNeighbourMessage(body) };
  return addresses;
}

const SOLICITATION = 135;
const ADVERTISEMENT = 136;
const TARGET_LINK_ADDRESS = 2;

function readNeighbourMessage(bytes: Uint8Array): Partial<Frame> {
  const type = bytes[0];
  if ((type !== SOLICITATION && type !== ADVERTISEMENT) || bytes.length < 24) return {};
  const told = type === ADVERTISEMENT && bytes.length >= 32 && bytes[24] === TARGET_LINK_ADDRESS;
  return { what: type === ADVERTISEMENT ? 'na' : 'ns', target: ipv6(bytes, 8), toldMac: told ? mac(bytes, 26) : null };
}

function readAdvert(bytes: Uint8Array, isIpv6: boolean, isAh: boolean): Partial<Frame> {
  if (bytes.length < 8) return {};
  const version = (bytes[0] ?? 0) >> 4;
  const width = isIpv6 ? 16 : 4;
  const count = Math.min(bytes[3] ?? 0, Math.floor((bytes.length - 8) / width));
  const addresses = Array.from({ length: count }, (_, index) => (isIpv6 ? ipv6 : ipv4)(bytes, 8 + index * width));
  const isV2 = version === 2;
  const interval = isV2 ? (bytes[5] ?? 0) * 1000 : (word(bytes, 4) & 0xfff) * 10;
  const authentication = isAh ? 'ah' : isV2 && bytes[4] === 1 ? 'pass' : 'none';
  const advert: Advert = { version, virtualRouterId: bytes[1] ?? 0, priority: bytes[2] ?? 0, addresses, interval, authentication };
  return { what: 'advert', advert };
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function mac(bytes: Uint8Array, at: number): string {
  return Array.from(bytes.subarray(at, at + 6), (byte) => byte.toString(16).padStart(2, '0')).join(':');
}

function ipv4(bytes: Uint8Array, at: number): string {
  return bytes.subarray(at, at + 4).join('.');
}

function ipv6(bytes: Uint8Array, at: number): string {
  const words = Array.from({ length: 8 }, (_, index) => word(bytes, at + index * 2).toString(16));
  return ipaddr.IPv6.parse(words.join(':')).toString();
}
