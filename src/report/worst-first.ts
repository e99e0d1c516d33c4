import type { DistinctFinding } from '../finding/finding.ts';
import { compareSeverity } from '../rule/severity.ts';

/** The findings, worst first; the order of the files stays within a severity. */
export function worstFirst(findings: readonly DistinctFinding[]): readonly DistinctFinding[] {
  return [...findings].sort((a, b) => compareSeverity(a.severity, b.severity));
}
