import type { EntryLanguage, EntryOption } from '../../grammar/keywords/entries/entry.ts';
import { entryLanguage } from '../../grammar/keywords/entries/index.ts';
import { allPlaces } from '../../grammar/keywords/index.ts';

/** An option of the entries of a list, with the options that lead to it (`nexthop` of a route to its `via`). */
export interface EntryPlace {
  readonly list: string;
  readonly through: readonly EntryOption[];
  readonly language: EntryLanguage;
  readonly option: EntryOption;
}

/** Every option of every list, once for each place. */
export function* entryPlaces(): Generator<EntryPlace> {
  const seen = new Set<string>();
  for (const { keyword } of allPlaces()) {
    if (keyword.kind !== 'list' || seen.has(keyword.name)) continue;
    seen.add(keyword.name);
    const language = entryLanguage(keyword);
    if (language) yield* optionsOf(keyword.name, language, []);
  }
}

function* optionsOf(list: string, language: EntryLanguage, through: readonly EntryOption[]): Generator<EntryPlace> {
  for (const option of language.options) {
    if (option.lists && !option.lists.includes(list)) continue;
    yield { list, through, language, option };
    if (option.inner) yield* optionsOf(list, option.inner, [...through, option]);
  }
}

/** The names that lead to an option: `virtual_routes`, `nexthop`, `via`. */
export function pathOfOption({ list, through, option }: EntryPlace): readonly string[] {
  return [list, ...through.map(({ word }) => word), option.word];
}

/** What the option is a part of: `nexthop of virtual_routes`. */
export function partOf({ list, through }: EntryPlace): string {
  return [...through.map(({ word }) => word).reverse(), list].join(' of ');
}
