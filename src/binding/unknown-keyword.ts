import { closestNames } from '../../grammar/closest.ts';
import { MEANT, MEANT_AT_TOP } from '../../grammar/keywords/meant.ts';
import { lineWords, type Node, type Word } from '../../grammar/tree.ts';
import type { Scope, VersionedVocabulary } from './versioned-vocabulary.ts';

/** What is told of an unknown keyword. What it may have been meant to be is only looked for when somebody asks. */
export class UnknownKeyword {
  readonly word: string;
  readonly block: string | null;
  readonly node: Node;
  private readonly scope: Scope;
  private readonly suggestions: Suggestions;

  constructor(word: string, block: string | null, node: Node, scope: Scope, suggestions: Suggestions) {
    this.word = word;
    this.block = block;
    this.node = node;
    this.scope = scope;
    this.suggestions = suggestions;
  }

  get hasBody(): boolean {
    return this.node.kind === 'block';
  }

  get hasName(): boolean {
    return this.node.kind === 'block' && this.node.args.length > 0;
  }

  get split(): { readonly keyword: string; readonly words: readonly string[] } | null {
    return splitKeyword(this.word, lineWords(this.node).slice(1), this.scope);
  }

  get near(): readonly string[] {
    const { split } = this;
    if (split !== null) return [split.keyword];
    const [word = ''] = this.word.split(GLUE, 1);
    const atTop = this.block === null && this.hasName ? MEANT_AT_TOP.get(word) : undefined;
    return atTop === undefined ? this.suggestions.near(word === '' ? this.word : word, this.scope) : [atTop];
  }

  get elsewhere(): readonly string[] {
    return this.suggestions.elsewhere(this.word);
  }

  get atTop(): boolean {
    return this.block !== null && this.suggestions.atTop(this.word);
  }

  get glued(): string | null {
    const [keyword = ''] = this.word.split(GLUE, 1);
    if (keyword !== this.word && this.scope.has(keyword)) return keyword;
    const before = keywordBeforeValue(this.word, this.scope);
    // `state2 MASTER` has its value behind it.
    const isNumbered = before !== null && /^\d+$/.test(this.word.slice(before.length)) && lineWords(this.node).length > 1;
    return isNumbered ? null : before;
  }
}

/** The keyword that a value follows without a blank: `priority100`, `virtual_server192.0.2.1`. */
function keywordBeforeValue(word: string, scope: Scope): string | null {
  const value = word.search(BEGINS_VALUE);
  if (value <= 0) return null;
  // `vrrp_mcast_group4` ends in a digit of its own.
  const ends = [value, value + 1].filter((end) => end < word.length);
  return ends.map((end) => word.slice(0, end)).find((keyword) => scope.has(keyword) || INCLUDE.test(keyword)) ?? null;
}

/** The words that read another file are those of no block. */
const INCLUDE = /^include[rmwba]?$/;

/** A number, an address, a placeholder, a definition or a path, also one that begins in this directory. */
const BEGINS_VALUE = /[\d<$/]|\.{1,2}\//;

/** Words of a keyword at most: none has more underscores than `vrrp_garp_master_refresh_repeat`. */
const MOST_PARTS = 5;

/** The keyword that a word is with those behind it: a blank stands before an underscore, or in the place of each (`mcast src ip`). */
function splitKeyword(word: string, behind: readonly Word[], scope: Scope): UnknownKeyword['split'] {
  const words = [word, ...behind.slice(0, MOST_PARTS - 1).map(({ text }) => text)];
  const glued = words.slice(0, 2).join('');
  if (words[1]?.startsWith('_') && scope.has(glued)) return { keyword: glued, words: words.slice(0, 2) };
  for (let count = words.length; count > 1; count--) {
    const keyword = words.slice(0, count).join('_');
    if (scope.has(keyword)) return { keyword, words: words.slice(0, count) };
  }
  return null;
}

/** What other languages write between a keyword and its value. */
const GLUE = /[=:]/;
/** Longer words are no misspelt keywords. */
const LONGEST_GUESSED = 40;
/** A text that is no configuration has any number of unknown words; looking for the first ones tells enough. */
const MOST_GUESSES = 1000;

export class Suggestions {
  private readonly vocabulary: VersionedVocabulary;
  private readonly known = new Map<Scope, Map<string, readonly string[]>>();
  private guesses = 0;

  constructor(vocabulary: VersionedVocabulary) {
    this.vocabulary = vocabulary;
  }

  near(word: string, scope: Scope): readonly string[] {
    const inScope = this.known.get(scope) ?? new Map<string, readonly string[]>();
    this.known.set(scope, inScope);
    const found = inScope.get(word);
    if (found) return found;
    if (word.length > LONGEST_GUESSED || this.guesses >= MOST_GUESSES) return [];
    this.guesses++;
    const meant = MEANT.get(word.toLowerCase());
    const near = meant !== undefined && scope.has(meant) ? [meant] : closestNames(word, [...scope.names(), 'include']);
    inScope.set(word, near);
    return near;
  }

  elsewhere(word: string): readonly string[] {
    return this.vocabulary.homesOf(word);
  }

  atTop(word: string): boolean {
    return this.vocabulary.root.has(word);
  }
}
