import { expect, it } from 'vitest';
import { placesOf } from '../../../grammar/keywords/index.ts';
import { MEANT } from '../../../grammar/keywords/meant.ts';

it.each([...MEANT])('%s is no keyword, and %s is one', (written, meant) => {
  expect([placesOf(written), placesOf(written.toUpperCase())]).toEqual([[], []]);
  expect(placesOf(meant)).not.toEqual([]);
});
