import { LIMITS } from './expand/limits.ts';
import { type Block, type Node, type Span, type Statement, type Tree, Word } from './tree.ts';

/** Words of one line; there is at least one. */
type Words = readonly [Word, ...Word[]];

/** A block whose closing brace has not come yet. */
interface OpenBlock {
  readonly words: Words | readonly [];
  readonly openAt: number;
  readonly body: Node[];
}

/** Spans are made when they are asked for: they would take more memory than all else, and most are never looked at. */
class Line implements Statement {
  constructor(readonly words: Words) {}

  get kind(): 'statement' {
    return 'statement';
  }

  get span(): Span {
    return spanOf(this.words);
  }
}

class BracedBlock implements Block {
  readonly keyword: Word;
  readonly args: readonly Word[];

  constructor(
    words: OpenBlock['words'],
    readonly body: readonly Node[],
    private readonly openAt: number,
    /** Null where nothing closes it. */
    private readonly closeAt: number | null,
    private readonly end: number,
  ) {
    this.keyword = words[0] ?? new Word('', openAt);
    this.args = words.length > 1 ? words.slice(1) : NO_WORDS;
  }

  get kind(): 'block' {
    return 'block';
  }

  get span(): Span {
    return { start: this.keyword.start, end: this.end };
  }

  get header(): Span {
    return this.anonymous ? this.open : spanOf([this.keyword, ...this.args]);
  }

  get open(): Span {
    return { start: this.openAt, end: this.openAt + 1 };
  }

  get close(): Span | null {
    return this.closeAt === null ? null : { start: this.closeAt, end: this.closeAt + 1 };
  }

  get closed(): boolean {
    return this.closeAt !== null;
  }

  get anonymous(): boolean {
    return this.keyword.raw === '';
  }
}

const NO_WORDS: readonly Word[] = [];

function spanOf(words: Words): Span {
  return { start: words[0].start, end: (words.at(-1) ?? words[0]).end };
}

/**
 * Puts lines of words and braces together to a tree. The stack is explicit, so no depth of nesting can overflow it, and every
 * order of braces gives a tree.
 */
export class TreeBuilder {
  readonly #root: Node[] = [];
  readonly #stack: OpenBlock[] = [];
  readonly #strayCloses: Span[] = [];
  #body = this.#root;
  /** The last line of words, which a brace may follow. */
  #waiting: Words | null = null;
  #tooDeep: Span | null = null;
  #ignoredDepth = 0;

  words(words: Words): void {
    this.#settle();
    this.#waiting = words;
  }

  open(start: number): void {
    if (this.#stack.length >= LIMITS['nesting-depth']) {
      this.#settle();
      this.#tooDeep ??= { start, end: start + 1 };
      this.#ignoredDepth++;
      return;
    }
    const block: OpenBlock = { words: this.#waiting ?? [], openAt: start, body: [] };
    this.#waiting = null;
    this.#stack.push(block);
    this.#body = block.body;
  }

  close(start: number): void {
    this.#settle();
    if (this.#ignoredDepth > 0) this.#ignoredDepth--;
    else if (!this.#finish(start, start + 1)) this.#strayCloses.push({ start, end: start + 1 });
  }

  /** Ends the text; what is still open stays unclosed. */
  end(length: number): Tree {
    this.#settle();
    while (this.#finish(null, length));
    return { body: this.#root, strayCloses: this.#strayCloses, tooDeep: this.#tooDeep };
  }

  /** The waiting line opens no block. */
  #settle(): void {
    if (!this.#waiting) return;
    this.#body.push(new Line(this.#waiting));
    this.#waiting = null;
  }

  #finish(closeAt: number | null, end: number): boolean {
    const block = this.#stack.pop();
    if (!block) return false;
    this.#body = this.#stack.at(-1)?.body ?? this.#root;
    this.#body.push(new BracedBlock(block.words, block.body.slice(), block.openAt, closeAt, end));
    return true;
  }
}
