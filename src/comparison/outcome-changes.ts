import type { ClusterEvent } from '../behaviour/event.ts';
import type { Holding, Holdings, Outcomes } from '../behaviour/outcome.ts';

/** Who holds a virtual address, where that is different. */
export interface OutcomeChange {
  /** `start` when all have started; else what happens. */
  readonly event: { readonly kind: 'start' } | ClusterEvent;
  /** While the event lasts, or once it is over. */
  readonly phase: 'during' | 'after';
  readonly vip: string;
  /** Null where there is no such address. */
  readonly before: Holding | null;
  readonly after: Holding | null;
}

/**
 * Who holds which address otherwise than before. An event that one side does not have does nothing there: it is as at the start. Of an
 * address that is new only what a reader must know: who holds it at the start, and where it is nobody or several nodes.
 */
export function outcomeChanges(before: Outcomes, after: Outcomes): readonly OutcomeChange[] {
  const changes = [...compare({ kind: 'start' }, 'during', before.start, after.start)];
  for (const { event, old, now } of eventsOf(before, after)) {
    changes.push(...compare(event, 'during', old?.during ?? before.start, now?.during ?? after.start));
    changes.push(...compare(event, 'after', old?.after ?? before.start, now?.after ?? after.start));
  }
  return changes;
}

/** The events of both sides. Where too many were named to play them all, those that both have. */
function eventsOf(before: Outcomes, after: Outcomes) {
  const olds = new Map(before.events.map((each) => [JSON.stringify(each.event), each]));
  const news = new Map(after.events.map((each) => [JSON.stringify(each.event), each]));
  const all = [...after.events, ...before.events.filter(({ event }) => !news.has(JSON.stringify(event)))];
  const isWhole = before.omitted === 0 && after.omitted === 0;
  return all
    .map(({ event }) => ({ event, old: olds.get(JSON.stringify(event)), now: news.get(JSON.stringify(event)) }))
    .filter(({ old, now }) => isWhole || (old && now));
}

function* compare(
  event: OutcomeChange['event'],
  phase: OutcomeChange['phase'],
  before: Holdings,
  after: Holdings,
): Generator<OutcomeChange> {
  const isStart = event.kind === 'start';
  // What an address that was there before suffers as well is no news of the new one.
  const usual = new Set([...after].flatMap(([vip, now]) => (before.has(vip) ? [keyOf(now)] : [])));
  for (const [vip, now] of after) {
    const old = before.get(vip) ?? null;
    const isTold = old ? !isEqual(old, now) : isStart || !(isHeldOnce(now) || usual.has(keyOf(now)));
    if (isTold) yield { event, phase, vip, before: old, after: now };
  }
  if (!isStart) return;
  for (const [vip, old] of before) if (!after.has(vip)) yield { event, phase, vip, before: old, after: null };
}

/** Whether exactly one node holds it. */
function isHeldOnce({ holders }: Holding): boolean {
  return holders?.length === 1;
}

function isEqual(a: Holding, b: Holding): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf({ holders }: Holding): string {
  return JSON.stringify(holders);
}
