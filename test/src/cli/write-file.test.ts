import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { UsageError } from '../../../src/cli/usage-error.ts';
import { writeFileAtomically } from '../../../src/cli/write-file.ts';
import { scratch } from '../../helpers/scratch.ts';

it('writes a new file, with the directories above it', () => {
  const directory = scratch();
  writeFileAtomically(join(directory, 'a/b/c.txt'), 'text');
  expect(readFileSync(join(directory, 'a/b/c.txt'), 'utf8')).toBe('text');
  expect(readdirSync(join(directory, 'a/b'))).toEqual(['c.txt']);
});

it('replaces a file and keeps its permissions', () => {
  const file = join(scratch({ 'a.txt': 'old' }), 'a.txt');
  chmodSync(file, 0o640);
  writeFileAtomically(file, 'new');
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(statSync(file).mode & 0o777).toBe(0o640);
});

it('writes through a link', () => {
  const directory = scratch({ 'real.txt': 'old' });
  symlinkSync('real.txt', join(directory, 'link.txt'));
  writeFileAtomically(join(directory, 'link.txt'), 'new');
  expect(lstatSync(join(directory, 'link.txt')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(directory, 'real.txt'), 'utf8')).toBe('new');
});

it('writes to a device as it is', () => {
  expect(() => writeFileAtomically('/dev/null', 'text')).not.toThrow();
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
});

it('says nothing of the file beside when the directory is not one', () => {
  const file = join(scratch({ file: '' }), 'file');
  expect(() => writeFileAtomically(join(file, 'below'), 'text')).toThrow(/^'.*file\/below' cannot be written: E\w+: [^,']+\.$/);
});

it('says why it cannot, and leaves nothing behind', () => {
  const directory = scratch({ 'd/x': '', file: '' });
  expect(() => writeFileAtomically(join(directory, 'd'), 'text')).toThrow(UsageError);
  expect(() => writeFileAtomically(join(directory, 'file/below'), 'text')).toThrow(/cannot be written/);
  expect(readdirSync(directory).sort()).toEqual(['d', 'file']);
});
