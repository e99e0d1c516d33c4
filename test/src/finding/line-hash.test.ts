import { expect, it } from 'vitest';
import { lineHashes } from '../../../src/finding/line-hash.ts';

// Computed by GitHub's own action and by sarif-multitool for the same texts.
it.each([
  ['', ['c129715d7a2bc9a3:1']],
  [
    'global_defs {\n  router_id x\n}\n\nvrrp_instance A {\n\tvirtual_router_id 51\n}\n',
    'a69ba43134e6cf5c:1 cc9d1d681576de51:1 c450fe10a5bdcb16:1 96e9cf2ae879f1bb:1 d7aacb2d9a7f5d9d:1 e621da0ddecf25b5:1 32dce9ccfdbc9d3e:1 c129715d7a2bc9a3:1'.split(
      ' ',
    ),
  ],
  [
    'a\r\n\r\n  \t b\n!\n!\n!\nlonger line here with # comment\n',
    'f6b607790bf5adf0:1 4bd54e7c621e1ed1:1 fdb431f42f39e1cb:1 815c54b296abb59f:1 a9b1d98bf47b0ae8:1 5b0547f29e3a1e49:1 a22eaaf45d08c002:1 c129715d7a2bc9a3:1'.split(
      ' ',
    ),
  ],
])('hashes the lines of %j as GitHub does', (text, hashes) => {
  expect(lineHashes(text)).toEqual(hashes);
});

it('counts lines whose hash is the same', () => {
  const repeated = `${'x'.repeat(200)}\n`.repeat(3);
  const hashes = lineHashes(repeated);
  expect(hashes.map((hash) => hash.split(':')[1])).toEqual(['1', '2', '3', '1']);
});
