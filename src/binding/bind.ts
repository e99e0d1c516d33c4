import { closest } from '../../grammar/closest.ts';
import { formerKeyword } from '../../grammar/keywords/former.ts';
import type { Keyword } from '../../grammar/keywords/keyword.ts';
import { MEANT, MEANT_AT_TOP } from '../../grammar/keywords/meant.ts';
import { type Block, lineWords, type Node, type Statement, type Tree, type Word } from '../../grammar/tree.ts';
import { atLeast, type Version } from '../../grammar/version.ts';
import { WordReader } from './assign-words.ts';
import type { Bound, BoundArgument, BoundBlock, BoundLine, BoundList, BoundValue, Misfit } from './bound.ts';
import { type Row, type Scope, type VersionedVocabulary, vocabularyAt } from './versioned-vocabulary.ts';

/** A tree read by the vocabulary. */
export interface Binding {
  /** The lines and blocks at top level, in the order of the text. */
  readonly children: readonly Bound[];
  readonly misfits: readonly Misfit[];
}

/**
 * Reads a tree by the rows of a vocabulary, as keepalived of one version would: which keyword each line is, what its words mean, and
 * misfits about what does not fit. It knows nothing about any keyword beside its row.
 *
 * Where keepalived goes astray after a mistake, this does not: the body of an unknown block is not read as part of the block around it,
 * and a block that a missing `}` has moved into another one is taken as the top-level block that it was meant to be.
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

  constructor(vocabulary: VersionedVocabulary) {
    this.vocabulary = vocabulary;
    this.words = new WordReader(this.misfits, vocabulary.version);
    this.suggestions = new Suggestions(vocabulary);
    this.root = open(vocabulary.root, null, []);
  }

  bind(tree: Tree): Binding {
    this.readBody(tree.body, this.root);
    return { children: this.root.into, misfits: this.misfits };
  }

  private readBody(nodes: readonly Node[], block: Open): void {
    for (const node of nodes) this.readNode(node, block);
  }

  private readNode(node: Node, block: Open): void {
    if (node.kind === 'block' && node.anonymous) {
      this.readBody(node.body, block);
      return;
    }
    const line = lineWords(node);
    const words = usedWords(line);
    this.words.isCut = words !== line;
    const first = words[0];
    if (first === undefined) return;
    const row = block.scope.row(first.text);
    if (row) {
      block.unopened = null;
      this.readKnown(row, node, words, first, block);
    } else if (!this.readMisplaced(node, words, first, block)) {
      this.noteUnknown(node, first, block);
      if (node.kind === 'block') this.searchUnread(node);
    }
  }

  private readKnown(row: Row, node: Node, words: readonly Word[], first: Word, block: Open): void {
    const { keyword } = row;
    if (keyword.deprecated && !this.isOlder(keyword.deprecated.since)) {
      const { since, use = null } = keyword.deprecated;
      this.misfits.push({ kind: 'deprecated', at: first.span, data: { keyword, since, use } });
    }
    if (keyword.kind === 'value' || keyword.kind === 'flag') this.readValue(row, node, words, first, block);
    else if (node.kind === 'statement') {
      this.misfits.push({ kind: 'missing-block', at: first.span, data: { keyword, extra: words.length > keyword.args.length + 1 } });
      block.unopened = row;
    } else if (keyword.kind === 'block') this.readBlock(row, node, words, first, block);
    else this.readList(row, node, words, first, block);
  }

  private readValue(row: Row, node: Node, words: readonly Word[], first: Word, block: Open): void {
    const { keyword } = row;
    if (keyword.kind !== 'value' && keyword.kind !== 'flag') return;
    const args = this.words.read(keyword, row.words, words, 1, first);
    if (this.words.removesBlock) block.removed = true;
    const inOrder = this.isInOrder(row, first, block);
    const bound: Writable<BoundValue> = { keyword, node, args, valid: this.words.valid && inOrder };
    if (bound.valid) bound.valid = this.isKept(row, row.storage, bound, first, block);
    block.into.push(bound);
    if (node.kind !== 'block') return;
    this.misfits.push({ kind: 'not-a-block', at: node.open, data: { keyword } });
    this.searchUnread(node);
  }

  private readBlock(row: Row, node: Block, words: readonly Word[], first: Word, block: Open): void {
    const { keyword, body } = row;
    if (keyword.kind !== 'block' || body === null) return;
    const form = words[1] === undefined ? undefined : row.forms?.get(words[1].text);
    const args = this.words.read(keyword, form ?? row.words, words, form ? 2 : 1, first);
    const storage = storageOf(row, args);
    const inOrder = this.isInOrder(row, first, block);
    const bound: Writable<BoundBlock> = {
      keyword,
      node,
      form: (form && words[1]) ?? null,
      args,
      valid: this.words.valid && inOrder,
      children: [],
    };
    if (bound.valid) bound.valid = this.isKept(row, storage, bound, first, block);
    block.into.push(bound);
    if (!bound.valid) {
      this.searchUnread(node);
      return;
    }
    const inner = open(body, node, []);
    this.readBody(node.body, inner);
    for (const missing of row.required) {
      // Where a word has removed the block already, keepalived looks no further.
      if (inner.removed || inner.into.some((child) => sets(child, missing))) continue;
      this.misfits.push({ kind: 'missing-keyword', at: node.header, data: { keyword: missing, block: keyword, node } });
      inner.removed = true;
    }
    bound.children = inner.into.slice();
    if (inner.removed) bound.valid = false;
  }

  private readList(row: Row, node: Block, words: readonly Word[], first: Word, block: Open): void {
    const { keyword } = row;
    if (keyword.kind !== 'list') return;
    const args = this.words.read(keyword, row.words, words, 1, first);
    const inOrder = this.isInOrder(row, first, block);
    const entries: Statement[] = [];
    const lines: BoundLine[] = [];
    const bound: BoundList = { keyword, node, args, entries, lines };
    if (!this.words.valid || !inOrder || !this.isKept(row, storageOf(row, args), bound, first, block)) return;
    block.into.push(bound);
    this.gatherEntries(node, entries, block);
    if (keyword.empty && entries.length === 0) this.misfits.push({ kind: 'empty-list', at: first.span, data: { keyword, node } });
    if (row.line) {
      for (const entry of entries) {
        const read = this.words.read(keyword, row.line, entry.words, 0, entry.span);
        lines.push({ node: entry, args: read, valid: this.words.valid });
      }
    }
  }

  /** The lines of a list. A block inside is a line too, unless it is one that a missing `}` has moved there. */
  private gatherEntries(node: Block, entries: Statement[], block: Open): void {
    for (const inner of node.body) {
      const words = usedWords(lineWords(inner));
      const first = words[0];
      if (first === undefined) {
        if (inner.kind === 'block') this.gatherEntries(inner, entries, block);
      } else if (inner.kind === 'statement') {
        entries.push(words === inner.words ? inner : { ...inner, words });
      } else if (block.scope.has(first.text)) {
        this.readKnownInList(inner, first, node, block);
      } else if (!this.readMisplaced(inner, words, first, open(block.scope, node, []))) {
        entries.push({ kind: 'statement', words, span: inner.header });
      }
    }
  }

  /** A block of the enclosing block, inside a list that is not closed. */
  private readKnownInList(inner: Block, first: Word, list: Block, block: Open): void {
    const data = new UnknownKeyword(first.text, list.keyword.text, inner, block.scope, this.suggestions);
    this.misfits.push({ kind: 'unknown-keyword', at: first.span, data });
    this.searchUnread(inner);
  }

  /** A block or list of the top level inside a block, which is bound at top level. One line of the top level is an unknown keyword there. */
  private readMisplaced(node: Node, words: readonly Word[], first: Word, block: Open): boolean {
    const row = block.block === null ? undefined : this.vocabulary.root.row(first.text);
    if (!row || block.block === null) return false;
    if (row.keyword.kind === 'value' || row.keyword.kind === 'flag') return false;
    if (!block.misplaced) {
      block.misplaced = true;
      this.misfits.push({ kind: 'root-keyword-inside', at: first.span, data: { word: first.text, block: block.block } });
    }
    this.readKnown(row, node, words, first, this.root);
    return true;
  }

  /** Looks through a body that is not read for blocks that can only be meant for the top level. */
  private searchUnread(node: Block): void {
    const around = open(this.vocabulary.root, node, []);
    for (const inner of node.body) {
      if (inner.kind !== 'block') continue;
      const words = usedWords(lineWords(inner));
      const first = words[0];
      const onlyRoot = first !== undefined && this.vocabulary.homesOf(first.text).length === 0;
      if (!onlyRoot || !this.readMisplaced(inner, words, first, around)) this.searchUnread(inner);
    }
  }

  private noteUnknown(node: Node, first: Word, block: Open): void {
    const other = block.scope.ofOtherVersions(first.text);
    if (other) {
      if (other.since !== undefined && this.isOlder(other.since)) {
        this.misfits.push({ kind: 'too-new', at: first.span, data: { keyword: other, since: other.since } });
      } else if (other.until !== undefined) {
        this.misfits.push({ kind: 'removed', at: first.span, data: { word: other.name, until: other.until, use: null } });
      }
      return;
    }
    const former = formerKeyword(block.scope.name, first.text);
    if (former) {
      this.misfits.push({ kind: 'removed', at: first.span, data: { word: former.name, until: former.until, use: former.use } });
      return;
    }
    if (isBodyOf(block.unopened, first)) return;
    const data = new UnknownKeyword(first.text, block.scope.name, node, block.scope, this.suggestions);
    this.misfits.push({ kind: 'unknown-keyword', at: first.span, data });
  }

  private isOlder(since: Version): boolean {
    return !atLeast(this.vocabulary.version, since);
  }

  private isInOrder(row: Row, first: Word, block: Open): boolean {
    const { after } = row.keyword;
    if (after === undefined || after.some((name) => block.seen.has(block.scope.row(name)?.storage ?? name))) return true;
    this.misfits.push({ kind: 'out-of-order', at: first.span, data: { keyword: row.keyword, after } });
    return false;
  }

  /** Whether keepalived keeps a line although another one may have set the same thing before. */
  private isKept(row: Row, storage: string, bound: Bound, first: Word, block: Open): boolean {
    const before = block.seen.get(storage);
    const { keyword } = row;
    const keepsFirst = row.repeat === 'first' || row.repeat === 'first-reported';
    if (before === undefined || row.repeat === 'accumulates') {
      block.seen.set(storage, bound);
      return true;
    }
    if (keepsFirst && keyword.replaceable !== undefined && firstValue(before) === keyword.replaceable) {
      block.seen.set(storage, bound);
      return true;
    }
    if (!(keyword.sameAgain === 'silent' && firstValue(before) === firstValue(bound))) {
      this.misfits.push({ kind: 'duplicate-keyword', at: first.span, data: { keyword, first: before.node, repeat: row.repeat } });
    }
    if (!keepsFirst) block.seen.set(storage, bound);
    return !keepsFirst;
  }
}

function firstValue(bound: Bound): BoundArgument['value'] {
  return bound.args[0]?.value;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function open(scope: Scope, block: Block | null, into: Bound[]): Open {
  return { scope, block, into, seen: new Map(), misplaced: false, removed: false, unopened: null };
}

/** Whether a line is to set what a keyword sets, under this name or another. One without a word sets nothing. */
function sets(bound: Bound, { name }: Keyword): boolean {
  return (bound.keyword.name === name || bound.keyword.sameAs === name) && (!('valid' in bound) || bound.valid || bound.args.length > 0);
}

/** What a block or list sets: that of its keyword, or of its keyword and name where it has one. */
function storageOf({ storage }: Row, [first]: readonly BoundArgument[]): string {
  return first?.argument.type === 'name' && first.argument.defines ? `${storage} ${first.value}` : storage;
}

/** The words of a line as far as keepalived uses them: not those from a quote on that nothing closes. */
function usedWords(words: readonly Word[]): readonly Word[] {
  return words.at(-1)?.terminated === false ? words.slice(0, -1) : words;
}

/** Whether a line belongs to the block or list above it that has no `{`. */
function isBodyOf(unopened: Row | null, first: Word): boolean {
  if (unopened === null) return false;
  return unopened.body === null || unopened.body.has(first.text);
}

/** What is told of an unknown keyword. What it may have been meant to be is only looked for when somebody asks. */
class UnknownKeyword {
  readonly word: string;
  readonly block: string | null;
  readonly hasBody: boolean;
  readonly hasName: boolean;
  readonly split: string | null;
  private readonly scope: Scope;
  private readonly suggestions: Suggestions;

  constructor(word: string, block: string | null, node: Node, scope: Scope, suggestions: Suggestions) {
    this.word = word;
    this.block = block;
    this.hasBody = node.kind === 'block';
    this.hasName = node.kind === 'block' && node.args.length > 0;
    const second = (node.kind === 'block' ? node.args[0] : node.words[1])?.text ?? '';
    this.split = second.startsWith('_') && scope.has(word + second) ? word + second : null;
    this.scope = scope;
    this.suggestions = suggestions;
  }

  get near(): readonly string[] {
    if (this.split !== null) return [this.split];
    const [word = ''] = this.word.split(GLUE, 1);
    const atTop = this.block === null && this.hasName ? MEANT_AT_TOP.get(word) : undefined;
    return atTop === undefined ? this.suggestions.near(word === '' ? this.word : word, this.scope) : [atTop];
  }

  get elsewhere(): readonly string[] {
    return this.suggestions.elsewhere(this.word);
  }

  get atTop(): boolean {
    return this.block !== null && this.suggestions.atTop(this.word);
  }

  get glued(): string | null {
    const [keyword = ''] = this.word.split(GLUE, 1);
    return keyword !== this.word && this.scope.has(keyword) ? keyword : null;
  }
}

/** What other languages write between a keyword and its value. */
const GLUE = /[=:]/;
/** Longer words are no misspelt keywords. */
const LONGEST_GUESSED = 40;
/** A text that is no configuration has any number of unknown words; looking for the first ones tells enough. */
const MOST_GUESSES = 1000;

class Suggestions {
  private readonly vocabulary: VersionedVocabulary;
  private readonly known = new Map<Scope, Map<string, readonly string[]>>();
  private guesses = 0;

  constructor(vocabulary: VersionedVocabulary) {
    this.vocabulary = vocabulary;
  }

  near(word: string, scope: Scope): readonly string[] {
    const inScope = this.known.get(scope) ?? new Map<string, readonly string[]>();
    this.known.set(scope, inScope);
    const found = inScope.get(word);
    if (found) return found;
    if (word.length > LONGEST_GUESSED || this.guesses >= MOST_GUESSES) return [];
    this.guesses++;
    const meant = MEANT.get(word.toLowerCase());
    const near = meant !== undefined && scope.has(meant) ? [meant] : closest(word, [...scope.names(), 'include']);
    inScope.set(word, near);
    return near;
  }

  elsewhere(word: string): readonly string[] {
    return this.vocabulary.homesOf(word);
  }

  atTop(word: string): boolean {
    return this.vocabulary.root.has(word);
  }
}
