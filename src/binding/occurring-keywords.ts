import type { Keyword } from '../../grammar/keywords/keyword.ts';
import type { BoundRoot } from './bound.ts';

/** Whether a line or block of such a keyword stands anywhere. Who looks for few of them need not go through all lines of a large file. */
export function occurs({ keywords }: BoundRoot, isMeant: (keyword: Keyword) => boolean): boolean {
  for (const keyword of keywords) if (isMeant(keyword)) return true;
  return false;
}
