import type { Change } from '../comparison/change.ts';
import type { Comparison } from '../engine/compare.ts';
import type { FindingChange } from '../engine/compare-findings.ts';
import type { Colors } from '../report/colors.ts';
import { harmless, wrap } from '../report/terminal.ts';
import { aloneNote, describeChange, NO_CHANGE, PARTS, summaryOf } from './diff-words.ts';
import { outcomeParts } from './outcome-parts.ts';

/** Changes of one block that are shown one by one. */
const MOST_SHOWN = 20;

export function diffText(comparison: Comparison, width: number, colors: Colors): string {
  const { changes, outcomes, findings, alone } = comparison;
  if (changes.length + outcomes.length + findings.length === 0) return `${NO_CHANGE}\n`;
  const parts: string[] = [];
  for (const [node, own] of groupBy(changes, (change) => change.node)) parts.push(nodeText(node, own, width, colors));
  parts.push(...outcomeParts(outcomes, comparison.sites, width, colors));
  if (findings.length > 0) parts.push([colors.bold('Findings'), ...findings.map((each) => findingLine(each, colors))].join('\n'));
  const note = changes.some(({ kind }) => kind !== 'setting') ? aloneNote(alone) : null;
  if (note !== null) parts.push(wrap(note, width).join('\n'));
  parts.push(summaryOf(comparison));
  return `${harmless(parts.join('\n\n'))}\n`;
}

function nodeText(node: string, changes: readonly Change[], width: number, colors: Colors): string {
  const lines = [colors.bold(node)];
  for (const { kind, title } of PARTS) {
    const own = changes.filter((change) => change.kind === kind);
    if (own.length === 0) continue;
    lines.push(`  ${title}`);
    for (const [subject, ofSubject] of groupBy(own, (change) => change.subject)) {
      lines.push(`    ${subject}`);
      lines.push(...ofSubject.slice(0, MOST_SHOWN).flatMap((change) => changeLines(change, ofSubject, width, colors)));
      const more = ofSubject.length - MOST_SHOWN;
      if (more > 0) lines.push(`      and ${more} more, which --format json lists`);
    }
  }
  return lines.join('\n');
}

function changeLines(change: Change, all: readonly Change[], width: number, colors: Colors): readonly string[] {
  const { before, after, kind, consequence } = change;
  const line =
    kind !== 'address'
      ? describeChange(change)
      : before === null
        ? colors.green(`+ ${after}`)
        : after === null
          ? colors.red(`- ${before}`)
          : `~ ${describeChange(change)}`;
  // What several addresses in a row lead to is told with the last one.
  const next = all[all.indexOf(change) + 1];
  const isTold = consequence === undefined || next?.consequence === consequence;
  return [`      ${line}`, ...(isTold ? [] : wrap(consequence, width - 10).map((each) => `          ${colors.dim(each)}`))];
}

function findingLine({ change, severity, message, rule, path, line }: FindingChange, colors: Colors): string {
  const sign = change === 'appears' ? colors.red('+') : colors.green('-');
  return `  ${sign} ${severity}: ${message} (${path}:${line}, ${rule})`;
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
