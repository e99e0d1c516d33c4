import type { BoundView } from '../binding/bound-view.ts';
import { refusesInclude } from './include-checks.ts';
import { misledExtent } from './misled-reading.ts';
import { type Exits, findExits, hasNamespace, reachOf, type Stop, stopsAtMisfits } from './processes.ts';
import type { Reading } from './reading.ts';

/** How far keepalived's processes read a view. `inEntries`: where entries of lists make them stop. */
export function readView(view: BoundView, inEntries: readonly Stop[]): { readonly exits: Exits; readonly reading: Reading } {
  const { children } = view.bound;
  const misled = misledExtent(view);
  const written = [...inEntries, ...stopsAtMisfits(children, view.misfits)];
  // A line that its process reads in another block than it stands in, it does not know.
  const stops = misled ? [...written.filter(({ process, at }) => !misled.isMissed(at.start, process)), ...misled.stops] : written;
  const exits = findExits(stops, hasNamespace(children) || refusesInclude(view));
  return { exits, reading: { ...view, exit: exits.first, isReached: reachOf(children, exits) } };
}
