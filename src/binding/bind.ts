import { formerKeyword } from '../../grammar/keywords/former.ts';
import type { BlockKeyword, Keyword, ListKeyword, ValueKeyword } from '../../grammar/keywords/keyword.ts';
import { MEANT_IN } from '../../grammar/keywords/meant.ts';
import type { Block, Node, Statement, Tree } from '../../grammar/tree.ts';
import { atLeast, type Version } from '../../grammar/version.ts';
import { usedWords, WordReader } from './assign-words.ts';
import type { Bound, BoundArgument, BoundRoot, Misfit } from './bound.ts';
import { parseCutAddress } from './ip-address.ts';
import type { LineReading } from './line-reading.ts';
import { keywordSpan, lineSpan } from './place.ts';
import { ReadBlock, ReadEntry, ReadList, ReadValue } from './read-lines.ts';
import { openedAgain } from './root-blocks.ts';
import { Suggestions, UnknownKeyword } from './unknown-keyword.ts';
import { type Row, type Scope, type VersionedVocabulary, vocabularyAt } from './versioned-vocabulary.ts';

/** A tree read by the vocabulary. */
export interface Binding {
  readonly bound: BoundRoot;
  readonly misfits: readonly Misfit[];
}

/**
 * Reads a tree by the rows of a vocabulary, as keepalived of one version would: which keyword each line is, what its words mean, and
 * misfits about what does not fit. It knows nothing about any keyword beside its row.
 *
 * Where keepalived goes astray after a mistake, this follows it as far as nothing else can have been meant: a line in a block that keepalived does
 * not open counts where the block around knows it. What stands behind the `}` of such a block is still that block's, and a block that a missing `}`
 * has moved into another one is the block of the top level that it was meant to be.
 */
export function bind(tree: Tree, vocabulary: readonly Keyword[], version: Version): Binding {
  return new Binder(vocabularyAt(vocabulary, version)).bind(tree);
}

/** A block that is being read. */
interface Open {
  readonly scope: Scope;
  /** Null at top level. */
  readonly block: Block | null;
  readonly into: Bound[];
  /** The last valid line for everything that may be set once, by {@link Row.storage} and, for blocks with a name, that name. */
  readonly seen: Map<string, Bound>;
  /** The same for blocks inside it that go on where the one before ended, by keyword. */
  continued: Map<Row, Open['seen']> | null;
  /** Whether a root keyword inside it has been told. */
  misplaced: boolean;
  /** Whether a line makes keepalived leave the block out. */
  removed: boolean;
  /** A block or list whose `{` is missing: keepalived reads the lines behind it as its body. */
  unopened: Row | null;
}

class Binder {
  private readonly vocabulary: VersionedVocabulary;
  private readonly misfits: Misfit[] = [];
  private readonly words: WordReader;
  private readonly suggestions: Suggestions;
  private readonly root: Open;
  /** How many blocks that keepalived does not open are being read. */
  private unopened = 0;
  private readonly keywords = new Set<Keyword>();

  constructor(vocabulary: VersionedVocabulary) {
    this.vocabulary = vocabulary;
    this.words = new WordReader(this.misfits, vocabulary.version);
    this.suggestions = new Suggestions(vocabulary);
    this.root = open(vocabulary.root, null, []);
  }

  bind(tree: Tree): Binding {
    this.readBody(tree.body, this.root);
    return { bound: { children: this.root.into, keywords: this.keywords }, misfits: this.misfits };
  }

  private readBody(nodes: readonly Node[], block: Open): void {
    for (const node of nodes) this.readNode(node, block);
  }

  private readNode(node: Node, block: Open): void {
    if (node.kind === 'block' && node.anonymous) {
      this.readBody(node.body, block);
      return;
    }
    const key = keyOf(node);
    if (key === null) return;
    const row = block.scope.row(key);
    if (row) {
      block.unopened = null;
      this.readKnown(row, node, block);
    } else if (!this.readMisplaced(node, key, block)) {
      this.noteUnknown(node, key, block);
      if (node.kind === 'block') this.readUnopened(node, block);
    }
  }

  private readKnown(row: Row, node: Node, block: Open): void {
    const { keyword } = row;
    if (keyword.deprecated && !this.isOlder(keyword.deprecated.since)) {
      const { since, use = null } = keyword.deprecated;
      this.misfits.push({ kind: 'deprecated', at: keywordSpan(node), data: { keyword, since, use } });
    }
    if (keyword.kind !== 'block' && keyword.kind !== 'list') this.readValue(row, keyword, node, block);
    else if (node.kind === 'statement') {
      const [, ...words] = usedWords(node);
      const extra = words.length > keyword.args.length;
      this.misfits.push({ kind: 'missing-block', at: keywordSpan(node), data: { keyword, extra, words } });
      block.unopened = row;
    } else if (keyword.kind === 'block') this.readBlock(row, keyword, node, block);
    else this.readList(row, keyword, node, block);
  }

  private readValue(row: Row, keyword: ValueKeyword, node: Node, block: Open): void {
    const reading = this.words.read(keyword, row.words, node, 1, keywordSpan);
    if (reading.removesBlock) block.removed = true;
    if (reading.losesEarlier) this.loseEarlier(row, node, block);
    const inOrder = this.isInOrder(row, node, block);
    const bound = new ReadValue(keyword, node, reading, reading.valid && inOrder);
    if (bound.valid) bound.valid = this.isKept(row, row.storage, bound, block);
    this.add(bound, block);
    if (node.kind !== 'block') return;
    this.misfits.push({ kind: 'not-a-block', at: node.open, data: { keyword, node } });
    this.readUnopened(node, block);
  }

  /**
   * The body of a block that keepalived does not open: it takes the lines for those of the block around it, where it knows them there, and ends that
   * one with the first `}`. What else stands there is told with the header.
   */
  private readUnopened(node: Block, block: Open): void {
    if (block.block === null) {
      this.searchUnread(node);
      return;
    }
    this.unopened++;
    for (const [i, inner] of node.body.entries()) {
      const key = keyOf(inner);
      if (key !== null && block.scope.has(key)) this.readNode(inner, block);
      else if (inner.kind === 'block' && !this.readOnlyRoot(inner, open(this.vocabulary.root, node, []))) {
        this.readUnopened(inner, block);
        this.searchUnread(node, node.body.slice(i + 1));
        break;
      }
    }
    this.unopened--;
  }

  private readBlock(row: Row, keyword: BlockKeyword, node: Block, block: Open): void {
    const { body, forms } = row;
    if (body === null) return;
    const second = (forms && node.shape?.secondAt(node.start)) ?? null;
    const form = second && forms?.get(second.text);
    const reading = this.words.read(keyword, form ?? row.words, node, form ? 2 : 1, keywordSpan);
    const inOrder = this.isInOrder(row, node, block);
    const bound = new ReadBlock(keyword, node, reading, reading.valid && inOrder, form ? second : null);
    if (bound.valid) bound.valid = this.isKept(row, storageOf(row, reading), bound, block);
    this.add(bound, block);
    if (!bound.valid) {
      this.searchUnread(node);
      return;
    }
    const inner = open(body, node, [], keyword.continues ? seenBefore(row, block) : undefined);
    this.readBody(this.linesOf(node, inner), inner);
    for (const missing of row.required) {
      // Where a word has removed the block already, keepalived looks no further.
      if (inner.removed || inner.into.some((child) => sets(child, missing))) continue;
      this.misfits.push({ kind: 'missing-keyword', at: node.header, data: { keyword: missing, block: keyword, node } });
      inner.removed = true;
    }
    bound.children = inner.into.slice();
    if (inner.removed) bound.valid = false;
  }

  /** The lines of a block. Where its header stands there twice, keepalived drops the second one and reads on: both bodies are lines of the block. */
  private linesOf(node: Block, inner: Open): readonly Node[] {
    const again = openedAgain(node);
    const key = again && keyOf(again);
    if (!again || key === null || inner.scope.has(key)) return node.body;
    if (this.vocabulary.root.has(key)) this.noteMisplaced(again, key, inner, node);
    else this.noteUnknown(again, key, inner);
    return node.body.flatMap((line) => (line === again ? again.body : [line]));
  }

  private readList(row: Row, keyword: ListKeyword, node: Block, block: Open): void {
    const reading = this.words.read(keyword, row.words, node, 1, keywordSpan);
    const inOrder = this.isInOrder(row, node, block);
    const entries: Statement[] = [];
    const bound = new ReadList(keyword, node, reading);
    if (!reading.valid || !inOrder) return;
    // keepalived reads a second list of one name all the same, and reports what is wrong in it; that it does not use it shows only where it looks for the name.
    if (!this.isKept(row, storageOf(row, reading), bound, block) && row.repeat !== 'first') return;
    this.add(bound, block);
    const behind = this.gatherEntries(node, keyword, entries, block);
    if (keyword.empty && entries.length === 0) this.misfits.push({ kind: 'empty-list', at: keywordSpan(node), data: { keyword, node } });
    // A list that grows has room for many more, and most have one entry.
    bound.entries = entries.slice();
    const { line } = row;
    if (line) bound.lines = entries.map((entry) => new ReadEntry(entry, this.words.read(keyword, line, entry, 0, lineSpan)));
    this.readBody(behind, block);
  }

  /**
   * Adds the lines of a list. keepalived opens nothing inside a list: the lines of a block there are entries too, and its `}` ends the list. Returns
   * what stands behind that `}`, which are lines of the block around the list.
   */
  private gatherEntries(node: Block, keyword: ListKeyword, entries: Statement[], block: Open): readonly Node[] {
    for (const [i, inner] of node.body.entries()) {
      const key = keyOf(inner);
      if (inner.kind === 'statement') {
        if (key !== null) entries.push(asUsed(inner));
        continue;
      }
      // One that is meant for the top level has nothing for the list.
      if (key === null || block.scope.has(key) || !this.readMisplaced(inner, key, open(block.scope, node, []))) {
        if (key !== null) this.readHeaderInList(inner, key, keyword, entries, block);
        gatherInner(inner, key === null ? () => true : entryTest(keyword), entries);
      }
      return node.body.slice(i + 1);
    }
    return [];
  }

  /** The line before a `{` inside a list: an entry, or a keyword of another block. */
  private readHeaderInList(inner: Block, key: string, keyword: ListKeyword, entries: Statement[], { scope }: Open): void {
    if (scope.has(key) || this.suggestions.elsewhere(key).length > 0) {
      const data = new UnknownKeyword(key, keyword.name, inner, scope, this.suggestions);
      this.misfits.push({ kind: 'unknown-keyword', at: keywordSpan(inner), data });
    } else {
      const { start, keyword: word, header } = inner;
      entries.push({ kind: 'statement', shape: null, start, keyword: word, words: usedWords(inner), span: header });
      this.misfits.push({ kind: 'not-a-block', at: inner.open, data: { keyword, node: inner } });
    }
    this.searchUnread(inner);
  }

  /**
   * A block or list of the top level inside a block, which is bound at top level. One line of the top level is an unknown keyword there, and so is a
   * definition without its name: it was meant for the list of that block.
   */
  private readMisplaced(node: Node, key: string, block: Open): boolean {
    const row = block.block === null ? undefined : this.vocabulary.root.row(key);
    if (!row || block.block === null || node.kind === 'statement') return false;
    if (row.keyword.kind === 'value' || row.keyword.kind === 'flag') return false;
    if (node.args.length === 0 && MEANT_IN[block.scope.name ?? '']?.has(key)) return false;
    this.noteMisplaced(node, key, block, block.block);
    this.readKnown(row, node, this.root);
    return true;
  }

  private noteMisplaced(node: Node, key: string, open: Open, block: Block): void {
    if (open.misplaced) return;
    open.misplaced = true;
    this.misfits.push({ kind: 'root-keyword-inside', at: keywordSpan(node), data: { word: key, block } });
  }

  /** Looks through a body that is not read for blocks that can only be meant for the top level. */
  private searchUnread(node: Block, lines = node.body): void {
    const around = open(this.vocabulary.root, node, []);
    for (const inner of lines) if (inner.kind === 'block' && !this.readOnlyRoot(inner, around)) this.searchUnread(inner);
  }

  /** Reads a block that no other block can hold, wherever it stands. */
  private readOnlyRoot(inner: Block, around: Open): boolean {
    const key = keyOf(inner);
    return key !== null && this.vocabulary.homesOf(key).length === 0 && this.readMisplaced(inner, key, around);
  }

  private noteUnknown(node: Node, key: string, block: Open): void {
    const at = keywordSpan(node);
    const other = block.scope.ofOtherVersions(key);
    if (other) {
      if (other.since !== undefined && this.isOlder(other.since)) {
        this.misfits.push({ kind: 'too-new', at, data: { keyword: other, since: other.since } });
      } else if (other.until !== undefined) {
        this.misfits.push({ kind: 'removed', at, data: { word: other.name, until: other.until, use: null } });
      }
      return;
    }
    const former = formerKeyword(block.scope.name, key);
    if (former) {
      this.misfits.push({ kind: 'removed', at, data: { word: former.name, until: former.until, use: former.use } });
      return;
    }
    if (isBodyOf(block.unopened, key)) return;
    const data = new UnknownKeyword(key, block.scope.name, node, block.scope, this.suggestions);
    this.misfits.push({ kind: 'unknown-keyword', at, data });
  }

  private isOlder(since: Version): boolean {
    return !atLeast(this.vocabulary.version, since);
  }

  private add(bound: Bound, { into }: Open): void {
    into.push(bound);
    this.keywords.add(bound.keyword);
  }

  private isInOrder(row: Row, node: Node, block: Open): boolean {
    const { after } = row.keyword;
    if (after === undefined || after.some((name) => block.seen.has(block.scope.row(name)?.storage ?? name))) return true;
    this.misfits.push({ kind: 'out-of-order', at: keywordSpan(node), data: { keyword: row.keyword, after } });
    return false;
  }

  /** keepalived has forgotten what an earlier line says by the time at which it finds that it cannot use this one. */
  private loseEarlier({ keyword, storage }: Row, node: Node, block: Open): void {
    const before = block.seen.get(storage);
    if (!(before instanceof ReadValue)) return;
    before.valid = false;
    block.seen.delete(storage);
    const data = { keyword, first: before.node, node, repeat: 'both-lost' } as const;
    this.misfits.push({ kind: 'duplicate-keyword', at: keywordSpan(node), data });
  }

  /** Whether keepalived keeps a line although another one may have set the same thing before. */
  private isKept(row: Row, storage: string, bound: Bound, block: Open): boolean {
    const before = block.seen.get(storage);
    const { keyword } = row;
    const keepsFirst = row.repeat === 'first' || row.repeat === 'first-reported' || row.repeat === 'block-lost';
    if (before === undefined || row.repeat === 'accumulates') {
      block.seen.set(storage, bound);
      return true;
    }
    if (keepsFirst && keyword.replaceable !== undefined && firstValue(before) === keyword.replaceable) {
      block.seen.set(storage, bound);
      return true;
    }
    // In a body that is not where it belongs, everything stands there once more.
    if (this.unopened === 0 && !(keyword.sameAgain === 'silent' && firstValue(before) === firstValue(bound))) {
      const data = { keyword, first: before.node, node: bound.node, repeat: row.repeat };
      this.misfits.push({ kind: 'duplicate-keyword', at: keywordSpan(bound.node), data });
    }
    if (row.repeat === 'block-lost') block.removed = true;
    if (keepsFirst || (row.repeat === 'largest' && Number(firstValue(bound)) <= Number(firstValue(before)))) return false;
    block.seen.set(storage, bound);
    return true;
  }
}

function firstValue(bound: Bound): BoundArgument['value'] {
  return bound.first?.value;
}

function open(scope: Scope, block: Block | null, into: Bound[], seen: Open['seen'] = new Map()): Open {
  return { scope, block, into, seen, continued: null, misplaced: false, removed: false, unopened: null };
}

/** What blocks of a keyword have set so far inside the block around them. */
function seenBefore(row: Row, around: Open): Open['seen'] {
  around.continued ??= new Map();
  const seen: Open['seen'] = around.continued.get(row) ?? new Map();
  around.continued.set(row, seen);
  return seen;
}

/** Whether a line is to set what a keyword sets, under this name or another. One without a word sets nothing. */
function sets(bound: Bound, { name }: Keyword): boolean {
  return (bound.keyword.name === name || bound.keyword.sameAs === name) && (!('valid' in bound) || bound.valid || bound.args.length > 0);
}

/** What a block or list sets: that of its keyword, or of its keyword and name where it has one. */
function storageOf({ storage }: Row, { first }: LineReading): string {
  return first?.argument.type === 'name' && first.argument.defines ? `${storage} ${first.value}` : storage;
}

/** The first word of a line as keepalived takes it; null where it takes none. */
function keyOf({ shape }: Node): string | null {
  return shape?.key ?? null;
}

/** Adds the lines of a block inside a list that are meant for entries. */
function gatherInner(inner: Block, isEntry: (first: string) => boolean, entries: Statement[]): void {
  for (const node of inner.body) {
    const key = keyOf(node);
    if (node.kind === 'block') gatherInner(node, isEntry, entries);
    else if (key !== null && isEntry(key)) entries.push(asUsed(node));
  }
}

/** Whether the entries of a list begin with an IP address. */
export function listsAddresses({ entry }: ListKeyword): boolean {
  return entry === 'address' || entry === 'peer';
}

/** Which lines of a block of another keyword are entries of the list that it stands in: addresses can be told from what was meant for the block. */
function entryTest(keyword: ListKeyword): (first: string) => boolean {
  return listsAddresses(keyword) ? (first) => parseCutAddress(first) !== null : () => false;
}

/** A line without the words that keepalived does not use. */
function asUsed(line: Statement): Statement {
  if (!line.shape?.isCut) return line;
  return { kind: 'statement', shape: null, start: line.start, keyword: line.keyword, words: usedWords(line), span: line.span };
}

/** Whether a line belongs to the block or list above it that has no `{`. */
function isBodyOf(unopened: Row | null, key: string): boolean {
  if (unopened === null) return false;
  return unopened.body === null || unopened.body.has(key);
}
