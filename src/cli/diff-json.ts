import type { Version } from '../../grammar/version.ts';
import type { Comparison } from '../engine/compare.ts';
import { VERSION } from './version.ts';

/** Counts up with every change that a reader of the old form would notice. */
const SCHEMA = 1;

export function diffJson({ nodes, changes, outcomes, findings }: Comparison, keepalived: Version): string {
  return `${JSON.stringify({ schema: SCHEMA, kvlint: VERSION, keepalived, nodes, changes, outcomes, findings }, null, 2)}\n`;
}
