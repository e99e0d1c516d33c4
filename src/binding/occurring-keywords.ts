import type { Keyword } from '../../grammar/keywords/keyword.ts';
import { memoized } from '../../grammar/memoized.ts';
import { type Bound, isBlock } from './bound.ts';

/** Whether a line or block of such a keyword stands anywhere in it. Who looks for few of them need not go through all lines of a large file. */
export function occurs(children: readonly Bound[], isMeant: (keyword: Keyword) => boolean): boolean {
  for (const keyword of occurringKeywords(children)) if (isMeant(keyword)) return true;
  return false;
}

const occurringKeywords = memoized((children: readonly Bound[]): ReadonlySet<Keyword> => {
  const found = new Set<Keyword>();
  const gather = (bounds: readonly Bound[]): void => {
    for (const bound of bounds) {
      found.add(bound.keyword);
      if (isBlock(bound)) gather(bound.children);
    }
  };
  gather(children);
  return found;
});
