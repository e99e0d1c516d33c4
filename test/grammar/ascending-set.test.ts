import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AscendingSet } from '../../grammar/ascending-set.ts';

test('it answers as a set does, whatever the order of its numbers', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 30 })), fc.array(fc.nat({ max: 30 })), (added, asked) => {
      const set = new AscendingSet();
      const known = new Set<number>();
      for (const value of added) {
        expect(set.add(value)).toBe(!known.has(value));
        known.add(value);
      }
      for (const value of asked) expect(set.has(value)).toBe(known.has(value));
    }),
  );
});

test('it is made of what items have', () => {
  const set = AscendingSet.of([{ line: 7 }, { line: 9 }, { line: 8 }], ({ line }) => line);
  expect([7, 8, 9, 10].map((line) => set.has(line))).toEqual([true, true, true, false]);
});
