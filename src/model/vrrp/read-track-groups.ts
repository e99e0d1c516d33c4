import type { Block, Word } from '../../../grammar/tree.ts';
import { atLeast, type Version } from '../../../grammar/version.ts';
import type { Bound, BoundBlock } from '../../binding/bound.ts';
import { closingSpan, keywordSpan } from '../../binding/place.ts';
import type { Correct, CorrectionList } from '../correction.ts';
import { type NamedBlock, namedBlocks } from '../tracking/definitions.ts';
import { listOf, namesOf } from './read-sync-groups.ts';
import type { TrackGroup } from './track-group.ts';
import type { VrrpInstance } from './vrrp-instance.ts';
import type { WrittenInstance } from './written-instance.ts';

/** A track group on its way to what keepalived uses. */
export class TrackGroupDraft implements TrackGroup {
  readonly name: string;
  readonly nameWord: Word;
  readonly bound: BoundBlock;
  readonly correct: Correct;
  readonly memberWords: readonly Word[];
  /** Entered by {@link linkTrackGroups}. */
  readonly members: VrrpInstance[] = [];

  constructor({ bound, nameWord }: NamedBlock, correct: Correct) {
    this.bound = bound;
    this.nameWord = nameWord;
    this.name = nameWord.text;
    this.correct = correct;
    this.memberWords = namesOf(listOf(bound));
  }

  get block(): Block {
    return this.bound.node;
  }
}

/** Reads the track groups; a group without names is none. */
export function readTrackGroups(children: readonly Bound[], version: Version, corrections: CorrectionList): readonly TrackGroupDraft[] {
  const groups: TrackGroupDraft[] = [];
  for (const block of namedBlocks(children, 'track_group')) {
    const group = new TrackGroupDraft(block, corrections.about(block.nameWord.text));
    if (group.memberWords.length > 0) groups.push(group);
    else reportEmpty(group, version);
  }
  return groups;
}

/** An empty list tells of itself. */
function reportEmpty({ bound, correct, nameWord }: TrackGroupDraft, version: Version): void {
  const list = listOf(bound);
  const verdict = atLeast(version, '2.2.8') ? 'reports' : 'logs';
  const reportedAt = closingSpan(bound.node);
  const at = list ? keywordSpan(list.node) : nameWord.span;
  correct('vrrp/track-group-without-members', 'drops', verdict, at, list ? { reportedAt, again: true } : { reportedAt });
}

/** Finds the members of each group; a group without any is removed, which only the log of a real run tells. */
export function joinTrackGroups(groups: readonly TrackGroupDraft[], instances: readonly WrittenInstance[]): readonly TrackGroupDraft[] {
  const names = new Set(instances.map(({ name }) => name));
  return groups.filter(({ memberWords, correct, nameWord }) => {
    for (const word of memberWords) {
      if (!names.has(word.text)) correct('vrrp/track-group-member-unknown', 'ignores', 'logs', word.span, { written: word.text });
    }
    if (memberWords.some(({ text }) => names.has(text))) return true;
    correct('vrrp/track-group-all-members-unknown', 'drops', 'logs', nameWord.span);
    return false;
  });
}

export function linkTrackGroups(groups: readonly TrackGroupDraft[], instances: readonly VrrpInstance[]): void {
  if (groups.length === 0) return;
  const byName = new Map(instances.map((instance) => [instance.name, instance]));
  for (const { memberWords, members } of groups) {
    for (const { text } of memberWords) {
      const instance = byName.get(text);
      if (instance) members.push(instance);
    }
  }
}
