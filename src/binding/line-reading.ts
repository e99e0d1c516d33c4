import type { LineShape } from '../../grammar/line-shape.ts';
import { type Node, Word } from '../../grammar/tree.ts';
import type { ArgumentValue, BoundArgument } from './bound.ts';
import type { CommandWord } from './script-lines.ts';
import type { WordPlan } from './versioned-vocabulary.ts';

/** A {@link BoundArgument} of any line of the same text: the word by what stands there, and how far behind the start of the line. */
interface ReadArgument extends ArgumentValue {
  readonly raw: string;
  readonly offset: number;
}

/** What the words of a line mean to a keyword, and to every other line of the same text. */
export class LineReading {
  /** The words of the command that it names, once they have been asked for. */
  commandWords: readonly CommandWord[] | null = null;
  readonly #args: readonly ReadArgument[];

  constructor(
    /** How the words went to the arguments. */
    readonly plan: WordPlan,
    args: readonly BoundArgument[],
    /** Where the line begins that the arguments are of. */
    start: number,
    /** Whether keepalived uses the line. */
    readonly valid: boolean,
    /** Whether a word of it makes keepalived leave out the block around it. */
    readonly removesBlock: boolean,
    /** Whether a word of it makes keepalived forget an earlier line that set the same thing. */
    readonly losesEarlier: boolean,
  ) {
    // `| 0` keeps V8 from making an object of each offset, as it does of numbers that may be fractions.
    this.#args =
      args.length === 0
        ? NONE
        : args.map(({ argument, word, value, fits }) => ({ argument, value, fits, raw: word.raw, offset: (word.start - start) | 0 }));
  }

  /** Whether each word is what its argument wants. */
  get fits(): boolean {
    return this.#args.every(isFit);
  }

  /** The first argument without its place, which is another for each line. */
  get first(): ArgumentValue | undefined {
    return this.#args[0];
  }

  /** The arguments of a line of this text, made anew: kept for each line, they would take most of the memory. */
  argsOf({ start }: Node): readonly BoundArgument[] {
    if (this.#args.length === 0) return NONE;
    return this.#args.map(({ argument, value, fits, raw, offset }) => ({ argument, word: new Word(raw, start + offset), value, fits }));
  }
}

const NONE: readonly never[] = [];

function isFit({ fits }: ArgumentValue): boolean {
  return fits;
}

/** What a line of the same text was found to mean before, by the same plan. */
export function knownReading(shape: LineShape | null, plan: WordPlan): LineReading | null {
  const known = shape?.known;
  return known instanceof LineReading && known.plan === plan ? known : null;
}
