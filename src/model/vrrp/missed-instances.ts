import { missedRoots } from '../../daemon/missed-lines.ts';
import type { Configuration } from '../configuration.ts';

/** Whether keepalived does without all instances that the text has, because braces do not pair (scenario brace-missing-of-global-defs). */
export function missesAllInstances(configuration: Configuration): boolean {
  const { vrrpInstances } = configuration;
  const missed = new Set(missedRoots(configuration));
  return vrrpInstances.length > 0 && vrrpInstances.every(({ block }) => missed.has(block));
}
