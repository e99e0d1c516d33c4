import type { DistinctFinding } from '../finding/finding.ts';
import { mergeRoots } from '../finding/merge-roots.ts';
import type { Report } from '../finding/report.ts';
import { enumerate, flatten } from './prose.ts';
import { harmless } from './terminal.ts';

/** How much is not told, so that nobody takes silence for a clean file; a sentence, empty where nothing is suppressed. */
export function suppressedCount({ suppressed }: Report): string {
  const all = mergeRoots(suppressed);
  const byComment = all.filter(({ suppressed: by }) => by?.by === 'comment').length;
  const parts = [
    ...(byComment > 0 ? [`${byComment} by comments`] : []),
    ...(all.length > byComment ? [`${all.length - byComment} by the baseline`] : []),
  ];
  return parts.length === 0 ? '' : `Suppressed: ${enumerate(parts)}.`;
}

/** What suppresses a finding, with the reason that is given. */
export function suppressedBy({ suppressed }: DistinctFinding): string {
  if (suppressed?.by === 'baseline') return 'baseline';
  return `comment${suppressed?.reason ? `: ${harmless(flatten(suppressed.reason))}` : ''}`;
}
