import type { Upgrade } from '../engine/upgrade.ts';
import { VERSION } from './version.ts';

/** Counts up with every change that a reader of the old form would notice. */
const SCHEMA = 1;

export function upgradeJson({ from, to, tests, entries, outcomes, unread }: Upgrade): string {
  return `${JSON.stringify({ schema: SCHEMA, kvlint: VERSION, from, to, tests, entries, outcomes, unread }, null, 2)}\n`;
}
