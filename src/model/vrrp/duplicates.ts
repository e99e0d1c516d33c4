import { atLeast, type Version } from '../../../grammar/version.ts';
import { lineSpan } from '../../binding/place.ts';
import type { GlobalDefs } from '../global/global-defs.ts';
import type { EffectiveInstance } from './effective-instance.ts';

/** What keepalived finds by comparing the instances of one configuration with each other. */
export function compareInstances(instances: readonly EffectiveInstance[], globals: GlobalDefs, version: Version): void {
  findSameRouterId(instances, globals, version);
  if (atLeast(version, '2.2.0')) findSameInterfaceName(instances);
}

/**
 * Two instances that would take each other's adverts for their own: the same virtual router ID and family, and for multicast the same
 * interface and group, for unicast the same source and a peer in common. Version 2.0 does not tell unicast from multicast, and up to 2.2.4 no peer
 * need be common (asked of 2.1.5, which does not run then).
 */
function findSameRouterId(instances: readonly EffectiveInstance[], globals: GlobalDefs, version: Version): void {
  const multicast = new Map<string, EffectiveInstance>();
  const unicast = new Map<string, Map<string, EffectiveInstance>>();
  const tellsUnicast = atLeast(version, '2.1.0');
  for (const instance of instances) {
    if (instance.virtualRouterId.value === null) continue;
    if (instance.unicast && tellsUnicast) findSameUnicast(instance, unicast, atLeast(version, '2.2.5'));
    else findSameMulticast(instance, multicast, globals, version);
  }
}

function findSameMulticast(instance: EffectiveInstance, seen: Map<string, EffectiveInstance>, globals: GlobalDefs, version: Version): void {
  if (instance.interface.value === null) return;
  const group = atLeast(version, '2.2.5') ? `${instance.multicastGroup.value}${scopeOf(instance)}` : '';
  const key = `${instance.virtualRouterId.value} ${instance.family} ${instance.interface.value} ${group}`;
  const other = seen.get(key);
  if (!other) {
    seen.set(key, instance);
    return;
  }
  // The earlier one is then in fault (vrrp.c check_vrid_conflicts; scenario same-vrid-twice-dynamic-one-in-fault).
  const changeable = globals.allowInterfaceChanges.value && atLeast(version, '2.0.8');
  if (changeable) noteSame(instance, other, 'vrrp/vrid-duplicate-dynamic', 'faults');
  else noteSame(instance, other, 'vrrp/vrid-duplicate-multicast', 'refuses');
}

/** An IPv6 group is one of the interface that adverts leave by; macvlan and ipvlan interfaces are all alike until they are made. */
function scopeOf({ family, vmac, ipvlan }: EffectiveInstance): string {
  return family === 'ipv6' && (vmac.value !== null || ipvlan.value !== null) ? ' of an extra interface' : '';
}

/** By virtual router ID, family, source and, with `byPeer`, each peer; then by interface, where having none is the same as any. */
function findSameUnicast(instance: EffectiveInstance, seen: Map<string, Map<string, EffectiveInstance>>, byPeer: boolean): void {
  const own = instance.interface.value ?? '';
  const source = instance.sourceAddress.value?.text ?? `that of ${own}`;
  let found: EffectiveInstance | undefined;
  for (const peer of byPeer ? instance.peers.map(({ ip }) => ip.text) : ['']) {
    const key = `${instance.virtualRouterId.value} ${instance.family} ${source} ${peer}`;
    const others = seen.get(key) ?? new Map<string, EffectiveInstance>();
    seen.set(key, others);
    const other = own === '' ? others.values().next().value : (others.get(own) ?? others.get(''));
    if (other !== instance) found ??= other;
    if (!others.has(own)) others.set(own, instance);
  }
  if (found) noteSame(instance, found, 'vrrp/vrid-duplicate-unicast', 'refuses');
}

type SameRouterId = `vrrp/vrid-duplicate-${'multicast' | 'unicast' | 'dynamic'}`;

function noteSame(instance: EffectiveInstance, other: EffectiveInstance, check: SameRouterId, effect: 'refuses' | 'faults'): void {
  const { value: virtualRouterId, node: at } = instance.virtualRouterId;
  const against = other.virtualRouterId.node;
  if (!at || !against || virtualRouterId === null) return;
  if (effect === 'refuses') instance.refused = true;
  else other.faulted = true;
  instance.correct(check, effect, effect === 'refuses' ? 'refuses' : 'logs', lineSpan(at), {
    against: lineSpan(against),
    data: { virtualRouterId, other: other.name },
  });
}

/** The name of a macvlan or ipvlan interface belongs to the first instance that has it. */
function findSameInterfaceName(instances: readonly EffectiveInstance[]): void {
  const seen = new Map<string, EffectiveInstance>();
  for (const instance of instances) {
    const { interfaceWord: word } = instance;
    if (!word || (!instance.vmac.value && !instance.ipvlan.value)) continue;
    const other = seen.get(word.text);
    const against = other?.interfaceWord;
    if (against) instance.correct('vmac/name-in-use', 'drops', 'reports', word.span, { against: against.span, written: word.text });
    else seen.set(word.text, instance);
  }
}
