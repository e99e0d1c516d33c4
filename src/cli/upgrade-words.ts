import type { ConfigTest } from '../engine/config-test.ts';
import type { Upgrade, UpgradedTest } from '../engine/upgrade.ts';
import type { Effect, UpgradeKind } from '../engine/upgrade-entry.ts';
import { count, enumerate, viewNames } from '../report/prose.ts';
import { describeValue, otherHolders } from './diff-words.ts';

/** What the text and the Markdown of an upgrade have in common. */

export function titleOf(kind: UpgradeKind, { from, to }: Upgrade): string {
  switch (kind) {
    case 'refused':
      return `keepalived ${to} refuses this, crashes over it or stops reading at it`;
    case 'reported':
      return `keepalived ${to} complains of this, and drops or corrects it`;
    case 'changed':
      return `keepalived ${to} does something else with this`;
    case 'deprecated':
      return `keepalived ${to} reads this for the sake of old configurations only`;
    case 'taken':
      return `keepalived ${from} refused or dropped this, and ${to} takes it`;
  }
}

/** `lb1.conf`, `config-id 'low' of lb1.conf`. */
export function viewsOfRoot(root: string, views: readonly (string | null)[]): string {
  return views.every((view) => view === null) ? root : `${viewNames(views)} of ${root}`;
}

/** `state: BACKUP → MASTER`; of a secret only that it is another one. */
export function describeEffect({ subject, what, before, after }: Effect): string {
  const values =
    before !== null && before === after ? 'another one, which is not shown' : `${describeValue(before)} → ${describeValue(after)}`;
  return `${subject}: ${what}: ${values}`;
}

/** The views whose config test ends in another way that its status shows. Numbers alone changed with versions, and mean the same unless one is 0. */
export function changedTests({ tests }: Upgrade): readonly UpgradedTest[] {
  return tests.filter((test) => test.before.status !== test.after.status && (test.before.ending !== test.after.ending || passesOnce(test)));
}

function passesOnce({ before, after }: UpgradedTest): boolean {
  return (before.status === 0) !== (after.status === 0);
}

/** Why a status is another one although both versions complain; null where no status is so. Before 2.2.0 most of what keepalived complains of does not count. */
export function noteOnStatus({ from, to, tests }: Upgrade): string | null {
  const other = tests.find((test) => test.before.ending === 'reports' && test.after.ending === 'reports' && passesOnce(test));
  if (!other) return null;
  const [lenient, strict] = other.before.status === 0 ? [from, to] : [to, from];
  return `keepalived ${lenient} complains too, which does not count there. 'kvlint verdict -k ${strict} FILE' names what ${strict} complains of.`;
}

/** `0 → 5`, `139 (crash) → 5`. */
export function describeTest({ before, after }: UpgradedTest): string {
  return `${describeEnd(before)} → ${describeEnd(after)}`;
}

function describeEnd({ ending, status }: Pick<ConfigTest, 'ending' | 'status'>): string {
  if (status === null) return 'not known';
  return ending === 'crashes' ? `${status} (crash)` : ending === 'hangs' ? `${status} (never ends)` : String(status);
}

/** Nothing to say about any file or cluster. */
export function isSame(upgrade: Upgrade): boolean {
  return upgrade.entries.length === 0 && upgrade.outcomes.length === 0 && changedTests(upgrade).length === 0;
}

export function sameText({ from, to, tests: all, clusters }: Upgrade): string {
  const tests = all.filter(({ after }) => after.ending !== 'template');
  if (tests.length === 0) return 'What keepalived does with a template depends on what it renders to.';
  const what = tests.length < 2 ? 'this configuration' : 'each of these configurations';
  const cluster = clusters.length === 1 ? 'the cluster' : 'each cluster';
  const who = clusters.length === 0 ? '' : `, and the same nodes hold the addresses of ${cluster} in every event that kvlint plays`;
  return `As far as kvlint knows, keepalived ${to} does with ${what} what ${from} does${who}.`;
}

const COUNTED: Readonly<Record<UpgradeKind, string>> = {
  refused: 'refused',
  reported: 'dropped or corrected',
  changed: 'read differently',
  deprecated: 'deprecated',
  taken: 'taken for the first time',
};

/** How much is different, in a sentence; null where only the status of config tests is. `distinct`: what each entry is about, told once however many files include it. */
export function summaryOf(distinct: readonly { readonly kind: UpgradeKind }[], { outcomes }: Upgrade): string | null {
  const parts = (Object.keys(COUNTED) as UpgradeKind[]).flatMap((kind) => {
    const own = distinct.filter((entry) => entry.kind === kind).length;
    return own === 0 ? [] : [`${own} ${COUNTED[kind]}`];
  });
  const places = distinct.length === 0 ? [] : [`${count(distinct.length, 'place')}: ${enumerate(parts)}`];
  const all = [...places, ...otherHolders(outcomes)].join('; ');
  return all === '' ? null : `${all.charAt(0).toUpperCase()}${all.slice(1)}.`;
}
