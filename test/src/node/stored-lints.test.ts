import { readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StoredLints, type StoreOptions } from '../../../src/node/stored-lints.ts';
import { scratch } from '../../helpers/scratch.ts';

const DAY = 24 * 3600 * 1000;

const optionsIn = (directory: string): StoreOptions => ({
  directory: join(directory, 'cache'),
  workingDirectory: '/sites',
  kvlint: '1.0.0',
  owner: process.getuid?.() ?? null,
  now: 1000 * DAY,
});

/** A file that knows one thing, and how to open it again. */
function written() {
  const options = optionsIn(scratch());
  const store = new StoredLints(options);
  store.set('a name\twith a tab', { of: ['a thing\n', 1] });
  store.save();
  const [name = ''] = readdirSync(options.directory);
  const path = join(options.directory, name);
  const reopened = (other: Partial<StoreOptions> = {}) => new StoredLints({ ...options, ...other }).get('a name\twith a tab');
  return { path, options, reopened };
}

describe('the file of earlier runs', () => {
  it('gives back what was put into it', () => {
    expect(written().reopened()).toEqual({ of: ['a thing\n', 1] });
  });

  it('is for its user only', () => {
    const { path } = written();
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('is one for each working directory', () => {
    expect(written().reopened({ workingDirectory: '/other' })).toBeNull();
  });

  it('counts for nothing under another kvlint', () => {
    expect(written().reopened({ kvlint: '1.0.1' })).toBeNull();
  });

  it('counts for nothing where it belongs to another user', () => {
    expect(written().reopened({ owner: 12345 })).toBeNull();
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, -3)],
    ['changed', (text: string) => text.replace('a thing', 'a thong')],
    ['emptied', () => ''],
  ])('counts for nothing where it was %s', (_, damage) => {
    const { path, reopened } = written();
    writeFileSync(path, damage(readFileSync(path, 'utf8')));
    expect(reopened()).toBeNull();
  });

  it('counts for nothing where it is a device or a pipe, which may never end', () => {
    const { path, reopened } = written();
    rmSync(path);
    symlinkSync('/dev/zero', path);
    expect(reopened()).toBeNull();
  });

  it('drops what nobody has asked for in a month', () => {
    const { options } = written();
    const later = { ...options, now: options.now + 31 * DAY };
    const store = new StoredLints(later);
    store.set('new', 1);
    store.save();
    expect(new StoredLints(later).get('a name\twith a tab')).toBeNull();
    expect(new StoredLints(later).get('new')).toBe(1);
  });

  it('keeps what is asked for', () => {
    const { options, reopened } = written();
    for (const days of [20, 40]) {
      const store = new StoredLints({ ...options, now: options.now + days * DAY });
      store.get('a name\twith a tab');
      store.set(`day ${days}`, 1);
      store.save();
    }
    expect(reopened()).not.toBeNull();
  });

  it('that cannot be written leaves nothing behind', () => {
    const directory = scratch({ 'cache/x': '' });
    const options = optionsIn(directory);
    const store = new StoredLints({ ...options, directory: join(directory, 'cache/x') });
    store.set('a', 1);
    expect(() => store.save()).toThrow();
    expect(readdirSync(directory)).toEqual(['cache']);
  });
});
