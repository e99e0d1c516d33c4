import { atLeast, type Version } from '../../../grammar/version.ts';
import { lineSpan } from '../../binding/place.ts';
import type { CheckId } from '../../daemon/checks/index.ts';
import type { Correct } from '../correction.ts';
import { corrected, type Setting } from '../setting.ts';
import type { EffectiveInstance } from '../vrrp/effective-instance.ts';
import type { SyncGroupDraft } from '../vrrp/read-sync-groups.ts';
import type { TrackedDraft } from './read-trackers.ts';

const OWNER_PRIORITY = 255;

/** What a tracked file weighs where nobody says anything. */
const STANDARD_FILE_WEIGHT = 1;

/**
 * What keepalived takes out of the tracking lists when it knows the priorities and the groups: weights that would change the priority of an
 * instance that shares its state with a group, or that owns its addresses.
 */
export function settleTracking(instances: readonly EffectiveInstance[], groups: readonly SyncGroupDraft[], version: Version): void {
  for (const instance of instances) settleInstance(instance);
  for (const group of groups) settleGroup(group, version);
  for (const group of groups) compareMembers(group, version);
  for (const instance of instances) for (const target of instance.tracking.targets()) target.instances.push(instance);
  for (const group of groups) for (const target of group.tracking.targets()) target.syncGroups.push(group);
}

function settleInstance(instance: EffectiveInstance): void {
  dropOwnInterface(instance);
  const { syncGroup, tracking, correct, priority, state } = instance;
  if (syncGroup && !syncGroup.trackingWeight.value) {
    const against = { against: syncGroup.nameWord.span };
    for (const entry of tracking.interfaces) noteWeight(entry, correct, against);
    tracking.scripts = withoutWeights(tracking.scripts, 'vrrp/sync-member-weighted-script', correct, against);
    clearStandardWeights(tracking.files, 'vrrp/sync-member-default-weight-file', correct, against);
    tracking.files = withoutWeights(tracking.files, 'vrrp/sync-member-weighted-file', correct, against);
    tracking.bfdInstances = withoutWeights(tracking.bfdInstances, 'vrrp/sync-member-weighted-bfd', correct, against);
  } else if (priority.value === OWNER_PRIORITY) {
    const node = priority.node ?? state.node;
    const against = node ? { against: lineSpan(node) } : {};
    tracking.interfaces = withoutWeights(tracking.interfaces, 'vrrp/owner-weighted-interface', correct, against);
    tracking.scripts = withoutWeights(tracking.scripts, 'vrrp/owner-weighted-script', correct, against);
    clearStandardWeights(tracking.files, 'vrrp/owner-default-weight-file', correct, against);
    tracking.files = withoutWeights(tracking.files, 'vrrp/owner-weighted-file', correct, against);
    tracking.bfdInstances = withoutWeights(tracking.bfdInstances, 'vrrp/owner-weighted-bfd', correct, against);
  }
}

/** An instance tracks its own interface anyway. */
function dropOwnInterface(instance: EffectiveInstance): void {
  const { tracking, interface: own, correct } = instance;
  tracking.interfaces = tracking.interfaces.filter(({ target, word }) => {
    if (target !== own.value) return true;
    correct('track/interface-own', 'ignores', 'reports', word.span, {
      written: target,
      ...(own.node && { against: lineSpan(own.node) }),
    });
    return false;
  });
}

type Against = Parameters<Correct>[4];

function clearWeight<T>(entry: TrackedDraft<T>, check: CheckId, correct: Correct, against: Against): void {
  if (entry.weight.value === 0) return;
  correct(check, 'overrides', 'reports', entry.word.span, { ...against, ...about(entry), used: '0' });
  entry.weight = corrected(entry.weight, 0);
}

/**
 * keepalived says that it ignores such a weight, but the interface has taken it over by then (vrrp.c vrrp_complete_instance calls
 * add_vrrp_to_interface before), so it goes on changing the priority of this one member.
 */
function noteWeight(entry: TrackedDraft<string>, correct: Correct, against: Against): void {
  if (entry.weight.value !== 0) {
    correct('vrrp/sync-member-weighted-interface', 'reports', 'reports', entry.word.span, { ...against, ...about(entry) });
  }
}

/** A weight that nobody wrote is taken back; the entry stays. */
function clearStandardWeights<T>(entries: readonly TrackedDraft<T>[], check: CheckId, correct: Correct, against: Against): void {
  for (const entry of entries) if (entry.weight.value === STANDARD_FILE_WEIGHT) clearWeight(entry, check, correct, against);
}

/** The entries without a weight; those with one are no longer tracked. */
function withoutWeights<T>(entries: readonly TrackedDraft<T>[], check: CheckId, correct: Correct, against: Against): TrackedDraft<T>[] {
  return entries.filter((entry) => {
    if (entry.weight.value === 0) return true;
    correct(check, 'drops', 'reports', entry.word.span, { ...against, ...about(entry) });
    return false;
  });
}

function about({ weight }: { readonly weight: Setting<number> }) {
  return { written: String(weight.value) };
}

/** Weights of the group itself would change the priority of a member that owns its addresses. */
function settleGroup({ members, tracking, correct }: SyncGroupDraft, version: Version): void {
  const owner = members.find(({ priority }) => priority.value === OWNER_PRIORITY);
  if (!owner) return;
  const against = { against: owner.nameWord.span };
  for (const entry of tracking.scripts) clearWeight(entry, 'vrrp/sync-group-owner-weighted-script', correct, against);
  for (const entry of tracking.files) clearWeight(entry, 'vrrp/sync-group-owner-weighted-file', correct, against);
  const processes = atLeast(version, '2.2.0') ? tracking.processes : [];
  for (const entry of processes) clearWeight(entry, 'vrrp/sync-group-owner-weighted-process', correct, against);
  for (const entry of tracking.bfdInstances) clearWeight(entry, 'vrrp/sync-group-owner-weighted-bfd', correct, against);
  for (const entry of tracking.interfaces) clearWeight(entry, 'vrrp/sync-group-owner-weighted-interface', correct, against);
}

/** What both the members and their group track. The interface of a member counts as tracked, unless it says otherwise. */
function compareMembers({ members, tracking }: SyncGroupDraft, version: Version): void {
  const interfaces = byTarget(tracking.interfaces);
  const scripts = byTarget(tracking.scripts);
  const processes = byTarget(tracking.processes);
  const bfdInstances = byTarget(tracking.bfdInstances);
  for (const member of members) {
    compareInterfaces(member, interfaces, version);
    const { tracking: own, correct } = member;
    const twice = [
      ...compare(own.scripts, scripts, 'vrrp/track-script-on-instance-and-sync-group', correct, WAITS_TWICE),
      ...compare(own.bfdInstances, bfdInstances, 'vrrp/track-bfd-on-instance-and-sync-group', correct, WAITS_TWICE),
    ];
    compare(own.processes, processes, 'vrrp/track-process-on-instance-and-sync-group', correct, () => false);
    if (twice.length > 0) member.faulted = true;
  }
}

function byTarget<T>(entries: readonly TrackedDraft<T>[]): ReadonlyMap<T, TrackedDraft<T>> {
  return new Map(entries.map((entry) => [entry.target, entry]));
}

function compareInterfaces(member: EffectiveInstance, ofGroup: ReadonlyMap<string, TrackedDraft<string>>, version: Version): void {
  const { tracking, correct, interface: own, nameWord } = member;
  const verdict = atLeast(version, '2.2.0') ? 'reports' : 'logs';
  const places = new Map(tracking.interfaces.map(({ target, word }) => [target, word.span]));
  const twinOfOwn = own.value !== null && !member.dontTrackPrimary.value ? ofGroup.get(own.value) : undefined;
  if (own.value !== null && twinOfOwn) {
    places.delete(own.value);
    const at = own.node ? lineSpan(own.node) : nameWord.span;
    correct('vrrp/track-interface-own-and-of-sync-group', 'reports', verdict, at, { written: own.value, against: twinOfOwn.word.span });
  }
  for (const [name, at] of places) {
    const twin = ofGroup.get(name);
    if (!twin) continue;
    correct('vrrp/track-interface-on-instance-and-sync-group', 'reports', verdict, at, { written: name, against: twin.word.span });
  }
}

/**
 * Whether the instance never leaves fault state: where neither entry has a weight, keepalived counts what it waits for once for each of the
 * two lists (vrrp_track.c initialise_vrrp_tracking_priorities), and hears of it once, because the two are one tracker then.
 */
const WAITS_TWICE: IsHeld = (own, ofGroup) => own.weight.value === 0 && ofGroup.weight.value === 0;

type IsHeld = (own: Pick<TrackedDraft<unknown>, 'weight'>, ofGroup: Pick<TrackedDraft<unknown>, 'weight'>) => boolean;

/** The entries that keep the instance in fault state. */
function compare<T>(
  own: readonly TrackedDraft<T>[],
  ofGroup: ReadonlyMap<T, TrackedDraft<T>>,
  check: CheckId,
  correct: Correct,
  isHeld: IsHeld,
): readonly TrackedDraft<T>[] {
  return own.filter((entry) => {
    const twin = ofGroup.get(entry.target);
    if (!twin) return false;
    const held = isHeld(entry, twin);
    correct(check, held ? 'faults' : 'reports', 'logs', entry.word.span, { written: entry.word.text, against: twin.word.span });
    return held;
  });
}
