import type { DistinctFinding, Location } from '../finding/finding.ts';
import { enumerate } from './prose.ts';

/** A mistake that is made again and again in a file, in the same words: the first place in full, and where else. */
export interface Repeated {
  readonly first: DistinctFinding;
  readonly repeats: readonly DistinctFinding[];
}

/** Most lines that are named one by one. */
const MAX_NAMED = 12;

/** Gathers what a rule says in the same words of several places of a file. The order is that of the first places. */
export function gatherRepeats(findings: readonly DistinctFinding[]): readonly Repeated[] {
  const groups = new Map<string, { first: DistinctFinding; repeats: DistinctFinding[] }>();
  for (const finding of findings) {
    const { rule, severity, path, root, summary, views } = finding;
    const key = JSON.stringify([rule, severity, path, root, summary, views]);
    const known = groups.get(key);
    if (known) known.repeats.push(finding);
    else groups.set(key, { first: finding, repeats: [] });
  }
  return [...groups.values()];
}

/** `on line 7`, `on lines 7, 9 and 12`, `on lines 7, 9, … and 30 more`. */
export function repeatedLines(repeats: readonly Location[]): string {
  const lines = [...new Set(repeats.map(({ line }) => String(line)))];
  if (lines.length === 1) return `on line ${lines[0]}`;
  const named = lines.length <= MAX_NAMED ? lines : [...lines.slice(0, MAX_NAMED - 1), `${lines.length - MAX_NAMED + 1} more`];
  return `on lines ${enumerate(named)}`;
}
