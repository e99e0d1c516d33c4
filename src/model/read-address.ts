import { addressLanguage } from '../../grammar/keywords/entries/address.ts';
import { findOption } from '../../grammar/keywords/entries/index.ts';
import type { Statement, Word } from '../../grammar/tree.ts';
import { atLeast, type Version } from '../../grammar/version.ts';
import type { Verdict } from '../finding/finding.ts';
import { ADDRESS_BITS, type Address, familyOf, type IpAddress, parseAddress, parsePrefixedAddress } from './address.ts';
import type { Correct } from './correction.ts';
import { INTERFACE_NAME_BYTES } from './values.ts';

/** Lists of addresses know different options. */
export type AddressList = 'virtual_ipaddress' | 'virtual_ipaddress_excluded' | 'static_ipaddress';

/** Before this version mistakes in addresses went to the log only, which the config test does not show. */
const REPORTED_SINCE: Version = '2.0.7';

/** Longest prefix that leaves room for a broadcast address. */
const LONGEST_WITH_BROADCAST = 30;

/** Seconds; it means the same as `forever`. */
const LONGEST_LIFETIME = 4_294_967_295;

/** Reads one line of a list of addresses; null where keepalived drops it. */
export function readAddress(entry: Statement, list: AddressList, version: Version, correct: Correct): Address | null {
  const [word] = entry.words;
  const read = word && parsePrefixedAddress(word.text);
  const verdict: Verdict = atLeast(version, REPORTED_SINCE) ? 'reports' : 'logs';
  if (!word) return null;
  if (!read) {
    correct('net/address-invalid', 'drops', verdict, word.span, { written: word.text });
    return null;
  }
  if (!read.prefixValid) {
    correct('net/address-prefix-invalid', 'overrides', verdict, word.span, { written: word.text, used: `/${read.ip.prefix}` });
  }
  if (entry.words.length === 1) return { node: entry, word, ip: read.ip, dev: null, useVmac: null };
  const reader = new OptionReader(read.ip, list, version, verdict, correct);
  if (!reader.read(entry.words)) return null;
  return { node: entry, word, ip: reader.ip, dev: reader.dev?.text ?? null, useVmac: reader.useVmac };
}

/** Reads the words behind an address. Each method tells whether keepalived keeps the address. */
class OptionReader {
  ip: IpAddress;
  dev: Word | null = null;
  useVmac: Word | null = null;
  private peer: Word | null = null;
  private broadcast: Word | null = null;
  private readonly list: AddressList;
  private readonly version: Version;
  private readonly verdict: Verdict;
  private readonly correct: Correct;

  constructor(ip: IpAddress, list: AddressList, version: Version, verdict: Verdict, correct: Correct) {
    this.ip = ip;
    this.list = list;
    this.version = version;
    this.verdict = verdict;
    this.correct = correct;
  }

  read(words: readonly Word[]): boolean {
    for (let i = 1; i < words.length; i++) {
      const name = words[i];
      if (!name) break;
      const option = findOption(addressLanguage, name.text, this.list, this.version);
      if (!option) {
        this.correct('net/address-unknown-option', 'ignores', this.verdict, name.span, { written: name.text });
        continue;
      }
      if (option.args.length === 0) {
        if (name.text === 'use_vmac') this.useVmac = name;
        continue;
      }
      if (name.text === 'peer' && this.peer) {
        // The word behind it is read as an option.
        this.correct('net/address-peer-twice', 'ignores', this.verdict, name.span, { against: this.peer.span });
        continue;
      }
      const value = words[++i];
      if (!value) {
        this.correct('net/address-option-value-missing', 'drops', this.verdict, name.span, { written: name.text });
        return false;
      }
      if (!this.readOption(name, value)) return false;
    }
    return true;
  }

  private readOption(name: Word, value: Word): boolean {
    switch (name.text) {
      case 'dev':
        return this.readDev(value);
      case 'scope':
        return this.readScope(value);
      case 'brd':
      case 'broadcast':
        return this.readBroadcast(value);
      case 'label':
        return this.readLabel(value);
      case 'peer':
        return this.readPeer(value);
      case 'preferred_lft':
        return this.readLifetime(value);
      default:
        return true;
    }
  }

  private readDev(value: Word): boolean {
    if (this.dev && atLeast(this.version, '2.2.0')) {
      this.correct('net/address-dev-twice', 'drops', this.verdict, value.span, { against: this.dev.span, written: value.text });
      return false;
    }
    this.dev = value;
    return true;
  }

  private readScope(value: Word): boolean {
    if (this.ip.family === 'ipv6' && value.text !== 'global' && value.text !== '0') {
      this.correct('net/address-scope-ipv6', 'ignores', this.verdict, value.span, { written: value.text });
    }
    return true;
  }

  private readBroadcast(value: Word): boolean {
    if (this.ip.family === 'ipv6') {
      this.correct('net/address-broadcast-ipv6', 'drops', this.verdict, value.span, { written: value.text });
      return false;
    }
    const computed = value.text === '+' || value.text === '-';
    if (!computed && familyOf(value.text) !== 'ipv4') {
      this.correct('net/address-broadcast-invalid', 'drops', this.verdict, value.span, { written: value.text });
      return false;
    }
    if (this.peer) {
      this.correct('net/address-broadcast-and-peer', 'ignores', this.verdict, value.span, { against: this.peer.span });
    } else if (computed && this.ip.prefix > LONGEST_WITH_BROADCAST) {
      this.correct('net/address-broadcast-prefix-too-long', 'ignores', this.verdict, value.span, { written: `/${this.ip.prefix}` });
    } else this.broadcast = value;
    return true;
  }

  private readLabel(value: Word): boolean {
    if (value.text.length > INTERFACE_NAME_BYTES && atLeast(this.version, '2.2.3')) {
      this.correct('net/address-label-too-long', 'drops', this.verdict, value.span, { written: value.text });
      return false;
    }
    if (this.ip.family === 'ipv6') this.correct('net/address-label-ipv6', 'ignores', this.verdict, value.span, { written: value.text });
    return true;
  }

  private readPeer(value: Word): boolean {
    const withPrefix = !atLeast(this.version, '2.0.8');
    const peer = withPrefix ? (parsePrefixedAddress(value.text)?.ip ?? null) : parseAddress(value.text);
    if (!peer) {
      this.correct('net/address-peer-invalid', 'ignores', this.verdict, value.span, { written: value.text });
      return true;
    }
    if (peer.family !== this.ip.family) {
      this.correct('net/address-peer-family', 'ignores', this.verdict, value.span, { written: value.text });
      return true;
    }
    this.peer = value;
    if (this.broadcast)
      this.correct('net/address-broadcast-and-peer', 'ignores', this.verdict, this.broadcast.span, { against: value.span });
    if (this.ip.prefixGiven && this.ip.prefix !== ADDRESS_BITS[this.ip.family]) {
      const whole = ADDRESS_BITS[this.ip.family];
      this.correct('net/address-peer-and-prefix', 'overrides', this.verdict, value.span, {
        written: `/${this.ip.prefix}`,
        used: `/${whole}`,
      });
      this.ip = { ...this.ip, prefix: whole };
    }
    return true;
  }

  private readLifetime(value: Word): boolean {
    if (value.text === 'forever' || (/^\d+$/.test(value.text) && Number(value.text) <= LONGEST_LIFETIME)) return true;
    this.correct('net/address-preferred-lft-invalid', 'ignores', this.verdict, value.span, { written: value.text });
    return true;
  }
}
