import { describe, expect, it } from 'vitest';
import { quietTime, Stillness } from '../live/lab/steady.ts';

describe('stillness', () => {
  it('begins when nothing has changed for long enough', () => {
    const stillness = new Stillness(1000);
    expect([0, 400, 800, 1000].map((now) => stillness.look('a', now))).toEqual(['moving', 'moving', 'moving', 'quiet']);
  });

  it('begins anew with every change', () => {
    const stillness = new Stillness(1000);
    stillness.look('a', 0);
    expect(stillness.look('b', 900)).toBe('moving');
    expect(stillness.look('b', 1800)).toBe('moving');
    expect(stillness.look('b', 1900)).toBe('quiet');
  });

  it('is not taken for granted where nobody looked for a while', () => {
    const stillness = new Stillness(1000, 300);
    stillness.look('a', 0);
    expect(stillness.look('a', 1500)).toBe('moving');
    for (const now of [1700, 1900, 2100, 2300]) stillness.look('a', now);
    expect(stillness.look('a', 2500)).toBe('quiet');
  });

  it('can be asked for once more', () => {
    const stillness = new Stillness(1000);
    stillness.look('a', 0);
    expect(stillness.look('a', 1000)).toBe('quiet');
    stillness.restart();
    expect(stillness.look('a', 1100)).toBe('moving');
    expect(stillness.look('a', 2100)).toBe('quiet');
  });
});

describe('the time that has to be quiet', () => {
  it('is longer than a backup waits for a master, and grows with the interval', () => {
    expect(quietTime({ advert: 1 })).toBeGreaterThan(4000);
    expect(quietTime({ advert: 10 })).toBeGreaterThan(40_000);
    expect(quietTime({})).toBe(quietTime({ advert: 1 }));
  });

  it('has what a scenario adds', () => {
    expect(quietTime({ advert: 1, extra: 5 })).toBe(quietTime({ advert: 1 }) + 5000);
  });
});
