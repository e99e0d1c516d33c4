import type { ClusterOutcomeChange } from '../engine/sites.ts';
import type { Colors } from '../report/colors.ts';
import { codeText, markdownTable, plainProse } from '../report/markdown-parts.ts';
import { alignRows } from '../report/table.ts';
import { wrap } from '../report/terminal.ts';
import { type OutcomeRow, outcomeRows } from './diff-words.ts';

/** A table for each cluster whose addresses go another way. `where`: what stands behind its name. */
export function outcomeParts(outcomes: readonly ClusterOutcomeChange[], width: number, colors: Colors, where = ''): readonly string[] {
  return clustersOf(outcomes).map((cluster) => {
    const rows = outcomeRows(outcomes.filter((each) => each.cluster === cluster));
    return [colors.bold(`Who holds the addresses in cluster '${cluster}'${where}`), outcomeTable(rows, width, colors)].join('\n');
  });
}

/** One table for all clusters; null where nothing goes another way. */
export function outcomeMarkdown(outcomes: readonly ClusterOutcomeChange[], before = 'before', after = 'after'): string | null {
  if (outcomes.length === 0) return null;
  const rows = clustersOf(outcomes).flatMap((cluster) => outcomeRows(outcomes.filter((each) => each.cluster === cluster)).map(markdownRow));
  return markdownTable(['event', 'address', before, after], rows);
}

function clustersOf(outcomes: readonly ClusterOutcomeChange[]): readonly string[] {
  return [...new Set(outcomes.map(({ cluster }) => cluster))];
}

function markdownRow({ what, addresses, before, after, because, isBad }: OutcomeRow): readonly string[] {
  const reason = because === null ? '' : ` (${plainProse(because)})`;
  return [plainProse(what), codeText(addresses), plainProse(before), `${isBad ? '⚠️ ' : ''}${plainProse(after)}${reason}`];
}

function outcomeTable(rows: readonly OutcomeRow[], width: number, colors: Colors): string {
  const cells = rows.map(({ what, addresses, before, after }) => [what, addresses, `${before} → ${after}`]);
  const lines = alignRows(cells);
  return lines
    .map((line, index) => {
      const row = rows[index];
      const paint = row?.isBad ? colors.red : (text: string): string => text;
      const isTold = row?.because === null || row?.because === rows[index - 1]?.because;
      const reason = isTold ? [] : wrap(row?.because ?? '', width - 6).map((each) => `      ${colors.dim(each)}`);
      return [`  ${paint(line)}`, ...reason].join('\n');
    })
    .join('\n');
}
