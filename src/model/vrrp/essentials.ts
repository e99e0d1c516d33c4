import { atLeast, between, type Version } from '../../../grammar/version.ts';
import type { CheckId } from '../../daemon/checks/index.ts';
import type { Fate } from './settling.ts';
import type { WrittenInstance } from './written-instance.ts';

/** What an instance needs to run at all. Where one lacks it, keepalived (since 2.1.0) does not look at any other. */
export function requireEssentials(written: WrittenInstance, fate: Fate, keepalived: Version): void {
  require(written, written.virtualRouterId, 'vrrp/vrid-missing', fate);
  if (!mayLackInterface(written, keepalived)) require(written, written.interface, 'vrrp/interface-missing', fate);
}

function require(written: WrittenInstance, setting: WrittenInstance['virtualRouterId' | 'interface'], check: CheckId, fate: Fate): void {
  if (!setting || setting.value === null) refuse(written, fate, check);
  else if (setting.node && written.isBeyond(setting.node)) followsFromEarlyEnd(written, check, 'refuses');
}

/** 2.2.5 to 2.2.7 look at a flag that is set only later, and so refuse unicast instances too. */
export function mayLackInterface({ unicastKeyword, peers }: WrittenInstance, keepalived: Version): boolean {
  if (!atLeast(keepalived, '2.1.0') || between(keepalived, '2.2.5', '2.2.8')) return false;
  return atLeast(keepalived, '2.2.8') ? unicastKeyword !== null : peers.length > 0;
}

/** keepalived does not run because of this instance. */
export function refuse({ correct, nameWord }: WrittenInstance, fate: Fate, check: CheckId): void {
  fate.refused = true;
  correct(check, 'refuses', 'refuses', nameWord.span);
}

/**
 * What keepalived says because the instance ends too early for it. The unknown block that leads to it is the mistake; the model goes on with
 * the instance as it was meant.
 */
export function followsFromEarlyEnd({ correct, nameWord }: WrittenInstance, check: CheckId, verdict: 'refuses' | 'reports'): void {
  correct(check, verdict, verdict, nameWord.span, { again: true });
}
