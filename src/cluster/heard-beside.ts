import { memoized } from '../../grammar/memoized.ts';
import { refusesAdverts, refusesSource, type Speaker } from '../behaviour/acceptance.ts';
import type { SyncGroup } from '../model/vrrp/sync-group.ts';
import { virtualRouterKey } from '../model/vrrp/virtual-router-key.ts';
import type { VrrpInstance } from '../model/vrrp/vrrp-instance.ts';
import type { ClusterNode, RouterMember } from './cluster.ts';

/**
 * Two members are in sync groups, and further members of these groups hear each other: while they do, the groups are master on one node at most,
 * whatever becomes of the adverts of these two (scenario sync-group-one-member-unheard). Empty where nothing is known to hold the second one back.
 */
export function heardBeside(one: RouterMember, other: RouterMember): readonly VrrpInstance[] {
  const [own, others] = [one.instance.syncGroup, other.instance.syncGroup];
  if (!own || !others) return [];
  const known = heardByGroup(own);
  const pairs = known.get(others) ?? heardBetween(one.node, own, other.node, others);
  known.set(others, pairs);
  return pairs.flatMap(([instance, counterpart]) => (instance === one.instance || counterpart === other.instance ? [] : [instance]));
}

/** Found once for two groups: many members of them may be asked about. */
const heardByGroup = memoized((_: SyncGroup) => new Map<SyncGroup, ReturnType<typeof heardBetween>>());

/** The members of two groups that hear each other, in pairs. */
function heardBetween(node: ClusterNode, group: SyncGroup, otherNode: ClusterNode, otherGroup: SyncGroup) {
  const others = new Map(otherGroup.members.map((instance) => [virtualRouterKey(instance), instance]));
  return group.members.flatMap((instance): (readonly [VrrpInstance, VrrpInstance])[] => {
    const counterpart = others.get(virtualRouterKey(instance));
    if (!counterpart) return [];
    const [a, b] = [speaker({ node, instance }), speaker({ node: otherNode, instance: counterpart })];
    return hears(a, b) && hears(b, a) ? [[instance, counterpart]] : [];
  });
}

function speaker({ node, instance }: { readonly node: ClusterNode; readonly instance: VrrpInstance }): Speaker {
  return { instance, version: node.configuration.target.version, interval: instance.advertInterval.value, host: { node } };
}

/** As far as their texts tell; a source that only the host knows is taken to be the right one. */
function hears(receiver: Speaker, sender: Speaker): boolean {
  if (refusesAdverts(receiver, sender) !== null) return false;
  const [own, other] = [receiver.instance, sender.instance];
  if (!own.unicast) return true;
  const peerOf = ({ peers }: VrrpInstance, { sourceAddress: { value } }: VrrpInstance) => peers.find(({ ip }) => ip.text === value?.text);
  if (own.sourceAddress.value && !peerOf(other, own)) return false;
  return other.sourceAddress.value === null || refusesSource(receiver, other.sourceAddress.value.text, peerOf(own, other), sender) === null;
}
