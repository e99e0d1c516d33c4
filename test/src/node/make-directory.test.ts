import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeDirectory } from '../../../src/node/make-directory.ts';
import { scratch } from '../../helpers/scratch.ts';

it('makes all that is missing, and is content with what is there', () => {
  const directory = join(scratch(), 'a/b/c');
  makeDirectory(directory, 0o700);
  makeDirectory(directory, 0o700);
  expect(statSync(directory).isDirectory()).toBe(true);
  expect(statSync(join(directory, '..')).mode & 0o777).toBe(0o700);
});

it('fails at once where the system takes no directories', () => {
  expect(() => makeDirectory('/proc/kvlint/below')).toThrow(/ENOENT|EACCES|EROFS|EPERM/);
});

it('fails where a file is in the way', () => {
  const directory = scratch({ file: '' });
  expect(() => makeDirectory(join(directory, 'file/below'))).toThrow(/ENOTDIR/);
});
