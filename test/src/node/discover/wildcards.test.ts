import { symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { matchWildcards } from '../../../../src/node/discover/wildcards.ts';
import { scratch } from '../../../helpers/scratch.ts';

const FILES = ['a.conf', 'b.conf', 'B.conf', '.hidden.conf', 'x[1].conf', '!n.conf', '{c}.conf', 'd/a.conf', 'd/e/a.conf', '.h/a.conf'];

/** What glob(3) matches, as `bash -O failglob` would show it. */
it.each([
  ['*.conf', ['!n.conf', 'B.conf', 'a.conf', 'b.conf', 'x[1].conf', '{c}.conf']],
  ['[ab].conf', ['a.conf', 'b.conf']],
  ['[!a]*.conf', ['!n.conf', 'B.conf', 'b.conf', 'x[1].conf', '{c}.conf']],
  ['?.conf', ['B.conf', 'a.conf', 'b.conf']],
  ['x[[]1].conf', ['x[1].conf']],
  ['.*.conf', ['.hidden.conf']],
  ['*/a.conf', ['d/a.conf']],
  ['**/a.conf', ['d/a.conf']],
  ['*/*/a.conf', ['d/e/a.conf']],
  ['./[a]*', ['a.conf']],
  ['d/.//*.conf', ['d/a.conf']],
  ['!n*', ['!n.conf']],
  ['{c}*', ['{c}.conf']],
  ['@(a|b).conf*', []],
  ['nothing*', []],
])('%s', (pattern, expected) => {
  const directory = scratch(Object.fromEntries(FILES.map((path) => [path, ''])));
  expect(matchWildcards(pattern, directory).map((path) => relative(directory, path))).toEqual(expected);
});

it('follows links, and is not confused by a directory whose name looks like a pattern', () => {
  const directory = scratch({ 'real/a.conf': '', '[x]*/a.conf': '' });
  symlinkSync('real', join(directory, 'link'));
  expect(matchWildcards('l*/*.conf', directory)).toEqual([join(directory, 'link/a.conf')]);
  expect(matchWildcards('*.conf', join(directory, '[x]*'))).toEqual([join(directory, '[x]*/a.conf')]);
});
