import type { Holding } from '../behaviour/outcome.ts';
import type { Change, Value } from '../comparison/change.ts';
import type { OutcomeChange } from '../comparison/outcome-changes.ts';
import type { Comparison } from '../engine/compare.ts';
import { count, enumerate } from '../report/prose.ts';
import { describeEvent, someAddresses, someNodes, whoHolds } from './event-words.ts';
import { groupByReason } from './reasons.ts';

/** What the text and the Markdown of a comparison have in common. */

export const NO_CHANGE = 'No change: keepalived would run what it runs now.';

/** The parts of what changes on a node, in their order. */
export const PARTS = [
  { kind: 'address', title: 'Virtual addresses' },
  { kind: 'election', title: 'Which node holds them' },
  { kind: 'setting', title: 'Other settings' },
] as const;

export function describeValue(value: Value | null): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return String(value);
}

/** `priority: 150 → 90`; a secret says only that it is another one. */
export function describeChange({ what, before, after }: Change): string {
  if (before !== null && before === after) return `${what}: another one, which is not shown`;
  if (before === null && what === 'node') return 'appears';
  if (after === null && what === 'node') return 'is gone';
  return `${what}: ${describeValue(before)} → ${describeValue(after)}`;
}

/** Addresses that go the same way in one event. */
export interface OutcomeRow {
  readonly what: string;
  readonly addresses: string;
  readonly before: string;
  readonly after: string;
  /** Why it is nobody, several nodes, or not known afterwards; null where one node holds it. */
  readonly because: string | null;
  readonly isBad: boolean;
}

/** The changed outcomes of one cluster: the start, then those that nobody wants. An event that only goes the way of the start is left out. */
export function outcomeRows(outcomes: readonly OutcomeChange[]): readonly OutcomeRow[] {
  const starts = new Set(outcomes.filter(({ event }) => event.kind === 'start').map(wayOf));
  const rows = new Map<string, { readonly row: Omit<OutcomeRow, 'addresses'>; readonly addresses: string[] }>();
  for (const outcome of outcomes) {
    const { event, phase, vip, before, after } = outcome;
    if (event.kind !== 'start' && starts.has(wayOf(outcome))) continue;
    const happens = event.kind === 'start' ? 'start' : describeEvent(event);
    const isBad = after !== null && after.holders?.length !== 1;
    const row = {
      what: phase === 'after' ? `${happens}: afterwards` : happens,
      before: describeHolding(before),
      after: describeHolding(after),
      because: isBad ? (after.because ?? null) : null,
      isBad,
    };
    const key = JSON.stringify(row);
    const known = rows.get(key) ?? { row, addresses: [] };
    rows.set(key, known);
    known.addresses.push(vip);
  }
  const all = [...rows.values()].map(({ row, addresses }) => ({ ...row, addresses: someAddresses(addresses) }));
  const rank = ({ what, isBad }: OutcomeRow): number => (what === 'start' ? 0 : isBad ? 1 : 2);
  return [0, 1, 2].flatMap((wanted) => groupByReason(all.filter((row) => rank(row) === wanted)));
}

function wayOf({ vip, before, after }: OutcomeChange): string {
  return JSON.stringify([vip, before?.holders, after?.holders]);
}

function describeHolding(holding: Holding | null): string {
  return holding === null ? '–' : whoHolds(holding);
}

/** How much changes, in a sentence. */
export function summaryOf({ changes, outcomes, findings }: Comparison): string {
  const nodes = new Set(changes.map(({ node }) => node)).size;
  const come = findings.filter(({ change }) => change === 'appears').length;
  const others = [
    ...otherHolders(outcomes),
    ...(findings.length > 0 ? [`${count(come, 'new finding')}, ${findings.length - come} gone`] : []),
  ];
  if (changes.length === 0) return `No change in what keepalived runs, and ${enumerate(others)}.`;
  return `${enumerate([`${count(changes.length, 'change')} on ${count(nodes, 'node')}`, ...others])}.`;
}

/** `another holder for 2 virtual addresses`; nothing where there is none. */
export function otherHolders(outcomes: readonly OutcomeChange[]): readonly string[] {
  const addresses = new Set(outcomes.map(({ vip }) => vip)).size;
  return addresses > 0 ? [`another holder for ${addresses} virtual ${addresses === 1 ? 'address' : 'addresses'}`] : [];
}

export function aloneNote(alone: readonly string[]): string | null {
  if (alone.length === 0) return null;
  return `${someNodes(alone)} ${alone.length === 1 ? 'belongs' : 'belong'} to no cluster here: who holds the addresses then is not played. Name all nodes, or say which belong together with --cluster.`;
}
