import type { Upgrade } from '../engine/upgrade.ts';
import { UPGRADE_KINDS } from '../engine/upgrade-entry.ts';
import { codeText, cutRows, markdownTable, plainProse } from '../report/markdown-parts.ts';
import { harmless } from '../report/terminal.ts';
import { outcomeMarkdown } from './outcome-parts.ts';
import { onceEach } from './upgrade-text.ts';
import {
  changedTests,
  describeEffect,
  describeTest,
  isSame,
  noteOnStatus,
  sameText,
  summaryOf,
  titleOf,
  viewsOfRoot,
} from './upgrade-words.ts';

/** For the comment of a pull request, or a ticket: what breaks first. */
export function upgradeMarkdown(upgrade: Upgrade): string {
  const { from, to, entries, outcomes } = upgrade;
  const head = `**kvlint upgrade** from ${from} to ${to}`;
  if (isSame(upgrade)) return `${head}: ${plainProse(sameText(upgrade))}\n`;
  const distinct = onceEach(entries);
  const summary = summaryOf(distinct, upgrade);
  const parts = [summary === null ? head : `${head}: ${summary}`];
  for (const kind of UPGRADE_KINDS) {
    const lines = distinct
      .filter((entry) => entry.kind === kind)
      .map(({ path, line, summary, detail, advice, rule, effects }) => {
        const texts = [summary, detail, advice].filter((text) => text !== null).map(plainProse);
        const end = [codeText(`${path}:${line}`), ...(rule === null ? [] : [codeText(rule)])].join(', ');
        const more = effects.length === 0 ? '' : ` ${effects.map((effect) => codeText(describeEffect(effect))).join(', ')}`;
        return `- ${texts.join(' ')} (${end})${more}`;
      });
    if (lines.length > 0) parts.push(`### ${titleOf(kind, upgrade)}`, cutRows(lines, '- ').join('\n'));
  }
  const tests = changedTests(upgrade);
  if (tests.length > 0) {
    const rows = tests.map((test) => [plainProse(viewsOfRoot(test.root, [test.configId])), describeTest(test)]);
    parts.push('### Exit status of keepalived -t', markdownTable(['file', `${from} → ${to}`], rows));
    const note = noteOnStatus(upgrade);
    if (note !== null) parts.push(plainProse(note));
  }
  const table = outcomeMarkdown(outcomes, from, to);
  if (table !== null) parts.push('### Who holds the addresses', table);
  return `${harmless(parts.join('\n\n'))}\n`;
}
