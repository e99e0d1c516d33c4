import { argumentsAt, holdsAt, treatmentAt } from '../../grammar/keywords/at-version.ts';
import type { Argument, ArgumentType, BlockKeyword, Extra, Invalid, Keyword, Missing, Repeat } from '../../grammar/keywords/keyword.ts';
import { memoized } from '../../grammar/memoized.ts';
import { atLeast, type Version } from '../../grammar/version.ts';

/** A row of the vocabulary as one version of keepalived reads it. */
export interface Row {
  readonly keyword: Keyword;
  readonly words: WordPlan;
  /** Ways to write the header of a block, by their first word. */
  readonly forms: ReadonlyMap<string, WordPlan> | null;
  /** The words of an entry of a list, null where entries are not read by the vocabulary. */
  readonly line: WordPlan | null;
  readonly repeat: Repeat;
  /** What tells two lines that set the same thing: the keyword's name, or that of the keyword it is the same as. */
  readonly storage: string;
  /** What may stand inside a block. */
  readonly body: Scope | null;
  /** Keywords without which the block is left out. */
  readonly required: readonly Keyword[];
}

/** How the words behind a keyword go to its arguments. */
export interface WordPlan {
  /** Those that stand by their place. */
  readonly positional: readonly Argument[];
  /** Those that stand behind a word of their own. */
  readonly named: ReadonlyMap<string, Argument> | null;
  readonly anyOrder: boolean;
  /** Whether it is for an entry of a list, where an optional word that does not fit counts for nothing. */
  readonly ofEntry: boolean;
  readonly invalid: Invalid;
  readonly missing: Missing;
  readonly extra: Extra | null;
}

/** The keywords of one block, or of the top level. A row is made when it is first asked for: most files use few of them. */
export class Scope {
  /** Keyword of the block, null at top level. */
  readonly name: string | null;
  readonly #keywords: readonly Keyword[];
  readonly #version: Version;
  readonly #rows = new Map<string, Row>();
  #holding: Map<string, Keyword> | undefined;
  #others: Map<string, Keyword> | undefined;

  constructor(name: string | null, keywords: readonly Keyword[], version: Version) {
    this.name = name;
    this.#keywords = keywords;
    this.#version = version;
  }

  row(name: string): Row | undefined {
    const known = this.#rows.get(name);
    if (known) return known;
    const keyword = this.#names.get(name);
    if (!keyword) return undefined;
    const made = row(keyword, this.#keywords, this.#version);
    this.#rows.set(name, made);
    return made;
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  names(): Iterable<string> {
    return this.#names.keys();
  }

  /** The row of that name which holds for other versions only. */
  ofOtherVersions(name: string): Keyword | undefined {
    if (!this.#others) {
      this.#others = new Map();
      for (const keyword of this.#keywords) if (!holdsAt(keyword, this.#version)) this.#others.set(keyword.name, keyword);
    }
    return this.#others.get(name);
  }

  get #names(): ReadonlyMap<string, Keyword> {
    if (this.#holding) return this.#holding;
    this.#holding = new Map();
    for (const keyword of this.#keywords) if (holdsAt(keyword, this.#version)) this.#holding.set(keyword.name, keyword);
    return this.#holding;
  }
}

/** The vocabulary as one version of keepalived knows it. */
export class VersionedVocabulary {
  readonly version: Version;
  readonly root: Scope;
  readonly #keywords: readonly Keyword[];
  #homes: Map<string, string[]> | undefined;

  constructor(keywords: readonly Keyword[], version: Version) {
    this.version = version;
    this.root = new Scope(null, keywords, version);
    this.#keywords = keywords;
  }

  /** The blocks that know a keyword; none for one that no block knows. */
  homesOf(keyword: string): readonly string[] {
    this.#homes ??= homesIn(this.#keywords, this.version);
    return this.#homes.get(keyword) ?? [];
  }
}

const versionsOf = memoized((_vocabulary: readonly Keyword[]) => new Map<Version, VersionedVocabulary>());

/** The vocabulary for one version; made once for each and then kept. */
export function vocabularyAt(vocabulary: readonly Keyword[], version: Version): VersionedVocabulary {
  const versions = versionsOf(vocabulary);
  const known = versions.get(version) ?? new VersionedVocabulary(vocabulary, version);
  versions.set(version, known);
  return known;
}

function homesIn(vocabulary: readonly Keyword[], version: Version): Map<string, string[]> {
  const homes = new Map<string, string[]>();
  const gather = (keywords: readonly Keyword[], block: string | null): void => {
    for (const keyword of keywords) {
      if (!holdsAt(keyword, version)) continue;
      if (block !== null) addHome(homes, keyword.name, block);
      if (keyword.kind === 'block') gather(keyword.keywords, keyword.name);
    }
  };
  gather(vocabulary, null);
  return homes;
}

function addHome(homes: Map<string, string[]>, keyword: string, block: string): void {
  const blocks = homes.get(keyword);
  if (!blocks) homes.set(keyword, [block]);
  else if (!blocks.includes(block)) blocks.push(block);
}

function row(keyword: Keyword, siblings: readonly Keyword[], version: Version): Row {
  const treatment = treatmentAt(keyword, version);
  const block = keyword.kind === 'block' ? keyword : null;
  const plan = wordPlan(keyword, keyword.args, version);
  // Behind a list without a name keepalived reports any word.
  const words: WordPlan = keyword.kind === 'list' && keyword.args.length === 0 ? { ...plan, extra: 'reported' } : plan;
  return {
    keyword,
    words,
    forms: block?.forms ? headerForms(block, words, version) : null,
    line: keyword.kind === 'list' && keyword.line ? { ...wordPlan(keyword, keyword.line, version), ofEntry: true } : null,
    repeat: treatment.repeat ?? 'last',
    storage: storageOf(keyword, siblings),
    body: block && new Scope(block.name, block.keywords, version),
    required: block ? block.keywords.filter((inner) => inner.required && holdsAt(inner, version)) : [],
  };
}

/** Keywords that set the same thing share the name of one of them. */
function storageOf(keyword: Keyword, siblings: readonly Keyword[]): string {
  const { name, sameAs } = keyword;
  if (sameAs === undefined) return name;
  const mutual = siblings.some((other) => other.name === sameAs && other.sameAs === name);
  return mutual && name < sameAs ? name : sameAs;
}

function wordPlan(keyword: Keyword, args: readonly Argument[], version: Version): WordPlan {
  const treatment = treatmentAt(keyword, version);
  const read = argumentsAt(args, version).map((argument) => valuesAt(argument, version));
  const named = read.filter((argument) => argument.keyword !== undefined);
  return {
    positional: named.length === 0 ? read : read.filter((argument) => argument.keyword === undefined),
    named: named.length === 0 ? null : new Map(named.map((argument) => [argument.keyword ?? '', argument])),
    anyOrder: keyword.anyOrder ?? false,
    ofEntry: false,
    invalid: treatment.invalid ?? 'ignored',
    missing: treatment.missing ?? 'exits',
    extra: extraAt(keyword, treatment.extra, version),
  };
}

function extraAt({ extraSince }: Keyword, extra: Extra | undefined, version: Version): Extra | null {
  return extra === undefined || (extraSince !== undefined && !atLeast(version, extraSince)) ? null : extra;
}

function headerForms(block: BlockKeyword, words: WordPlan, version: Version): ReadonlyMap<string, WordPlan> {
  const forms = new Map<string, WordPlan>();
  for (const form of block.forms ?? []) {
    const plan = wordPlan(block, form.args, version);
    forms.set(form.word, { ...plan, missing: treatmentAt(form, version).missing ?? words.missing });
  }
  return forms;
}

/** An argument with the values that a version knows. */
function valuesAt(argument: Argument, version: Version): Argument {
  const type = typeAt(argument, version);
  return type === argument ? argument : { ...argument, ...type };
}

function typeAt<T extends ArgumentType>(type: T, version: Version): T {
  if (type.type === 'either') {
    const of = type.of.map((one) => typeAt(one, version));
    return of.every((one, i) => one === type.of[i]) ? type : { ...type, of };
  }
  if (type.type !== 'enum' || type.valuesSince === undefined) return type;
  const since = type.valuesSince;
  return { ...type, values: type.values.filter((value) => atLeast(version, since[value] ?? version)) };
}
