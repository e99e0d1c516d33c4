import type { Change } from '../comparison/change.ts';
import type { Comparison } from '../engine/compare.ts';
import { codeText, cutRows, markdownTable, plainProse } from '../report/markdown-parts.ts';
import { harmless } from '../report/terminal.ts';
import { aloneNote, describeValue, NO_CHANGE, PARTS, summaryOf } from './diff-words.ts';
import { outcomeMarkdown } from './outcome-parts.ts';

/** For the comment of a pull request: what matters first, the rest folded. */
export function diffMarkdown(comparison: Comparison): string {
  const { changes, outcomes, findings, alone } = comparison;
  if (changes.length + outcomes.length + findings.length === 0) return `**kvlint diff**: ${NO_CHANGE}\n`;
  const parts = [`**kvlint diff**: ${summaryOf(comparison)}`];
  const table = outcomeMarkdown(outcomes);
  if (table !== null) parts.push('### Who holds the addresses', table);
  for (const { kind, title } of PARTS) {
    const own = changes.filter((change) => change.kind === kind);
    if (own.length === 0) continue;
    const rows = own.map(markdownRow);
    const body = markdownTable(['node', 'block', 'setting', 'before', 'after', 'so'], rows);
    parts.push(
      ...(kind === 'setting' ? [`<details><summary>${title} (${own.length})</summary>`, body, '</details>'] : [`### ${title}`, body]),
    );
  }
  if (findings.length > 0) {
    const lines = findings.map(({ change, severity, message, path, line, rule }) => {
      const sign = change === 'appears' ? 'new' : 'gone';
      return `- ${sign}, ${severity}: ${plainProse(message)} (${codeText(`${path}:${line}`)}, ${codeText(rule)})`;
    });
    parts.push('### Findings', cutRows(lines, '- ').join('\n'));
  }
  const note = changes.some(({ kind }) => kind !== 'setting') ? aloneNote(alone) : null;
  if (note !== null) parts.push(plainProse(note));
  return `${harmless(parts.join('\n\n'))}\n`;
}

function markdownRow({ node, subject, what, before, after, consequence = '' }: Change): readonly string[] {
  if (what === 'node')
    return [plainProse(node), '', '', cell(before), cell(after), before === null ? 'The node appears.' : 'The node is gone.'];
  const values = before !== null && before === after ? ['not shown', 'another one'] : [cell(before), cell(after)];
  return [plainProse(node), codeText(subject), codeText(what), ...values, plainProse(consequence)];
}

function cell(value: Parameters<typeof describeValue>[0]): string {
  return value === null ? '' : codeText(describeValue(value));
}
