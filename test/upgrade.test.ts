import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { assumedTarget } from '../src/daemon/assumed-target.ts';
import { upgrade } from '../src/engine/upgrade.ts';
import type { UpgradeEntry } from '../src/engine/upgrade-entry.ts';
import { createNodeReader } from '../src/node/node-reader.ts';
import { CASES, isOfText, linesOf, type Record, type Run, viewKey } from './helpers/conformance.ts';

const recordOf = (version: string): Record => JSON.parse(readFileSync(join(CASES, `recorded-${version}.json`), 'utf8')) as Record;

/** What two versions answered for one view of a case. */
interface Answers {
  readonly path: string;
  readonly configId: string | null;
  readonly before: Run;
  readonly after: Run;
}

function answersOf(before: Record, after: Record): readonly Answers[] {
  return Object.entries(before.files).flatMap(([path, runs]) =>
    runs.flatMap((run) => {
      const other = after.files[path]?.find(({ configId }) => configId === run.configId);
      return other ? [{ path, configId: run.configId, before: run, after: other }] : [];
    }),
  );
}

/** The lines of which only one version complains. A line about which only the host decides counts neither way. */
function linesThatDiffer({ path, before, after }: Answers): readonly string[] {
  const [old, now] = [before, after].map(({ messages }) => linesOf(path, messages));
  const ofHost = linesOf(
    path,
    [before, after].flatMap(({ messages }) => messages.filter(({ host }) => host)),
  );
  return [...new Set([...(old ?? []), ...(now ?? [])])].filter((line) => !ofHost.has(line) && old?.has(line) !== now?.has(line));
}

function isStatusOther({ before, after }: Answers): boolean {
  return before.exit !== after.exit && isOfText(before) && isOfText(after);
}

function isSameAnswer({ before, after }: Answers): boolean {
  const said = ({ exit, messages }: Run): string => JSON.stringify([exit, messages.map((each) => JSON.stringify(each)).sort()]);
  return said(before) === said(after);
}

/** Whether it is about something that the config test does not show: keepalived takes the line and does something else. */
function isSilent({ kind }: UpgradeEntry): boolean {
  return kind === 'changed' || kind === 'deprecated';
}

/**
 * What is told of an upgrade from 2.2.7 to 2.4.3, compared with what both really answered to the cases of fixtures/conformance: each line of which
 * only one complains is named, and nothing is said where both answer alike. fixtures/conformance/differences-upgrade.txt lists what is otherwise;
 * KVLINT_RECORD=1 writes it anew. Where both complain of the same line in other words, either is right.
 */
it('names what two versions of keepalived answer differently, and nothing else', { timeout: 300_000 }, async () => {
  const [before, after] = [recordOf('2.2.7'), recordOf('2.4.3')];
  const reader = createNodeReader({ workingDirectory: CASES });
  await reader.prepareWildcards();
  const roots = Object.keys(before.files).map((path) => ({ path, absolute: resolve(CASES, path) }));
  for (const { absolute } of roots) reader.addRoot(absolute);
  const [from, to] = [assumedTarget(before.keepalived), assumedTarget(after.keepalived)];
  const { entries } = upgrade(roots, reader, { rules, from, to, clusters: false, unnamedView: true, kvlint: 'test' });
  const byView = new Map<string, UpgradeEntry[]>();
  for (const entry of entries) {
    for (const view of entry.views) {
      const key = viewKey(entry.root, view);
      byView.set(key, [...(byView.get(key) ?? []), entry]);
    }
  }

  const count = { differ: 0, named: 0, otherStatus: 0, told: 0, alike: 0, quiet: 0, quietButForSilent: 0 };
  const differences: string[] = [];
  for (const answers of answersOf(before, after)) {
    const key = viewKey(answers.path, answers.configId);
    const told = byView.get(key) ?? [];
    const lines = linesThatDiffer(answers);
    if (lines.length > 0) {
      const named = new Set(told.flatMap((entry) => [entry, ...entry.related, ...entry.alsoAt].map(({ path, line }) => `${path}:${line}`)));
      const missed = lines.filter((line) => !named.has(line));
      count.differ++;
      if (missed.length === 0) count.named++;
      differences.push(...missed.map((line) => `not named: ${line} @${answers.configId}`));
    } else if (isStatusOther(answers)) {
      // Both complain of the same lines, or of none: there is no line to name, but something to tell.
      count.otherStatus++;
      if (told.length > 0) count.told++;
      else differences.push(`status not told: ${key}: ${answers.before.exit}, then ${answers.after.exit}`);
    } else if (isSameAnswer(answers)) {
      count.alike++;
      if (told.length === 0) count.quiet++;
      if (told.every(isSilent)) count.quietButForSilent++;
      const sign = (entry: UpgradeEntry): string => (isSilent(entry) ? 'beyond the config test' : 'same answer');
      differences.push(...told.map((entry) => `${sign(entry)}: ${entry.path}:${entry.line} ${entry.kind} ${entry.rule ?? 'history'}`));
    }
  }
  if (process.env.KVLINT_RECORD) {
    writeFileSync(
      join(CASES, 'differences-upgrade.txt'),
      [...new Set(differences)]
        .sort()
        .map((line) => `${line}\n`)
        .join(''),
    );
    process.stderr.write(`${JSON.stringify(count)}\n`);
  }
  expect([...new Set(differences)].sort()).toEqual(readFileSync(join(CASES, 'differences-upgrade.txt'), 'utf8').trimEnd().split('\n'));
  expect(count.named / count.differ).toBeGreaterThan(0.95);
  expect(count.quietButForSilent / count.alike).toBeGreaterThan(0.98);
});
