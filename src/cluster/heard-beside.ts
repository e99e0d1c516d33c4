import { refusesAdverts, refusesSource, type Speaker } from '../behaviour/acceptance.ts';
import type { VrrpInstance } from '../model/vrrp/vrrp-instance.ts';
import type { RouterMember } from './cluster.ts';

/**
 * Two members are in sync groups, and further members of these groups hear each other: while they do, the groups are master on one node at most,
 * whatever becomes of the adverts of these two (scenario sync-group-one-member-unheard). Empty where nothing is known to hold the second one back.
 */
export function heardBeside(one: RouterMember, other: RouterMember): readonly VrrpInstance[] {
  const others = new Map(fellows(other).map((instance) => [routerOf(instance), instance]));
  return fellows(one).filter((instance) => {
    const counterpart = others.get(routerOf(instance));
    if (!counterpart) return false;
    const [a, b] = [speaker({ node: one.node, instance }), speaker({ node: other.node, instance: counterpart })];
    return hears(a, b) && hears(b, a);
  });
}

function fellows({ instance }: RouterMember): readonly VrrpInstance[] {
  return instance.syncGroup?.members.filter((each) => each !== instance) ?? [];
}

function routerOf({ family, virtualRouterId }: VrrpInstance): string {
  return `${family} ${virtualRouterId.value}`;
}

function speaker({ node, instance }: RouterMember): Speaker {
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
