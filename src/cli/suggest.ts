import { closest } from '../../grammar/closest.ts';
import { enumerate } from '../report/prose.ts';
import { nearRules } from '../rule/rule-pattern.ts';

/** ` Did you mean 'x' or 'y'?`, or nothing when no candidate is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  return oneOf(closest(word, candidates));
}

function oneOf(names: readonly string[]): string {
  const near = names.map((each) => `'${each}'`);
  return near.length === 0 ? '' : ` Did you mean ${enumerate(near, 'or')}?`;
}

/** The same for the id of a rule. */
export function meantRule(id: string, ruleIds: readonly string[]): string {
  return oneOf(nearRules(id, ruleIds));
}
