import type { EntryArgument, EntryFault, EntryOption } from '../../../grammar/keywords/entries/entry.ts';
import type { EntryKind } from '../../../grammar/keywords/keyword.ts';
import type { Statement, Word } from '../../../grammar/tree.ts';
import type { Family } from '../ip-address.ts';

/** An option of an entry with the words that belong to it. */
export interface UsedOption {
  readonly option: EntryOption;
  /** The word that begins it. */
  readonly word: Word;
  /** The words behind it that belong to it. */
  readonly values: readonly Word[];
  /** What follows it in a language of its own: the options of a nexthop or an encapsulation. */
  readonly inner: readonly UsedOption[];
}

/** A line of a list whose entries have a language of their own, as keepalived reads it. */
export interface Entry {
  readonly node: Statement;
  /** The words at its beginning that are read by their place. */
  readonly head: readonly Word[];
  /** In the order of the text, those that keepalived uses. */
  readonly options: readonly UsedOption[];
  /** Words that are no option and so count as what the entry leads to; the last one is used. */
  readonly bare: readonly Word[];
  /** What decides it: the first address, or an option that only one family has. */
  readonly family: Family | null;
  /** Whether keepalived keeps it. */
  readonly kept: boolean;
  /** In the order in which keepalived finds them. */
  readonly mistakes: readonly Mistake[];
}

/** The part of an entry that is being read: the entry itself, or something that an option of it opens. */
export type Part = 'entry' | 'nexthop' | 'encap' | 'encap-ip' | 'encap-ip6';

/** A mistake in an entry. */
export interface Mistake {
  readonly kind: MistakeKind;
  readonly part: Part;
  /** The option that it is about; null for a word that belongs to none. */
  readonly option: EntryOption | null;
  /** What the word does not fit; null where it is not about a value. */
  readonly argument: EntryArgument | null;
  /** The narrowest place: the value that does not fit, else the word of the option. */
  readonly word: Word;
  /** The other half of a conflict. */
  readonly against: Word | null;
  /** What is wrong with the word, as a predicate; null where the kind says it all. */
  readonly why: string | null;
  /** `awaited`: with dynamic_interfaces keepalived waits for the interface without which it would refuse to run. */
  readonly fault: EntryFault | 'awaited';
}

/** What the entries are whose mistakes have checks of their own here. */
export type EntryName = Extract<EntryKind, 'address' | 'route' | 'rule'>;

/** A mistake with what it is a mistake in. */
export interface EntryMistake extends Mistake {
  readonly entry: EntryName;
}

/**
 * - `unknown`: a word that is no option. `missing`: an option at the end of the line that needs a value. `invalid`: a value that does not fit.
 * - `prefix`: no valid prefix length. `other-family`: an option that the family of the entry does not have.
 * - `mixed`: an address of another family than what stands before it. `repeated`: an option that may stand once. `conflict`: an option
 *   that may not stand behind another one. `second-action`: a rule does one thing only. `incomplete`: one of several options must be there.
 * - `unmet`: an option that means nothing without another one. `deprecated`: taken, with a complaint. `never`: known, but not done.
 * - `skipped`: a word that keepalived passes over because of the option before it.
 * - `host-name`: no mistake in the text; a name that only the host can know, and the mistake it is where it does not.
 */
export type MistakeKind =
  | 'unknown'
  | 'missing'
  | 'invalid'
  | 'prefix'
  | 'other-family'
  | 'mixed'
  | 'repeated'
  | 'conflict'
  | 'second-action'
  | 'incomplete'
  | 'unmet'
  | 'deprecated'
  | 'never'
  | 'skipped'
  | 'host-name';

/** The last use of an option, by any of its names: the one that counts. */
export function lastUse({ options }: Pick<Entry, 'options'>, name: string): UsedOption | undefined {
  return options.findLast(({ option }) => nameOf(option) === name);
}

/** Every use of an option, by any of its names. */
export function usesOf({ options }: Pick<Entry, 'options'>, name: string): readonly UsedOption[] {
  return options.filter(({ option }) => nameOf(option) === name);
}

/** The first of the names that an option has. */
export function nameOf({ word, sameAs }: EntryOption): string {
  return sameAs ?? word;
}

/** Words that stand for every address; they name no family. */
export const ANYWHERE: ReadonlySet<string> = new Set(['default', 'any', 'all']);
