import { closest } from '../../grammar/closest.ts';
import { enumerate } from '../report/prose.ts';

/** ` Did you mean 'x' or 'y'?`, or nothing when no candidate is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = closest(word, candidates).map((each) => `'${each}'`);
  return near.length === 0 ? '' : ` Did you mean ${enumerate(near, 'or')}?`;
}

/** The same for the id of a rule, whose folder is easily forgotten: `no-vmac` means `l3/no-vmac`. */
export function meantRule(id: string, ruleIds: readonly string[]): string {
  const sameName = ruleIds.filter((each) => each.endsWith(`/${id}`)).map((each) => `'${each}'`);
  return sameName.length > 0 ? ` Did you mean ${enumerate(sameName, 'or')}?` : didYouMean(id, ruleIds);
}
