import { vocabulary } from '../../grammar/keywords/index.ts';
import { lineWords, type Node, type Span, type Tree, type Word } from '../../grammar/tree.ts';
import { type Bound, isBlock } from './bound.ts';
import { anonymousBlocks, unclosedBlocks } from './braces.ts';
import type { Configuration } from './configuration.ts';
import { problemsOf } from './problems.ts';
import { ORDER, type Process, processOfKeyword } from './processes.ts';
import { remarksOf } from './remarks.ts';
import { type Row, type Scope, type VersionedVocabulary, vocabularyAt } from './vocabulary.ts';

/** Something that keepalived reports about the words and braces of a line, wherever the mistake is that led to it. */
export interface Report {
  readonly kind: 'unknown-keyword' | 'unexpected-open' | 'missing-open' | 'extra-close';
  readonly at: Span;
}

/** A reference such as `${NAME}` that nothing defines: its braces split the line. `text`: what stands for it in the expanded text. */
interface LooseReference {
  readonly text: string;
  readonly name: string;
}

/** What keepalived reports of the structure of a configuration, in the order of the text; nothing where it reads what the tree says. */
export function literalReports(configuration: Configuration): readonly Report[] {
  const { tree, version, bound } = configuration;
  const loose = looseReferences(configuration);
  const misread = remarksOf(configuration, ...STRUCTURAL).length > 0 || tree.strayCloses.length > 0 || loose !== null;
  if (!misread && unclosedBlocks(tree).length === 0 && anonymousBlocks(tree).length === 0) return [];
  return readLiterally(tree, vocabularyAt(vocabulary, version), bound.children, loose ?? (() => null));
}

/** What makes keepalived read a line in another block than it stands in. */
const STRUCTURAL = [
  'unknown-keyword',
  'root-keyword-inside',
  'not-a-block',
  'missing-block',
  'duplicate-keyword',
  'too-new',
  'removed',
] as const;

function looseReferences(configuration: Configuration): ((word: Word) => LooseReference | null) | null {
  const names = new Set<string>();
  for (const { data } of problemsOf(configuration, 'undefined-definition')) if (data.braces && !data.quoted) names.add(data.name);
  if (names.size === 0) return null;
  const { expansion } = configuration;
  return ({ raw, quoted, start }) => {
    if (quoted || !raw.includes('$')) return null;
    for (const name of names) {
      const text = `$${name}`;
      const index = raw.indexOf(text);
      if (index < 0) continue;
      const { source, offset } = expansion.origin(start + index);
      if (source.text[offset + 1] === '{') return { text, name };
    }
    return null;
  };
}

/**
 * Reads a tree as keepalived does after a mistake: the `{` of an unknown block is dropped, its lines are read as lines of the block around it,
 * and its `}` ends that one. The rules say once what is wrong; this tells on which lines keepalived says so.
 *
 * Each process reads everything, and skips the root blocks of the others by counting braces.
 */
function readLiterally(
  tree: Tree,
  vocabulary: VersionedVocabulary,
  bound: readonly Bound[],
  loose: (word: Word) => LooseReference | null,
): readonly Report[] {
  const events = [...eventsOf(tree, loose)];
  const skipped = new Set<Node>();
  gatherSkipped(bound, skipped);
  const reports = new Map<string, Report>();
  const report = (kind: Report['kind'], at: Span): void => {
    reports.set(`${kind} ${at.start}`, { kind, at });
  };
  countBraces(events, report);
  for (const process of ORDER) {
    const reader = new LiteralReader(process, vocabulary.root, skipped, report);
    for (const event of events) reader.read(event);
  }
  return [...reports.values()].sort((a, b) => a.at.start - b.at.start);
}

/** What is a line of its own for keepalived. `node`: where words stand in the tree; null for a part of a line that braces have split. */
type Event =
  | { readonly kind: 'words'; readonly first: string; readonly at: Span; readonly node: Node | null }
  | { readonly kind: 'open'; readonly at: Span }
  | { readonly kind: 'close'; readonly at: Span };

function* eventsOf(tree: Tree, loose: (word: Word) => LooseReference | null): Generator<Event> {
  const strays = [...tree.strayCloses];
  const open: { readonly nodes: readonly Node[]; next: number; readonly close: Span | null }[] = [
    { nodes: tree.body, next: 0, close: null },
  ];
  for (let frame = open.at(-1); frame; frame = open.at(-1)) {
    const node = frame.nodes[frame.next++];
    if (node === undefined) {
      open.pop();
      if (frame.close) yield { kind: 'close', at: frame.close };
      continue;
    }
    if (open.length === 1) while (strays[0] && strays[0].start < node.span.start) yield { kind: 'close', at: strays.shift() as Span };
    yield* wordsOf(node, loose);
    if (node.kind !== 'block') continue;
    yield { kind: 'open', at: node.open };
    open.push({ nodes: node.body, next: 0, close: node.close });
  }
  for (const at of strays) yield { kind: 'close', at };
}

function* wordsOf(node: Node, loose: (word: Word) => LooseReference | null): Generator<Event> {
  const words = lineWords(node).filter(({ terminated }) => terminated);
  let first = words[0];
  for (const [i, word] of words.entries()) {
    const reference = loose(word);
    if (!reference) continue;
    const at = word.span;
    // What stands before the reference keeps the dollar sign; behind it begins a new line.
    if (first) yield { kind: 'words', first: first === word ? '$' : first.text, at: first.span, node: null };
    yield { kind: 'open', at };
    yield { kind: 'words', first: reference.name, at, node: null };
    yield { kind: 'close', at };
    first = word.raw.endsWith(reference.text) ? words[i + 1] : word;
    if (first === word) {
      const rest = word.raw.slice(word.raw.indexOf(reference.text) + reference.text.length);
      yield { kind: 'words', first: rest, at, node: null };
      return;
    }
  }
  if (first) yield { kind: 'words', first: first.text, at: first.span, node: first === words[0] ? node : null };
}

/** Blocks that keepalived passes over because of their header. */
function gatherSkipped(children: readonly Bound[], skipped: Set<Node>): void {
  for (const bound of children) {
    if (!isBlock(bound)) continue;
    if (!bound.valid && bound.children.length === 0) skipped.add(bound.node);
    gatherSkipped(bound.children, skipped);
  }
}

function countBraces(events: readonly Event[], report: (kind: Report['kind'], at: Span) => void): void {
  let balance = 0;
  for (const { kind, at } of events) {
    if (kind === 'open') balance++;
    else if (kind === 'close' && --balance < 0) {
      report('extra-close', at);
      balance = 0;
    }
  }
}

class LiteralReader {
  private readonly process: Process;
  private readonly skippedBlocks: ReadonlySet<Node>;
  private readonly report: (kind: Report['kind'], at: Span) => void;
  /** The blocks that are open; null for a list. */
  private readonly open: (Scope | null)[];
  /** What the line before awaits a `{` for. */
  private awaiting: Row | 'skip' | null = null;
  /** How many braces are open in a block that is passed over. */
  private skipping = 0;

  constructor(process: Process, root: Scope, skippedBlocks: ReadonlySet<Node>, report: (kind: Report['kind'], at: Span) => void) {
    this.process = process;
    this.skippedBlocks = skippedBlocks;
    this.report = report;
    this.open = [root];
  }

  read(event: Event): void {
    if (this.skipping > 0) {
      if (event.kind === 'open') this.skipping++;
      else if (event.kind === 'close') this.skipping--;
    } else if (event.kind === 'open') this.readOpen(event.at);
    else {
      this.enterWithoutBrace(event);
      if (event.kind === 'close') this.readClose(event.at);
      else this.readWords(event.first, event.at, event.node);
    }
  }

  private readOpen(at: Span): void {
    if (this.awaiting === 'skip') this.skipping = 1;
    else if (this.awaiting) this.open.push(this.awaiting.body);
    else if (this.scope !== null) this.report('unexpected-open', at);
    this.awaiting = null;
  }

  /** A block without its `{` is open all the same. */
  private enterWithoutBrace({ at }: Event): void {
    if (this.awaiting && this.awaiting !== 'skip') {
      if (this.awaiting.keyword.kind === 'block') this.report('missing-open', at);
      this.open.push(this.awaiting.body);
    }
    this.awaiting = null;
  }

  private readClose(at: Span): void {
    if (this.open.length > 1) this.open.pop();
    else this.report('unknown-keyword', at);
  }

  private readWords(first: string, at: Span, node: Node | null): void {
    const { scope } = this;
    if (scope === null) return;
    const row = scope.rows.get(first);
    if (!row) {
      this.report('unknown-keyword', at);
      return;
    }
    if (row.keyword.kind === 'value' || row.keyword.kind === 'flag') return;
    const others = scope.name === null && processOfKeyword(first) !== this.process;
    this.awaiting = others || (node !== null && this.skippedBlocks.has(node)) ? 'skip' : row;
  }

  /** The block whose lines are read; null inside a list. */
  private get scope(): Scope | null {
    return this.open.at(-1) ?? null;
  }
}
