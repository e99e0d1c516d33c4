import type { DistinctFinding } from '../finding/finding.ts';
import type { Report } from '../finding/report.ts';

/** The findings of each file that was linted or has any, in the order of their names; a file without findings is among them. */
export function findingsByFile({ files, distinct }: Report): ReadonlyMap<string, readonly DistinctFinding[]> {
  const byFile = new Map<string, DistinctFinding[]>();
  for (const path of [...files.map(({ path, holder }) => holder ?? path), ...distinct.map(({ path }) => path)].sort()) byFile.set(path, []);
  for (const finding of distinct) byFile.get(finding.path)?.push(finding);
  return byFile;
}
