import { memoized } from '../../memoized.ts';
import type { Version } from '../../version.ts';
import { holdsAt } from '../at-version.ts';
import type { EntryKind, ListKeyword } from '../keyword.ts';
import { addressLanguage } from './address.ts';
import type { EntryLanguage, EntryOption } from './entry.ts';
import { routeLanguage } from './route.ts';
import { ruleLanguage } from './rule.ts';
import { virtualServerGroupLanguage } from './virtual-server-group.ts';

const languages: Readonly<Partial<Record<EntryKind, EntryLanguage>>> = {
  address: addressLanguage,
  route: routeLanguage,
  rule: ruleLanguage,
  'virtual-server-group-entry': virtualServerGroupLanguage,
};

/** The language of a list's entries; null where they are a few words, which the list's own row describes. */
export function entryLanguage(list: Pick<ListKeyword, 'entry'>): EntryLanguage | null {
  return languages[list.entry] ?? null;
}

const optionsByWord = memoized(
  ({ options }: EntryLanguage): ReadonlyMap<string, EntryOption> =>
    new Map(options.filter(({ form }) => !form).map((option) => [option.word, option])),
);

/**
 * The option that a word begins, in a list and a version of keepalived; null where it is none there:
 * a bare word, or one of {@link EntryLanguage.unknown}.
 */
export function findOption(language: EntryLanguage, word: string, list: string, version: Version): EntryOption | null {
  const option = optionsByWord(language).get(word) ?? language.options.find(({ form }) => form?.fits(word));
  if (!option || !holdsAt(option, version)) return null;
  return option.lists === undefined || option.lists.includes(list) ? option : null;
}
