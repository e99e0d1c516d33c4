import { LIMITS } from './expand/limits.ts';
import type { LineShape } from './line-shape.ts';
import { type Block, type Node, type Span, type Statement, type Tree, Word } from './tree.ts';

/** A block whose closing brace has not come yet. */
interface OpenBlock {
  readonly shape: LineShape | null;
  readonly start: number;
  readonly openAt: number;
  /** How many nodes there are before those that are in it. */
  readonly before: number;
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
  /** Those of the root, and behind them those of each open block. In one list, since most blocks are small and lists of their own are not. */
  readonly #nodes: Node[] = [];
  readonly #stack: OpenBlock[] = [];
  readonly #strayCloses: Span[] = [];
  /** A line of words that a brace may follow, and where it begins. */
  #waiting: LineShape | null = null;
  #waitingStart = 0;
  #tooDeep: Span | null = null;
  #ignoredDepth = 0;

  /** A line of words that begins at an offset, with the brace behind them if there is one. */
  words(shape: LineShape, start: number): void {
    this.#settle();
    this.#waiting = shape;
    this.#waitingStart = start;
    if (shape.openAt >= 0) this.open(start + shape.openAt);
  }

  open(openAt: number): void {
    if (this.#stack.length >= LIMITS['nesting-depth']) {
      this.#settle();
      this.#tooDeep ??= { start: openAt, end: openAt + 1 };
      this.#ignoredDepth++;
      return;
    }
    const shape = this.#waiting;
    this.#waiting = null;
    this.#stack.push({ shape, start: shape ? this.#waitingStart : openAt, openAt, before: this.#nodes.length });
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
    return { body: this.#nodes, strayCloses: this.#strayCloses, tooDeep: this.#tooDeep };
  }

  /** The waiting line opens no block. */
  #settle(): void {
    if (!this.#waiting) return;
    this.#nodes.push(new Line(this.#waiting, this.#waitingStart));
    this.#waiting = null;
  }

  #finish(closeAt: number | null, end: number): boolean {
    const block = this.#stack.pop();
    if (!block) return false;
    const { shape, start, openAt, before } = block;
    const body = this.#nodes.slice(before);
    this.#nodes.length = before;
    this.#nodes.push(new BracedBlock(shape, start, body, openAt, closeAt, end));
    return true;
  }
}
