import type { Report } from '../finding/report.ts';
import type { Skipped } from '../node/discover.ts';
import { count } from '../report/prose.ts';
import type { Session } from './session.ts';

/** Writes how much was read and what was passed over, how long it took, and how often each rule spoke; on standard error, so that it is in no report's way. */
export function writeStatistics(report: Report, skipped: readonly Skipped[], milliseconds: number, { stderr }: Session): void {
  const { files, views } = report.summary;
  const lines = [`${count(files, 'file')}, ${count(views, 'view')}, ${count(report.rules.length, 'rule')}, ${milliseconds.toFixed(0)} ms`];
  for (const [why, words] of WORDS)
    lines.push(
      ...passedOver(
        skipped.filter((each) => each.why === why).map(({ path }) => path),
        words,
      ),
    );
  const counts = new Map<string, number>();
  for (const { rule } of report.findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const width = Math.max(0, ...sorted.map(([, number]) => String(number).length));
  for (const [rule, number] of sorted) lines.push(`  ${String(number).padStart(width)} ${rule}`);
  stderr.write(`${lines.join('\n')}\n`);
}

const WORDS: readonly (readonly [Skipped['why'], string])[] = [
  ['gitignore', 'left out by .gitignore'],
  ['settings', 'ignored by the settings'],
  ['text', 'not keepalived by its text'],
];

/** Names of files that a line of the statistics holds. */
const MOST_NAMES = 5;

function passedOver(paths: readonly string[], words: string): readonly string[] {
  if (paths.length === 0) return [];
  const more = paths.length > MOST_NAMES ? ` and ${paths.length - MOST_NAMES} more` : '';
  return [`${count(paths.length, 'file')} ${words}: ${paths.slice(0, MOST_NAMES).join(', ')}${more}`];
}
