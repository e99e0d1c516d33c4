import type { DistinctFinding } from '../finding/finding.ts';

/** How many findings kvlint mends by itself; a sentence, empty where there are none. */
export function fixableCount(findings: readonly DistinctFinding[]): string {
  const safe = findings.filter(({ fix }) => fix?.safety === 'safe').length;
  const unsafe = findings.filter(({ fix }) => fix?.safety === 'unsafe').length;
  if (safe + unsafe === 0) return '';
  return safe === 0 ? `--fix-unsafe mends ${unsafe}.` : `--fix mends ${safe}${unsafe === 0 ? '' : `, --fix-unsafe ${unsafe} more`}.`;
}
