import { lineSpan } from '../../binding/place.ts';
import { corrected, fallback, type Setting } from '../setting.ts';
import { OFF, ON, OWNER_PRIORITY, type Settling, ZERO } from './settling.ts';
import * as strict from './strict.ts';
import type { VrrpInstance } from './vrrp-instance.ts';

type Authentication = VrrpInstance['authentication'];

/** RFC 9568 section 5.2.4. */
const PRIORITY = fallback(100);

export type Role = Pick<VrrpInstance, 'priority' | 'state'>;

/** Without a priority, `state MASTER` makes the instance the owner of the addresses. */
export function settlePriority({ written: { priority, state, correct } }: Settling): Role['priority'] {
  if (priority?.node) return priority;
  if (!state?.node || state.value !== 'MASTER') return PRIORITY;
  correct('vrrp/owner-by-state', 'overrides', 'silent', lineSpan(state.node), { used: String(OWNER_PRIORITY) });
  return fallback(OWNER_PRIORITY, state.node);
}

/** What it begins as. */
export function settleState(it: Settling, priority: Role['priority'], authentication: Authentication): Role['state'] {
  const { state: written, correct } = it.written;
  const owner = priority.value === OWNER_PRIORITY;
  if (!written?.node) return fallback(owner ? 'MASTER' : 'BACKUP', priority.node);
  const state = it.strict.value ? strict.matchStateToPriority(it, written, owner) : written;
  if (authentication.value !== 'AH' || !authentication.node || state.value !== 'MASTER' || owner) return state;
  correct('vrrp/auth-ah-state-master', 'overrides', 'reports', lineSpan(written.node), {
    against: lineSpan(authentication.node),
    written: 'MASTER',
    used: 'BACKUP',
  });
  return corrected(state, 'BACKUP');
}

/** Whether, and how late, it takes over from a master of lower priority. */
export function settlePreemption(
  it: Settling,
  { priority, state }: Role,
): Pick<VrrpInstance, 'preempt' | 'preemptDelay' | 'timerExpiredBackup'> {
  const { preempt: written, timerExpiredBackup, correct } = it.written;
  let preempt: Setting<boolean> = written ?? ON;
  const owner = priority.value === OWNER_PRIORITY;
  if (!preempt.value && preempt.node && (owner || state.value === 'MASTER')) {
    const check = owner ? 'vrrp/nopreempt-with-priority-255' : 'vrrp/nopreempt-with-state-master';
    const other = (owner ? priority.node : null) ?? state.node;
    correct(check, 'drops', 'reports', lineSpan(preempt.node), other ? { against: lineSpan(other) } : {});
    preempt = corrected(preempt, true);
  }
  const preemptDelay = settlePreemptDelay(it, state, preempt);
  if (!timerExpiredBackup?.node || !preempt.value) return { preempt, preemptDelay, timerExpiredBackup: timerExpiredBackup ?? OFF };
  correct('vrrp/timer-expired-backup-needs-nopreempt', 'drops', 'reports', lineSpan(timerExpiredBackup.node));
  return { preempt, preemptDelay, timerExpiredBackup: corrected(timerExpiredBackup, false) };
}

function settlePreemptDelay(it: Settling, state: Role['state'], preempt: Setting<boolean>): Setting<number> {
  const { preemptDelay, correct } = it.written;
  if (!preemptDelay?.node || preemptDelay.value === 0) return preemptDelay ?? ZERO;
  const master = state.value === 'MASTER';
  if (!master && it.strict.value) return strict.dropPreemptDelay(it, preemptDelay);
  if (!master && preempt.value) return preemptDelay;
  const other = master ? state.node : preempt.node;
  const check = master ? 'vrrp/preempt-delay-with-state-master' : 'vrrp/preempt-delay-with-nopreempt';
  correct(check, 'drops', 'reports', lineSpan(preemptDelay.node), {
    written: String(preemptDelay.value),
    ...(other ? { against: lineSpan(other) } : {}),
  });
  return corrected(preemptDelay, 0);
}

/** Whether the owner of the addresses takes notice of others. */
export function settleOwner({ written, strict: isStrict, defaults }: Settling, priority: Role['priority']): Setting<boolean> {
  const { ownerIgnoreAdverts, correct } = written;
  const owner = priority.value === OWNER_PRIORITY;
  if (!ownerIgnoreAdverts?.node) {
    if (!owner) return OFF;
    return isStrict.value ? fallback(true, isStrict.node) : defaults.ownerIgnoreAdverts;
  }
  if (ownerIgnoreAdverts.value === owner) return ownerIgnoreAdverts;
  const check = owner ? 'vrrp/owner-ignore-adverts-off' : 'vrrp/owner-ignore-adverts-not-owner';
  correct(check, 'overrides', 'reports', lineSpan(ownerIgnoreAdverts.node), { used: owner ? 'on' : 'off' });
  return corrected(ownerIgnoreAdverts, owner);
}

/** Whether packets to its addresses are accepted. */
export function settleAccept(it: Settling, priority: Role['priority']): Setting<boolean> {
  const owner = priority.value === OWNER_PRIORITY;
  return it.strict.value && !owner ? strict.dropPackets(it) : (it.written.accept ?? ON);
}
