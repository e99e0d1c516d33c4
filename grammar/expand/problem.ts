import type { Span } from '../tree.ts';
import type { Origin } from './expansion.ts';
import type { Unreadable } from './files.ts';

/** What each kind of {@link Problem} tells beside its place. */
interface ProblemData {
  /** A `$NAME` or `${NAME}` that nothing defines. `near`: defined names that look alike, the likeliest first. */
  'undefined-definition': { name: string; braces: boolean; quoted: boolean; near: readonly string[] };
  /** A `$NAME=` whose use leads back to itself. */
  'definition-loop': { name: string; chain: readonly string[] };
  /** `$A=x $A`: the value grows until the line is full. */
  'definition-grows': { name: string };
  /** A multi-line definition that a blank, a comment or (since 2.2.0) an include line ends before its last line. */
  'definition-cut-short': { name: string; by: 'blank' | 'comment' | 'include' };
  /** A multi-line definition used where more follows on the line, so that it is not replaced. */
  'definition-not-last': { name: string };
  /** `$NAME =value`: a blank before `=`, so that nothing is defined. */
  'definition-space-before-equals': { name: string };
  /**
   * `@ID` whose value decides, on a line that opens a block: in the other views the `{` is hidden and the body is not. `rest`: the other lines, in the
   * file. `hidesEnd`: the `}` is hidden as well.
   */
  'condition-hides-brace': { id: string; rest: Span; hidesEnd: boolean };
  /** `@ID $NAME=… \`: where the condition is false, only the first line is dropped. `rest`: the other lines, in the file. */
  'condition-on-multi-line-definition': { id: string; name: string; rest: Span };
  /** `@a @b words`: the second one is an unknown keyword. */
  'condition-twice': { first: string; second: string };
  /** `{ @ID words }`: where the condition is false, the closing brace goes too. */
  'condition-swallows-brace': { id: string };
  /** A condition that comes out of a definition. */
  'condition-from-definition': { id: string };
  /** `@ID` with nothing behind it, or `@ words`. */
  'condition-without-effect': { id: string };
  /** An include that is not the first word of its physical line: the children read the file twice. `from`: what put it elsewhere. */
  'include-read-twice': { pattern: string; from: 'condition' | 'brace' | 'definition' | 'repetition' };
  /** Nothing matches the pattern, or (`alternative`) one alternative in braces. `form`: include, includer, includem … */
  'include-missing': { form: string; pattern: string; wildcard: boolean; alternative: string | null };
  /** A match that keepalived does not read. */
  'include-unreadable': { form: string; path: string; reason: Exclude<Unreadable, 'missing' | 'outside'> };
  /** A file that includes itself, directly or through others. */
  'include-loop': { path: string; chain: readonly string[] };
  /** Quotes or blanks that become part of the name. */
  'include-quoted': { pattern: string };
  /** A file outside the allowed roots: not opened. */
  'include-outside': { path: string };
  /** `includer` and the like before 2.2.0, or `include` without a pattern. */
  'include-malformed': { form: string };
  'unterminated-quote': Record<never, never>;
  /** `\#` or `\!`: kept in global_defs only. */
  'escaped-comment': { character: '#' | '!' };
  /** A line that ends in a backslash, which joins no lines. */
  'trailing-backslash': Record<never, never>;
  /** A comment that ends in a backslash, which keepalived before 2.4.0 takes for a word. */
  'comment-ends-in-backslash': Record<never, never>;
  /** More bytes than keepalived's line buffer holds. */
  'line-too-long': { bytes: number; limit: number };
  /** Reported once a file; `count`: lines that have one. */
  'nul-byte': { count: number };
  'byte-order-mark': Record<never, never>;
  /** `~SEQ` or `~LST` that keepalived does not accept. `why`: one clause. */
  'invalid-repetition': { text: string; why: string };
  /** `~NAME` that is no repetition, or a repetition that does not stand first on its line. */
  'repetition-not-first': { text: string };
  /** `${_RANDOM}` that more follows on the line, before 2.4.0: keepalived puts the rest of the line together wrongly. */
  'random-not-last': Record<never, never>;
  /** `${_ENV NAME}`: kvlint does not read the environment. */
  'environment-reference': { name: string };
  /** A bound of kvlint that the input exceeds; what is beyond was not read. */
  limit: { what: LimitName; limit: number };
}

export type LimitName =
  | 'expanded-size'
  | 'include-depth'
  | 'include-count'
  | 'include-alternatives'
  | 'definition-depth'
  | 'nesting-depth'
  | 'line-length'
  | 'replacements'
  | 'config-ids';

export type ProblemKind = keyof ProblemData;

/** Something about the text itself, found while it is expanded. The rules in rules/syntax say what it means. */
export type Problem<K extends ProblemKind = ProblemKind> = {
  readonly [P in K]: { readonly kind: P; readonly at: Origin; readonly data: Readonly<ProblemData[P]>; readonly related?: Origin };
}[K];
