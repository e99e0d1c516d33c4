import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesRule } from '../../../src/rule/rule-pattern.ts';

describe('matchesRule', () => {
  it.each([
    ['l3/no-vmac', 'l3/no-vmac', true],
    ['l3/no-vmac', 'l3/no-vmac-x', false],
    ['l3/*', 'l3/no-vmac', true],
    ['l3/*', 'vrrp/no-vmac', false],
    ['*vmac*', 'l3/no-vmac', true],
    ['l3/*mac*mac', 'l3/no-vmac', false],
    // Both ends need characters of their own.
    ['l3/no*no-vmac', 'l3/no-vmac', false],
    ['l3/.*', 'l3/no-vmac', false],
  ])('%s, %s: %s', (pattern, id, matches) => {
    expect(matchesRule(pattern, id)).toBe(matches);
  });

  it('agrees with a regular expression', () => {
    const words = fc.array(fc.constantFrom('a', 'b', '/', '-'), { maxLength: 8 }).map((each) => each.join(''));
    const patterns = fc.array(fc.constantFrom('a', 'b', '/', '*'), { maxLength: 6 }).map((each) => each.join(''));
    fc.assert(
      fc.property(patterns, words, (pattern, id) => {
        expect(matchesRule(pattern, id)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(id));
      }),
    );
  });
});
