import type { BoundView } from '../binding/bound-view.ts';
import { refusesInclude } from './include-checks.ts';
import { exitsAtReferences, missedOf } from './misled-reading.ts';
import { type Exits, findExits, hasNamespace, reachOf, type Stop, stopsAtMisfits } from './processes.ts';
import type { Reading } from './reading.ts';

/** How far keepalived's processes read a view. `inEntries`: where entries of lists make them stop. */
export function readView(view: BoundView, inEntries: readonly Stop[]): { readonly exits: Exits; readonly reading: Reading } {
  const { children } = view.bound;
  const stops = [...taken([...inEntries, ...stopsAtMisfits(children, view.misfits)], view), ...exitsAtReferences(view)];
  const exits = findExits(stops, hasNamespace(children) || refusesInclude(view));
  return { exits, reading: { ...view, exit: exits.first, isReached: reachOf(children, exits) } };
}

/** Stops in lines that their process takes for such: one that it reads in another block than they stand in, it does not know. */
function taken(stops: readonly Stop[], view: BoundView): readonly Stop[] {
  const isMissed = stops.length > 0 ? missedOf(view) : null;
  return isMissed ? stops.filter(({ process, at }) => !isMissed(at.start, process)) : stops;
}
