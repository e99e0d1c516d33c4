import type { Report } from '../finding/report.ts';
import { count } from '../report/prose.ts';
import type { Session } from './session.ts';

/** Writes how much was read, how long it took, and how often each rule spoke; on standard error, so that it is in no report's way. */
export function writeStatistics(report: Report, milliseconds: number, { stderr }: Session): void {
  const { files, views } = report.summary;
  const lines = [`${count(files, 'file')}, ${count(views, 'view')}, ${count(report.rules.length, 'rule')}, ${milliseconds.toFixed(0)} ms`];
  const counts = new Map<string, number>();
  for (const { rule } of report.findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const width = Math.max(0, ...sorted.map(([, number]) => String(number).length));
  for (const [rule, number] of sorted) lines.push(`  ${String(number).padStart(width)} ${rule}`);
  stderr.write(`${lines.join('\n')}\n`);
}
