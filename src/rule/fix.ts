import type { Node, Span } from '../../grammar/tree.ts';
import type { Spot } from './rule.ts';

/**
 * How sure it is that a fix does what its reader wants.
 * `safe`: it changes what the finding is about and nothing else, and there is one way to mend it.
 * `unsafe`: it is one of several ways, or it changes what keepalived does; somebody must look at it.
 */
export type Safety = 'safe' | 'unsafe';

/** One change of the text that a rule proposes, in terms of what the rule has looked at. Comments and the layout around it stay. */
export type Change =
  /** Other text in the place of some words, which must stand on one line. */
  | { readonly kind: 'replace'; readonly at: Spot; readonly text: string }
  /** A line, a block or some words go. A line on which nothing is left goes too; a comment on it stays. */
  | { readonly kind: 'remove'; readonly at: Spot }
  /** The line around a word goes, unless it opens a block; else as `remove`. */
  | { readonly kind: 'remove-line'; readonly around: Span }
  /** New lines above or below those of a place, indented as the first of them. */
  | { readonly kind: 'add'; readonly where: 'above' | 'below'; readonly at: Spot; readonly lines: readonly string[] }
  /** New lines as the first ones of a block, or behind its last one. */
  | { readonly kind: 'fill'; readonly open: Span; readonly last: Span | null; readonly lines: readonly string[] };

/** What mends a message. All changes are made, or none. */
export interface Fix {
  /** `demanded`: safe where the finding is a warning or an error, because somebody demands that it goes; unsafe where it is only a note. */
  readonly safety: Safety | 'demanded';
  readonly changes: readonly Change[];
  /** A block that nobody has read so far and that is read then. What is found in it stood there before: it does not speak against the fix. */
  readonly uncovers?: Spot;
}

/** A fix that changes what the finding is about, and nothing else. */
export function safe(...changes: readonly Change[]): Fix {
  return { safety: 'safe', changes };
}

/** A fix that changes what keepalived does, and is right where the profile that was chosen demands just that. */
export function demanded(...changes: readonly Change[]): Fix {
  return { safety: 'demanded', changes };
}

/** The same fix, where a block is read at last because of it. */
export function uncovering(fix: Fix, block: Spot): Fix {
  return { ...fix, uncovers: block };
}

/** A fix that somebody must look at. */
export function unsafe(...changes: readonly Change[]): Fix {
  return { safety: 'unsafe', changes };
}

export function replace(at: Spot, text: string): Change {
  return { kind: 'replace', at, text };
}

export function remove(at: Spot): Change {
  return { kind: 'remove', at };
}

export function removeLine(around: Span | { readonly span: Span }): Change {
  return { kind: 'remove-line', around: 'span' in around ? around.span : around };
}

export function addAbove(at: Spot, ...lines: readonly string[]): Change {
  return { kind: 'add', where: 'above', at, lines };
}

export function addBelow(at: Spot, ...lines: readonly string[]): Change {
  return { kind: 'add', where: 'below', at, lines };
}

/** New last lines of a block; null for a node without a body. */
export function addInside(node: Node | null | undefined, ...lines: readonly string[]): Change | null {
  if (node?.kind !== 'block' || !node.closed) return null;
  return { kind: 'fill', open: node.open, last: node.body.at(-1)?.span ?? null, lines };
}

/** New first lines of a block; null for a node without a body. */
export function addFirst(node: Node | null | undefined, ...lines: readonly string[]): Change | null {
  if (node?.kind !== 'block' || !node.closed) return null;
  return { kind: 'fill', open: node.open, last: null, lines };
}
