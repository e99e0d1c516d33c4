import type {
  Argument,
  BlockKeyword,
  Extra,
  Invalid,
  Keyword,
  ListKeyword,
  Missing,
  Repeat,
  ValueKeyword,
} from '../../grammar/keywords/keyword.ts';
import type { Block, Node, Span, Statement, Word } from '../../grammar/tree.ts';
import type { Version } from '../../grammar/version.ts';

/** What a word of a statement says, read as its row of the vocabulary has it. */
export interface ArgumentValue {
  readonly argument: Argument;
  /** The value: a number for integers and decimals, a boolean for booleans, else the text. Undefined where keepalived takes none. */
  readonly value: number | boolean | string | undefined;
  /** Whether the word is what the argument wants. If not, the value is what keepalived takes instead. */
  readonly fits: boolean;
}

/** The same with the word. */
export interface BoundArgument extends ArgumentValue {
  readonly word: Word;
}

/** What stands behind a keyword, or in an entry of a list. */
export interface BoundLineWords {
  /** Made anew each time they are asked for. */
  readonly args: readonly BoundArgument[];
  /** What the first of them says. Asked for where the place does not matter, as nothing is made for it. */
  readonly first: ArgumentValue | undefined;
  /** Whether all of them fit. */
  readonly fits: boolean;
}

/** A statement whose keyword the vocabulary knows at this place. */
export interface BoundValue extends BoundLineWords {
  readonly keyword: ValueKeyword;
  readonly node: Node;
  /** Whether keepalived uses it: no required word is missing and no value is refused. */
  readonly valid: boolean;
}

/** A block of keywords. */
export interface BoundBlock extends BoundLineWords {
  readonly keyword: BlockKeyword;
  readonly node: Block;
  /** The word that chose one of the keyword's header forms (`fwmark` of `virtual_server fwmark 3`), null for the plain form. */
  readonly form: Word | null;
  /** Whether keepalived keeps it: its header fits and nothing in it makes keepalived leave the block out. */
  readonly valid: boolean;
  /** What stands inside, in the order of the text; empty where keepalived skips the block because of its header. */
  readonly children: readonly Bound[];
}

/** A list; its entries are the lines of words inside. */
export interface BoundList extends BoundLineWords {
  readonly keyword: ListKeyword;
  readonly node: Block;
  readonly entries: readonly Statement[];
  /** The entries read by the row's `line`; empty for entries that have a grammar of their own. */
  readonly lines: readonly BoundLine[];
}

/** An entry of a list. */
export interface BoundLine extends BoundLineWords {
  readonly node: Statement;
  readonly valid: boolean;
}

export type Bound = BoundValue | BoundBlock | BoundList;

/** A whole text read by the vocabulary. */
export interface BoundRoot {
  /** The lines and blocks at top level, in the order of the text. */
  readonly children: readonly Bound[];
  /** The keywords of all lines and blocks, at any depth. */
  readonly keywords: ReadonlySet<Keyword>;
}

export function isBlock(bound: Bound): bound is BoundBlock {
  return bound.keyword.kind === 'block';
}

export function isList(bound: Bound): bound is BoundList {
  return bound.keyword.kind === 'list';
}

export function isValue(bound: Bound): bound is BoundValue {
  return bound.keyword.kind === 'value' || bound.keyword.kind === 'flag';
}

/** Lines and blocks that keepalived knows, each before those inside it. */
export function* linesOf(children: readonly Bound[]): Generator<Bound> {
  for (const bound of children) {
    yield bound;
    if (isBlock(bound)) yield* linesOf(bound.children);
  }
}

/** What each kind of {@link Misfit} tells beside its place. What keepalived does about it is that of the version in question. */
interface MisfitData {
  /**
   * A first word that the open block does not know. `block`: that block's keyword, null at top level. `near`: what it may be a misspelling of.
   * `split`: the keyword that it is together with words behind it, and all of these words.
   * `elsewhere`: blocks that do know it. `atTop`: whether the top level does, while a block is open. `glued`: the keyword of this block that `=`, `:` or a value is glued to.
   */
  'unknown-keyword': {
    word: string;
    block: string | null;
    near: readonly string[];
    elsewhere: readonly string[];
    atTop: boolean;
    glued: string | null;
    hasBody: boolean;
    node: Node;
    /** Whether it is the header of a block with a word behind the keyword. */
    hasName: boolean;
    split: { readonly keyword: string; readonly words: readonly string[] } | null;
  };
  /** A root keyword inside a block: a `}` is missing above. */
  'root-keyword-inside': { word: string; block: Block };
  'missing-argument': { keyword: Keyword; argument: Argument; missing: Missing };
  /** `extra`: null where keepalived passes over them without a word. */
  'extra-argument': { keyword: Keyword; words: readonly Word[]; extra: Extra | null };
  /** `why`: a predicate of the word (`is not a whole number`). `used`: what keepalived takes instead, undefined for nothing. */
  'invalid-value': {
    keyword: Keyword;
    argument: Argument;
    word: Word;
    why: string;
    used: number | boolean | string | undefined;
    /** Whether that is no value that anybody meant: the digits at the beginning of the word, in another unit. */
    misread: boolean;
    /** Whether it stands where another word must stand before it. */
    misplaced: boolean;
    invalid: Invalid;
  };
  /** `first`: the line that set the same thing before `node`. For a block with a name: the block that has the same one. `both-lost`: keepalived uses none. */
  'duplicate-keyword': { keyword: Keyword; first: Node; node: Node; repeat: Repeat | 'both-lost' };
  /** A keyword that keepalived knows only below one of the keywords `after`. */
  'out-of-order': { keyword: Keyword; after: readonly string[] };
  /** A block without a keyword that it needs; keepalived leaves the block out. */
  'missing-keyword': { keyword: Keyword; block: BlockKeyword; node: Block };
  /** A list without entries, where keepalived says so. */
  'empty-list': { keyword: ListKeyword; node: Block };
  /** A body behind a keyword that takes none, or behind an entry of a list; `keyword` is that of the list then. */
  'not-a-block': { keyword: Keyword; node: Block };
  /** A block keyword without a body, and the words behind it. */
  'missing-block': { keyword: Keyword; extra: boolean; words: readonly Word[] };
  /** Known, but only since a later version. */
  'too-new': { keyword: Keyword; since: Version };
  /** Known to older versions only. `use`: what to write instead. */
  removed: { word: string; until: Version; use: string | null };
  deprecated: { keyword: Keyword; since: Version; use: string | null };
}

export type MisfitKind = keyof MisfitData;

/** Something in the tree that does not fit the vocabulary. */
export type Misfit<K extends MisfitKind = MisfitKind> = {
  readonly [R in K]: { readonly kind: R; readonly at: Span; readonly data: Readonly<MisfitData[R]> };
}[K];
