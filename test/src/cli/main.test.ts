import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../helpers/scratch.ts';

const KVLINT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'dist', 'kvlint.js');
const BAD = 'vrrp_instance VI_1 {\n    use_vmac\n}\n';

/** What only a process of its own shows; `npm test` builds it first. */
describe.skipIf(!existsSync(KVLINT))('dist/kvlint.js', () => {
  it('ends with the exit status', () => {
    const cwd = scratch({ 'keepalived.conf': BAD });
    expect(spawnSync(process.execPath, [KVLINT, '--fail-on', 'never'], { cwd }).status).toBe(0);
    expect(spawnSync(process.execPath, [KVLINT, '--profile', 'l3-only'], { cwd }).status).toBe(1);
    expect(spawnSync(process.execPath, [KVLINT, 'gone.conf'], { cwd }).status).toBe(2);
  });

  it('reads standard input', () => {
    const { stdout } = spawnSync(process.execPath, [KVLINT, '-', '--format', 'compact'], { cwd: scratch(), input: BAD, encoding: 'utf8' });
    expect(stdout).toContain('[l3/no-vmac]');
  });

  it.skipIf(!existsSync('/dev/stdout'))('writes a report to /dev/stdout though that is a pipe', () => {
    const cwd = scratch({ 'keepalived.conf': BAD });
    const line = '"$1" "$2" --quiet --format text=/dev/null --format compact=/dev/stdout | cat';
    const { stdout, stderr } = spawnSync('sh', ['-c', line, 'sh', process.execPath, KVLINT], { cwd, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toContain('[l3/no-vmac]');
  });

  it('does not mind a reader that goes away', async () => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${index}/keepalived.conf`, BAD]));
    const child = spawn(process.execPath, [KVLINT, '--profile', 'l3-only'], { cwd: scratch(files), stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = await once(child, 'close');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  it.skipIf(!existsSync('/dev/full'))('says when its output cannot be written', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [KVLINT, '.'], {
      cwd: scratch({ 'keepalived.conf': BAD }),
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^kvlint: error: Standard output cannot be written: .*ENOSPC.*\n$/);
  });
});
