import { lastUse } from '../binding/entries/entry.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Address } from '../model/net/address.ts';
import type { Tracked } from '../model/tracking/tracking.ts';
import type { VrrpInstance } from '../model/vrrp/vrrp-instance.ts';

/**
 * Which counter of faults a condition moves. From 2.3.3 on keepalived has one flag for all interfaces (`interface`), one for the interface
 * beneath a macvlan (`base`), and counts the others (`tracker`); before, it counts all of them together.
 */
export type FaultKind = 'interface' | 'base' | 'tracker';

/** Something on the node that an instance depends on. */
export interface Condition {
  /** What is watched: `interface eth1`, `script check`, `file drain`, `process app`, `bfd uplink`. */
  readonly watch: string;
  /** 0: a fault. */
  readonly weight: number;
  readonly reverse: boolean;
  readonly fault: FaultKind;
}

/** The state of something that is watched: the number in a file, else 1 for good and 0 for bad. */
export type WatchValue = number;

/** From this amount on the number in a track file is a fault (trackers/track_file.c). */
const FILE_FAULT = -254;
const MOST_FILE_WEIGHT = 253;

/** Whether the condition keeps its instance in fault state. */
export function isFault(condition: Condition, value: WatchValue): boolean {
  if (condition.watch.startsWith('file ')) return fileStatus(condition, value) <= FILE_FAULT;
  return condition.weight === 0 && (value === 1) === condition.reverse;
}

/**
 * What the condition adds to the priority (vrrp_track.c process_script_update_priority and initialise_*_tracking_priorities): a positive
 * weight while all is well, a negative one while it is not; `reverse` turns the sign round, not the occasion.
 */
export function addition(condition: Condition, value: WatchValue): number {
  const { weight, reverse } = condition;
  if (condition.watch.startsWith('file ')) {
    const status = fileStatus(condition, value);
    return weight === 0 || status <= FILE_FAULT ? 0 : Math.min(MOST_FILE_WEIGHT, status);
  }
  return weight > 0 === (value === 1) ? weight * (reverse ? -1 : 1) : 0;
}

/** Without a weight any number but 0 is a fault, or with `reverse` only 0; with one it is the number times the weight. */
function fileStatus({ weight, reverse }: Condition, value: WatchValue): number {
  if (weight === 0) return (value !== 0) !== reverse ? FILE_FAULT : 0;
  return value * weight * (reverse ? -1 : 1);
}

/** Interfaces of static routes and rules, by the instances of their track_group, which depend on them too (vrrp_static_track.c). */
export function staticInterfaces({ trackGroups, staticRoutes, staticRules }: Configuration): ReadonlyMap<VrrpInstance, readonly string[]> {
  const byGroup = new Map<string, string[]>();
  for (const { trackGroup, interface: name } of [...staticRoutes, ...staticRules]) {
    if (trackGroup !== null && name !== null) byGroup.set(trackGroup, [...(byGroup.get(trackGroup) ?? []), name]);
  }
  const found = new Map<VrrpInstance, string[]>();
  for (const { name, members } of trackGroups) {
    const names = new Set(byGroup.get(name));
    for (const member of names.size > 0 ? members : []) found.set(member, [...(found.get(member) ?? []), ...names]);
  }
  return found;
}

/** All that an instance depends on, each thing once. `further`: what {@link staticInterfaces} gives for it. */
export function conditionsOf(instance: VrrpInstance, further: readonly string[]): readonly Condition[] {
  const { tracking, syncGroup } = instance;
  const group = syncGroup?.tracking;
  return [
    ...interfaceConditions(instance, further),
    ...merged('file', tracking.files, group?.files),
    ...merged('process', tracking.processes, group?.processes),
    ...merged('script', tracking.scripts, group?.scripts),
    ...merged('bfd', tracking.bfdInstances, group?.bfdInstances),
  ];
}

type Named = { readonly name: string };

/** Where the group tracks what its member tracks too, its weight counts, unless the member has none (vrrp.c add_vrrp_to_track_script and its like). */
function merged<T extends Named>(kind: string, own: readonly Tracked<T>[], ofGroup: readonly Tracked<T>[] = []): readonly Condition[] {
  const found = new Map<string, Condition>();
  for (const { target, weight, reverse } of [...own, ...ofGroup]) {
    const watch = `${kind} ${target.name}`;
    if (found.get(watch)?.weight !== 0) found.set(watch, { watch, weight: weight.value, reverse, fault: 'tracker' });
  }
  return [...found.values()];
}

/** A weight that stands for dont_track_primary: the interface is known, but not looked at. */
const NOT_TRACKED = null;

class InterfaceList {
  private readonly found = new Map<string, { weight: number | null; reverse: boolean }>();

  /** vrrp.c add_vrrp_to_interface: a later line changes the weight of an earlier one, unless that one is a fault already. */
  add(name: string | null, weight: number | typeof NOT_TRACKED, reverse = false): void {
    if (name === null) return;
    const before = this.found.get(name);
    if (!before) this.found.set(name, { weight, reverse });
    else if (before.weight !== 0 && weight !== NOT_TRACKED) Object.assign(before, { weight, reverse });
  }

  *conditions(base: string | null): Generator<Condition> {
    for (const [name, { weight, reverse }] of this.found) {
      if (weight === NOT_TRACKED) continue;
      const condition = { watch: `interface ${name}`, weight, reverse };
      yield { ...condition, fault: name === base ? 'base' : 'interface' };
      // The macvlan itself goes down with what is beneath it.
      if (name === base) yield { ...condition, fault: 'interface' };
    }
  }
}

/**
 * The interfaces that an instance depends on: its own, those it tracks, and those that its addresses, routes and rules need
 * (vrrp.c vrrp_complete_instance, then sync_group_tracking_init).
 */
function interfaceConditions(instance: VrrpInstance, further: readonly string[]): Iterable<Condition> {
  const own = instance.interface.value;
  const untracked = instance.dontTrackPrimary.value;
  const list = new InterfaceList();
  if (own !== null) {
    for (const { target, weight, reverse } of instance.tracking.interfaces) list.add(target, weight.value, reverse);
    list.add(own, untracked ? NOT_TRACKED : 0);
  }
  for (const address of [...instance.addresses, ...instance.excludedAddresses]) {
    const place = address.dev ?? own;
    if (!isUntracked(address) && !(untracked && place === own)) list.add(place, 0);
  }
  for (const { tracked, interface: name } of [...instance.routes, ...instance.rules]) if (tracked) list.add(name, 0);
  for (const { target, weight, reverse } of instance.syncGroup?.tracking.interfaces ?? []) list.add(target, weight.value, reverse);
  for (const name of further) list.add(name, 0);
  return list.conditions(instance.vmac.value ? own : null);
}

function isUntracked(address: Address): boolean {
  return lastUse(address, 'no_track') !== undefined;
}
