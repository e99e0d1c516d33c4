import { expect, it } from 'vitest';
import { byteLength } from '../../grammar/byte-length.ts';

it.each(['', 'keepalived', 'é', '語', '😀', '\ud83d'])("is that of UTF-8 for '%s', however often it is repeated", (text) => {
  // Beyond the length of a piece, at every offset that a piece may end in.
  for (const count of [1, 3, 20_000]) {
    for (const before of ['', 'x', 'xx', 'xxx']) {
      const whole = before + text.repeat(count);
      expect(byteLength(whole)).toBe(Buffer.byteLength(whole));
    }
  }
});
