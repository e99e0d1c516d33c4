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
    /** How the words went to the arguments. */
    readonly plan: WordPlan,
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

/** What a line of the same text was found to mean before, by the same plan. */
export function knownReading(shape: LineShape | null, plan: WordPlan): LineReading | null {
  const known = shape?.known;
  return known instanceof LineReading && known.plan === plan ? known : null;
}
