import type { LineShape } from '../../grammar/line-shape.ts';
import { lineWords, type Node, type Word } from '../../grammar/tree.ts';
import type { BoundArgument } from './bound.ts';
import type { WordPlan } from './versioned-vocabulary.ts';

/** A {@link BoundArgument} of any line of the same text: the word by its number in the line. */
interface ReadArgument extends Omit<BoundArgument, 'word'> {
  readonly index: number;
}

/** What the words of a line mean to a keyword, and to every other line of the same text. */
export class LineReading {
  readonly #args: readonly ReadArgument[];

  constructor(
    args: readonly BoundArgument[],
    words: readonly Word[],
    /** Whether keepalived uses the line. */
    readonly valid: boolean,
    /** Whether a word of it makes keepalived leave out the block around it. */
    readonly removesBlock: boolean,
  ) {
    this.#args = args.map(({ argument, word, value, fits }) => ({ argument, value, fits, index: words.indexOf(word) }));
  }

  /** The arguments of a line of this text, made anew: kept for each line, they would take most of the memory. */
  argsOf(node: Node): readonly BoundArgument[] {
    if (this.#args.length === 0) return NONE;
    const words = lineWords(node);
    return this.#args.map(({ argument, value, fits, index }) => ({ argument, word: words[index] as Word, value, fits }));
  }
}

const NONE: readonly BoundArgument[] = [];

/** Beyond so many different lines, few come again. */
const MOST_KEPT = 20_000;

/** Readings of lines in which all is well, by text and by the keyword's plan. */
export class LineReadings {
  readonly #known = new Map<LineShape, { readonly plan: WordPlan; readonly reading: LineReading }>();

  get(shape: LineShape | null, plan: WordPlan): LineReading | null {
    const known = shape && this.#known.get(shape);
    return known && known.plan === plan ? known.reading : null;
  }

  keep(shape: LineShape, plan: WordPlan, reading: LineReading): void {
    if (this.#known.size >= MOST_KEPT) this.#known.clear();
    this.#known.set(shape, { plan, reading });
  }
}
