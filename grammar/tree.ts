import type { LineShape } from './line-shape.ts';

/** A piece of {@link Expansion.text}: offsets in UTF-16 code units, the end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * One word of a line, split as keepalived splits it: at white space, and at a double quote on either side.
 * A large file has millions of them, so that it holds no more than it must.
 */
export class Word {
  constructor(
    /** What stands there, quotes included. */
    readonly raw: string,
    readonly start: number,
  ) {}

  /** The word as keepalived takes it, without its quotes. */
  get text(): string {
    return this.quoted ? this.raw.slice(1, this.terminated ? -1 : undefined) : this.raw;
  }

  get quoted(): boolean {
    return this.raw.startsWith('"');
  }

  /** False for a quote that nothing closes; keepalived drops such a word. */
  get terminated(): boolean {
    return !this.quoted || (this.raw.length > 1 && this.raw.endsWith('"'));
  }

  get end(): number {
    return this.start + this.raw.length;
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }
}

/** A line of words that opens no block. Its words are made anew each time they are asked for. */
export interface Statement {
  readonly kind: 'statement';
  /** Null where it is not a line as it stands in the text. */
  readonly shape: LineShape | null;
  /** Where its first word begins. */
  readonly start: number;
  /** The first word of the line. */
  readonly keyword: Word;
  readonly words: readonly Word[];
  readonly span: Span;
}

/** A line of words with the `{ … }` that follows it, on the same line or a later one. Its words are made anew each time they are asked for. */
export interface Block {
  readonly kind: 'block';
  /** Null where it is anonymous. */
  readonly shape: LineShape | null;
  /** Where its first word begins, or its `{` where it is anonymous. */
  readonly start: number;
  /** The first word of the line. For a `{` with no words before it: an empty word where the brace stands. */
  readonly keyword: Word;
  /** The other words of the line. */
  readonly args: readonly Word[];
  readonly body: readonly Node[];
  /** From the keyword to the closing brace. */
  readonly span: Span;
  /** The words before the brace. */
  readonly header: Span;
  readonly open: Span;
  /** The closing brace; null when the text ends before it. */
  readonly close: Span | null;
  readonly closed: boolean;
  /** A `{` that belongs to no words. */
  readonly anonymous: boolean;
}

export type Node = Statement | Block;

/** The whole text as blocks and statements. Every text has a tree; what is wrong with it is noted, never lost. */
export interface Tree {
  readonly body: readonly Node[];
  /** Closing braces that close nothing. */
  readonly strayCloses: readonly Span[];
  /** The first opening brace beyond the nesting limit, null when there is none. Deeper braces are read, but not nested. */
  readonly tooDeep: Span | null;
}

/** All words of a node's own line. */
export function lineWords(node: Node): readonly Word[] {
  if (node.kind === 'statement') return node.words;
  return node.shape?.wordsAt(node.start) ?? [];
}

/** Every node, each before those inside it. */
export function* walk(nodes: readonly Node[]): Generator<Node> {
  for (const node of nodes) {
    yield node;
    if (node.kind === 'block') yield* walk(node.body);
  }
}
