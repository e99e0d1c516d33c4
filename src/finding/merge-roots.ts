import type { DistinctFinding, Finding } from './finding.ts';

/** Makes one finding of those that several root files have at one place, because each of them includes it. The order stays. */
export function mergeRoots(findings: readonly Finding[]): readonly DistinctFinding[] {
  const merged = new Map<string, { first: Finding; otherRoots: string[] }>();
  for (const finding of findings) {
    const { rule, severity, path, line, column, endColumn, summary, detail, suppressed } = finding;
    const key = [rule, severity, path, line, column, endColumn, summary, detail, suppressed?.by].join('\0');
    const known = merged.get(key);
    if (!known) merged.set(key, { first: finding, otherRoots: [] });
    else if (known.first.root !== finding.root && !known.otherRoots.includes(finding.root)) known.otherRoots.push(finding.root);
  }
  return [...merged.values()].map(({ first, otherRoots }) => ({ ...first, otherRoots }));
}
