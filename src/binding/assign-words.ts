import { MISREADS_SINCE } from '../../grammar/keywords/forms.ts';
import type { Argument, Invalid, Keyword, Missing } from '../../grammar/keywords/keyword.ts';
import { crashesOverOpenLine, splitScriptLine } from '../../grammar/script.ts';
import { lineWords, type Node, type Span, Word } from '../../grammar/tree.ts';
import { atLeast, type Version } from '../../grammar/version.ts';
import type { BoundArgument, Misfit } from './bound.ts';
import { knownReading, LineReading } from './line-reading.ts';
import { readValue, UnfitValue, type Value } from './read-value.ts';
import type { WordPlan } from './versioned-vocabulary.ts';

/** Reads the words of one line by the arguments of a row, and misfits what does not fit. One reader serves a whole tree. */
export class WordReader {
  private valid = true;
  private removesBlock = false;
  private losesEarlier = false;
  private readonly misfits: Misfit[];
  private readonly version: Version;
  private keyword!: Keyword;
  private plan!: WordPlan;
  /** Filled anew for each line; lines get copies, which take no more room than they need. */
  private readonly args: BoundArgument[] = [];
  private extra: Word[] = NO_WORDS;

  /** Whether the line has a quote that nothing closes, behind which its words are not used. */
  private isCut = false;

  constructor(misfits: Misfit[], version: Version) {
    this.misfits = misfits;
    this.version = version;
  }

  /** Reads the words of a line from the one at `from` on; `head` is where a missing word is reported. */
  read(keyword: Keyword, plan: WordPlan, node: Node, from: number, head: (node: Node) => Span): LineReading {
    const known = knownReading(node.shape, plan);
    if (known) return known;
    const words = usedWords(node);
    this.isCut = node.shape?.isCut === true;
    this.valid = true;
    this.removesBlock = false;
    this.losesEarlier = false;
    const before = this.misfits.length;
    this.keyword = keyword;
    this.plan = plan;
    this.args.length = 0;
    this.extra = NO_WORDS;
    if (plan.anyOrder) this.readAnyOrder(words, from);
    else this.readInOrder(words, from);
    this.noteMissing(node, head);
    if (this.extra !== NO_WORDS) this.noteExtra();
    const reading = new LineReading(plan, this.args, node.start, this.valid, this.removesBlock, this.losesEarlier);
    // What does not fit is to be noted at each line.
    if (node.shape && this.misfits.length === before) node.shape.known = reading;
    return reading;
  }

  private readInOrder(words: readonly Word[], from: number): void {
    const { positional, named, ofEntry } = this.plan;
    let next = 0;
    for (let i = from; i < words.length; i++) {
      const word = words[i];
      if (word === undefined) break;
      // An entry of a list begins with what it is about, even if that is called like an option.
      const byName = i === from && ofEntry ? undefined : named?.get(word.text);
      if (byName) {
        i++;
        this.fillNamed(byName, word, words[i]);
        continue;
      }
      const argument = positional[next];
      if (!argument) {
        this.addExtra(word);
        continue;
      }
      const end = argument.type === 'script' ? endOfQuotes(words, i) : i;
      this.fill(argument, end === i ? word : joined(word, words.slice(i + 1, end + 1)));
      i = end;
      if (!argument.repeat) next++;
    }
  }

  private readAnyOrder(words: readonly Word[], from: number): void {
    const { positional, named } = this.plan;
    const open = new Set(positional);
    for (let i = from; i < words.length; i++) {
      const word = words[i];
      if (word === undefined) break;
      const byName = named?.get(word.text);
      if (byName) {
        i++;
        this.fillNamed(byName, word, words[i]);
        continue;
      }
      const argument = choose(positional, open, word);
      if (!argument) {
        this.addExtra(word);
        continue;
      }
      const fits = this.fill(argument, word);
      if (!argument.repeat && (fits || !argument.optional)) open.delete(argument);
    }
  }

  private addExtra(word: Word): void {
    if (this.extra === NO_WORDS) this.extra = [word];
    else this.extra.push(word);
  }

  private fillNamed(argument: Argument, name: Word, word: Word | undefined): void {
    if (word !== undefined) {
      this.fill(argument, word);
      return;
    }
    // keepalived looks for options one by one, and says so where one has no value.
    const missing = argument.missing ?? (argument.optional ? 'word-ignored' : 'reported');
    this.misfits.push({ kind: 'missing-argument', at: name.span, data: { keyword: this.keyword, argument, missing } });
    if (!argument.optional) this.valid = false;
  }

  /** Whether the word fits. */
  private fill(argument: Argument, word: Word): boolean {
    const value = this.isReached(argument) ? readValue(argument, word.text) : new UnfitValue(`stands where only '${argument.behind}' can`);
    const fits = !(value instanceof UnfitValue);
    this.args.push({ argument, word, value: fits ? value : this.substitute(argument, word, value), fits });
    return fits;
  }

  /** Whether the argument stands before it that must. */
  private isReached({ behind }: Argument): boolean {
    return behind === undefined || this.args.some(({ argument }) => argument.name === behind);
  }

  /** Notes a value that does not fit; what keepalived uses in its place. */
  private substitute(argument: Argument, word: Word, unfit: UnfitValue): Value | undefined {
    const misreads = atLeast(this.version, MISREADS_SINCE);
    const misread = misreads ? unfit.misread : undefined;
    const digits = argument.type === 'decimal' && !misreads ? unfit.asRead : misread;
    const invalid = unfit.unseen ?? this.invalidOf(argument);
    // As the name of an interface it is no value of this argument.
    const isOther = invalid === 'unnoticed' && argument.type !== 'interface';
    const used = isOther ? undefined : (unfit.replacement ?? digits ?? this.usedInstead(argument, unfit));
    this.misfits.push({
      kind: 'invalid-value',
      at: word.span,
      data: {
        keyword: this.keyword,
        argument,
        word,
        why: unfit.why,
        used,
        misread: misread !== undefined,
        misplaced: !this.isReached(argument),
        invalid,
      },
    });
    return used;
  }

  private invalidOf(argument: Argument): Invalid {
    return this.isReached(argument) ? (argument.invalid ?? this.plan.invalid) : 'entry-lost';
  }

  private usedInstead(argument: Argument, unfit: UnfitValue): Value | undefined {
    const invalid = this.invalidOf(argument);
    if (typeof invalid === 'object') return invalid.use;
    if (invalid === 'entry-lost') this.valid = false;
    if (invalid === 'word-ignored' || invalid === 'options-lost' || (this.plan.ofEntry && argument.optional)) return undefined;
    const used = invalid === 'clamped' ? unfit.nearest : invalid === 'used' ? unfit.asRead : undefined;
    if (used === undefined) this.valid = false;
    if (invalid === 'block-removed') this.removesBlock = true;
    if (invalid === 'earlier-lost') this.losesEarlier = true;
    return used;
  }

  /**
   * Where a command lacks its closing quote, keepalived says so and goes on without it, whatever it does where none is written. It crashes where its
   * rules for commands cannot split the line either, which they can behind an escape at its end.
   */
  private missingOf({ type }: Argument, node: Node): Missing {
    const { missing } = this.plan;
    if (!this.isCut || type !== 'script') return missing;
    const line = lineWords(node).map(({ raw }) => raw);
    if (crashesOverOpenLine(this.keyword.name, this.version) && splitScriptLine(line.join(' '), this.version).open !== null)
      return 'crashes';
    return missing === 'exits' ? 'reported' : missing;
  }

  private noteMissing(node: Node, head: (node: Node) => Span): void {
    for (const argument of this.plan.positional) {
      if (argument.optional || this.has(argument)) continue;
      this.misfits.push({
        kind: 'missing-argument',
        at: head(node),
        data: { keyword: this.keyword, argument, missing: this.missingOf(argument, node) },
      });
      this.valid = false;
      return;
    }
    if (this.plan.named === null) return;
    for (const argument of this.plan.named.values()) {
      if (argument.optional || this.has(argument)) continue;
      this.misfits.push({
        kind: 'missing-argument',
        at: head(node),
        data: { keyword: this.keyword, argument, missing: this.plan.missing },
      });
      this.valid = false;
      return;
    }
  }

  private has(argument: Argument): boolean {
    for (const bound of this.args) if (bound.argument === argument) return true;
    return false;
  }

  private noteExtra(): void {
    const first = this.extra[0];
    const last = this.extra.at(-1);
    if (!first || !last) return;
    const at = { start: first.start, end: last.end };
    this.misfits.push({ kind: 'extra-argument', at, data: { keyword: this.keyword, words: this.extra, extra: this.plan.extra } });
    if (this.plan.extra !== 'refused' && this.plan.extra !== 'exits') return;
    this.valid = false;
    if (this.plan.invalid === 'block-removed') this.removesBlock = true;
  }
}

const NO_WORDS: Word[] = [];

/** The words of a line as far as keepalived uses them: not those from a quote on that nothing closes. */
export function usedWords(node: Node): readonly Word[] {
  const words = lineWords(node);
  return node.shape?.isCut ? words.slice(0, -1) : words;
}

/** The argument for a word that may stand anywhere; undefined for one that is too many. */
function choose(positional: readonly Argument[], open: ReadonlySet<Argument>, word: Word): Argument | undefined {
  let filled = false;
  for (const argument of positional) {
    if (readValue(argument, word.text) instanceof UnfitValue) continue;
    if (open.has(argument)) return argument;
    filled = true;
    // A fixed word is what it is, even where a name could stand too.
    if (argument.type === 'enum') return undefined;
  }
  return filled ? undefined : mostLikely(open, word);
}

const LOOKS_LIKE_ADDRESS = /[:/]|^\d+\./;

/** The argument that a word which fits none was meant for: one that must be there, else the one that takes words of its looks. */
function mostLikely(open: ReadonlySet<Argument>, word: Word): Argument | undefined {
  const left = [...open];
  const needed = left.find((argument) => !argument.optional);
  if (needed) return needed;
  const address = LOOKS_LIKE_ADDRESS.test(word.text) ? left.find(({ type }) => type === 'address' || type === 'mac') : undefined;
  return address ?? left.at(-1);
}

/**
 * The last word of a script that stands in single quotes, or whose double quotes are escaped: these group words, or do not, for scripts only, so the
 * tree has split them. The word itself where neither is so.
 */
function endOfQuotes(words: readonly Word[], at: number): number {
  const first = words[at];
  const next = words[at + 1];
  if (first?.raw.endsWith('\\') && next?.quoted && next.start === first.end) return at + 1;
  if (first?.quoted) return endOfEscapedQuotes(words, at);
  if (!first || !opensQuote(first.raw)) return at;
  for (let i = at + 1; i < words.length; i++) if (opensQuote(words[i]?.raw ?? '')) return i;
  return at;
}

/**
 * The word that closes the double quotes which a command begins with, where quotes inside of them are escaped: `"run \"two words\""`. The word itself
 * where nothing closes them.
 */
function endOfEscapedQuotes(words: readonly Word[], at: number): number {
  let quote = '';
  let escaped = false;
  for (let i = at; i < words.length; i++) {
    const { raw = '', start = 0 } = words[i] ?? {};
    if (start !== words[i - 1]?.end) escaped = false;
    for (const character of raw) {
      if (escaped) escaped = false;
      else if (character === '\\') escaped = true;
      else if (character === quote) quote = '';
      else if (quote === '' && (character === '"' || character === "'")) quote = character;
    }
    if (quote === '') return i;
  }
  return at;
}

/** Words of one line as the one that they are, with the blanks between them. */
function joined(first: Word, others: readonly Word[]): Word {
  let { raw } = first;
  for (const { start, raw: next } of others) raw = raw.padEnd(start - first.start) + next;
  return new Word(raw, first.start);
}

/** Whether an odd number of single quotes stands in it. */
function opensQuote(raw: string): boolean {
  let open = false;
  for (let i = raw.indexOf("'"); i >= 0; i = raw.indexOf("'", i + 1)) open = !open;
  return open;
}
