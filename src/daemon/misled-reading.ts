import type { Origin } from '../../grammar/expand/expansion.ts';
import { vocabulary } from '../../grammar/keywords/index.ts';
import type { Keyword, ListKeyword } from '../../grammar/keywords/keyword.ts';
import { memoized } from '../../grammar/memoized.ts';
import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Source } from '../../grammar/source.ts';
import { lineWords, type Node, type Span, type Tree, type Word } from '../../grammar/tree.ts';
import { usedWords } from '../binding/assign-words.ts';
import { listsAddresses } from '../binding/bind.ts';
import { type Bound, isBlock } from '../binding/bound.ts';
import type { BoundView } from '../binding/bound-view.ts';
import { parseCutAddress } from '../binding/ip-address.ts';
import { misfitsOf } from '../binding/misfits.ts';
import { rootAt } from '../binding/root-blocks.ts';
import { brokenDefinitionLines, firstOnLine, isFirstWord, lineOf, problemsOf } from '../binding/text-problems.ts';
import { type Row, type Scope, vocabularyAt } from '../binding/versioned-vocabulary.ts';
import { anonymousBlocks, unclosedBlocks } from './braces.ts';
import { type LooseReference, looseReferences } from './loose-references.ts';
import { ORDER, type Process, readsKeyword, type Stop } from './processes.ts';
import type { Reading } from './reading.ts';
import { treeEvents } from './tree-events.ts';

/** Something that keepalived reports about the words and braces of a line, wherever the mistake is that led to it. */
export interface Report {
  readonly kind: 'unknown-keyword' | 'unexpected-open' | 'missing-open' | 'extra-close' | 'missing-word';
  readonly at: Span;
}

/** How keepalived reads a text whose structure is not what it seems to be. */
export interface MisledReading {
  /** What it reports of the structure, in the order of the text. */
  readonly reports: readonly Report[];
  /** Whether a process passes over the line that begins at an offset, or does not know its first word because it takes it to stand in another block. */
  isMissed(start: number, process: Process): boolean;
}

/** Null where keepalived reads what the tree says. Several rules ask for it. */
export const misledReading = memoized((reading: Reading): MisledReading | null => {
  const text = misleadingText(reading);
  return text && readStructure(text, reading, misplacedInCopy(reading));
});

/** How far processes read a text whose structure is not what it seems to be. */
export interface MisledExtent {
  readonly isMissed: MisledReading['isMissed'];
  /** Where they stop reading at a line that they take for another one than it is: one that lacks a word which is taken for granted. */
  readonly stops: readonly Stop[];
}

/** Null where keepalived reads what the tree says. */
export function misledExtent(view: BoundView): MisledExtent | null {
  const text = misleadingText(view);
  if (text === null) return null;
  const missed = new MissedPlaces();
  const readers = readMisled(text, {
    reports: () => undefined,
    reads: ({ start }, process, isTaken) => missed.note(start, process, isTaken),
  });
  return {
    isMissed: (start, process) => missed.has(start, process),
    stops: readers.flatMap(({ process, exit }) => (exit ? [{ process, at: exit }] : [])),
  };
}

/** What is read, and how; null where keepalived reads what the tree says. */
function misleadingText(view: BoundView): Text | null {
  return textOfBinding(view.bound, view);
}

/** A view and the reading that is made of it have one binding. */
const textOfBinding = memoized((_: BoundView['bound'], view: BoundView): Text | null => {
  const { tree } = view;
  const loose = looseReferences(view.expansion);
  const isLost = lostInCopy(view);
  const misread = misfitsOf(view, ...STRUCTURAL).length > 0 || tree.strayCloses.length > 0 || loose !== null || isLost !== null;
  if (!misread && unclosedBlocks(tree).length === 0 && anonymousBlocks(tree).length === 0) return null;
  return textOf(view, loose, isLost);
});

/** What keepalived reports of the structure of a configuration, in the order of the text; nothing where it reads what the tree says. */
export function misledReports(reading: Reading): readonly Report[] {
  return misledReading(reading)?.reports ?? [];
}

/** The first thing of the structure that any process reports at an offset or behind it. */
export function nextMisledReport(offset: number, reading: Reading): Report | undefined {
  const reports = misledReports(reading);
  return reports[partitionPoint(reports, ({ at }) => at.start < offset)];
}

function textOf(view: BoundView, loose: Text['loose'], isLost: Text['isLost']): Text {
  return {
    tree: view.tree,
    bound: view.bound.children,
    root: vocabularyAt(vocabulary, view.target.version).root,
    secondLists: secondListsOf(view),
    incomplete: new Set(misfitsOf(view, 'missing-keyword').map(({ data }) => data.node)),
    unknown: new Set(misfitsOf(view, 'unknown-keyword', 'too-new', 'removed').map(({ at }) => at.start)),
    loose,
    isLost,
    isHeld: heldByParent(view),
  };
}

function secondListsOf(view: BoundView): ReadonlySet<number> {
  const second = misfitsOf(view, 'duplicate-keyword').filter(({ data }) => isOnlyList(data.keyword));
  return new Set(second.map(({ at }) => at.start));
}

/** What is read, and how. */
interface Text {
  readonly tree: Tree;
  readonly bound: readonly Bound[];
  /** The keywords of the top level. */
  readonly root: Scope;
  /** Where lists begin of which there may be one only, and that are not the first. */
  readonly secondLists: ReadonlySet<number>;
  /** Blocks that keepalived reads, and does without for what they lack. */
  readonly incomplete: ReadonlySet<Node>;
  /** Words that are no keywords of the blocks that they stand in. */
  readonly unknown: ReadonlySet<number>;
  /** Null where the text has no such references. */
  readonly loose: ((word: Word) => LooseReference | null) | null;
  /** Whether all processes but the parent miss what stands there. Null where nothing is lost. */
  readonly isLost: ((at: Span) => boolean) | null;
  /** Whether the parent alone takes what stands there for a part of a definition. */
  readonly isHeld: (at: Span) => boolean;
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

/** The children read a copy of the text, which `\\#` and `\\!` have cut: there they begin a comment. Null where nothing is lost. */
function lostInCopy(view: BoundView): ((at: Span) => boolean) | null {
  const cuts = problemsOf(view, 'escaped-comment');
  if (cuts.length === 0) return null;
  const { expansion } = view;
  const cutOf = firstOnLine(cuts);
  return (span) => {
    const at = expansion.origin(span.start);
    const cut = cutOf(at);
    return cut !== undefined && cut.offset <= at.offset;
  };
}

/**
 * Whether all processes but the parent name another file for what stands there: in the copy a line that begins with `\\#` looks like the mark with
 * which keepalived notes the name of a file.
 */
function misplacedInCopy(reading: Reading): (at: Span) => boolean {
  const firsts = new Map<Source, number>();
  for (const { at, data } of problemsOf(reading, 'escaped-comment')) {
    if (data.character !== '#' || !isFirstWord(at)) continue;
    firsts.set(at.source, Math.min(at.offset, firsts.get(at.source) ?? at.offset));
  }
  if (firsts.size === 0) return () => false;
  return ({ start }) => {
    const { source, offset } = reading.expansion.origin(start);
    return (firsts.get(source) ?? Number.POSITIVE_INFINITY) <= offset;
  };
}

/** Whether a comment stands there, and nothing else on the line. */
function isCommentLine(at: Origin): boolean {
  return /^[ \t]*[#!]/.test(at.source.line(lineOf(at)));
}

/** A comment line ends a multi-line definition in the copy, where it is a blank line, but not for the parent. */
function heldByParent(view: BoundView): (at: Span) => boolean {
  if (problemsOf(view, 'definition-cut-short').length === 0) return () => false;
  const isBroken = brokenDefinitionLines(view, isCommentLine);
  return ({ start }) => isBroken(view.expansion.origin(start));
}

/**
 * Reads a tree as keepalived does after a mistake: the `{` of an unknown block is dropped, its lines are read as lines of the block around it,
 * and its `}` ends that one. The rules say once what is wrong; this tells on which lines keepalived says so.
 *
 * Each process reads everything, and skips the root blocks of the others by counting braces.
 */
function readMisled(text: Text, listener: Listener): readonly MisledReader[] {
  const { tree, bound, loose, isLost, isHeld, incomplete } = text;
  const skipped = new Set<Node>();
  gatherSkipped(bound, incomplete, skipped);
  const parent = new MisledReader('parent', text, skipped, listener);
  const children = CHILDREN.map((process) => new MisledReader(process, text, skipped, listener));
  for (const event of splitEvents(tree, loose)) {
    if (!isHeld(event.at)) parent.read(event);
    if (isLost?.(event.at)) continue;
    for (const child of children) child.read(event);
  }
  return [parent, ...children];
}

/** Who is told of what processes do while they read. */
interface Listener {
  reports(kind: Report['kind'], at: Span, process: Process): void;
  /** A line of the tree: whether the process takes it for one of a block that it knows. */
  reads(at: Span, process: Process, isTaken: boolean): void;
}

function readStructure(text: Text, { isReached }: Reading, isMisplaced: (at: Span) => boolean): MisledReading {
  const reports: Report[] = [];
  const missed = new MissedPlaces();
  /** By kind, where the last one is: what several processes say, or say of several parts of one word, is said once. */
  const last = new Map<Report['kind'], number>();
  readMisled(text, {
    reports(kind, at, process) {
      if (last.get(kind) === at.start || !isReached(at, process) || (process !== 'parent' && isMisplaced(at))) return;
      last.set(kind, at.start);
      reports.push({ kind, at });
    },
    reads: ({ start }, process, isTaken) => missed.note(start, process, isTaken),
  });
  return {
    reports: reports.sort((a, b) => a.at.start - b.at.start || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)),
    isMissed: (start, process) => missed.has(start, process),
  };
}

/** Which lines each process misses. To be filled in the order of the text. */
class MissedPlaces {
  /** By process, where it begins to miss lines, where it takes them again, and so on. */
  readonly #turns = new Map<Process, number[]>(ORDER.map((process) => [process, []]));

  note(start: number, process: Process, isTaken: boolean): void {
    const own = this.#turns.get(process);
    if (own && isTaken !== (own.length % 2 === 0)) own.push(start);
  }

  has(start: number, process: Process): boolean {
    return partitionPoint(this.#turns.get(process) ?? [], (turn) => turn <= start) % 2 === 1;
  }
}

const CHILDREN = ORDER.filter((process) => process !== 'parent');

/** In the order in which they are told of one place. */
const KINDS: readonly Report['kind'][] = ['unknown-keyword', 'missing-word', 'unexpected-open', 'missing-open', 'extra-close'];

/**
 * What is a line of its own for keepalived. `quoted`: in quotes `{` opens a block as well, but is not counted. `node`: where words stand in the
 * tree; null for a part of a line that braces have split. `alone`: nothing stands behind the first word.
 */
type Event =
  | { readonly kind: 'words'; readonly first: string; readonly at: Span; readonly node: Node | null; readonly alone?: true }
  | { readonly kind: 'open'; readonly at: Span; readonly quoted?: true }
  | { readonly kind: 'close'; readonly at: Span };

function* splitEvents(tree: Tree, loose: ((word: Word) => LooseReference | null) | null): Generator<Event> {
  for (const event of treeEvents(tree)) {
    if (event.kind === 'close') {
      yield event;
      continue;
    }
    if (loose) yield* wordsAndReferences(event, loose);
    else if (event.shape && event.shape.key !== null) yield { kind: 'words', first: event.shape.key, at: event.keyword.span, node: event };
    if (event.kind === 'block') {
      yield { kind: 'open', at: event.open };
      continue;
    }
    // Few lines end like that, and only theirs are split.
    const words = event.shape && QUOTED_OPEN.test(event.shape.text) ? event.words : [];
    const last = words.length > 1 ? words.at(-1) : undefined;
    if (last && QUOTED_OPEN.test(last.raw)) yield { kind: 'open', at: last.span, quoted: true };
  }
}

/** At the end of a line or as a word; also where nothing closes the quote. */
const QUOTED_OPEN = /"\{"?$/;

function* wordsAndReferences(node: Node, loose: (word: Word) => LooseReference | null): Generator<Event> {
  const words = lineWords(node).filter(({ terminated }) => terminated);
  let first = words[0];
  for (const [i, word] of words.entries()) {
    const reference = loose(word);
    if (!reference) continue;
    const at = word.span;
    // What stands before the reference keeps the dollar sign; behind it begins a new line.
    if (first) yield { kind: 'words', first: first === word ? '$' : first.text, at: first.span, node: null };
    yield { kind: 'open', at };
    yield { kind: 'words', first: reference.name, at, node: null, alone: true };
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
function gatherSkipped(children: readonly Bound[], incomplete: ReadonlySet<Node>, skipped: Set<Node>): void {
  for (const bound of children) {
    if (!isBlock(bound)) continue;
    if (!bound.valid && bound.children.length === 0 && !incomplete.has(bound.node)) skipped.add(bound.node);
    gatherSkipped(bound.children, incomplete, skipped);
  }
}

/** Lists that do not say that a `{` is no entry of theirs. */
const SILENT_LISTS: ReadonlySet<string> = new Set(['track_interface', 'group', 'notification_email']);

class MisledReader {
  readonly process: Process;
  /** Where it stops reading; null while it reads on. */
  exit: Span | null = null;
  private readonly skippedBlocks: ReadonlySet<Node>;
  private readonly text: Pick<Text, 'tree' | 'root' | 'secondLists' | 'unknown'>;
  private readonly listener: Listener;
  /** Braces that are open, whatever they open. */
  private balance = 0;
  /** The blocks that are open; null for a list. */
  private readonly open: (Scope | null)[];
  /** The last list: lists do not nest. */
  private list: ListKeyword | null = null;
  /** Whether a `{` stands above in the list that is open. */
  private braced = false;
  /** What the line before awaits a `{` for. */
  private awaiting: Row | 'skip' | 'pass' | null = null;
  /** How many braces are open in a block that is passed over. */
  private skipping = 0;
  /** Whether the lines of a second list are passed over, where only one may stand: its `}` ends the block around it. */
  private passing = false;

  constructor(process: Process, text: MisledReader['text'], skippedBlocks: ReadonlySet<Node>, listener: Listener) {
    this.process = process;
    this.text = text;
    this.skippedBlocks = skippedBlocks;
    this.listener = listener;
    this.open = [text.root];
  }

  read(event: Event): void {
    if (this.exit) return;
    this.count(event);
    if (this.passing && event.kind !== 'close') {
      this.hear(event, false);
      return;
    }
    this.passing = false;
    if (this.skipping > 0) {
      if (event.kind === 'open') this.skipping++;
      else if (event.kind === 'close') this.skipping--;
      else this.hear(event, false);
    } else if (event.kind === 'open') this.readOpen(event.at);
    else {
      this.enterWithoutBrace(event);
      if (event.kind === 'close') this.readClose(event.at);
      else this.readWords(event);
    }
  }

  private count(event: Event): void {
    if (event.kind === 'open' && !event.quoted) this.balance++;
    else if (event.kind === 'close' && --this.balance < 0) {
      this.report('extra-close', event.at);
      this.balance = 0;
    }
  }

  private report(kind: Report['kind'], at: Span): void {
    this.listener.reports(kind, at, this.process);
  }

  private hear(event: Event, isTaken: boolean): void {
    if (event.kind === 'words' && event.node !== null) this.listener.reads(event.at, this.process, isTaken);
  }

  private readOpen(at: Span): void {
    if (this.awaiting === 'skip') this.skipping = 1;
    else if (this.awaiting === 'pass') this.passing = true;
    else if (this.awaiting) this.enter(this.awaiting);
    else if (this.scope === null) this.readOpenInList(at);
    else this.report('unexpected-open', at);
    this.awaiting = null;
  }

  /** For a list it is a word like others. */
  private readOpenInList(at: Span): void {
    this.braced = true;
    if (this.list && !SILENT_LISTS.has(this.list.name)) this.report('unexpected-open', at);
  }

  /** A block without its `{` is open all the same. */
  private enterWithoutBrace({ at }: Event): void {
    if (this.awaiting && this.awaiting !== 'skip' && this.awaiting !== 'pass') {
      if (this.awaiting.keyword.kind === 'block') this.report('missing-open', at);
      this.enter(this.awaiting);
    }
    this.awaiting = null;
  }

  private enter({ keyword, body }: Row): void {
    this.open.push(body);
    if (keyword.kind !== 'list') return;
    this.list = keyword;
    this.braced = false;
  }

  private readClose(at: Span): void {
    if (this.open.length > 1) this.open.pop();
    else this.report('unknown-keyword', at);
  }

  private readWords(event: Event & { kind: 'words' }): void {
    const { first, at, node, alone } = event;
    const { scope } = this;
    const row = scope?.row(first);
    this.hear(event, scope === null || row !== undefined || this.text.unknown.has(at.start));
    if (scope === null) {
      // Of other entries rules tell.
      if (this.braced && this.list && listsAddresses(this.list) && parseCutAddress(first) === null) this.report('unknown-keyword', at);
      return;
    }
    if (!row) {
      this.report('unknown-keyword', at);
      return;
    }
    const others = scope.name === null && !readsKeyword(this.process, first);
    if (!others && row.words.missing === 'exits' && (alone || this.isMovedAlone(node, at))) {
      if (row.words.positional.some(({ optional }) => !optional)) this.stopAt(at);
    }
    if (row.keyword.kind === 'value' || row.keyword.kind === 'flag') return;
    if (others || (node !== null && this.skippedBlocks.has(node))) this.awaiting = 'skip';
    else this.awaiting = row.keyword.kind === 'list' && this.text.secondLists.has(at.start) ? 'pass' : row;
  }

  private stopAt(at: Span): void {
    this.report('missing-word', at);
    this.exit = at;
  }

  /** Whether nothing stands behind the first word of a line that is read at top level, and stands in a block. `${interface}` leaves such lines too. */
  private isMovedAlone(node: Node | null, at: Span): boolean {
    return node !== null && this.scope?.name === null && usedWords(node).length === 1 && rootAt(at, this.text.tree) !== node;
  }

  /** The block whose lines are read; null inside a list. */
  private get scope(): Scope | null {
    return this.open.at(-1) ?? null;
  }
}

/** A list of which there may be one only. One with a name of its own (virtual_server_group) is read again all the same. */
function isOnlyList({ kind, args }: Keyword): boolean {
  return kind === 'list' && !args.some((argument) => argument.type === 'name' && argument.defines);
}
