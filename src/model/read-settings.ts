import { memoized } from '../../grammar/memoized.ts';
import type { Node, Span } from '../../grammar/tree.ts';
import type { ArgumentValue, Bound, BoundArgument, BoundBlock, BoundList, BoundValue } from '../binding/bound.ts';
import { isBlock, isList, isValue } from '../binding/bound.ts';
import { corrected, given, type Setting } from './setting.ts';

/** Ways to get at the words of bound lines. */

export function argumentOf(bound: { readonly args: readonly BoundArgument[] }, name: string): BoundArgument | undefined {
  return bound.args.find(({ argument }) => argument.name === name);
}

export function numberOf(argument: ArgumentValue | undefined): number | null {
  return typeof argument?.value === 'number' ? argument.value : null;
}

export function textOf(argument: ArgumentValue | undefined): string | null {
  return typeof argument?.value === 'string' ? argument.value : null;
}

/** A keyword that is on unless a boolean behind it says otherwise. */
export function booleanSetting(bound: BoundValue): Setting<boolean> {
  return given(bound.first?.value !== false, bound.node);
}

/** The number behind a keyword; `before` where keepalived takes none. */
export function numberSetting<T extends Setting<number | null> | null>(bound: BoundValue, before: T): T | Setting<number> {
  return numberGiven(bound.first, bound.node) ?? before;
}

/** The number that a word of a line gives; null where keepalived takes none. */
export function numberGiven(argument: ArgumentValue | undefined, node: Node): Setting<number> | null {
  const number = numberOf(argument);
  if (number === null) return null;
  return argument?.fits ? given(number, node) : corrected(given(number, node), number);
}

/** The place of the first word behind a keyword, of the keyword where there is none. */
export function valueSpan(bound: BoundValue): Span {
  return bound.args[0]?.word.span ?? bound.node.span;
}

/** The bound lines that keepalived uses. */
export function* usedValues(children: readonly Bound[]): Generator<BoundValue> {
  for (const child of children) if (isUsed(child)) yield child;
}

export function isUsed(bound: Bound): bound is BoundValue {
  return isValue(bound) && bound.valid;
}

/** The lines of all global_defs that keepalived uses. Many rules ask for them. */
export const globalLines = memoized((children: readonly Bound[]): readonly BoundValue[] =>
  [...usedBlocks(children, 'global_defs')].flatMap((block) => [...usedValues(block.children)]),
);

/** The blocks of a keyword that keepalived does not skip. */
export function* usedBlocks(children: readonly Bound[], name: string): Generator<BoundBlock> {
  for (const child of children) if (isBlock(child) && child.valid && child.keyword.name === name) yield child;
}

export function* listsNamed(children: readonly Bound[], name: string): Generator<BoundList> {
  for (const child of children) if (isList(child) && child.keyword.name === name) yield child;
}
