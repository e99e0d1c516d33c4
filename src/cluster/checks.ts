import type { Word } from '../../grammar/tree.ts';
import type { Tracked } from '../model/tracking/tracking.ts';
import type { VrrpInstance } from '../model/vrrp/vrrp-instance.ts';

/** Something that an instance depends on, by itself or through its sync group. */
export interface Check {
  readonly kind: 'script' | 'process' | 'file' | 'interface';
  readonly name: string;
  /** What it looks at: two nodes may give it different names. */
  readonly target: string;
  /** What its failure takes from the priority, whatever its sign: 0 where that is a fault. */
  readonly weight: number;
  readonly word: Word;
}

/** What an instance depends on beside its own interface. */
export function checksOf({ tracking, syncGroup, interface: own }: VrrpInstance): readonly Check[] {
  return [tracking, ...(syncGroup ? [syncGroup.tracking] : [])].flatMap(({ scripts, processes, files, interfaces }) => [
    ...scripts.map((each) => checkOf('script', each.target.name, each.target.script.text, each)),
    ...processes.map((each) => checkOf('process', each.target.name, each.target.name, each)),
    ...files.map((each) => checkOf('file', each.target.name, each.target.name, each)),
    ...interfaces.filter(({ target }) => target !== own.value).map((each) => checkOf('interface', each.target, each.target, each)),
  ]);
}

function checkOf(kind: Check['kind'], name: string, target: string, { weight, word }: Tracked<unknown>): Check {
  return { kind, name, target, weight: weight.value, word };
}

/** Whether two checks look at the same thing: by name, or by what they run. The names of interfaces differ from host to host. */
export function isSame(a: Check, b: Check): boolean {
  return a.kind === b.kind && (a.kind === 'interface' || a.name === b.name || a.target === b.target);
}

/** The priority while all checks succeed: a positive weight is added then. From 1 to 254, but for the owner. */
export function priorityOf(instance: VrrpInstance): number {
  const { value } = instance.priority;
  if (value === 255) return value;
  const added = checksOf(instance).reduce((sum, { weight }) => sum + Math.max(0, weight), 0);
  return Math.min(254, value + added);
}
