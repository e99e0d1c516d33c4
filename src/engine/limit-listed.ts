import type { Finding } from '../finding/finding.ts';
import { textOf } from '../rule/text-of.ts';

/** Findings of one rule that are listed for one root file; the next one says how many more there are. Nobody reads them one by one. */
export const MAX_LISTED = 1_000;

/** One finding for those of its rule that are not listed. `count`: it is one of them. */
export function unlisted<F extends Pick<Finding, 'rule' | 'summary' | 'detail' | 'fix'>>(first: F, count: number): F {
  if (count === 1) return first;
  const summary = `From here on there are ${count} more findings of '${first.rule}', which are not listed.`;
  return { ...first, summary, detail: textOf(first), fix: null, standsFor: count };
}

/** Leaves out what is too much to list of one rule in one root file. What is suppressed stays, and does not count. */
export function limitListed(findings: readonly Finding[]): readonly Finding[] {
  const counts = new Map<string, number>();
  const keyOf = ({ root, rule }: Finding): string => `${rule} ${root}`;
  for (const finding of findings) if (!finding.suppressed) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  if ([...counts.values()].every((count) => count <= MAX_LISTED + 1)) return findings;
  const seen = new Map<string, number>();
  return findings.flatMap((finding) => {
    if (finding.suppressed) return [finding];
    const key = keyOf(finding);
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    if (number <= MAX_LISTED) return [finding];
    return number === MAX_LISTED + 1 ? [unlisted(finding, (counts.get(key) ?? 0) - MAX_LISTED)] : [];
  });
}
