import type { Expansion } from '../../grammar/expand/expansion.ts';
import { placesOf } from '../../grammar/keywords/index.ts';
import { memoized } from '../../grammar/memoized.ts';
import type { Block, Node, Span, Statement, Tree } from '../../grammar/tree.ts';
import { isRoot } from '../binding/root-blocks.ts';
import type { Reading } from './reading.ts';
import { type Close, treeEvents } from './tree-events.ts';

/**
 * Where a brace is probably missing or too many.
 *
 * Counting braces tells that one is missing, never where: each `}` closes the innermost open block, so that the block which
 * stays open at the end of the text is seldom the one that lacks its brace. People show where they meant a block to end by other signs:
 *
 * 1. a root keyword that opens a block (`vrrp_instance`, `virtual_server` …) stands at top level: whatever is open before it lacks its `}`;
 * 2. a list (`virtual_ipaddress`, `track_script` …) holds no blocks: one that begins inside it shows that its `}` is missing;
 * 3. a `}` that stands under the header of an outer block was meant for that one;
 * 4. a line that falls back to the indentation of a header, in a block whose lines are indented, stands outside that block.
 *
 * The text is read with all four signs. That reading is kept when it needs exactly as many braces more and less as counting says, and leaves no block
 * at top level that cannot stand there; else it is read again with fewer signs, at last with none, which is counting. Of readings that all leave such
 * blocks there the one with the fewest is kept.
 */
export function braceFaults(tree: Tree, indentation: IndentationAt): readonly BraceFault[] {
  const unclosed = unclosedBlocks(tree).length;
  if (unclosed === 0 && tree.strayCloses.length === 0) return nestedRoots(tree);
  const events = [...treeEvents(tree)];
  let best: { readonly faults: readonly BraceFault[]; readonly misplaced: number } | null = null;
  for (const signs of SIGNS) {
    const reader = new Reader(tree, indentation, signs);
    for (const event of events) reader.read(event);
    const faults = reader.finish();
    const { missing, extra, misplaced } = reader;
    if (missing !== unclosed || extra !== tree.strayCloses.length) continue;
    if (misplaced === 0) return faults;
    if (!best || misplaced < best.misplaced) best = { faults, misplaced };
  }
  if (best) return best.faults;
  const counter = new Reader(tree, indentation, NO_SIGNS);
  for (const event of events) counter.read(event);
  return [...nestedRoots(tree), ...counter.finish()];
}

/** The brace faults of a view; several rules ask for them. */
export function faultsOf({ tree, expansion }: Pick<Reading, 'tree' | 'expansion'>): readonly BraceFault[] {
  return faultsIn(tree, expansion);
}

const faultsIn = memoized((tree: Tree, expansion: Expansion): readonly BraceFault[] => braceFaults(tree, indentationIn(expansion)));

export type BraceFault =
  /** `blocks` lack their `}`, the innermost first. `before`: the words or the `}` that show it; null where only the end of the text does. */
  | { readonly kind: 'missing-close'; readonly blocks: readonly Block[]; readonly before: Node | Span | null }
  /** A keyword with lines that stand like its body and a `}` like its end, but without `{`. `inside`: the block around it. */
  | { readonly kind: 'missing-open'; readonly header: Statement; readonly close: Span; readonly inside: Block | null }
  /** `count` closing braces in a row that close nothing. */
  | { readonly kind: 'stray-close'; readonly first: Span; readonly count: number }
  /** A `}` that ends `block` before its other lines, so that the `}` at `stray` closes nothing. */
  | { readonly kind: 'extra-close'; readonly close: Span; readonly block: Block | null; readonly stray: Span }
  /** The braces pair up, yet a keyword of the top level stands inside a block. */
  | { readonly kind: 'nested-root'; readonly root: Block; readonly inside: Block };

/** Where a fault shows: what a finding about it points at. */
export function placeOfFault(fault: BraceFault): Span {
  switch (fault.kind) {
    case 'missing-close': {
      const { before, blocks } = fault;
      if (before === null) return blocks.at(-1)?.header ?? { start: 0, end: 0 };
      return 'span' in before ? headOf(before) : before;
    }
    case 'missing-open':
      return fault.header.span;
    case 'extra-close':
      return fault.close;
    case 'stray-close':
      return fault.first;
    case 'nested-root':
      return fault.root.header;
  }
}

function headOf(node: Node): Span {
  return node.kind === 'block' ? node.header : node.span;
}

/** How far a line is indented. Lines of different files do not compare. */
export interface Indentation {
  readonly file: string;
  /** A tab reaches to the next multiple of 8. */
  readonly columns: number;
}

/** The indentation of the line that an offset of the text begins; null where other words stand before it, or where no person laid the line out. */
export type IndentationAt = (offset: number) => Indentation | null;

/** Indentation as it is in the files. What comes out of a definition or a repetition has none. */
export function indentationIn(expansion: Expansion): IndentationAt {
  return (offset) => {
    const { source, offset: at, through } = expansion.origin(offset);
    if (through?.some((step) => step.by !== 'include')) return null;
    const { text, path } = source;
    let start = at;
    while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
    if (start > 0 && text[start - 1] !== '\n') return null;
    let columns = 0;
    for (let i = start; i < at; i++) columns = text[i] === '\t' ? columns - (columns % 8) + 8 : columns + 1;
    return { file: path, columns };
  };
}

/** Blocks that the end of the text leaves open, the outermost first. */
export function unclosedBlocks(tree: Tree): readonly Block[] {
  const open: Block[] = [];
  let last: Node | undefined = tree.body.at(-1);
  while (last?.kind === 'block' && !last.closed) {
    open.push(last);
    last = last.body.at(-1);
  }
  return open;
}

/** A `{` without words before it, and the block that it stands in. */
export interface AnonymousBlock {
  readonly block: Block;
  readonly inside: Block | null;
}

export function anonymousBlocks(tree: Tree): readonly AnonymousBlock[] {
  const found: AnonymousBlock[] = [];
  const search = (nodes: readonly Node[], inside: Block | null): void => {
    for (const node of nodes) {
      if (node.kind !== 'block') continue;
      if (node.anonymous) found.push({ block: node, inside });
      search(node.body, node);
    }
  };
  search(tree.body, null);
  return found;
}

/** Whether a line stands in other blocks only, and in this one, where one is given. */
function belongsIn(node: Node, block: Block | null): boolean {
  const word = node.kind === 'block' ? node.keyword : node.words[0];
  const places = placesOf(word?.text ?? '');
  if (places.length === 0 || (node.kind === 'block' ? isRoot(node) : places.some(({ blocks }) => blocks.length === 0))) return false;
  return block === null || places.some(({ blocks }) => blocks.length === 1 && blocks[0]?.name === block.keyword.text);
}

/** Whether the lines of a block are entries, so that no block can stand in it. */
function isList({ keyword }: Block): boolean {
  const places = placesOf(keyword.text);
  return places.length > 0 && places.every((place) => place.keyword.kind === 'list');
}

function nestedRoots(tree: Tree): readonly BraceFault[] {
  const faults: BraceFault[] = [];
  for (const outer of tree.body) {
    if (outer.kind !== 'block' || !isRoot(outer)) continue;
    const root = firstRootIn(outer);
    if (root) faults.push({ kind: 'nested-root', root, inside: outer });
  }
  return faults;
}

function firstRootIn(block: Block): Block | null {
  for (const node of block.body) {
    if (node.kind !== 'block') continue;
    // Where the braces pair up, a list that has got a name is still that list.
    const found = isRoot(node) && !knows(block, node) ? node : firstRootIn(node);
    if (found) return found;
  }
  return null;
}

/** Whether a block has a keyword of its own that is called so. */
function knows({ keyword: { text } }: Block, { keyword }: Block): boolean {
  return placesOf(keyword.text).some(({ blocks }) => blocks.at(-1)?.name === text);
}

type Event = Node | Close;

/** The signs that a reading goes by. */
interface Signs {
  readonly keywords: boolean;
  readonly closes: boolean;
  readonly lines: boolean;
}

/** All signs, then without the one that a single sloppy line upsets, without the keywords, with the keywords only. */
const SIGNS: readonly Signs[] = [
  { keywords: true, closes: true, lines: true },
  { keywords: true, closes: true, lines: false },
  { keywords: false, closes: true, lines: true },
  { keywords: true, closes: false, lines: false },
];

const NO_SIGNS: Signs = { keywords: false, closes: false, lines: false };

interface Line {
  readonly node: Node;
  readonly indent: Indentation | null;
}

/** A block that is open, or the top level. */
interface Frame {
  readonly block: Block | null;
  readonly indent: Indentation | null;
  /** Whether its first line is indented more than its header; null before that line. */
  deeper: boolean | null;
  /** What stands directly inside since the last brace that was put down to a mistake. */
  lines: Line[];
}

/** Where a block of the top level ended. */
interface End {
  readonly block: Block | null;
  readonly at: Span;
  readonly indent: Indentation | null;
  readonly lines: number;
}

class Reader {
  /** Closing braces that this reading adds. */
  missing = 0;
  /** Closing braces that this reading has no use for. */
  extra = 0;
  /** Blocks that this reading leaves at top level, where they cannot stand. */
  misplaced = 0;
  readonly #faults: BraceFault[] = [];
  readonly #top: Frame = { block: null, indent: null, deeper: null, lines: [] };
  readonly #open: Frame[] = [];
  /** The last `}` that ended a block of the top level, those indented more left aside, and how many lines of the top level were before it. */
  #lastEnd: End | null = null;
  /** All of these since the last mistake. */
  #ends: End[] = [];
  /** The stray braces in a row that end here. */
  #strays: { first: Span; count: number } | null = null;
  readonly #tree: Tree;
  readonly #indentation: IndentationAt;
  readonly #signs: Signs;

  constructor(tree: Tree, indentation: IndentationAt, signs: Signs) {
    this.#tree = tree;
    this.#indentation = indentation;
    this.#signs = signs;
  }

  read(event: Event): void {
    if (event.kind === 'close') {
      this.#close(event.at);
      return;
    }
    this.#endStrays();
    const indent = this.#indentation(event.span.start);
    this.#supply(this.#open.length - this.#keptBefore(event, indent), event);
    const frame = this.#frame();
    if (frame.block && frame.deeper === null) frame.deeper = indent !== null && compare(indent, frame.indent) === 'deeper';
    frame.lines.push({ node: event, indent });
    if (event.kind === 'block') this.#open.push({ block: event, indent, deeper: null, lines: [] });
  }

  finish(): readonly BraceFault[] {
    this.#endStrays();
    this.#supply(this.#open.length, null);
    this.#countMisplaced();
    return this.#faults;
  }

  #frame(): Frame {
    return this.#open.at(-1) ?? this.#top;
  }

  /** How many of the open blocks a line leaves open. */
  #keptBefore(node: Node, indent: Indentation | null): number {
    let kept = this.#open.length;
    if (this.#signs.keywords && node.kind === 'block' && isRoot(node)) return 0;
    const inner = this.#open[kept - 1]?.block;
    if (this.#signs.keywords && node.kind === 'block' && !node.anonymous && inner && isList(inner)) kept--;
    if (this.#signs.lines && indent) {
      for (let frame = this.#open[kept - 1]; frame?.deeper && notDeeper(indent, frame.indent); frame = this.#open[kept - 1]) kept--;
    }
    return kept;
  }

  /** Puts in the braces of the innermost `count` blocks. */
  #supply(count: number, before: Node | Span | null): void {
    if (count === 0) return;
    const frames = this.#open.splice(this.#open.length - count, count).reverse();
    this.#faults.push({ kind: 'missing-close', blocks: frames.flatMap((frame) => frame.block ?? []), before });
    this.missing += count;
  }

  #close(at: Span): void {
    const indent = this.#indentation(at.start);
    if (this.#signs.closes && indent) {
      if (this.#tree.strayCloses.length > this.extra && this.#isMistaken(at, indent)) return;
      this.#supply(this.#innerBlocks(indent), at);
    }
    const frame = this.#open.pop();
    if (frame) {
      this.#endStrays();
      const isOuter = compare(indent, this.#lastEnd?.indent ?? null) !== 'deeper';
      if (this.#open.length === 0 && isOuter) {
        this.#lastEnd = { block: frame.block, at, indent, lines: this.#top.lines.length };
        this.#ends.push(this.#lastEnd);
      }
      return;
    }
    this.extra++;
    const early = this.#signs.keywords ? this.#endedEarly(at) : null;
    if (early) this.#faults.push(early);
    else {
      this.#strays = { first: this.#strays?.first ?? at, count: (this.#strays?.count ?? 0) + 1 };
      this.#countMisplaced();
    }
    this.#forgetTop();
  }

  #countMisplaced(): void {
    this.misplaced += this.#top.lines.filter(({ node }) => node.kind === 'block' && belongsIn(node, null)).length;
  }

  #forgetTop(): void {
    this.#top.lines = [];
    this.#lastEnd = null;
    this.#ends = [];
  }

  /** A `}` at top level before which a block has ended, though the line behind its end is one of that block and none of the top level. */
  #endedEarly(stray: Span): BraceFault | null {
    for (const { block, at, lines } of this.#ends) {
      const next = this.#top.lines[lines]?.node;
      if (block && next && belongsIn(next, block)) return { kind: 'extra-close', close: at, block, stray };
    }
    return null;
  }

  /** How many open blocks stand inside the one whose header is indented like a `}`; 0 where that is the innermost, or none is. */
  #innerBlocks(indent: Indentation): number {
    for (let i = this.#open.length - 1; i >= 0; i--) {
      const order = compare(this.#open[i]?.indent ?? null, indent);
      if (order === 'equal') return this.#open.length - 1 - i;
      if (order !== 'deeper') return 0;
    }
    return 0;
  }

  /** Whether a `}` is there by mistake, or another one before it, or a `{` is not; the mistake is then noted. */
  #isMistaken(at: Span, indent: Indentation): boolean {
    const frame = this.#frame();
    if (frame.block && compare(indent, frame.indent) !== 'deeper') return false;
    const fault = this.#missingOpen(frame, at, indent) ?? (frame.block ? this.#extraHere(frame, at) : this.#extraBefore(at, indent));
    if (!fault) return false;
    this.#endStrays();
    this.#faults.push(fault);
    frame.lines = [];
    if (!frame.block) this.#forgetTop();
    this.#lastEnd = null;
    this.extra++;
    return true;
  }

  /** A line that is indented like the `}`, and after it only lines that are indented more. */
  #missingOpen(frame: Frame, at: Span, indent: Indentation): BraceFault | null {
    for (let i = frame.lines.length - 1; i >= 0; i--) {
      const line = frame.lines[i];
      const order = compare(line?.indent ?? null, indent);
      if (order === 'deeper') continue;
      if (order !== 'equal' || line?.node.kind !== 'statement' || i === frame.lines.length - 1) return null;
      return { kind: 'missing-open', header: line.node, close: at, inside: frame.block };
    }
    return null;
  }

  #extraHere(frame: Frame, at: Span): BraceFault | null {
    const stray = this.#tree.strayCloses[this.extra];
    return stray && frame.deeper ? { kind: 'extra-close', close: at, block: frame.block, stray } : null;
  }

  /** At top level: lines that are still indented like the body of the block before them show that its `}` came too early. */
  #extraBefore(at: Span, indent: Indentation): BraceFault | null {
    const end = this.#lastEnd;
    if (!end || compare(end.indent, indent) !== 'equal') return null;
    const since = this.#top.lines.slice(end.lines);
    const indented = since.length > 0 && since.every((line) => compare(line.indent, indent) === 'deeper');
    return indented ? { kind: 'extra-close', close: end.at, block: end.block, stray: at } : null;
  }

  #endStrays(): void {
    if (!this.#strays) return;
    this.#faults.push({ kind: 'stray-close', ...this.#strays });
    this.#strays = null;
  }
}

/** How the first line is indented against the second one; null where that cannot be said. */
function compare(line: Indentation | null, other: Indentation | null): 'deeper' | 'equal' | 'less' | null {
  if (!line || !other || line.file !== other.file) return null;
  if (line.columns === other.columns) return 'equal';
  return line.columns > other.columns ? 'deeper' : 'less';
}

function notDeeper(line: Indentation, header: Indentation | null): boolean {
  const order = compare(line, header);
  return order === 'equal' || order === 'less';
}
