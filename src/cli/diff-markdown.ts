import type { Comparison } from '../engine/compare.ts';
import { harmless } from '../report/terminal.ts';
import { aloneNote, describeValue, NO_CHANGE, outcomeRows, PARTS, summaryOf } from './diff-words.ts';

/** Rows of a table: the comment of a pull request has a limit, and nobody reads on. */
const MOST_ROWS = 50;

/** For the comment of a pull request: what matters first, the rest folded. */
export function diffMarkdown(comparison: Comparison): string {
  const { changes, outcomes, findings, alone } = comparison;
  if (changes.length + outcomes.length + findings.length === 0) return `**kvlint diff**: ${NO_CHANGE}\n`;
  const parts = [`**kvlint diff**: ${summaryOf(comparison)}`];
  if (outcomes.length > 0) {
    const rows = [...new Set(outcomes.map(({ cluster }) => cluster))].flatMap((cluster) =>
      outcomeRows(outcomes.filter((each) => each.cluster === cluster)).map((row) => {
        const because = row.because === null ? '' : ` (${plain(row.because)})`;
        return [plain(row.what), code(row.addresses), plain(row.before), `${row.isBad ? '⚠️ ' : ''}${plain(row.after)}${because}`];
      }),
    );
    parts.push('### Who holds the addresses', table(['event', 'address', 'before', 'after'], rows));
  }
  for (const { kind, title } of PARTS) {
    const own = changes.filter((change) => change.kind === kind);
    if (own.length === 0) continue;
    const rows = own.map(({ node, subject, what, before, after, consequence }) => [
      plain(node),
      code(subject),
      code(what),
      ...(before !== null && before === after ? ['not shown', 'another one'] : [cell(before), cell(after)]),
      plain(consequence ?? ''),
    ]);
    const body = table(['node', 'block', 'setting', 'before', 'after', 'so'], rows);
    parts.push(
      ...(kind === 'setting' ? [`<details><summary>${title} (${own.length})</summary>`, body, '</details>'] : [`### ${title}`, body]),
    );
  }
  if (findings.length > 0) {
    const lines = findings.map(({ change, severity, message, path, line, rule }) => {
      const sign = change === 'appears' ? 'new' : 'gone';
      return `- ${sign}, ${severity}: ${plain(message)} (${code(`${path}:${line}`)}, ${code(rule)})`;
    });
    parts.push('### Findings', cut(lines, '- ').join('\n'));
  }
  const note = changes.some(({ kind }) => kind !== 'setting') ? aloneNote(alone) : null;
  if (note !== null) parts.push(plain(note));
  return `${harmless(parts.join('\n\n'))}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => `| ${row.join(' | ')} |`);
  return [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...cut(lines, '| ')].join('\n');
}

function cut(lines: readonly string[], begin: string): readonly string[] {
  return lines.length <= MOST_ROWS ? lines : [...lines.slice(0, MOST_ROWS), `${begin}and ${lines.length - MOST_ROWS} more`];
}

function cell(value: Parameters<typeof describeValue>[0]): string {
  return value === null ? '' : code(describeValue(value));
}

/** Text of a configuration in a table: nothing in it is Markdown. */
function code(text: string): string {
  const flat = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  const fence = '`'.repeat(Math.max(0, ...(flat.match(/`+/g) ?? []).map(({ length }) => length)) + 1);
  return flat === '' ? '' : fence.length > 1 ? `${fence} ${flat} ${fence}` : `${fence}${flat}${fence}`;
}

/** Prose in a table: what a configuration put into it makes no link, no image and no mention. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>|#~]/g, '\\$&')
    .replaceAll('@', '@\u200b');
}
