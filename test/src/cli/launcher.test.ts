import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../helpers/scratch.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const isBuilt = existsSync(join(root, 'dist', 'kvlint.js'));
const showcase = join(root, 'fixtures', 'showcase', 'node1', 'keepalived.conf');

/** The command line without the cache of the build, with a cache directory of its own. */
function installed() {
  const folder = scratch({});
  const dist = join(root, 'dist');
  for (const name of readdirSync(dist)) {
    if (name === 'kvlint.js' || name === 'package.json') cpSync(join(dist, name), join(folder, name));
    else if (name.endsWith('.js') || name === 'parts') symlinkSync(join(dist, name), join(folder, name));
  }
  const caches = join(folder, 'cache', 'kvlint');
  const run = (...args: string[]) => {
    const env = { ...process.env, XDG_CACHE_HOME: join(folder, 'cache'), NODE_DISABLE_COMPILE_CACHE: '' };
    const { stdout, stderr, status } = spawnSync(process.execPath, [join(folder, 'kvlint.js'), ...args], { encoding: 'utf8', env });
    return { stdout, stderr, status };
  };
  return { run, caches, list: () => (existsSync(caches) ? readdirSync(caches) : []) };
}

describe.skipIf(!isBuilt)('the code cache of the launcher', () => {
  it('is written by the first run that lints, and changes no answer', () => {
    const { run, list } = installed();
    const first = run('--format', 'json', showcase);
    expect(list()).toHaveLength(1);
    expect(run('--format', 'json', showcase)).toEqual(first);
  });

  it('is not left by a run that uses little of the program', () => {
    const { run, list } = installed();
    expect(run('--version').status).toBe(0);
    expect(list()).toEqual([]);
  });

  it.each([
    // V8 would run what is left of it.
    ['zeros in the middle of the compiled code', (whole: Buffer) => filled(whole, 0.3, 0.4)],
    ['one other bit', (whole: Buffer) => whole.with(whole.length >> 2, (whole[whole.length >> 2] ?? 0) ^ 1)],
    ['an end that is missing', (whole: Buffer) => whole.subarray(0, -1)],
    ['nothing in it', () => Buffer.alloc(0)],
    ['nothing but zeros', (whole: Buffer) => filled(whole, 0, 1)],
  ])('is not used when it is damaged, and is written anew: %s', (_, damage) => {
    const { run, caches, list } = installed();
    const first = run('--format', 'json', showcase);
    const path = join(caches, list()[0] ?? '');
    const damaged = damage(readFileSync(path));
    writeFileSync(path, damaged);
    expect(run('--format', 'json', showcase)).toEqual(first);
    expect(readFileSync(path).equals(damaged)).toBe(false);
  });
});

/** The same bytes with zeros from one part of their length to another. */
function filled(whole: Buffer, from: number, to: number): Buffer {
  return Buffer.from(whole).fill(0, Math.floor(whole.length * from), Math.ceil(whole.length * to));
}
