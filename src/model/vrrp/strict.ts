import type { Span } from '../../../grammar/tree.ts';
import { atLeast } from '../../../grammar/version.ts';
import { keywordSpan, lineSpan } from '../../binding/place.ts';
import type { Address } from '../net/address.ts';
import { corrected, fallback, type Setting } from '../setting.ts';
import type { Answers } from './settle-adverts.ts';
import type { Settling } from './settling.ts';
import type { AuthHmac, VrrpInstance } from './vrrp-instance.ts';
import type { WrittenInstance } from './written-instance.ts';

/**
 * What strict mode does to the other settings of an instance. Each function is called where keepalived looks at the setting, and only for an
 * instance that is strict. `against` is always the line that made it so.
 */

/** Where strict mode comes from, as the other half of a conflict. */
export function strictness({ node }: Setting<boolean>): { readonly against?: Span } {
  return node ? { against: lineSpan(node) } : {};
}

/** RFC 9568 knows no unicast. From 2.2.5 on the rule was tested before the flag it looks at was set, until 2.4.0 put that right. */
export function refuseUnicast({ written, strict, keepalived, fate }: Settling): void {
  const [block] = written.peerBlocks;
  if (!block || (written.interface?.value ?? null) === null) return;
  const noticed = !atLeast(keepalived, '2.2.5') || atLeast(keepalived, '2.4.0');
  const effect = noticed ? 'refuses' : 'ignores';
  written.correct('strict/no-unicast-peers', effect, noticed ? 'refuses' : 'silent', keywordSpan(block), strictness(strict));
  if (noticed) fate.refused = true;
}

/** The version of VRRP that IPv6 needs. */
export function raiseVersion({ correct, nameWord }: WrittenInstance, strict: Setting<boolean>, version: Setting<2 | 3>): Setting<3> {
  const at = version.node ? lineSpan(version.node) : nameWord.span;
  correct('strict/ipv6-version-3', 'overrides', 'reports', at, { ...strictness(strict), written: '2', used: '3' });
  return corrected(version, 3);
}

export function requireVirtualAddress({ written, strict, fate }: Settling): void {
  written.correct('strict/vip-required', 'refuses', 'refuses', written.nameWord.span, strictness(strict));
  fate.refused = true;
}

/** RFC 9568 section 5.2.9: the first address of an IPv6 advert is the link-local one. */
export function reportFirstAddress({ written, strict }: Settling, { ip, word }: Address): void {
  written.correct('strict/first-ipv6-vip-link-local', 'reports', 'reports', word.span, { ...strictness(strict), written: ip.text });
}

/** RFC 3768 and its successors have no authentication. */
export function dropAuthentication({ written, strict }: Settling, authentication: VrrpInstance['authentication']): Setting<null> {
  if (authentication.node) {
    written.correct('strict/no-authentication', 'drops', 'reports', lineSpan(authentication.node), strictness(strict));
  }
  return corrected(authentication, null);
}

export function enforceHmac({ written, strict }: Settling, authHmac: Setting<AuthHmac | null>): Setting<AuthHmac | null> {
  if (!authHmac.value || !authHmac.node || authHmac.value.mode === 'enforce') return authHmac;
  const more = { ...strictness(strict), written: authHmac.value.mode, used: 'enforce' };
  written.correct('strict/auth-hmac-enforce', 'overrides', 'reports', keywordSpan(authHmac.node), more);
  return corrected(authHmac, { ...authHmac.value, mode: 'enforce' });
}

/** Only the owner of the addresses starts as master, and it always does. */
export function matchStateToPriority({ written, strict }: Settling, state: VrrpInstance['state'], owner: boolean): VrrpInstance['state'] {
  const right = owner ? 'MASTER' : 'BACKUP';
  if (!state.node || state.value === right) return state;
  const more = { ...strictness(strict), written: state.value, used: right };
  written.correct('strict/state-must-match-owner', 'overrides', 'reports', lineSpan(state.node), more);
  return corrected(state, right);
}

export function dropPreemptDelay({ written, strict }: Settling, preemptDelay: Setting<number>): Setting<number> {
  if (!preemptDelay.node) return preemptDelay;
  const more = { ...strictness(strict), written: String(preemptDelay.value), used: '0' };
  written.correct('strict/no-preempt-delay', 'overrides', 'reports', lineSpan(preemptDelay.node), more);
  return corrected(preemptDelay, 0);
}

const STANDARD_DOWN_TIMER_ADVERTS = 3;

export function standardDownTimer({ written, strict, keepalived }: Settling, downTimerAdverts: Setting<number>): Setting<number> {
  if (downTimerAdverts.value === STANDARD_DOWN_TIMER_ADVERTS || !atLeast(keepalived, '2.2.3')) return downTimerAdverts;
  const at = downTimerAdverts.node ? lineSpan(downTimerAdverts.node) : written.nameWord.span;
  written.correct('strict/down-timer-adverts-3', 'overrides', 'reports', at, {
    ...strictness(strict),
    written: String(downTimerAdverts.value),
    used: String(STANDARD_DOWN_TIMER_ADVERTS),
  });
  return corrected(downTimerAdverts, STANDARD_DOWN_TIMER_ADVERTS);
}

/** No gratuitous ARP after an advert of lower priority, neither at once nor later. */
export function noLowerPriorityGarp({ written, strict }: Settling): Pick<Answers, 'garpLowerPriorityRepeat' | 'garpLowerPriorityDelay'> {
  const { garpLowerPriorityRepeat: repeat, garpLowerPriorityDelay: delay, correct } = written;
  if (repeat?.node && repeat.value !== 0) {
    const more = { ...strictness(strict), written: String(repeat.value), used: '0' };
    correct('strict/no-repeat-garps', 'overrides', 'reports', lineSpan(repeat.node), more);
  }
  if (delay?.node && delay.value !== 0) {
    const more = { ...strictness(strict), written: String(delay.value), used: '0' };
    correct('strict/no-repeat-garp-delay', 'overrides', 'reports', lineSpan(delay.node), more);
  }
  return {
    garpLowerPriorityRepeat: repeat ? corrected(repeat, 0) : fallback(0, strict.node),
    garpLowerPriorityDelay: delay ? corrected(delay, 0) : fallback(0, strict.node),
  };
}

/** A strict master answers an advert of lower priority with silence, and gives way to a higher one without a word. */
export function standardAnswers({ written, strict }: Settling): Pick<Answers, 'lowerPriorityNoAdvert' | 'higherPrioritySendAdvert'> {
  const { lowerPriorityNoAdvert: lower, higherPrioritySendAdvert: higher, correct } = written;
  if (lower?.node && !lower.value) {
    correct('strict/lower-prio-no-advert', 'overrides', 'reports', lineSpan(lower.node), { ...strictness(strict), used: 'on' });
  }
  if (higher?.node && higher.value) {
    correct('strict/higher-prio-send-advert', 'overrides', 'reports', lineSpan(higher.node), { ...strictness(strict), used: 'off' });
  }
  return {
    lowerPriorityNoAdvert: lower && !lower.value ? corrected(lower, true) : (lower ?? fallback(true, strict.node)),
    higherPrioritySendAdvert: higher?.value ? corrected(higher, false) : (higher ?? fallback(false, strict.node)),
  };
}

/** Below priority 255 packets to the addresses are dropped, unless accept says otherwise, which VRRPv2 does not know. */
export function dropPackets({ written, strict, version }: Settling): Setting<boolean> {
  const { accept, correct, nameWord } = written;
  if (!accept) {
    correct('strict/no-accept-default', 'overrides', 'logs', nameWord.span, strictness(strict));
    return fallback(false, strict.node);
  }
  if (!accept.value || !accept.node || version.value !== 2) return accept;
  correct('strict/accept-not-in-v2', 'overrides', 'reports', lineSpan(accept.node), strictness(strict));
  return corrected(accept, false);
}

export function standardMac({ written, strict, keepalived }: Settling, vmac: VrrpInstance['vmac']): VrrpInstance['vmac'] {
  if (!vmac.value?.mac || !atLeast(keepalived, '2.2.5')) return vmac;
  const { mac } = vmac.value;
  written.correct('strict/no-vmac-mac-address', 'overrides', 'reports', mac.span, { ...strictness(strict), written: mac.text });
  return corrected(vmac, { ...vmac.value, mac: null });
}

export function dropXmitBase({ written, strict }: Settling, vmacXmitBase: Setting<boolean>): Setting<boolean> {
  if (!vmacXmitBase.node) return vmacXmitBase;
  written.correct('strict/no-vmac-xmit-base', 'drops', 'reports', lineSpan(vmacXmitBase.node), strictness(strict));
  return corrected(vmacXmitBase, false);
}
