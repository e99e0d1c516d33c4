import { placesOf } from '../../grammar/keywords/index.ts';
import { rootAt } from '../binding/root-blocks.ts';
import { lineOf } from '../binding/text-problems.ts';
import { misledReports } from './misled-reading.ts';
import type { Reading } from './reading.ts';

/** A line that keepalived drops because it reads it in another block than it stands in. */
export interface LostLine {
  readonly keyword: string;
  readonly line: number;
}

/**
 * The lines below a place, up to the end of the block of the top level around it, that keepalived no longer understands. Keywords of the
 * vocabulary only: what else stands there may be anything.
 */
export function lostLines(at: { readonly start: number }, reading: Reading): readonly LostLine[] {
  const root = rootAt({ start: at.start, end: at.start }, reading.tree);
  if (!root) return [];
  return misledReports(reading).flatMap(({ kind, at: place }) => {
    if (kind !== 'unknown-keyword' || place.start <= at.start || place.start >= root.span.end) return [];
    const keyword = reading.expansion.text.slice(place.start, place.end);
    return placesOf(keyword).length === 0 ? [] : [{ keyword, line: lineOf(reading.expansion.origin(place.start)) }];
  });
}
