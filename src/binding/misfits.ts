import type { Origin } from '../../grammar/expand/expansion.ts';
import type { ProblemKind } from '../../grammar/expand/problem.ts';
import type { Source } from '../../grammar/source.ts';
import type { Span } from '../../grammar/tree.ts';
import type { Misfit, MisfitKind } from './bound.ts';
import type { BoundView } from './bound-view.ts';
import { ofKinds } from './of-kinds.ts';
import { SeenInFiles } from './seen-in-files.ts';
import { brokenDefinitionLines, lineOf, problemsOf } from './text-problems.ts';

/** The misfits of some kinds, in the order in which they were found. */
export function misfitsOf<K extends MisfitKind>({ misfits }: BoundView, ...kinds: readonly K[]): readonly Misfit<K>[] {
  return ofKinds(misfits, kinds) as readonly Misfit<K>[];
}

/**
 * The misfits of some kinds, one for each place of the files: what a repetition or a definition makes a thousand times is one mistake.
 */
export function distinctMisfitsOf<K extends MisfitKind>(view: BoundView, ...kinds: readonly K[]): readonly Misfit<K>[] {
  return distinctPlaces(view, misfitsOf(view, ...kinds));
}

/** Those of some misfits that are the first ones at their places of the files. */
export function distinctPlaces<M extends { readonly at: Span }>({ expansion }: BoundView, misfits: readonly M[]): readonly M[] {
  if (misfits.length < 2) return misfits;
  const seen = new SeenInFiles();
  return misfits.filter(({ at }) => {
    const { source, offset } = expansion.origin(at.start);
    return seen.isNew(source, offset);
  });
}

/** Problems of the text that make a word what it is: what is wrong with the word follows from them. */
const CAUSES: readonly ProblemKind[] = [
  'undefined-definition',
  'definition-loop',
  'definition-grows',
  'definition-not-last',
  'definition-space-before-equals',
  'condition-twice',
  'condition-from-definition',
  'condition-without-effect',
  'include-malformed',
  'trailing-backslash',
  'comment-ends-in-backslash',
  'nul-byte',
  'byte-order-mark',
  'invalid-repetition',
  'repetition-not-first',
];

/** Tells places that another finding, about the text itself, explains. */
export function explainedByText(view: BoundView): (place: Span) => boolean {
  const causes = new Map<Source, Map<number, Origin[]>>();
  for (const { kind, at } of problemsOf(view, 'line-too-long', ...CAUSES)) {
    const lines = causes.get(at.source) ?? new Map<number, Origin[]>();
    causes.set(at.source, lines);
    const line = lineOf(at);
    // Of a line that is too long, what is left of it follows.
    const cause = kind === 'line-too-long' ? { ...at, offset: at.end, end: Number.POSITIVE_INFINITY } : at;
    lines.set(line, [...(lines.get(line) ?? []), cause]);
  }
  if (causes.size === 0 && problemsOf(view, 'definition-cut-short').length === 0) return () => false;
  const isBroken = brokenDefinitionLines(view);
  return (place) => {
    const at = view.expansion.place(place);
    const onLine = causes.get(at.source)?.get(lineOf(at)) ?? [];
    return onLine.some((cause) => cause.offset < at.end && at.offset < cause.end) || isBroken(at);
  };
}
