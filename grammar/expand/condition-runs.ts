import { memoized } from '../memoized.ts';
import { partitionPoint } from '../partition-point.ts';
import { lastAtOrBefore, type Source } from '../source.ts';
import { SURELY_SHORT } from './scan.ts';
import { isBlank } from './strip.ts';
import type { ViewConditions } from './view-conditions.ts';

/** A condition in front of words, with nothing in them that the phases behind a condition look at, but for a `{` at their end. */
const PLAIN_CONDITION = /^[ \t]*@(\^?)([^^ \t\0][^ \t\0]*)[ \t]+[^\s"\\{}#!\0][^"\\{}#!\0]*(\{[ \t]*\r*)?$/;

/** A line with a condition on which nothing else can go wrong. `opens`: it ends in a `{`. */
interface PlainCondition {
  readonly negated: boolean;
  readonly id: string;
  readonly opens: boolean;
}

/**
 * Lines below each other that each begin with a condition, and can be left out as they are where it does not hold. A file for many nodes consists
 * of such lines, and each of its views leaves out nearly all of them. Hence a run is read once for all views, and knows which lines are whose.
 */
export class ConditionRun {
  /** Whether the lines open blocks: they can be left out where the braces of the view are balanced. */
  readonly opens: boolean;
  readonly #starts: readonly number[];
  readonly #ids: readonly string[];
  /** The same for who takes `^` for a part of an id. */
  readonly #words: readonly string[];
  readonly #byWord = new Map<string, number[]>();
  readonly #negated: number[] = [];
  readonly #blank: string;
  #shown: { readonly to: ViewConditions; readonly lines: readonly number[] } | null = null;

  /** `starts`: where each line begins, and where the run ends. */
  constructor({ text }: Source, starts: readonly number[], conditions: readonly PlainCondition[]) {
    this.opens = conditions[0]?.opens ?? false;
    this.#starts = starts;
    this.#ids = conditions.map(({ id }) => id);
    this.#words = conditions.map(({ negated, id }) => (negated ? `^${id}` : id));
    this.#blank = text.slice(starts[0], starts.at(-1)).replace(/[^\n]+/g, (line) => ' '.repeat(line.length));
    for (const [line, word] of this.#words.entries()) {
      const same = this.#byWord.get(word);
      if (same) same.push(line);
      else this.#byWord.set(word, [line]);
      if (conditions[line]?.negated) this.#negated.push(line);
    }
  }

  /**
   * The lines from an offset on that a view leaves out, as far as the first one that it reads: as spaces, with their line ends. Null where it
   * reads the first one. The ids of these lines are noted.
   */
  hiddenFrom(start: number, view: ViewConditions): string | null {
    const first = lastAtOrBefore(this.#starts, start);
    const shown = this.#shownTo(view);
    const end = shown[partitionPoint(shown, (line) => line < first)] ?? this.#words.length;
    if (end <= first) return null;
    view.named.addPart(view.negates ? this.#ids : this.#words, first, end);
    const [begin = 0] = this.#starts;
    return this.#blank.slice(start - begin, (this.#starts[end] ?? start) - begin);
  }

  #shownTo(view: ViewConditions): readonly number[] {
    if (this.#shown?.to !== view) this.#shown = { to: view, lines: this.#findShown(view) };
    return this.#shown.lines;
  }

  #findShown({ configId, negates }: ViewConditions): readonly number[] {
    const named = configId === null || (negates && configId.startsWith('^')) ? [] : (this.#byWord.get(configId) ?? []);
    if (!negates || this.#negated.length === 0) return named;
    const others = this.#negated.filter((line) => this.#ids[line] !== configId);
    return [...named, ...others].sort((a, b) => a - b);
  }
}

/** The run that a line of a file belongs to; null for a line on which more than a plain condition may count. Both offsets are those of the line. */
export function conditionRunAt(source: Source, start: number, end: number): ConditionRun | null {
  const { text } = source;
  let first = start;
  while (isBlank(text.charCodeAt(first))) first++;
  if (text[first] !== '@' || first >= end) return null;
  const known = runsOf(source);
  const run = known.get(start);
  if (run !== undefined) return run;
  return readRun(source, start, known);
}

/** The runs of a file that are known, by the beginnings of their lines; null for a line that belongs to none. */
const runsOf = memoized((_: Source) => new Map<number, ConditionRun | null>());

function readRun(source: Source, from: number, known: Map<number, ConditionRun | null>): ConditionRun | null {
  const { text } = source;
  const starts = [from];
  const conditions: PlainCondition[] = [];
  for (let start = from; ; ) {
    const end = text.indexOf('\n', start);
    const condition = end < 0 ? null : plainCondition(text, start, end);
    if (!condition || condition.opens !== (conditions[0] ?? condition).opens) break;
    conditions.push(condition);
    start = end + 1;
    starts.push(start);
  }
  const run = conditions.length > 0 ? new ConditionRun(source, starts, conditions) : null;
  known.set(from, run);
  if (run) for (const start of starts.slice(0, -1)) known.set(start, run);
  return run;
}

/** Null for a line on which something else may go wrong, or behind which a `{` follows. */
function plainCondition(text: string, start: number, end: number): PlainCondition | null {
  if (end - start > SURELY_SHORT) return null;
  const match = PLAIN_CONDITION.exec(text.slice(start, end));
  if (!match) return null;
  const opens = match[3] !== undefined;
  let next = end + 1;
  while (isBlank(text.charCodeAt(next))) next++;
  if (!opens && /[{\s#!]/.test(text[next] ?? '')) return null;
  return { negated: match[1] === '^', id: match[2] ?? '', opens };
}
