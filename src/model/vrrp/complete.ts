import type { Node } from '../../../grammar/tree.ts';
import { atLeast, between, type Version } from '../../../grammar/version.ts';
import { isLinkLocal, parsePrefixedAddress } from '../../binding/ip-address.ts';
import { closingSpan, keywordSpan, lineSpan } from '../../binding/place.ts';
import type { Host } from '../../binding/target.ts';
import type { CheckId } from '../../daemon/checks/index.ts';
import type { Address } from '../net/address.ts';
import { corrected, fallback } from '../setting.ts';
import { asDefault, type InstanceDefaults, type InstanceDraft } from './draft.ts';
import type { Reading } from './read-instance.ts';
import * as strict from './strict.ts';

/** Where one instance lacks these, keepalived (since 2.1.0) does not look at any other. */
export function requireEssentials(draft: InstanceDraft, version: Version): void {
  const { virtualRouterId, interface: dev } = draft;
  if (virtualRouterId.value === null) refuse(draft, 'vrrp/vrid-missing');
  else if (virtualRouterId.node && draft.isBeyond(virtualRouterId.node)) followsFromEarlyEnd(draft, 'vrrp/vrid-missing', 'refuses');
  if (mayLackInterface(draft, version)) return;
  if (dev.value === null) refuse(draft, 'vrrp/interface-missing');
  else if (dev.node && draft.isBeyond(dev.node)) followsFromEarlyEnd(draft, 'vrrp/interface-missing', 'refuses');
}

/**
 * What keepalived says because the instance ends too early for it. The unknown block that leads to it is the mistake; the model goes on with
 * the instance as it was meant.
 */
function followsFromEarlyEnd(draft: InstanceDraft, check: CheckId, verdict: 'refuses' | 'reports'): void {
  draft.correct(check, verdict, verdict, draft.nameWord.span, { again: true });
}

/** What keepalived settles and corrects in each instance when everything has been read, in its own order. */
export function complete(draft: InstanceDraft, { defaults, version }: Reading, host: Host): void {
  draft.strict = draft.writtenStrict ?? draft.strict;
  draft.unicast = draft.peers.length > 0;
  settleVersion(draft);
  if (!atLeast(version, '2.2.8')) requireAddress(draft, version);
  settleAuthentication(draft);
  settleUnicast(draft, defaults, version);
  settleWithoutInterface(draft, version);
  settleState(draft);
  settlePreemption(draft);
  settleInterval(draft);
  strict.standardDownTimer(draft, version);
  settleAdverts(draft, defaults);
  settleOwner(draft, defaults);
  settleAccept(draft);
  settleVmac(draft, defaults, version);
  if (atLeast(version, '2.2.8')) requireAddress(draft, version);
  if (draft.family === 'ipv6' && !draft.unicast && !strict.requireLinkLocalFirst(draft)) adviseLinkLocalFirst(draft, version);
  moveSurplus(draft, host);
}

function settleVersion(draft: InstanceDraft): void {
  if (draft.writtenVersion) draft.version = draft.writtenVersion;
  else if (draft.family === 'ipv6') draft.version = fallback(3, draft.familyNode);
  strict.requireVersion3(draft);
}

function settleUnicast(draft: InstanceDraft, defaults: InstanceDefaults, version: Version): void {
  if (draft.unicastKeyword && !draft.unicast) fallBackToMulticast(draft, version);
  if (!draft.checkUnicastSource.node) draft.checkUnicastSource = defaults.checkUnicastSource;
  strict.refuseUnicast(draft, version);
  draft.multicastGroup = draft.family === 'ipv4' ? defaults.multicastGroup4 : defaults.multicastGroup6;
  const { writtenGroup, vrf } = draft;
  if (writtenGroup?.node && draft.unicast) {
    draft.correct('vrrp/mcast-dst-ip-with-unicast', 'ignores', 'reports', lineSpan(writtenGroup.node), { written: writtenGroup.value });
  } else if (writtenGroup) draft.multicastGroup = writtenGroup;
  if (vrf.node && (draft.interface.value !== null || !draft.unicast)) {
    draft.vrf = corrected(vrf, null);
    draft.correct('vrrp/vrf-needs-unicast-without-interface', 'drops', 'reports', lineSpan(vrf.node));
  }
}

function fallBackToMulticast(draft: InstanceDraft, version: Version): void {
  if (!draft.unicastKeyword) return;
  const at = keywordSpan(draft.unicastKeyword);
  if (draft.unicastFaultNoPeer.value) {
    draft.faulted = true;
    draft.correct('unicast/fault-no-peer', 'faults', 'logs', at);
    return;
  }
  draft.correct('unicast/keyword-without-peers', 'overrides', atLeast(version, '2.2.5') ? 'reports' : 'silent', at);
}

/** An instance without interface sends from an address of its own, and says with each address where it goes. */
function settleWithoutInterface(draft: InstanceDraft, version: Version): void {
  if (draft.interface.value !== null || !mayLackInterface(draft, version)) return;
  if (draft.sourceAddress.value === null) refuse(draft, 'unicast/needs-source-or-interface');
  else if (isLinkLocal(draft.sourceAddress.value)) refuse(draft, 'unicast/link-local-source-without-interface');
  else if (atLeast(version, '2.2.0')) {
    draft.addresses = draft.addresses.filter((address) => hasInterface(draft, address));
    draft.excludedAddresses = draft.excludedAddresses.filter((address) => hasInterface(draft, address));
  }
}

/** 2.2.5 to 2.2.7 look at a flag that is set only later, and so refuse unicast instances too. */
function mayLackInterface(draft: InstanceDraft, version: Version): boolean {
  if (!atLeast(version, '2.1.0') || between(version, '2.2.5', '2.2.8')) return false;
  return atLeast(version, '2.2.8') ? draft.unicastKeyword !== null : draft.peers.length > 0;
}

function hasInterface(draft: InstanceDraft, address: Address): boolean {
  if (address.dev !== null) return true;
  draft.correct('unicast/no-interface-for-address', 'drops', 'reports', address.word.span, { written: address.ip.text });
  return false;
}

function refuse(draft: InstanceDraft, check: CheckId): void {
  draft.refused = true;
  draft.correct(check, 'refuses', 'refuses', draft.nameWord.span);
}

function settleAuthentication(draft: InstanceDraft): void {
  const { authentication, passwordNode } = draft;
  if (!authentication.node) {
    if (passwordNode) draft.correct('vrrp/auth-pass-without-type', 'ignores', 'silent', keywordSpan(passwordNode));
  } else if (!strict.dropAuthentication(draft)) {
    const check =
      draft.version.value === 3
        ? 'vrrp/auth-version-3'
        : !passwordNode
          ? 'vrrp/auth-no-password'
          : authentication.value === 'AH' && draft.family === 'ipv6'
            ? 'vrrp/auth-ah-ipv6'
            : null;
    if (check) dropAuthentication(draft, check);
  }
  settleHmac(draft);
}

function dropAuthentication(draft: InstanceDraft, check: CheckId): void {
  const { authentication } = draft;
  if (!authentication.node) return;
  draft.authentication = corrected(authentication, null);
  draft.correct(check, 'drops', 'reports', lineSpan(authentication.node));
}

function settleHmac(draft: InstanceDraft): void {
  const { authHmac, activeHmacKey } = draft;
  if (!authHmac.node) return;
  if (activeHmacKey.value === null || !draft.hmacKeys?.has(activeHmacKey.value)) {
    draft.authHmac = corrected(authHmac, null);
    draft.correct('auth-hmac/active-key-undefined', 'drops', 'reports', lineSpan(activeHmacKey.node ?? authHmac.node));
    return;
  }
  if (draft.authentication.value !== null) dropAuthentication(draft, 'auth-hmac/with-authentication');
  strict.enforceHmac(draft);
}

const OWNER_PRIORITY = 255;

/** Without a priority, `state MASTER` makes the instance the owner of the addresses. */
function settleState(draft: InstanceDraft): void {
  const { state, priority } = draft;
  if (!priority.node && state.node && state.value === 'MASTER') {
    draft.priority = fallback(OWNER_PRIORITY, state.node);
    draft.correct('vrrp/owner-by-state', 'overrides', 'silent', lineSpan(state.node), { used: String(OWNER_PRIORITY) });
  }
  if (!state.node) draft.state = fallback(draft.priority.value === OWNER_PRIORITY ? 'MASTER' : 'BACKUP', priority.node);
  strict.matchStateToPriority(draft);
  noteWaitingOwner(draft);
  if (draft.authentication.value === 'AH' && draft.authentication.node && state.node && draft.state.value === 'MASTER') {
    if (draft.priority.value === OWNER_PRIORITY) return;
    draft.state = corrected(state, 'BACKUP');
    draft.correct('vrrp/auth-ah-state-master', 'overrides', 'reports', lineSpan(state.node), {
      against: lineSpan(draft.authentication.node),
      written: 'MASTER',
      used: 'BACKUP',
    });
  }
}

/** Only `state MASTER` makes an owner master at its start. */
function noteWaitingOwner({ state, priority, correct }: InstanceDraft): void {
  if (priority.value !== OWNER_PRIORITY || !priority.node || !state.node || state.value !== 'BACKUP') return;
  correct('vrrp/owner-starts-as-backup', 'reports', 'silent', lineSpan(state.node), { against: lineSpan(priority.node) });
}

function settlePreemption(draft: InstanceDraft): void {
  const { preempt, preemptDelay, timerExpiredBackup } = draft;
  const master = draft.state.value === 'MASTER';
  if (!preempt.value && preempt.node) {
    const owner = draft.priority.value === OWNER_PRIORITY;
    if (owner || master) {
      draft.preempt = corrected(preempt, true);
      const check = owner ? 'vrrp/nopreempt-with-priority-255' : 'vrrp/nopreempt-with-state-master';
      const other = (owner ? draft.priority.node : null) ?? draft.state.node;
      draft.correct(check, 'drops', 'reports', lineSpan(preempt.node), other ? { against: lineSpan(other) } : {});
    }
  }
  if (preemptDelay.node && preemptDelay.value !== 0) settlePreemptDelay(draft, master);
  if (timerExpiredBackup.node && draft.preempt.value) {
    draft.timerExpiredBackup = corrected(timerExpiredBackup, false);
    draft.correct('vrrp/timer-expired-backup-needs-nopreempt', 'drops', 'reports', lineSpan(timerExpiredBackup.node));
  }
}

function settlePreemptDelay(draft: InstanceDraft, master: boolean): void {
  const { preemptDelay, preempt, state } = draft;
  if (!preemptDelay.node || (!master && strict.dropPreemptDelay(draft))) return;
  if (!master && draft.preempt.value) return;
  draft.preemptDelay = corrected(preemptDelay, 0);
  const other = master ? state.node : preempt.node;
  const check = master ? 'vrrp/preempt-delay-with-state-master' : 'vrrp/preempt-delay-with-nopreempt';
  draft.correct(check, 'drops', 'reports', lineSpan(preemptDelay.node), {
    written: String(preemptDelay.value),
    ...(other ? { against: lineSpan(other) } : {}),
  });
}

/** Longest interval of VRRPv3: 12 bits of hundredths of a second. */
const LONGEST_V3_INTERVAL = 40.95;

function settleInterval(draft: InstanceDraft): void {
  const { advertInterval } = draft;
  if (!advertInterval.node) return;
  const written = advertInterval.value;
  const [used, check]: [number, CheckId] =
    draft.version.value === 2
      ? [Math.max(1, Math.round(written)), 'vrrp/advert-int-v2-fraction']
      : written > LONGEST_V3_INTERVAL
        ? [LONGEST_V3_INTERVAL, 'vrrp/advert-int-v3-range']
        : [Math.round(written * 100) / 100, 'vrrp/advert-int-v3-centiseconds'];
  if (used === written) return;
  draft.advertInterval = corrected(advertInterval, used);
  draft.correct(check, 'overrides', 'reports', lineSpan(advertInterval.node), { written: String(written), used: String(used) });
}

/** Answers to adverts of others, and the gratuitous ARPs after them. */
function settleAdverts(draft: InstanceDraft, defaults: InstanceDefaults): void {
  if (draft.strict.value) {
    strict.noLowerPriorityGarp(draft);
    strict.standardAnswers(draft);
    return;
  }
  const { garpLowerPriorityRepeat: repeat, garpLowerPriorityDelay: delay } = defaults;
  draft.garpLowerPriorityRepeat =
    draft.writtenGarpLowerPriorityRepeat ??
    (repeat.value === null ? asDefault(draft.garpMasterRepeat) : fallback(repeat.value, repeat.node));
  draft.garpLowerPriorityDelay =
    draft.writtenGarpLowerPriorityDelay ?? (delay.value === null ? asDefault(draft.garpMasterDelay) : fallback(delay.value, delay.node));
  draft.lowerPriorityNoAdvert = draft.writtenLowerPriorityNoAdvert ?? defaults.lowerPriorityNoAdvert;
  draft.higherPrioritySendAdvert = draft.writtenHigherPrioritySendAdvert ?? defaults.higherPrioritySendAdvert;
}

function settleOwner(draft: InstanceDraft, defaults: InstanceDefaults): void {
  const owner = draft.priority.value === OWNER_PRIORITY;
  const written = draft.writtenOwnerIgnoreAdverts;
  if (!written?.node) {
    const byDefault = draft.strict.value ? fallback(true, draft.strict.node) : defaults.ownerIgnoreAdverts;
    draft.ownerIgnoreAdverts = owner ? byDefault : fallback(false);
  } else if (written.value !== owner) {
    draft.ownerIgnoreAdverts = corrected(written, owner);
    const check = owner ? 'vrrp/owner-ignore-adverts-off' : 'vrrp/owner-ignore-adverts-not-owner';
    draft.correct(check, 'overrides', 'reports', lineSpan(written.node), { used: owner ? 'on' : 'off' });
  } else draft.ownerIgnoreAdverts = written;
}

function settleAccept(draft: InstanceDraft): void {
  draft.accept = draft.writtenAccept ?? draft.accept;
  strict.dropPackets(draft);
  const { accept, priority } = draft;
  if (accept.as === 'given' && !accept.value && accept.node && priority.value !== OWNER_PRIORITY) {
    draft.correct('vrrp/no-accept', 'reports', 'silent', lineSpan(accept.node));
  }
}

function settleVmac(draft: InstanceDraft, defaults: InstanceDefaults, version: Version): void {
  strict.standardMac(draft, version);
  settleXmitBase(draft);
  nameInterfaces(draft, defaults);
  const { vmac, ipvlan, promoteSecondaries } = draft;
  const extra = vmac.value ? vmac.node : ipvlan.value ? ipvlan.node : null;
  if (extra && promoteSecondaries.node) {
    draft.promoteSecondaries = corrected(promoteSecondaries, false);
    draft.correct('vmac/promote-secondaries', 'drops', 'reports', lineSpan(promoteSecondaries.node), { against: lineSpan(extra) });
  }
  if (vmac.value && vmac.node && ipvlan.value && ipvlan.node) {
    draft.correct('vmac/with-ipvlan', 'overrides', 'silent', lineSpan(vmac.node), { against: lineSpan(ipvlan.node) });
  }
  if (ipvlan.value && ipvlan.node && draft.family === 'ipv4' && !ipvlan.value.address) {
    draft.faulted = true;
    draft.correct('ipvlan/ipv4-needs-address', 'faults', 'refuses', lineSpan(ipvlan.node));
  }
  for (const address of [...draft.addresses, ...draft.excludedAddresses]) noteRedundantVmac(draft, address);
}

/** vmac_xmit_base is for use_vmac alone. With use_ipvlan and unicast keepalived itself has set it, and now takes it back. */
function settleXmitBase(draft: InstanceDraft): void {
  const { vmac, ipvlan, vmacXmitBase } = draft;
  if (vmac.value) strict.dropXmitBase(draft);
  else if (vmacXmitBase.value && vmacXmitBase.node) {
    const unicast = ipvlan.value && draft.unicastKeyword;
    draft.vmacXmitBase = corrected(vmacXmitBase, false);
    draft.correct(unicast ? 'unicast/ipvlan-xmit-base' : 'vmac/xmit-base-without-vmac', 'drops', 'reports', lineSpan(vmacXmitBase.node), {
      ...(unicast ? { against: keywordSpan(unicast) } : {}),
    });
  }
}

/** The names of macvlan and ipvlan interfaces that have none. */
function nameInterfaces(draft: InstanceDraft, defaults: InstanceDefaults): void {
  const { vmac, ipvlan } = draft;
  const name = `${defaults.vmacPrefix.value}.${draft.virtualRouterId.value ?? 0}`;
  if (vmac.value && vmac.value.interface === '') draft.vmac = { ...vmac, value: { ...vmac.value, interface: name } };
  if (ipvlan.value && ipvlan.value.interface === '') draft.ipvlan = { ...ipvlan, value: { ...ipvlan.value, interface: name } };
}

/** use_vmac on an address that is on a macvlan interface anyway. */
function noteRedundantVmac(draft: InstanceDraft, { useVmac, dev, ip }: Address): void {
  if (!useVmac) return;
  const own = (dev === null || dev === draft.interface.value) && ip.family === draft.family;
  const by = own ? draft.vmac : draft.vmacAddr;
  if (!by.value || !by.node) return;
  const check = own ? 'vmac/address-and-instance' : 'vmac/address-and-use-vmac-addr';
  draft.correct(check, 'ignores', 'reports', useVmac.span, { against: lineSpan(by.node) });
}

function requireAddress(draft: InstanceDraft, version: Version): void {
  const { noVirtualAddress } = draft;
  if (noVirtualAddress.node && draft.strict.value) {
    draft.noVirtualAddress = corrected(noVirtualAddress, false);
    draft.correct('vrrp/no-virtual-ipaddress-strict', 'drops', 'reports', lineSpan(noVirtualAddress.node), strict.strictness(draft));
  }
  const isEmpty = draft.addresses.length === 0;
  if (isEmpty && !draft.block.body.some(isUnbracedList)) settleNoAddress(draft, version);
  if (!isEmpty && draft.addresses.every(({ word }) => draft.isBeyond(word))) missAddresses(draft, version);
}

/** keepalived reads the addresses on the lines behind `virtual_ipaddress` also where its `{` is missing. */
function isUnbracedList(node: Node, index: number, body: readonly Node[]): boolean {
  if (node.kind !== 'statement' || node.words[0]?.text !== 'virtual_ipaddress') return false;
  const next = body[index + 1];
  return next?.kind === 'statement' && parsePrefixedAddress(next.words[0]?.text ?? '') !== null;
}

/** No address stands before the early end. */
function missAddresses(draft: InstanceDraft, version: Version): void {
  const { node } = draft.version;
  const version3 = draft.version.value === 3 && !(node && draft.isBeyond(node)) && draft.family === 'ipv4';
  if (version3 || draft.strict.value) followsFromEarlyEnd(draft, 'vrrp/no-vip-required', 'refuses');
  else if (atLeast(version, '2.1.0')) {
    followsFromEarlyEnd(draft, 'vrrp/no-vip-sensible', 'reports');
    if (!atLeast(version, '2.2.8') && draft.earlyEnd) {
      draft.correct('vrrp/no-vip-sensible', 'reports', 'reports', draft.nameWord.span, { again: true, reportedAt: draft.earlyEnd });
    }
  }
}

function settleNoAddress(draft: InstanceDraft, version: Version): void {
  if (draft.noVirtualAddress.value) return;
  if (draft.version.value === 3 || (draft.family === 'ipv6' && !atLeast(version, '2.2.8'))) refuse(draft, 'vrrp/no-vip-required');
  else if (draft.strict.value) strict.requireVirtualAddress(draft);
  else if (atLeast(version, '2.1.0')) adviseAddress(draft, version);
}

/** Up to 2.2.7 it says so twice. */
function adviseAddress({ correct, nameWord, block }: InstanceDraft, version: Version): void {
  const at = nameWord.span;
  correct('vrrp/no-vip-sensible', 'reports', 'reports', at);
  if (!atLeast(version, '2.2.8'))
    correct('vrrp/no-vip-sensible', 'reports', 'reports', at, { again: true, reportedAt: closingSpan(block) });
}

function adviseLinkLocalFirst(draft: InstanceDraft, version: Version): void {
  const [first] = draft.addresses;
  if (!first || draft.strict.value || isLinkLocal(first.ip)) return;
  const verdict = atLeast(version, '2.2.0') ? 'logs' : 'reports';
  draft.correct('vrrp/ipv6-first-vip-should-be-link-local', 'reports', verdict, first.word.span, { written: first.ip.text });
}

/** What an advert needs beside its addresses, in bytes: Ethernet, IP and VRRP headers, authentication data. */
const HEADER = { ipv4: 14 + 20 + 8, ipv6: 14 + 40 + 8, version2: 8, ah: 24, hmac: 28 };
const MOST_ADDRESSES = 255;

/** Addresses beyond what one advert holds are set, but not advertised. */
function moveSurplus(draft: InstanceDraft, { mtu }: Host): void {
  let header = HEADER[draft.family];
  if (draft.family === 'ipv4' && draft.version.value === 2) header += HEADER.version2;
  if (draft.authentication.value === 'AH') header += HEADER.ah;
  if (draft.authHmac.value && draft.authHmac.value.mode !== 'receive-only') header += HEADER.hmac;
  const most = Math.min(MOST_ADDRESSES, Math.floor((mtu - header) / (draft.family === 'ipv4' ? 4 : 16)));
  const surplus = draft.addresses.slice(most);
  const [first] = surplus;
  if (!first) return;
  draft.correct('vrrp/vips-do-not-fit', 'overrides', 'reports', first.word.span, {
    written: String(draft.addresses.length),
    used: String(most),
  });
  draft.addresses = draft.addresses.slice(0, most);
  draft.excludedAddresses = [...draft.excludedAddresses, ...surplus];
}
