import type { Location } from '../finding/finding.ts';

/** Where a place begins, as a key. */
export function placeKey({ path, line, column }: Location): string {
  return [path, line, column].join('\0');
}
