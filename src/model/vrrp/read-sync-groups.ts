import type { Block, Span, Word } from '../../../grammar/tree.ts';
import { atLeast, type Version } from '../../../grammar/version.ts';
import { type Bound, type BoundBlock, type BoundList, isList } from '../../binding/bound.ts';
import { closingSpan, keywordSpan, lineSpan } from '../../binding/place.ts';
import type { Correct, CorrectionList } from '../correction.ts';
import { usedValues } from '../read-settings.ts';
import { fallback, given, type Setting } from '../setting.ts';
import { type NamedBlock, namedBlocks } from '../tracking/definitions.ts';
import { readTracking, type Targets, type TrackingDraft } from '../tracking/read-trackers.ts';
import type { EffectiveInstance } from './effective-instance.ts';
import type { SyncGroup } from './sync-group.ts';
import type { WrittenInstance } from './written-instance.ts';

/** A sync group on its way to what keepalived runs. */
export class SyncGroupDraft implements SyncGroup {
  readonly name: string;
  readonly nameWord: Word;
  readonly bound: BoundBlock;
  readonly correct: Correct;
  /** The words of its list. */
  readonly memberWords: readonly Word[];
  /** Those of them that are instances, and in no other group. */
  readonly writtenMembers: WrittenInstance[] = [];
  /** The same as keepalived runs them: entered by {@link linkMembers}. */
  readonly members: EffectiveInstance[] = [];
  trackingWeight: Setting<boolean> = fallback(false);
  readonly tracking: TrackingDraft;

  constructor({ bound, nameWord }: NamedBlock, targets: Targets, correct: Correct) {
    this.bound = bound;
    this.nameWord = nameWord;
    this.name = nameWord.text;
    this.correct = correct;
    this.memberWords = namesOf(listOf(bound));
    this.tracking = readTracking(bound.children, targets, correct);
    for (const line of usedValues(bound.children)) {
      const { name } = line.keyword;
      if (name === 'sync_group_tracking_weight' || name === 'global_tracking') this.trackingWeight = given(true, line.node);
    }
  }

  get block(): Block {
    return this.bound.node;
  }
}

/** The list of instances in a group block. */
export function listOf({ children }: BoundBlock): BoundList | undefined {
  return children.find((child): child is BoundList => isList(child) && child.keyword.name === 'group');
}

export function namesOf(list: BoundList | undefined): readonly Word[] {
  return (list?.lines ?? []).flatMap(({ args }) => args.map(({ word }) => word));
}

/** Reads the sync groups; which of them stay is known when all instances are. */
export function readSyncGroups(
  children: readonly Bound[],
  targets: Targets,
  version: Version,
  corrections: CorrectionList,
): readonly SyncGroupDraft[] {
  return [...namedBlocks(children, 'vrrp_sync_group')].map((block) => {
    const group = new SyncGroupDraft(block, targets, corrections.about(block.nameWord.text));
    reportEmptyList(group, version);
    return group;
  });
}

/** An empty list tells of itself, and where it is not there at all, a keyword is missing, which the block tells. */
function reportEmptyList({ bound, memberWords, correct }: SyncGroupDraft, version: Version): void {
  const list = listOf(bound);
  if (!list || memberWords.length > 0) return;
  const reportedAt = atLeast(version, '2.2.8') ? closingSpan(bound.node) : lineSpan(bound.node);
  correct('vrrp/sync-group-without-members', 'drops', 'reports', keywordSpan(list.node), { reportedAt, again: true });
}

/** Finds the members of each group; a group without any is removed. */
export function joinSyncGroups(groups: readonly SyncGroupDraft[], instances: readonly WrittenInstance[]): readonly SyncGroupDraft[] {
  const byName = new Map(instances.map((instance) => [instance.name, instance]));
  const groupOf = new Map<WrittenInstance, SyncGroupDraft>();
  return groups.filter((group) => {
    if (group.memberWords.length === 0 || !group.bound.valid) return false;
    for (const word of group.memberWords) addMember(group, word, byName.get(word.text), groupOf);
    return isKept(group, byName);
  });
}

function addMember(
  group: SyncGroupDraft,
  word: Word,
  instance: WrittenInstance | undefined,
  groupOf: Map<WrittenInstance, SyncGroupDraft>,
): void {
  const other = instance && groupOf.get(instance);
  if (!instance) {
    group.correct('vrrp/sync-group-member-unknown', 'ignores', 'reports', word.span, { written: word.text });
  } else if (other) {
    const more = { data: { member: word.text, group: other.name }, against: other.nameWord.span };
    group.correct('vrrp/sync-group-member-in-two-groups', 'ignores', 'reports', word.span, more);
  } else {
    groupOf.set(instance, group);
    group.writtenMembers.push(instance);
  }
}

/** Tells groups and instances of each other. */
export function linkMembers(groups: readonly SyncGroupDraft[], effective: ReadonlyMap<WrittenInstance, EffectiveInstance>): void {
  for (const group of groups) {
    for (const written of group.writtenMembers.splice(0)) {
      const member = effective.get(written);
      if (!member) continue;
      member.syncGroup = group;
      group.members.push(member);
    }
  }
}

function isKept(group: SyncGroupDraft, names: ReadonlyMap<string, WrittenInstance>): boolean {
  const { writtenMembers: members, memberWords, nameWord, correct } = group;
  const [only, ...others] = members;
  if (!only) {
    correct('vrrp/sync-group-all-members-unknown', 'drops', 'reports', nameWord.span);
    return false;
  }
  if (others.length === 0) {
    const data = { member: only.name, missing: memberWords.filter(({ text }) => !names.has(text)).length };
    correct('vrrp/sync-group-single-member', 'reports', 'reports', nameWord.span, { data });
  }
  const odd = stateThatDiffers(members);
  if (odd) correct('vrrp/sync-group-owner-mix', 'reports', 'reports', nameWord.span, odd);
  return true;
}

/** A member that begins as backup behind others that all own their addresses; only states that are written count. */
function stateThatDiffers(
  members: readonly WrittenInstance[],
): { readonly data: { readonly member: string }; readonly against: Span } | null {
  for (const [index, member] of members.entries()) {
    const owner = member.priority?.value === 255 && member.state?.value === 'MASTER';
    if (owner) continue;
    const backup = member.state?.value === 'BACKUP';
    return index > 0 && backup ? { data: { member: member.name }, against: member.nameWord.span } : null;
  }
  return null;
}
