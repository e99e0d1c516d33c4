import { addressLanguage } from '../../../grammar/keywords/entries/address.ts';
import type { Statement, Word } from '../../../grammar/tree.ts';
import type { Version } from '../../../grammar/version.ts';
import { type Entry, lastUse, type UsedOption } from '../../binding/entries/entry.ts';
import { readEntry } from '../../binding/entries/read-entry.ts';
import { ADDRESS_BITS, type IpAddress, parseAddress, parsePrefixedAddress } from '../../binding/ip-address.ts';
import type { Target } from '../../binding/target.ts';
import type { Correct } from '../correction.ts';
import type { Address } from './address.ts';
import { noteMistakes, reportedAt } from './entry-corrections.ts';

/** Lists of addresses know different options. */
export type AddressList = 'virtual_ipaddress' | 'virtual_ipaddress_excluded' | 'static_ipaddress';

/** What the addresses of one list are read with. */
export interface AddressContext {
  readonly list: AddressList;
  readonly target: Target;
  /** Notes what happens to the instance or the list that they belong to. */
  readonly correct: Correct;
  /** Whether a track_group of that name stands above. */
  readonly isGroup: (name: string) => boolean;
  /** Whether keepalived waits for interfaces. */
  readonly waits: boolean;
}

/** Longest prefix that leaves room for a broadcast address. */
const LONGEST_WITH_BROADCAST = 30;

const NO_OPTIONS: readonly UsedOption[] = [];

/** Reads one line of a list of addresses; null where keepalived drops it. */
export function readAddress(node: Statement, context: AddressContext): Address | null {
  const [word] = node.words;
  if (!word) return null;
  const read = parsePrefixedAddress(word.text);
  // Most lines of a large file are an address and nothing else.
  if (node.words.length === 1 && read?.prefixValid) return { node, word, ip: read.ip, dev: null, useVmac: null, options: NO_OPTIONS };
  const { list, target, correct, isGroup, waits } = context;
  const entry = readEntry(node, { language: addressLanguage, list, target, isDefined: isGroup, waits });
  noteMistakes('address', entry, target.version, correct);
  if (!entry.kept || !read) return null;
  return {
    node,
    word,
    ip: settlePeer(entry, read.ip, context),
    dev: lastUse(entry, 'dev')?.values[0]?.text ?? null,
    useVmac: lastUse(entry, 'use_vmac')?.word ?? null,
    options: entry.options,
  };
}

/** What the options mean for the address and for each other; the address with the prefix length that is used. */
function settlePeer(entry: Entry, ip: IpAddress, { target: { version }, correct }: AddressContext): IpAddress {
  const verdict = reportedAt(version);
  const scope = lastUse(entry, 'scope')?.values[0];
  if (scope && ip.family === 'ipv6' && scope.text !== 'global' && scope.text !== '0') {
    correct('net/address-scope-ipv6', 'ignores', verdict, scope.span, { written: scope.text });
  }
  const peer = peerOf(entry, ip, version, correct);
  const broadcast = lastUse(entry, 'brd')?.values[0];
  if (peer && broadcast) {
    correct('net/address-broadcast-and-peer', 'ignores', verdict, broadcast.span, { against: peer.span });
  } else if (broadcast && /^[+-]$/.test(broadcast.text) && ip.prefix > LONGEST_WITH_BROADCAST) {
    correct('net/address-broadcast-prefix-too-long', 'ignores', verdict, broadcast.span, { written: `/${ip.prefix}` });
  }
  const whole = ADDRESS_BITS[ip.family];
  if (!peer || !ip.prefixGiven || ip.prefix === whole) return ip;
  correct('net/address-peer-and-prefix', 'overrides', verdict, peer.span, { written: `/${ip.prefix}`, used: `/${whole}` });
  return { ...ip, prefix: whole };
}

/** The peer that keepalived takes. */
function peerOf(entry: Entry, ip: IpAddress, version: Version, correct: Correct): Word | null {
  const word = lastUse(entry, 'peer')?.values[0];
  const peer = word && (parseAddress(word.text) ?? parsePrefixedAddress(word.text)?.ip);
  if (!word || !peer) return null;
  if (peer.family === ip.family) return word;
  correct('net/address-peer-family', 'ignores', reportedAt(version), word.span, { written: word.text });
  return null;
}
