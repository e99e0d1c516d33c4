import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as zlib from 'node:zlib';
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

describe.skipIf(!isBuilt || !('crc32' in zlib))('the code cache of the launcher', () => {
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

  it('is not used when it is damaged, and is written anew', () => {
    const { run, caches, list } = installed();
    const first = run('--format', 'json', showcase);
    const path = join(caches, list()[0] ?? '');
    const whole = readFileSync(path);
    // Zeros over a tenth of the compiled code: without the checksum V8 would run it.
    const damaged = Buffer.from(whole).fill(0, whole.length >> 1, (whole.length >> 1) + Math.floor(whole.length / 10));
    writeFileSync(path, damaged);
    expect(run('--format', 'json', showcase)).toEqual(first);
    expect(readFileSync(path).equals(damaged)).toBe(false);
  });
});
