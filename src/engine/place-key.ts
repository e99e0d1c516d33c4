import type { Origin } from '../../grammar/expand/expansion.ts';
import type { Location } from '../finding/finding.ts';

/** Where a place begins, as a key. */
export function placeKey({ path, line, column }: Pick<Location, 'path' | 'line' | 'column'>): string {
  return `${path}\0${line}\0${column}`;
}

/** The same of characters of a file. */
export function beginningKey({ source, offset }: Origin): string {
  const { line, column } = source.at(offset);
  return placeKey({ path: source.path, line, column });
}
