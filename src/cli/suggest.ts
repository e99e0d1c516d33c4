import { closest } from '../../grammar/closest.ts';
import { enumerate } from '../report/prose.ts';

/** ` Did you mean 'x' or 'y'?`, or nothing when no candidate is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = closest(word, candidates).map((each) => `'${each}'`);
  return near.length === 0 ? '' : ` Did you mean ${enumerate(near, 'or')}?`;
}
