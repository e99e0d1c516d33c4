import { groupBy } from '../../grammar/group-by.ts';
import type { Span } from '../../grammar/tree.ts';
import { lineSpan } from '../binding/place.ts';
import type { Setting } from '../model/setting.ts';
import type { VrrpInstance } from '../model/vrrp/vrrp-instance.ts';
import type { Cluster, ClusterNode, RouterMember } from './cluster.ts';

/** Those that do not say what most say. */
interface Disagreement<T> {
  /** The first of those that most agree with; of two camps of one size, the first one. */
  readonly usual: T;
  /** All others, in their order. */
  readonly odd: readonly T[];
}

/** Who differs in one thing; null where all say the same. */
function disagreement<T>(items: readonly T[], keyOf: (item: T) => string): Disagreement<T> | null {
  const groups = [...groupBy(items, keyOf).values()];
  const [first] = groups;
  if (!first || groups.length < 2) return null;
  const most = groups.reduce((best, group) => (group.length > best.length ? group : best), first);
  const [usual] = most;
  return usual === undefined ? null : { usual, odd: items.filter((item) => !most.includes(item)) };
}

/** Where an instance says something: the line of the setting, or its own name where it has none. */
export function placeOfSetting(instance: VrrpInstance, ...settings: readonly Setting<unknown>[]): Span {
  const node = settings.find((setting) => setting.node !== null)?.node;
  return node ? lineSpan(node) : instance.nameWord.span;
}

/** A member of a virtual router that differs from the others, and one that most agree with. */
export interface OddMember {
  readonly odd: RouterMember;
  readonly usual: RouterMember;
}

/** The members of each virtual router that differ from most of it in one thing. Instances that are not run say nothing. */
export function* oddMembers({ routers }: Cluster, keyOf: (instance: VrrpInstance) => string): Generator<OddMember> {
  for (const { members } of routers) {
    const running = members.filter(({ instance }) => !instance.refused);
    if (areSeveral(running)) continue;
    const found = disagreement(running, ({ instance }) => keyOf(instance));
    for (const odd of found?.odd ?? []) if (found) yield { odd, usual: found.usual };
  }
}

/** Whether one node has members on different interfaces: these are virtual routers of their own that share an address, and which of them belong together is not known. */
function areSeveral(members: readonly RouterMember[]): boolean {
  const interfaces = new Map<ClusterNode, string | null>();
  return members.some(({ node, instance }) => {
    const before = interfaces.get(node);
    interfaces.set(node, instance.interface.value);
    return before !== undefined && before !== instance.interface.value;
  });
}
