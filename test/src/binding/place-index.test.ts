import { describe, expect, it } from 'vitest';
import { createSource } from '../../../grammar/source.ts';
import { PlaceIndex } from '../../../src/binding/place-index.ts';

const source = createSource('a.conf', 'x'.repeat(100));
const at = (offset: number, end: number) => ({ source, offset, end });

describe('many places', () => {
  const long = at(10, 60);
  const places = new PlaceIndex([at(70, 80), at(20, 25), long]);

  it('are found by any of their characters, also behind a shorter one inside', () => {
    expect([at(24, 26), at(59, 65), at(0, 11), at(79, 90)].map((place) => places.touches(place))).toEqual([true, true, true, true]);
    expect([at(60, 70), at(0, 10), at(80, 90)].map((place) => places.touches(place))).toEqual([false, false, false]);
  });

  it('are found by where another one begins in them', () => {
    expect(places.around(at(50, 90))).toBe(long);
    expect(places.around(at(0, 90))).toBeNull();
    expect(places.around(at(65, 90))).toBeNull();
  });

  it('are those of their own file', () => {
    expect(places.touches({ source: createSource('b.conf', ''), offset: 20, end: 21 })).toBe(false);
  });
});
