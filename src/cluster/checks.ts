import { memoized } from '../../grammar/memoized.ts';
import type { Word } from '../../grammar/tree.ts';
import type { Tracked } from '../model/tracking/tracking.ts';
import type { VrrpInstance } from '../model/vrrp/vrrp-instance.ts';
import type { RouterMember, VirtualRouter } from './cluster.ts';

/** Something that an instance depends on, by itself or through its sync group. */
export interface Check {
  readonly kind: 'script' | 'process' | 'file' | 'interface';
  readonly name: string;
  /** What it looks at: two nodes may give it different names. */
  readonly target: string;
  /** What is added to the priority while it succeeds, or, where it is negative, while it fails; 0 where a failure is a fault. */
  readonly weight: number;
  /** With 'reverse' the weight is taken away instead of added, and success is the fault. */
  readonly reverse: boolean;
  readonly word: Word;
}

/** What an instance depends on beside its own interface. */
export const checksOf = memoized(({ tracking, syncGroup, interface: own }: VrrpInstance): readonly Check[] =>
  [tracking, ...(syncGroup ? [syncGroup.tracking] : [])].flatMap(({ scripts, processes, files, interfaces }) => [
    ...scripts.map((each) => checkOf('script', each.target.name, each.target.script.text, each)),
    ...processes.map((each) => checkOf('process', each.target.name, each.target.name, each)),
    ...files.map((each) => checkOf('file', each.target.name, each.target.name, each)),
    ...interfaces.filter(({ target }) => target !== own.value).map((each) => checkOf('interface', each.target, each.target, each)),
  ]),
);

function checkOf(kind: Check['kind'], name: string, target: string, { weight, reverse, word }: Tracked<unknown>): Check {
  return { kind, name, target, weight: weight.value, reverse, word };
}

/** Each check once, with the first member that has it: many nodes have the same ones. Any interface is one of them, as for {@link isSame}. */
export function differentChecks(members: readonly RouterMember[]): Iterable<{ readonly member: RouterMember; readonly check: Check }> {
  const checks = new Map<string, { readonly member: RouterMember; readonly check: Check }>();
  for (const member of members) {
    for (const check of checksOf(member.instance)) {
      const key = check.kind === 'interface' ? check.kind : JSON.stringify([check.kind, check.name, check.target]);
      if (!checks.has(key)) checks.set(key, { member, check });
    }
  }
  return checks.values();
}

/** Whether two checks look at the same thing: by name, or by what they run. The names of interfaces differ from host to host. */
export function isSame(a: Check, b: Check): boolean {
  return a.kind === b.kind && (a.kind === 'interface' || a.name === b.name || a.target === b.target);
}

/** What a failure takes from the priority: nothing where it is a fault, or with 'reverse'. A file has no failure: its number counts times the weight. */
export function lossOf({ kind, weight, reverse }: Check): number {
  return kind === 'file' || reverse ? 0 : Math.abs(weight);
}

/** The priority while all checks succeed and files hold 0: a positive weight is added then. From 1 to 254, but for the owner. */
export const priorityOf = memoized((instance: VrrpInstance): number => {
  const { value } = instance.priority;
  if (value === 255) return value;
  const added = checksOf(instance)
    .filter(({ kind, weight }) => kind !== 'file' && weight > 0)
    .reduce((sum, { weight, reverse }) => sum + (reverse ? -weight : weight), 0);
  return Math.min(254, Math.max(1, value + added));
});

/** The nodes from the highest priority down, each with the instance that has it: one that has two instances here is still one node. */
export function ranked(members: readonly RouterMember[]): readonly RouterMember[] {
  const sorted = [...members].sort((a, b) => priorityOf(b.instance) - priorityOf(a.instance));
  const seen = new Set<RouterMember['node']>();
  return sorted.filter(({ node }) => {
    const isNew = !seen.has(node);
    seen.add(node);
    return isNew;
  });
}

/** Whether the order of nodes stays, whichever of them a check of theirs fails on: it has a weight, and one too small. */
export function keepsOrder({ members }: VirtualRouter, name: string): boolean {
  const ranked = members.map(({ instance }) => instance).sort((a, b) => priorityOf(b) - priorityOf(a));
  return ranked.every((instance, index) => {
    const own = checksOf(instance).filter((check) => check.kind === 'script' && check.name === name);
    const loss = own.reduce((sum, check) => sum + lossOf(check), 0);
    const next = ranked[index + 1];
    return (
      own.every((check) => lossOf(check) > 0) &&
      instance.priority.value < 255 &&
      (next === undefined || Math.max(1, priorityOf(instance) - loss) >= priorityOf(next))
    );
  });
}

/** How a priority comes about that stands in no file: '101 + 2'. Null where it is the one that is written. */
export function sumOf(instance: VrrpInstance): string | null {
  const { value } = instance.priority;
  const effective = priorityOf(instance);
  return effective === value ? null : `${value} ${effective < value ? '-' : '+'} ${Math.abs(effective - value)}`;
}
