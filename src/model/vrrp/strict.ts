import type { Span } from '../../../grammar/tree.ts';
import { atLeast, type Version } from '../../../grammar/version.ts';
import { isLinkLocal } from '../../binding/ip-address.ts';
import { keywordSpan, lineSpan } from '../../binding/place.ts';
import { corrected, fallback } from '../setting.ts';
import type { InstanceDraft } from './draft.ts';

/**
 * What strict mode does to the other settings of an instance. Each function is called where keepalived looks at the setting; all of them
 * do nothing in an instance that is not strict. `against` is always the line that made it strict.
 */

/** Where strict mode comes from, as the other half of a conflict. */
export function strictness(draft: InstanceDraft): { readonly against?: Span } {
  return draft.strict.node ? { against: lineSpan(draft.strict.node) } : {};
}

/** RFC 9568 knows no unicast. From 2.2.5 on the rule was tested before the flag it looks at was set, until 2.4.0 put that right. */
export function refuseUnicast(draft: InstanceDraft, version: Version): void {
  const [block] = draft.peerBlocks;
  if (!draft.strict.value || !block || draft.peers.length === 0 || draft.interface.value === null) return;
  const noticed = !atLeast(version, '2.2.5') || atLeast(version, '2.4.0');
  draft.correct(
    'strict/no-unicast-peers',
    noticed ? 'refuses' : 'ignores',
    noticed ? 'refuses' : 'silent',
    keywordSpan(block),
    strictness(draft),
  );
  if (noticed) draft.refused = true;
}

/** The version of VRRP that IPv6 needs. */
export function requireVersion3(draft: InstanceDraft): void {
  const { version } = draft;
  if (!draft.strict.value || draft.family !== 'ipv6' || version.value !== 2) return;
  draft.version = corrected(version, 3);
  const at = version.node ? lineSpan(version.node) : draft.nameWord.span;
  draft.correct('strict/ipv6-version-3', 'overrides', 'reports', at, { ...strictness(draft), written: '2', used: '3' });
}

export function requireVirtualAddress(draft: InstanceDraft): void {
  draft.correct('strict/vip-required', 'refuses', 'refuses', draft.nameWord.span, strictness(draft));
  draft.refused = true;
}

/** RFC 9568 section 5.2.9: the first address of an IPv6 advert is the link-local one. */
export function requireLinkLocalFirst(draft: InstanceDraft): boolean {
  const [first] = draft.addresses;
  if (!draft.strict.value || !first || isLinkLocal(first.ip)) return false;
  const more = { ...strictness(draft), written: first.ip.text };
  draft.correct('strict/first-ipv6-vip-link-local', 'reports', 'reports', first.word.span, more);
  return true;
}

/** RFC 3768 and its successors have no authentication. */
export function dropAuthentication(draft: InstanceDraft): boolean {
  const { authentication } = draft;
  if (!draft.strict.value || !authentication.node) return false;
  draft.authentication = corrected(authentication, null);
  draft.correct('strict/no-authentication', 'drops', 'reports', lineSpan(authentication.node), strictness(draft));
  return true;
}

export function enforceHmac(draft: InstanceDraft): void {
  const { authHmac } = draft;
  if (!draft.strict.value || !authHmac.value || !authHmac.node || authHmac.value.mode === 'enforce') return;
  const more = { ...strictness(draft), written: authHmac.value.mode, used: 'enforce' };
  draft.correct('strict/auth-hmac-enforce', 'overrides', 'reports', keywordSpan(authHmac.node), more);
  draft.authHmac = corrected(authHmac, { ...authHmac.value, mode: 'enforce' });
}

/** Only the owner of the addresses starts as master, and it always does. */
export function matchStateToPriority(draft: InstanceDraft): void {
  const { state } = draft;
  const right = draft.priority.value === 255 ? 'MASTER' : 'BACKUP';
  if (!draft.strict.value || !state.node || state.value === right) return;
  draft.correct('strict/state-must-match-owner', 'overrides', 'reports', lineSpan(state.node), {
    ...strictness(draft),
    written: state.value,
    used: right,
  });
  draft.state = corrected(state, right);
}

export function dropPreemptDelay(draft: InstanceDraft): boolean {
  const { preemptDelay } = draft;
  if (!draft.strict.value || !preemptDelay.node) return false;
  draft.preemptDelay = corrected(preemptDelay, 0);
  draft.correct('strict/no-preempt-delay', 'overrides', 'reports', lineSpan(preemptDelay.node), {
    ...strictness(draft),
    written: String(preemptDelay.value),
    used: '0',
  });
  return true;
}

const STANDARD_DOWN_TIMER_ADVERTS = 3;

export function standardDownTimer(draft: InstanceDraft, version: Version): void {
  const { downTimerAdverts } = draft;
  if (!draft.strict.value || downTimerAdverts.value === STANDARD_DOWN_TIMER_ADVERTS || !atLeast(version, '2.2.3')) return;
  const at = downTimerAdverts.node ? lineSpan(downTimerAdverts.node) : draft.nameWord.span;
  draft.correct('strict/down-timer-adverts-3', 'overrides', 'reports', at, {
    ...strictness(draft),
    written: String(downTimerAdverts.value),
    used: String(STANDARD_DOWN_TIMER_ADVERTS),
  });
  draft.downTimerAdverts = corrected(downTimerAdverts, STANDARD_DOWN_TIMER_ADVERTS);
}

/** No gratuitous ARP after an advert of lower priority, neither at once nor later. */
export function noLowerPriorityGarp(draft: InstanceDraft): void {
  if (!draft.strict.value) return;
  const repeat = draft.writtenGarpLowerPriorityRepeat;
  if (repeat?.node && repeat.value !== 0) {
    const more = { ...strictness(draft), written: String(repeat.value), used: '0' };
    draft.correct('strict/no-repeat-garps', 'overrides', 'reports', lineSpan(repeat.node), more);
  }
  const delay = draft.writtenGarpLowerPriorityDelay;
  if (delay?.node && delay.value !== 0) {
    const more = { ...strictness(draft), written: String(delay.value), used: '0' };
    draft.correct('strict/no-repeat-garp-delay', 'overrides', 'reports', lineSpan(delay.node), more);
  }
  draft.garpLowerPriorityRepeat = repeat ? corrected(repeat, 0) : fallback(0, draft.strict.node);
  draft.garpLowerPriorityDelay = delay ? corrected(delay, 0) : fallback(0, draft.strict.node);
}

/** A strict master answers an advert of lower priority with silence, and gives way to a higher one without a word. */
export function standardAnswers(draft: InstanceDraft): void {
  if (!draft.strict.value) return;
  const lower = draft.writtenLowerPriorityNoAdvert;
  if (lower?.node && !lower.value) {
    draft.correct('strict/lower-prio-no-advert', 'overrides', 'reports', lineSpan(lower.node), { ...strictness(draft), used: 'on' });
  }
  const higher = draft.writtenHigherPrioritySendAdvert;
  if (higher?.node && higher.value) {
    draft.correct('strict/higher-prio-send-advert', 'overrides', 'reports', lineSpan(higher.node), { ...strictness(draft), used: 'off' });
  }
  draft.lowerPriorityNoAdvert = lower && !lower.value ? corrected(lower, true) : (lower ?? fallback(true, draft.strict.node));
  draft.higherPrioritySendAdvert = higher?.value ? corrected(higher, false) : (higher ?? fallback(false, draft.strict.node));
}

/** Below priority 255 packets to the addresses are dropped, unless accept says otherwise, which VRRPv2 does not know. */
export function dropPackets(draft: InstanceDraft): void {
  if (!draft.strict.value || draft.priority.value === 255) return;
  const { writtenAccept: accept } = draft;
  if (!accept) {
    draft.accept = fallback(false, draft.strict.node);
    draft.correct('strict/no-accept-default', 'overrides', 'logs', draft.nameWord.span, strictness(draft));
  } else if (accept.value && accept.node && draft.version.value === 2) {
    draft.accept = corrected(accept, false);
    draft.correct('strict/accept-not-in-v2', 'overrides', 'reports', lineSpan(accept.node), strictness(draft));
  }
}

export function standardMac(draft: InstanceDraft, version: Version): void {
  const vmac = draft.vmac.value;
  if (!draft.strict.value || !vmac?.mac || !atLeast(version, '2.2.5')) return;
  draft.correct('strict/no-vmac-mac-address', 'overrides', 'reports', vmac.mac.span, { ...strictness(draft), written: vmac.mac.text });
  draft.vmac = corrected(draft.vmac, { ...vmac, mac: null });
}

export function dropXmitBase(draft: InstanceDraft): void {
  const { vmacXmitBase } = draft;
  if (!draft.strict.value || !vmacXmitBase.value || !vmacXmitBase.node) return;
  draft.correct('strict/no-vmac-xmit-base', 'drops', 'reports', lineSpan(vmacXmitBase.node), strictness(draft));
  draft.vmacXmitBase = corrected(vmacXmitBase, false);
}
