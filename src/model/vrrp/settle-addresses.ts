import type { Node } from '../../../grammar/tree.ts';
import { atLeast } from '../../../grammar/version.ts';
import { isLinkLocal, parsePrefixedAddress } from '../../binding/ip-address.ts';
import { closingSpan, lineSpan } from '../../binding/place.ts';
import type { Host } from '../../binding/target.ts';
import type { Address } from '../net/address.ts';
import { corrected, type Setting } from '../setting.ts';
import { followsFromEarlyEnd, mayLackInterface, refuse } from './essentials.ts';
import { OFF, type Settling } from './settling.ts';
import * as strict from './strict.ts';
import type { VrrpInstance } from './vrrp-instance.ts';

export type Addresses = Pick<VrrpInstance, 'addresses' | 'excludedAddresses'>;

/** An instance without interface sends from an address of its own, and says with each address where it goes. */
export function placedAddresses({ written, keepalived, fate }: Settling): Addresses {
  const { addresses, excludedAddresses, sourceAddress } = written;
  const all = { addresses, excludedAddresses };
  if ((written.interface?.value ?? null) !== null || !mayLackInterface(written, keepalived)) return all;
  const source = sourceAddress?.value ?? null;
  if (source === null) refuse(written, fate, 'unicast/needs-source-or-interface');
  else if (isLinkLocal(source)) refuse(written, fate, 'unicast/link-local-source-without-interface');
  else if (atLeast(keepalived, '2.2.0')) {
    const hasInterface = ({ dev, word, ip }: Address): boolean => {
      if (dev === null) written.correct('unicast/no-interface-for-address', 'drops', 'reports', word.span, { written: ip.text });
      return dev !== null;
    };
    return { addresses: addresses.filter(hasInterface), excludedAddresses: excludedAddresses.filter(hasInterface) };
  }
  return all;
}

/** An address at all. Up to 2.2.7 keepalived asks for it before anything else. */
export function requireAddress(it: Settling, addresses: Addresses['addresses']): Setting<boolean> {
  const { written } = it;
  const noVirtualAddress = settleNoVirtualAddress(it);
  if (addresses.length === 0) {
    if (!noVirtualAddress.value && !written.block.body.some(isUnbracedList)) settleNoAddress(it);
  } else if (addresses.every(({ word }) => written.isBeyond(word))) missAddresses(it);
  return noVirtualAddress;
}

function settleNoVirtualAddress({ written, strict: isStrict }: Settling): Setting<boolean> {
  const { noVirtualAddress, correct } = written;
  if (!noVirtualAddress?.node || !isStrict.value) return noVirtualAddress ?? OFF;
  correct('vrrp/no-virtual-ipaddress-strict', 'drops', 'reports', lineSpan(noVirtualAddress.node), strict.strictness(isStrict));
  return corrected(noVirtualAddress, false);
}

/** keepalived reads the addresses on the lines behind `virtual_ipaddress` also where its `{` is missing. */
function isUnbracedList(node: Node, index: number, body: readonly Node[]): boolean {
  if (node.kind !== 'statement' || node.words[0]?.text !== 'virtual_ipaddress') return false;
  const next = body[index + 1];
  return next?.kind === 'statement' && parsePrefixedAddress(next.words[0]?.text ?? '') !== null;
}

function settleNoAddress(it: Settling): void {
  const { written, version, keepalived, fate } = it;
  if (version.value === 3 || (written.family === 'ipv6' && !atLeast(keepalived, '2.2.8'))) refuse(written, fate, 'vrrp/no-vip-required');
  else if (it.strict.value) strict.requireVirtualAddress(it);
  else if (atLeast(keepalived, '2.1.0')) adviseAddress(it);
}

/** Up to 2.2.7 it says so twice. */
function adviseAddress({ written: { correct, nameWord, block }, keepalived }: Settling): void {
  const at = nameWord.span;
  correct('vrrp/no-vip-sensible', 'reports', 'reports', at);
  if (!atLeast(keepalived, '2.2.8'))
    correct('vrrp/no-vip-sensible', 'reports', 'reports', at, { again: true, reportedAt: closingSpan(block) });
}

/** No address stands before the early end. */
function missAddresses({ written, version, keepalived, strict: isStrict }: Settling): void {
  const { nameWord, earlyEnd, correct } = written;
  const version3 = version.value === 3 && !(version.node && written.isBeyond(version.node)) && written.family === 'ipv4';
  if (version3 || isStrict.value) followsFromEarlyEnd(written, 'vrrp/no-vip-required', 'refuses');
  else if (atLeast(keepalived, '2.1.0')) {
    followsFromEarlyEnd(written, 'vrrp/no-vip-sensible', 'reports');
    if (!atLeast(keepalived, '2.2.8') && earlyEnd) {
      correct('vrrp/no-vip-sensible', 'reports', 'reports', nameWord.span, { again: true, reportedAt: earlyEnd });
    }
  }
}

/** The first address of a multicast IPv6 advert is to be link-local: RFC 9568 section 5.2.9. */
export function adviseLinkLocalFirst(it: Settling, [first]: Addresses['addresses']): void {
  const { written, unicast, keepalived } = it;
  if (written.family !== 'ipv6' || unicast || !first || isLinkLocal(first.ip)) return;
  if (it.strict.value) {
    strict.reportFirstAddress(it, first);
    return;
  }
  const verdict = atLeast(keepalived, '2.2.0') ? 'logs' : 'reports';
  written.correct('vrrp/ipv6-first-vip-should-be-link-local', 'reports', verdict, first.word.span, { written: first.ip.text });
}

/** What an advert needs beside its addresses, in bytes: Ethernet, IP and VRRP headers, authentication data. */
const HEADER = { ipv4: 14 + 20 + 8, ipv6: 14 + 40 + 8, version2: 8, ah: 24, hmac: 28 };
const MOST_ADDRESSES = 255;

/** Addresses beyond what one advert holds are set, but not advertised. */
export function advertisedAddresses(
  { written, version }: Settling,
  { addresses, excludedAddresses }: Addresses,
  { authentication, authHmac }: Pick<VrrpInstance, 'authentication' | 'authHmac'>,
  { mtu }: Host,
): Addresses {
  const { family, correct } = written;
  let header = HEADER[family];
  if (family === 'ipv4' && version.value === 2) header += HEADER.version2;
  if (authentication.value === 'AH') header += HEADER.ah;
  if (authHmac.value && authHmac.value.mode !== 'receive-only') header += HEADER.hmac;
  const most = Math.min(MOST_ADDRESSES, Math.floor((mtu - header) / (family === 'ipv4' ? 4 : 16)));
  const surplus = addresses.slice(most);
  const [first] = surplus;
  if (!first) return { addresses, excludedAddresses };
  correct('vrrp/vips-do-not-fit', 'overrides', 'reports', first.word.span, { data: { count: addresses.length, most } });
  return { addresses: addresses.slice(0, most), excludedAddresses: [...excludedAddresses, ...surplus] };
}
