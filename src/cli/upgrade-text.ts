import type { Upgrade } from '../engine/upgrade.ts';
import { UPGRADE_KINDS, type UpgradeEntry } from '../engine/upgrade-entry.ts';
import type { Colors } from '../report/colors.ts';
import { count, flatten } from '../report/prose.ts';
import { alignRows } from '../report/table.ts';
import { harmless, wrap } from '../report/terminal.ts';
import { outcomeParts } from './outcome-parts.ts';
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

/** Effects of one entry that are shown one by one. */
const MOST_SHOWN = 10;

export function upgradeText(upgrade: Upgrade, width: number, colors: Colors): string {
  if (isSame(upgrade)) return `${wrap(sameText(upgrade), width).join('\n')}\n`;
  const distinct = onceEach(upgrade.entries);
  const parts = UPGRADE_KINDS.flatMap((kind) => {
    const own = distinct.filter((entry) => entry.kind === kind);
    if (own.length === 0) return [];
    const title = kind === 'refused' || kind === 'reported' ? colors.red(titleOf(kind, upgrade)) : titleOf(kind, upgrade);
    return [[colors.bold(title), ...own.flatMap((entry) => entryLines(entry, width, colors))].join('\n')];
  });
  const tests = changedTests(upgrade);
  if (tests.length > 0) {
    const rows = tests.map((test) => [viewsOfRoot(test.root, [test.configId]), describeTest(test)]);
    const note = noteOnStatus(upgrade);
    const why = note === null ? [] : wrap(note, width - 2);
    parts.push([colors.bold('Exit status of keepalived -t'), ...[...alignRows(rows), ...why].map((row) => `  ${row}`)].join('\n'));
  }
  const { from, to, outcomes, sites } = upgrade;
  parts.push(...outcomeParts(outcomes, sites, width, colors, `, with ${from} → with ${to}`));
  const summary = summaryOf(distinct, upgrade);
  if (summary !== null) parts.push(summary);
  return `${harmless(parts.join('\n\n'))}\n`;
}

/** What several root files include is told once. */
export function onceEach(entries: readonly UpgradeEntry[]): readonly UpgradeEntry[] {
  const seen = new Set<string>();
  return entries.filter(({ kind, path, line, column, summary, detail }) => {
    const key = JSON.stringify([kind, path, line, column, summary, detail]);
    return !seen.has(key) && seen.add(key);
  });
}

function entryLines(entry: UpgradeEntry, width: number, colors: Colors): readonly string[] {
  const { path, line, column, summary, rule, detail, advice, effects, views } = entry;
  const place = `${path}:${line}:${column}`;
  const [head = '', ...tail] = wrap(`${place} ${flatten(summary)}${rule === null ? '' : ` [${rule}]`}`, width - 4);
  const marked = head.startsWith(place) ? `${colors.cyan(place)}${head.slice(place.length)}` : head;
  const where = views.some((view) => view !== null) ? [`It holds for ${viewsOfRoot(entry.root, views)}.`] : [];
  const notes = [...[detail, alsoText(entry), advice].filter((text) => text !== null), ...where];
  return [
    `  ${marked}`,
    ...tail.map((each) => `    ${each}`),
    ...notes.flatMap((text) => wrap(flatten(text), width - 6)).map((each) => `      ${colors.dim(each)}`),
    ...effects.slice(0, MOST_SHOWN).map((effect) => `      ~ ${describeEffect(effect)}`),
    ...(effects.length > MOST_SHOWN ? [`      ~ and ${effects.length - MOST_SHOWN} more, which --format json lists`] : []),
  ];
}

/** `It complains of 9 further lines for the same reason.` */
function alsoText({ kind, alsoAt, version }: UpgradeEntry): string | null {
  if (alsoAt.length === 0) return null;
  const lines = `${count(alsoAt.length, 'further line')} for the same reason`;
  return kind === 'taken' ? `keepalived ${version} complained of ${lines}.` : `It complains of ${lines}.`;
}
