import type { ClusterEvent } from '../behaviour/event.ts';
import type { Holding, Holdings, Outcomes } from '../behaviour/outcome.ts';

/** Who holds a virtual address, where that is different. */
export interface OutcomeChange {
  /** `start` when all have started; else what happens. */
  readonly event: { readonly kind: 'start' } | ClusterEvent;
  /** While the event lasts, or once it is over. */
  readonly phase: 'during' | 'after';
  readonly vip: string;
  /** Null where there was no such address or no such event. */
  readonly before: Holding | null;
  readonly after: Holding | null;
}

/**
 * Who holds which address otherwise than before. Of an event or an address that is new only what a reader must know: who holds the address at the
 * start, and where it is nobody or several nodes.
 */
export function outcomeChanges(before: Outcomes, after: Outcomes): readonly OutcomeChange[] {
  const olds = new Map(before.events.map((each) => [JSON.stringify(each.event), each]));
  const changes = [...compare({ kind: 'start' }, 'during', before.start, after.start)];
  for (const { event, during, after: later } of after.events) {
    const old = olds.get(JSON.stringify(event));
    changes.push(...compare(event, 'during', old?.during ?? null, during), ...compare(event, 'after', old?.after ?? null, later));
  }
  return changes;
}

function* compare(
  event: OutcomeChange['event'],
  phase: OutcomeChange['phase'],
  before: Holdings | null,
  after: Holdings,
): Generator<OutcomeChange> {
  const isStart = event.kind === 'start';
  for (const [vip, now] of after) {
    const old = before?.get(vip) ?? null;
    const isTold = old ? !isEqual(old, now) : isStart || !isHeldOnce(now);
    if (isTold) yield { event, phase, vip, before: old, after: now };
  }
  if (!isStart) return;
  for (const [vip, old] of before ?? []) if (!after.has(vip)) yield { event, phase, vip, before: old, after: null };
}

/** Whether exactly one node holds it. */
export function isHeldOnce({ holders }: Holding): boolean {
  return holders?.length === 1;
}

function isEqual(a: Holding, b: Holding): boolean {
  return JSON.stringify(a.holders) === JSON.stringify(b.holders);
}
