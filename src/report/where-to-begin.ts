import { type DistinctFinding, worstVerdict } from '../finding/finding.ts';
import type { Report } from '../finding/report.ts';
import { compareSeverity } from '../rule/severity.ts';
import { versionOf } from './versions.ts';

/** The finding to mend first. */
export interface Beginning {
  readonly finding: DistinctFinding;
  /** A sentence; empty where it is only the first of the worst. */
  readonly why: string;
}

/** Where to begin; null where there are not several things to mend. */
export function whereToBegin(report: Report): Beginning | null {
  const toMend = report.distinct.filter(({ severity }) => severity !== 'info');
  if (toMend.length < 2) return null;
  const causes = new Set(report.rules.flatMap(({ info }) => (info.isCause ? [info.id] : [])));
  const [finding] = [...toMend].sort(
    (a, b) =>
      compareSeverity(a.severity, b.severity) ||
      Number(worstVerdict(b) === 'refuses') - Number(worstVerdict(a) === 'refuses') ||
      Number(causes.has(b.rule)) - Number(causes.has(a.rule)),
  );
  if (!finding) return null;
  if (causes.has(finding.rule)) return { finding, why: 'Others may follow from it.' };
  const isFatal = worstVerdict(finding) === 'refuses';
  return { finding, why: isFatal ? `keepalived ${versionOf(finding.root, report)} refuses to run with it.` : '' };
}
