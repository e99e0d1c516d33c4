import type { Span } from '../../grammar/tree.ts';
import type { BoundView } from '../binding/bound-view.ts';
import { refusesInclude } from './include-checks.ts';
import { exitsAtReferences } from './misled-reading.ts';
import { type Exits, findExits, hasNamespace, type Process, reachOf } from './processes.ts';
import type { Reading } from './reading.ts';

/** How far keepalived's processes read a view. `inEntries`: where entries of lists make each of them stop. */
export function readView(view: BoundView, inEntries: ReadonlyMap<Process, Span>): { readonly exits: Exits; readonly reading: Reading } {
  const { bound, misfits } = view;
  const onlyParent = hasNamespace(bound.children) || refusesInclude(view);
  const exits = findExits(bound.children, misfits, [inEntries, exitsAtReferences(view)], onlyParent);
  return { exits, reading: { ...view, exit: exits.first, isReached: reachOf(bound.children, exits) } };
}
