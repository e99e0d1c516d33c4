import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KnownValues } from '../../../src/secrets/known-values.ts';

const value = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), minLength: 2, maxLength: 6 });

it('finds what a pattern of all values finds, the longest first', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', ' '), maxLength: 30 });
  fc.assert(
    fc.property(fc.uniqueArray(value, { minLength: 1, maxLength: 12 }), text, (values, within) => {
      const pattern = new RegExp([...values].sort((a, b) => b.length - a.length).join('|'), 'g');
      const expected = Array.from(within.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length }));
      expect(new KnownValues(values, 2).in(within)).toEqual(expected);
    }),
    { seed: 1 },
  );
});

it('finds nothing where there are no values', () => {
  expect(new KnownValues([], 4).in('any text')).toEqual([]);
});
