import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NEWEST_VERSION } from '../../../grammar/version.ts';
import { scratch } from '../../helpers/scratch.ts';
import { kvlint } from '../../helpers/session.ts';

const GOOD = `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`;
const TWO_NODES = GOOD.replace('interface eth0', 'interface eth0\n    @low priorty 50\n    @high priority 150');

describe('kvlint verdict', () => {
  it('says in a table and in words how the config test of each node would end', async () => {
    const { code, stdout } = await kvlint(scratch({ 'a.conf': TWO_NODES }), ['verdict', 'a.conf']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^a\.conf +low +5 +1$/m);
    expect(stdout).toMatch(/^a\.conf +high +0 +0$/m);
    expect(stdout).toContain(`keepalived ${NEWEST_VERSION} -t would exit with 5 for config-id 'low' of a.conf: 1 report.\n`);
    expect(stdout).toMatch(/^ {2}a\.conf:3:10 'priorty' is no keyword .*\[syntax\/unknown-keyword\]$/m);
    expect(stdout).toContain('1 of 2 views would pass');
  });

  it('succeeds where every view would pass', async () => {
    const directory = scratch({ 'a.conf': GOOD, 'b.conf': TWO_NODES });
    expect(await kvlint(directory, ['verdict', 'a.conf'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^a\.conf +any +0 +0$/m),
    });
    expect((await kvlint(directory, ['verdict', 'b.conf', '--config-id', 'high'])).code).toBe(0);
    expect((await kvlint(directory, ['verdict', 'a.conf', 'b.conf'])).code).toBe(1);
  });

  it('tells once what holds for several nodes', async () => {
    const text = GOOD.replace('interface eth0', 'interface eth0\npriorty 1\n@a priority 50\n@b priority 150');
    const { stdout } = await kvlint(scratch({ 'a.conf': text }), ['verdict', 'a.conf']);
    expect(stdout).toContain("for config-ids 'a' and 'b' of a.conf: 1 report.");
    expect(stdout.match(/'priorty' is no keyword/g)).toHaveLength(1);
  });

  it('gives the same as JSON', async () => {
    const { stdout } = await kvlint(scratch({ 'a.conf': TWO_NODES }), ['verdict', '--format', 'json', '-k', '2.2.7', 'a.conf']);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 1,
      keepalived: '2.2.7',
      views: [
        {
          root: 'a.conf',
          configId: 'low',
          status: 5,
          ending: 'reports',
          summary: "keepalived 2.2.7 -t would exit with 5 for config-id 'low' of a.conf: 1 report.",
          otherwise: [],
          reports: [{ path: 'a.conf', line: 3, column: 10, rule: 'syntax/unknown-keyword', verdict: 'reports' }],
        },
        { configId: 'high', status: 0, ending: 'passes', reports: [] },
      ],
    });
  });

  it('reads standard input', async () => {
    expect(await kvlint(scratch(), ['verdict', '-'], { stdin: GOOD })).toMatchObject({ code: 0 });
  });

  it('shows no secret', async () => {
    const text = GOOD.replace('interface eth0', 'interface eth0\nauthentication {\nauth_type PASS\nauth_pass k1ngf1sh-and-more\n}');
    for (const format of ['text', 'json']) {
      const { code, stdout } = await kvlint(scratch({ 'a.conf': text }), ['verdict', '-f', format, 'a.conf']);
      expect(code).toBe(1);
      expect(stdout).not.toContain('k1ngf1sh');
    }
  });

  it.each([
    ['there is no such file', ['gone.conf'], 'does not exist'],
    ['there is no such format', ['a.conf', '-f', 'jsn'], "Did you mean 'json'?"],
    ['that keepalived has no config test', ['a.conf', '-k', '2.0.3'], 'has no config test'],
    ['the file is a template', ['t.conf'], 'is a template'],
  ])('ends with status 2 where %s', async (_, args, message) => {
    const directory = scratch({ 'a.conf': GOOD, 't.conf': `{% if x %}\n${GOOD}{% endif %}\n` });
    expect(await kvlint(directory, ['verdict', ...args])).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });
});

/** A directory with an executable `keepalived` that answers so, for the path. */
function installed(answer: string): string {
  const directory = scratch({ 'keepalived.conf': GOOD });
  const file = join(directory, 'keepalived');
  writeFileSync(file, `#!/bin/sh\n[ "$*" = --version ] || exit 9\ncat >&2 <<'END'\n${answer}\nEND\n`.replace('cat', '/bin/cat'));
  chmodSync(file, 0o755);
  return directory;
}

describe('--keepalived-version auto', () => {
  it('is the version of the installed keepalived', async () => {
    const directory = installed('Keepalived v2.2.7 (01/16,2022)\n\nCopyright(C) 2001-2022 ...');
    const environment = { PATH: directory };
    const ask = (...args: string[]) => kvlint(directory, args, { environment });
    expect((await ask('verdict', '-k', 'auto', 'keepalived.conf')).stdout).toContain('keepalived 2.2.7 -t would exit with 0');
    expect((await ask('-k', 'auto', 'keepalived.conf')).stdout).toContain('for keepalived 2.2.7');
    expect((await ask('expand', '-k', 'auto', 'keepalived.conf')).code).toBe(0);
  });

  it('may be newer than what kvlint knows, which is noted', async () => {
    const directory = installed('Keepalived v9.1.0 (01/16,2042)');
    expect(await kvlint(directory, ['-k', 'auto', 'keepalived.conf'], { environment: { PATH: directory } })).toMatchObject({
      stderr: expect.stringContaining('keepalived 9.1.0 is newer than what kvlint'),
      stdout: expect.stringContaining('for keepalived 9.1.0'),
    });
  });

  it('is an error where there is none, or it is not understood', async () => {
    const empty = scratch({ 'keepalived.conf': GOOD });
    expect(await kvlint(empty, ['-k', 'auto', 'keepalived.conf'], { environment: { PATH: empty } })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("there is no 'keepalived' in the path. Write the version instead"),
    });
    const odd = installed('keep calm');
    expect(await kvlint(odd, ['-k', 'auto', 'keepalived.conf'], { environment: { PATH: odd } })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("'keepalived --version' says 'keep calm'"),
    });
  });

  it('starts nothing where a version is given, or none', async () => {
    const directory = installed('never asked');
    writeFileSync(join(directory, 'keepalived'), '#!/bin/sh\n: > "$0.asked"\n');
    const { code } = await kvlint(directory, ['keepalived.conf', '-k', '2.2.7', '--fail-on', 'never'], {
      environment: { PATH: directory },
    });
    expect(code).toBe(0);
    expect(() => writeFileSync(join(directory, 'keepalived.asked'), '', { flag: 'wx' })).not.toThrow();
  });
});
