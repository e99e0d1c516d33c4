import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sharesOf } from '../../../src/cli/lint-jobs.ts';
import { lintShare, type Share } from '../../../src/cli/lint-share.ts';
import { runProgram } from '../../../src/cli/run-program.ts';
import type { Threads } from '../../../src/cli/session.ts';
import { scratch } from '../../helpers/scratch.ts';
import { kvlint } from '../../helpers/session.ts';

const built = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'dist', 'kvlint.js');

const node = (site: number): string =>
  `vrrp_instance VI {\n    interface eth0\n    virtual_router_id ${site}\n    priority 100\n    unicast_src_ip 10.0.0.1\n    virtual_ipaddress {\n        10.0.${site}.9/24\n    }\n}\n`;

/** Two clusters of two nodes of the same priority, one of them with its nodes in two shares, and enough other files for two threads. */
const SHARE = 250;
const FILES = {
  ...Object.fromEntries(Array.from({ length: 2 * SHARE - 4 }, (_, host) => [`hosts/h${host}/keepalived.conf`, 'global_defs {\n}\n'])),
  'a/lb1/keepalived.conf': node(1),
  'a/lb2/keepalived.conf': node(1),
  'both/lb1/keepalived.conf': node(2),
  'zz/lb2/keepalived.conf': node(2),
};

/** Threads that are none: they do their work here, and what they hand over is as plain as it would be. */
function threads(shares: Share[], fails = false): Threads {
  return {
    cores: async () => 2,
    lint: async (share) => {
      const plain: Share = structuredClone(share);
      shares.push(plain);
      if (fails) throw new Error('out of memory');
      const silent = { write: () => undefined };
      const run = (program: string, args: readonly string[]) => runProgram(program, args, {});
      const { workingDirectory, environment } = plain;
      const texts = await lintShare(plain, {
        workingDirectory,
        environment,
        stdin: Readable.from([]),
        stdout: silent,
        stderr: silent,
        run,
      });
      return structuredClone([...texts]);
    },
  };
}

describe('--jobs', () => {
  it('changes nothing of what is printed, be it that a thread fails', async () => {
    const directory = scratch(FILES);
    const args = ['--format', 'json', '--profile', 'all'];
    const plain = await kvlint(directory, args);
    expect(plain.stdout).toContain('cluster/priority');
    for (const fails of [false, true]) {
      const shares: Share[] = [];
      const { stderr, ...rest } = await kvlint(directory, [...args, '--jobs', 'auto'], { threads: threads(shares, fails) });
      expect(rest).toEqual({ code: plain.code, stdout: plain.stdout });
      expect(shares.map(({ roots }) => roots.length)).toEqual([SHARE, SHARE]);
      expect(stderr.match(/A thread failed \(Error: out of memory\)\. Its files are linted without it\./g) ?? []).toHaveLength(
        fails ? 2 : 0,
      );
    }
  });

  it('lints only what has changed where a cache knows the rest', async () => {
    const directory = scratch(FILES);
    const args = ['--jobs', '2', '--cache-location', join(directory, 'cache')];
    const shares: Share[] = [];
    const first = await kvlint(directory, args, { threads: threads(shares) });
    expect(await kvlint(directory, args, { threads: threads(shares) })).toEqual(first);
    expect(shares).toHaveLength(2);
  });

  it('starts no thread that does not pay', () => {
    const roots = Array.from({ length: 1100 }, (_, index) => ({ path: `${index}.conf`, absolute: `/${index}.conf` }));
    expect(sharesOf(roots, 8).map(({ length }) => length)).toEqual([275, 275, 275, 275]);
    expect(sharesOf(roots, 2).flat()).toEqual(roots);
    expect(sharesOf(roots.slice(0, 499), 8)).toEqual([]);
  });

  it.each(['0', '65', '-1', 'many', '1.5'])('of %s is refused', async (jobs) => {
    const { code, stderr } = await kvlint(scratch({ 'keepalived.conf': '' }), [`--jobs=${jobs}`]);
    expect(code).toBe(2);
    expect(stderr).toContain(`--jobs takes a number from 1 to 64, or auto, not '${jobs}'.`);
  });

  it.skipIf(!existsSync(built))('works with the threads of Node', () => {
    const cwd = scratch(FILES);
    const run = (...args: string[]) => spawnSync(process.execPath, [built, '--no-cluster', ...args], { cwd, encoding: 'utf8' });
    const { stdout, status } = run();
    expect(run('--jobs', '2')).toMatchObject({ stdout, status, stderr: '' });
  });

  it.skipIf(!existsSync(built))('takes its word for a path outside of threads', () => {
    const { stderr, status } = spawnSync(process.execPath, [built, 'lint-in-thread'], { cwd: scratch(), encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toContain("'lint-in-thread' does not exist");
  });
});
