import { memoized } from '../../grammar/memoized.ts';
import type { Tracking } from '../model/tracking/tracking.ts';
import type { VrrpScript } from '../model/tracking/vrrp-script.ts';
import type { VrrpInstance } from '../model/vrrp/vrrp-instance.ts';

/** The weight of a script for an instance that wants it to succeed, by itself or by its sync group; null for one that does not. */
export function weightFor({ tracking, syncGroup }: VrrpInstance, script: VrrpScript): number | null {
  return weightsIn(tracking).get(script) ?? (syncGroup ? (weightsIn(syncGroup.tracking).get(script) ?? null) : null);
}

const weightsIn = memoized(
  ({ scripts }: Tracking): ReadonlyMap<VrrpScript, number> =>
    new Map(scripts.filter(({ reverse }) => !reverse).map(({ target, weight }) => [target, weight.value])),
);
