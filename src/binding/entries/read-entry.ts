import { holdsAt } from '../../../grammar/keywords/at-version.ts';
import { gatewayFamily } from '../../../grammar/keywords/entries/arguments.ts';
import type { EntryArgument, EntryFault, EntryLanguage, EntryOption } from '../../../grammar/keywords/entries/entry.ts';
import { findOption } from '../../../grammar/keywords/entries/index.ts';
import { numberOf } from '../../../grammar/keywords/entries/names.ts';
import { nexthopLanguage } from '../../../grammar/keywords/entries/nexthop.ts';
import type { Statement, Word } from '../../../grammar/tree.ts';
import { atLeast, type Version } from '../../../grammar/version.ts';
import { type Family, familyOf, parsePrefixedAddress } from '../ip-address.ts';
import { readValue, UnfitValue } from '../read-value.ts';
import type { Target } from '../target.ts';
import { ANYWHERE, type Entry, type Mistake, type MistakeKind, nameOf, type Part, type UsedOption } from './entry.ts';

/** What the entries of one list are read with. */
export interface EntryContext {
  readonly language: EntryLanguage;
  /** The keyword of the list: some options belong to some lists only. */
  readonly list: string;
  readonly target: Target;
  /** Whether a block of that name stands above. */
  readonly isDefined: (name: string) => boolean;
  /** Whether keepalived waits for an interface that is not there, and so says nothing of one that cannot be (dynamic_interfaces). */
  readonly waits: boolean;
}

/** Reads one line of a list by the language of its entries, as keepalived does: from left to right, up to a mistake that ends it. */
export function readEntry(node: Statement, context: EntryContext): Entry {
  return new EntryReader(node, context).read();
}

/** Whether keepalived reads on: `ends` ends the part that is being read, `stop` the line. */
type Next = 'on' | 'ends' | 'stop';

/** A language that is being read, and the options of it that have been used. */
interface Open {
  readonly language: EntryLanguage;
  readonly part: Part;
  readonly used: UsedOption[];
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

class EntryReader {
  private readonly node: Statement;
  private readonly words: readonly Word[];
  private readonly context: EntryContext;
  private readonly head: Word[] = [];
  private readonly bare: Word[] = [];
  private readonly mistakes: Writable<Mistake>[] = [];
  private family: Family | null = null;
  private kept = true;
  private next = 0;
  /** The mistake for which words are read again in another language; whatever that leads to follows from it. */
  private cause: Writable<Mistake> | null = null;
  /** The last word that was passed over although it was meant: whatever loses the entry behind it follows from that. */
  private skipped: Writable<Mistake> | null = null;

  constructor(node: Statement, context: EntryContext) {
    this.node = node;
    this.words = node.words;
    this.context = context;
  }

  read(): Entry {
    const open: Open = { language: this.context.language, part: 'entry', used: [] };
    let after: Next = this.readHead(open);
    while (after === 'on' && this.next < this.words.length) after = this.readWord(open);
    if (after !== 'stop') this.checkWhole(open);
    const { node, head, bare, family, kept, mistakes } = this;
    return { node, head, options: open.used, bare, family, kept, mistakes };
  }

  private readHead(open: Open): Next {
    const { head = [], headInvalid, invalid } = open.language;
    const [first] = this.words;
    if (head.length === 0 || (first && this.find(open, first)?.insteadOfHead)) return 'on';
    for (const argument of head) {
      const word = this.words[this.next];
      if (!word) break;
      this.next++;
      this.head.push(word);
      const after = this.readValue(argument, word, null, headInvalid ?? invalid, open);
      if (after !== 'on') return after;
    }
    return 'on';
  }

  /** What follows an option in a language of its own. */
  private readInner(language: EntryLanguage, part: Part, used: UsedOption[]): Next {
    const open: Open = { language, part, used };
    let after: Next = 'on';
    while (after === 'on' && this.next < this.words.length) {
      after = this.readWord(open);
      if (language.single) break;
    }
    if (after === 'stop') return 'stop';
    if (this.cause === null) this.checkWhole(open);
    return 'on';
  }

  private readWord(open: Open): Next {
    const word = this.words[this.next];
    if (!word) return 'ends';
    const readsAgain = this.cause !== null;
    const option = this.find(open, word);
    const after = option ? this.readOption(option, word, open) : this.readOther(word, open);
    // What stands behind the words that were read again is new.
    if (readsAgain) this.cause = null;
    return after;
  }

  private find({ language }: Open, word: Word): EntryOption | null {
    return findOption(language, word.text, this.context.list, this.context.target.version);
  }

  private readOther(word: Word, open: Open): Next {
    const { bare, unknown, endsAt, unknownTakesNext } = open.language;
    if (bare && unknown !== 'ends') {
      this.next++;
      return this.readValue(bare, word, null, unknown, open);
    }
    if (unknown === 'ends' || endsAt?.includes(word.text)) return 'ends';
    this.next += unknownTakesNext ? 2 : 1;
    return this.note('unknown', null, word, unknown, open);
  }

  private readOption(option: EntryOption, word: Word, open: Open): Next {
    const start = this.next++;
    const barred = this.bar(option, word, open);
    if (barred !== null) return barred;
    const mistakesBefore = this.mistakes.length;
    const fits = this.checkFamily(option, word, open);
    if (fits !== 'on') return fits;
    if (option.deprecated?.reported) this.note('deprecated', option, word, 'reported', open);
    const values: Word[] = option.args.length > 0 ? [] : NO_WORDS;
    const after = this.readValues(option, word, open, values);
    if (after === 'ends') this.next = start;
    if (after !== 'on' || this.mistakes.slice(mistakesBefore).some(({ fault }) => LOSES_OPTION.has(fault))) return after;
    const inner: UsedOption[] = option.inner ? [] : NO_OPTIONS;
    open.used.push({ option, word, values, inner });
    if (option.skipsNext) this.skip(option, open);
    if (option.before) return this.checkNext(option, word, option.before, open);
    return option.inner ? this.readBehind(option, word, option.inner, inner, open) : 'on';
  }

  /** What keeps an option from being read at all; null where nothing does. */
  private bar(option: EntryOption, word: Word, open: Open): Next | null {
    const { repeat } = treatmentAt(option, this.context.target.version);
    const { conflicts } = option;
    const before = repeat && repeat !== 'accumulates' && open.used.find((other) => nameOf(other.option) === nameOf(option));
    if (before) {
      this.next += option.args.length;
      return this.note('repeated', option, word, repeat, open, { against: before.word });
    }
    const conflict = conflicts && open.used.find((other) => conflicts.includes(nameOf(other.option)));
    if (conflict) return this.note('conflict', option, word, 'entry-dropped', open, { against: conflict.word });
    const action = option.action && open.used.find((other) => other.option.action);
    if (action) return this.note('second-action', option, word, 'entry-dropped', open, { against: action.word });
    return option.always ? this.readNever(option, word, option.always, open) : null;
  }

  /** An option that only some options may follow. */
  private checkNext(option: EntryOption, word: Word, before: readonly string[], open: Open): Next {
    const next = this.words[this.next];
    if (!next) return this.noteMissing(option, word, open);
    if (before.includes(this.find(open, next)?.word ?? '')) return 'on';
    return this.note('unknown', null, next, 'entry-dropped', open);
  }

  /** The language that an option opens. */
  private readBehind(option: EntryOption, word: Word, language: EntryLanguage, used: UsedOption[], open: Open): Next {
    if (this.next >= this.words.length && option.missing) {
      return this.note('missing', option, word, option.missing, open);
    }
    return this.readInner(language, partOf(language, word.text, open.part), used);
  }

  /** An option that keepalived knows and never does. Its words are not looked at. */
  private readNever(option: EntryOption, word: Word, fault: EntryFault, open: Open): Next {
    for (const argument of option.args) {
      const value = this.words[this.next];
      if (value && !(argument.optional && this.misfit(argument, value) !== null)) this.next++;
      else if (!value && !argument.optional) return this.noteMissing(option, word, open);
    }
    return this.note('never', option, word, fault, open);
  }

  /** Passes over the word behind an option, and notes it where it looks as if it had been meant. */
  private skip(option: EntryOption, open: Open): void {
    const word = this.words[this.next++];
    if (word && (this.find(open, word) || ANYWHERE.has(word.text) || parsePrefixedAddress(word.text))) {
      this.note('skipped', option, word, 'silent', open);
      this.skipped = this.mistakes.at(-1) ?? null;
    }
  }

  private readValues(option: EntryOption, word: Word, open: Open, values: Word[]): Next {
    const { args } = option;
    const invalid = treatmentAt(option, this.context.target.version).invalid ?? open.language.invalid;
    for (let i = 0; i < args.length; i++) {
      const argument = args[i];
      if (!argument || !holdsAt(argument, this.context.target.version)) continue;
      const value = this.words[this.next];
      if (!value) {
        if (argument.optional) continue;
        return this.noteMissing(option, word, open);
      }
      // An optional word before others is there when it fits.
      if (argument.optional && i < args.length - 1 && this.misfit(argument, value) !== null) continue;
      this.next++;
      values.push(value);
      const after = this.readValue(argument, value, option, invalid, open);
      if (after !== 'on') return after;
    }
    return 'on';
  }

  private noteMissing(option: EntryOption, word: Word, open: Open): Next {
    const missing = treatmentAt(option, this.context.target.version).missing ?? open.language.missing;
    const after = this.note('missing', option, word, missing, open);
    return this.endsPart(open) ? 'ends' : after;
  }

  private readValue(argument: EntryArgument, value: Word, option: EntryOption | null, invalid: EntryFault, open: Open): Next {
    if (argument.type === 'destination') return this.readDestination(argument, value, option, invalid, open);
    if (argument.type === 'address') return this.readAddress(argument, value, option, invalid, open);
    const why = this.misfit(argument, value);
    if (why !== null) return this.noteInvalid(argument, option, value, invalid, why, open);
    if (isHostName(argument, value.text, this.context.target)) this.note('host-name', option, value, 'reported', open, { argument });
    return argument === gatewayFamily ? this.settle(value.text === 'inet6' ? 'ipv6' : 'ipv4', argument, option, value, open) : 'on';
  }

  private readAddress(
    argument: Extract<EntryArgument, { type: 'address' }>,
    value: Word,
    option: EntryOption | null,
    invalid: EntryFault,
    open: Open,
  ): Next {
    const { text } = value;
    const { family: wanted, prefix = false } = argument;
    const read = prefix ? parsePrefixedAddress(text) : null;
    const family = prefix ? (read?.ip.family ?? null) : familyOf(text);
    if (family === null) {
      const why = familyOf(text.split('/', 1)[0] ?? '') ? 'has a prefix length, which may not stand here' : 'is no IP address';
      return this.noteInvalid(argument, option, value, invalid, why, open);
    }
    if (wanted && family !== wanted) return this.noteInvalid(argument, option, value, invalid, `is no ${FAMILY[wanted]} address`, open);
    if (read && !read.prefixValid) this.notePrefix(argument, option, value, family, open);
    const decides = option === null || option.decidesFamily === true;
    return decides ? this.settle(family, argument, option, value, open) : 'on';
  }

  /** An address with or without a prefix length, or a word for all addresses. */
  private readDestination(argument: EntryArgument, value: Word, option: EntryOption | null, invalid: EntryFault, open: Open): Next {
    const read = parsePrefixedAddress(value.text);
    if (option === null) this.bare.push(value);
    if (value.text === 'default6') {
      if (atLeast(this.context.target.version, '2.0.8')) this.note('deprecated', option, value, 'logged', open);
      return this.settle('ipv6', argument, option, value, open);
    }
    if (ANYWHERE.has(value.text)) {
      if (this.family === null) return 'on';
      const why = 'names no family, and what stands before it does';
      return this.note('mixed', option, value, 'entry-dropped', open, { why, argument });
    }
    if (!read) {
      return option
        ? this.noteInvalid(argument, option, value, invalid, 'is no IP address', open)
        : this.note('unknown', null, value, invalid, open);
    }
    if (!read.prefixValid) this.notePrefix(argument, option, value, read.ip.family, open);
    return this.settle(read.ip.family, argument, option, value, open);
  }

  /** Takes the family of an address for that of the entry. */
  private settle(family: Family, argument: EntryArgument, option: EntryOption | null, value: Word, open: Open): Next {
    if (this.family === null || this.family === family) {
      this.family = family;
      return 'on';
    }
    const fault = open.part === 'nexthop' ? 'part-dropped' : 'entry-dropped';
    const why = `is ${FAMILY[family]}, and what stands before it ${FAMILY[this.family]}`;
    return this.note('mixed', option, value, fault, open, { why, argument });
  }

  /** An option of one family: whether the entry may have it. Addresses behind an option tell their family themselves. */
  private checkFamily(option: EntryOption, word: Word, open: Open): Next {
    const { family, otherFamily = 'silent' } = option;
    if (!family || option.args.some(({ type }) => type === 'address')) return 'on';
    if (this.family === null || this.family === family) {
      if (option.decidesFamily) this.family = family;
      return 'on';
    }
    return otherFamily === 'silent' ? 'on' : this.note('other-family', option, word, otherFamily, open);
  }

  /** Why a word is not what an argument wants; null where it is. */
  private misfit(argument: EntryArgument, { text }: Word): string | null {
    if (argument.type === 'destination' || argument.type === 'address-range') return null;
    if (argument.type === 'name' && argument.above) return this.context.isDefined(text) ? null : `names no ${argument.refers} above`;
    if (argument.type === 'number-or-name') {
      const number = numberOf(argument, text);
      // Hosts name tables, realms and protocols of their own, but hardly ever scopes.
      if (number !== null && !(number === 'host' && argument.file === 'rt_scopes')) return null;
      return /^[\d+-]/.test(text) ? `is no number from ${argument.min} to ${argument.max}` : 'is no name that keepalived knows';
    }
    const value = readValue(argument, text);
    return value instanceof UnfitValue ? value.why : null;
  }

  /** What the options of a part need beside each other. */
  private checkWhole({ language, part, used }: Open): void {
    const unmet = used.find(({ option: { needs } }) => needs && !used.some(({ option }) => needs.includes(option.word)));
    if (unmet) {
      this.note('unmet', unmet.option, unmet.word, 'entry-dropped', { language, part, used });
      return;
    }
    const { required } = language;
    const first = this.words[0];
    if (!required || !first || used.some(({ option }) => required.options.includes(option.word))) return;
    if (required.bare && this.bare.length > 0) return;
    this.note('incomplete', null, first, required.otherwise, { language, part, used });
  }

  private noteInvalid(argument: EntryArgument, option: EntryOption | null, value: Word, fault: EntryFault, why: string, open: Open): Next {
    const after = this.note('invalid', option, value, fault, open, { why, argument });
    return this.endsPart(open) ? 'ends' : after;
  }

  /** Whether the part that is being read ends with the mistake just noted, so that the language around it reads the option again. */
  private endsPart({ language }: Open): boolean {
    if (language.readAgain) this.cause ??= this.mistakes.at(-1) ?? null;
    return language.readAgain === true;
  }

  private notePrefix(argument: EntryArgument, option: EntryOption | null, value: Word, family: Family, open: Open): void {
    const why = `has no prefix length from 0 to ${family === 'ipv4' ? 32 : 128}`;
    this.note('prefix', option, value, 'corrected', open, { why, argument });
  }

  private note(
    kind: MistakeKind,
    option: EntryOption | null,
    word: Word,
    written: EntryFault,
    { part }: Open,
    { why = null, against = null, argument = null }: Partial<Pick<Mistake, 'why' | 'against' | 'argument'>> = {},
  ): Next {
    const fault = written === 'refuses' && this.context.waits ? 'awaited' : written;
    const losesEntry = LOSES_ENTRY.has(fault);
    const cause = this.cause ?? (losesEntry ? this.skipped : null);
    if (losesEntry) this.kept = false;
    if (cause === null) this.mistakes.push({ kind, part, option, argument, word, against, why, fault });
    else if (losesEntry) cause.fault = fault;
    if (fault === 'part-dropped') return part === 'nexthop' ? 'stop' : 'on';
    return ENDS_LINE.has(fault) ? 'stop' : 'on';
  }
}

/** Shared by all options without words or inner options, because a large file has any number of them. */
const NO_OPTIONS: UsedOption[] = [];
const NO_WORDS: Word[] = [];

const FAMILY: Readonly<Record<Family, string>> = { ipv4: 'IPv4', ipv6: 'IPv6' };

const LOSES_ENTRY: ReadonlySet<Mistake['fault']> = new Set(['entry-dropped', 'refuses', 'exits']);

const LOSES_OPTION: ReadonlySet<Mistake['fault']> = new Set(['option-ignored', 'value-lost', 'part-dropped']);

const ENDS_LINE: ReadonlySet<Mistake['fault']> = new Set([...LOSES_ENTRY, 'rest-dropped']);

function isHostName(argument: EntryArgument, word: string, { host }: Target): boolean {
  if (argument.type === 'number-or-name') return numberOf(argument, word) === 'host';
  if (argument.onHost === undefined) return false;
  // A protocol may be given by its number; no number stands for an interface.
  const isNumber = argument.onHost === 'protocols' && /^\d/.test(word);
  return !isNumber && !host.names[argument.onHost].has(word.toLowerCase());
}

function treatmentAt(option: EntryOption, version: Version): Pick<EntryOption, 'invalid' | 'missing' | 'repeat'> {
  const older = option.earlier?.find(({ before }) => !atLeast(version, before));
  return older ? { ...option, ...older } : option;
}

function partOf(language: EntryLanguage, word: string, around: Part): Part {
  if (language === nexthopLanguage) return 'nexthop';
  if (around !== 'encap') return 'encap';
  return word === 'ip6' ? 'encap-ip6' : 'encap-ip';
}
