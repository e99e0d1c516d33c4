import { LIMITS } from './expand/limits.ts';
import type { LineShape } from './line-shape.ts';
import { type Block, type Node, type Span, type Statement, type Tree, Word } from './tree.ts';

/** A line of words that a brace may follow. */
interface Waiting {
  readonly shape: LineShape;
  readonly start: number;
}

/** A block whose closing brace has not come yet. */
interface OpenBlock {
  readonly words: Waiting | null;
  readonly openAt: number;
  readonly body: Node[];
}

/** Words and spans are made when they are asked for: kept, they would take more memory than all else. */
class Line implements Statement {
  constructor(
    readonly shape: LineShape,
    readonly start: number,
  ) {}

  get kind(): 'statement' {
    return 'statement';
  }

  get keyword(): Word {
    return this.shape.firstAt(this.start);
  }

  get words(): readonly Word[] {
    return this.shape.wordsAt(this.start);
  }

  get span(): Span {
    return { start: this.start, end: this.start + this.shape.text.length };
  }
}

class BracedBlock implements Block {
  constructor(
    readonly shape: LineShape | null,
    readonly start: number,
    readonly body: readonly Node[],
    private readonly openAt: number,
    /** Null where nothing closes it. */
    private readonly closeAt: number | null,
    private readonly end: number,
  ) {}

  get kind(): 'block' {
    return 'block';
  }

  get keyword(): Word {
    return this.shape?.firstAt(this.start) ?? new Word('', this.start);
  }

  get args(): readonly Word[] {
    return this.shape?.wordsAt(this.start).slice(1) ?? [];
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }

  get header(): Span {
    return this.shape === null ? this.open : { start: this.start, end: this.start + this.shape.text.length };
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
    return this.shape === null;
  }
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
  #waiting: Waiting | null = null;
  #tooDeep: Span | null = null;
  #ignoredDepth = 0;

  /** A line of words that begins at an offset, with the brace behind them if there is one. */
  words(shape: LineShape, start: number): void {
    this.#settle();
    this.#waiting = { shape, start };
    if (shape.openAt >= 0) this.open(start + shape.openAt);
  }

  open(start: number): void {
    if (this.#stack.length >= LIMITS['nesting-depth']) {
      this.#settle();
      this.#tooDeep ??= { start, end: start + 1 };
      this.#ignoredDepth++;
      return;
    }
    const block: OpenBlock = { words: this.#waiting, openAt: start, body: [] };
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
    this.#body.push(new Line(this.#waiting.shape, this.#waiting.start));
    this.#waiting = null;
  }

  #finish(closeAt: number | null, end: number): boolean {
    const block = this.#stack.pop();
    if (!block) return false;
    this.#body = this.#stack.at(-1)?.body ?? this.#root;
    const { words, body, openAt } = block;
    this.#body.push(new BracedBlock(words?.shape ?? null, words?.start ?? openAt, body.slice(), openAt, closeAt, end));
    return true;
  }
}
