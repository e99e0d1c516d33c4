import type { ClusterOutcomeChange, PlayedSite } from '../engine/sites.ts';
import type { Colors } from '../report/colors.ts';
import { codeText, markdownTable, plainProse } from '../report/markdown-parts.ts';
import { alignRows } from '../report/table.ts';
import { type OutcomeRow, outcomeRows } from './diff-words.ts';
import { NodeLabels } from './node-labels.ts';
import { legend } from './node-legend.ts';
import { Reasons } from './reasons.ts';

/** A table for each cluster whose addresses go another way. `where`: what stands behind its name. */
export function outcomeParts(
  outcomes: readonly ClusterOutcomeChange[],
  sites: readonly PlayedSite[],
  width: number,
  colors: Colors,
  where = '',
): readonly string[] {
  return clustersOf(outcomes).map((cluster) => {
    const names = new NodeLabels(sites.filter((site) => site.cluster === cluster).flatMap(({ nodes }) => nodes));
    const rows = outcomeRows(outcomes.filter((each) => each.cluster === cluster).map((each) => withLabels(each, names)));
    const title = colors.bold(`Who holds the addresses in cluster '${cluster}'${where}`);
    const known = legend(names);
    return [title, ...known, ...(known.length > 0 ? [''] : []), outcomeTable(rows, width, colors)].join('\n');
  });
}

function withLabels(change: ClusterOutcomeChange, names: NodeLabels): ClusterOutcomeChange {
  const { event, before, after } = change;
  return {
    ...change,
    event: event.kind === 'start' ? event : names.inEvent(event),
    before: before && names.inHolding(before),
    after: after && names.inHolding(after),
  };
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
  const reasons = new Reasons(width, colors);
  const lines = alignRows(rows.map(({ what, addresses, before, after }) => [what, addresses, `${before} → ${after}`]));
  return rows
    .map(({ because, isBad }, index) => reasons.below(isBad ? colors.red(`  ${lines[index]}`) : `  ${lines[index]}`, because))
    .join('\n');
}
