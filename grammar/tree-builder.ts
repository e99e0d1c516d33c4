import { LIMITS } from './expand/limits.ts';
import { type Block, type Node, type Span, type Tree, Word } from './tree.ts';

/** A block whose closing brace has not come yet. */
interface OpenBlock {
  readonly words: readonly Word[];
  readonly open: Span;
  readonly body: Node[];
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
  #waiting: readonly Word[] | null = null;
  #tooDeep: Span | null = null;
  #ignoredDepth = 0;

  words(words: readonly Word[]): void {
    this.#settle();
    this.#waiting = words;
  }

  open(start: number): void {
    const open = { start, end: start + 1 };
    if (this.#stack.length >= LIMITS['nesting-depth']) {
      this.#settle();
      this.#tooDeep ??= open;
      this.#ignoredDepth++;
      return;
    }
    const block: OpenBlock = { words: this.#waiting ?? [], open, body: [] };
    this.#waiting = null;
    this.#stack.push(block);
    this.#body = block.body;
  }

  close(start: number): void {
    this.#settle();
    const close = { start, end: start + 1 };
    if (this.#ignoredDepth > 0) this.#ignoredDepth--;
    else if (!this.#finish(close, close.end)) this.#strayCloses.push(close);
  }

  /** Ends the text; what is still open stays unclosed. */
  end(length: number): Tree {
    this.#settle();
    while (this.#finish(null, length));
    return { body: this.#root, strayCloses: this.#strayCloses, tooDeep: this.#tooDeep };
  }

  /** The waiting line opens no block. */
  #settle(): void {
    const words = this.#waiting;
    const first = words?.[0];
    const last = words?.at(-1);
    if (!words || !first || !last) return;
    this.#body.push({ kind: 'statement', words, span: { start: first.start, end: last.end } });
    this.#waiting = null;
  }

  #finish(close: Span | null, end: number): boolean {
    const block = this.#stack.pop();
    if (!block) return false;
    this.#body = this.#stack.at(-1)?.body ?? this.#root;
    const [keyword, ...args] = block.words;
    const start = keyword?.start ?? block.open.start;
    const node: Block = {
      kind: 'block',
      keyword: keyword ?? new Word('', start),
      args,
      body: block.body.slice(),
      span: { start, end },
      header: { start, end: block.words.at(-1)?.end ?? block.open.end },
      open: block.open,
      close,
      closed: close !== null,
      anonymous: keyword === undefined,
    };
    this.#body.push(node);
    return true;
  }
}
