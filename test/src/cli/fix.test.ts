import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../helpers/scratch.ts';
import { kvlint } from '../../helpers/session.ts';

const MISSPELT = `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priorty 150  # higher than lb2
    authentication {
        auth_type PASS
        auth_pas s3cr3t-x
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`;

const MENDED = MISSPELT.replace('priorty', 'priority').replace('auth_pas ', 'auth_pass ');

const read = (directory: string, name: string): string => readFileSync(join(directory, name), 'utf8');

describe('--fix', () => {
  it('writes what it mends, reports the rest, and has nothing to do when it is run again', async () => {
    const directory = scratch({ 'keepalived.conf': MISSPELT });
    const first = await kvlint(directory, ['--fix', 'keepalived.conf']);
    expect(first).toMatchObject({ code: 0, stderr: 'Fixed 2 findings in keepalived.conf.\n' });
    expect(first.stdout).not.toContain('priorty');
    expect(read(directory, 'keepalived.conf')).toBe(MENDED);
    expect(await kvlint(directory, ['--fix', 'keepalived.conf'])).toMatchObject({ code: 0, stderr: 'Nothing to fix.\n' });
    expect(read(directory, 'keepalived.conf')).toBe(MENDED);
  });

  it('keeps line ends, a missing last newline, the permissions and the owner', async () => {
    const text = MISSPELT.trimEnd().replaceAll('\n', '\r\n');
    const directory = scratch({ 'keepalived.conf': text });
    const file = join(directory, 'keepalived.conf');
    const isRoot = statSync(file).uid === 0;
    if (isRoot) chownSync(file, 1234, 2345);
    chmodSync(file, 0o640);
    await kvlint(directory, ['--fix', 'keepalived.conf']);
    expect(read(directory, 'keepalived.conf')).toBe(MENDED.trimEnd().replaceAll('\n', '\r\n'));
    const stats = statSync(file);
    expect(stats.mode & 0o7777).toBe(0o640);
    if (isRoot) expect([stats.uid, stats.gid]).toEqual([1234, 2345]);
  });

  it('does not promise more of a next run where nothing could be made', async () => {
    const twice = (i: number): string =>
      `vrrp_instance VI_${i} {\n    interface eth0\n    virtual_router_id ${i}\n    priority 100\n    priority=150\n}\n`;
    const text = Array.from({ length: 40 }, (_, i) => twice(i + 1)).join('\n');
    const directory = scratch({ 'keepalived.conf': text });
    const { stderr } = await kvlint(directory, ['--fix', 'keepalived.conf']);
    expect(stderr).toMatch(/^Nothing fixed\.\n/);
    expect(stderr).toContain(
      'Not fixed: keepalived.conf:5 [syntax/unknown-keyword]: with it syntax/duplicate-keyword would find at line 5',
    );
    expect(stderr).toMatch(/\nThere are more fixes, which were not tried: .+ by hand first\.\n$/);
    expect(read(directory, 'keepalived.conf')).toBe(text);
  });

  it('leaves alone what a comment or the baseline suppresses', async () => {
    const commented = MISSPELT.replace('# higher than lb2', '# kvlint-disable-line syntax/unknown-keyword -- our own build knows it');
    const directory = scratch({ 'a.conf': commented, 'b.conf': MISSPELT.replace('51', '52') });
    await kvlint(directory, ['--update-baseline', 'b.conf']);
    for (const mode of ['--fix-dry-run', '--fix', '--fix-unsafe']) {
      const { stdout, stderr } = await kvlint(directory, [mode, 'b.conf']);
      expect({ stdout: mode === '--fix-dry-run' ? stdout : '', stderr }).toEqual({ stdout: '', stderr: 'Nothing to fix.\n' });
    }
    expect(read(directory, 'b.conf')).toBe(MISSPELT.replace('51', '52'));
    await kvlint(directory, ['--fix', 'a.conf']);
    expect(read(directory, 'a.conf')).toBe(commented.replace('auth_pas ', 'auth_pass '));
  });

  it('writes through a link', async () => {
    const directory = scratch({ 'real.conf': MISSPELT });
    symlinkSync('real.conf', join(directory, 'keepalived.conf'));
    await kvlint(directory, ['--fix', 'keepalived.conf']);
    expect(lstatSync(join(directory, 'keepalived.conf')).isSymbolicLink()).toBe(true);
    expect(read(directory, 'real.conf')).toBe(MENDED);
  });

  it('says which file it cannot write, and writes the others', async () => {
    const directory = scratch({ 'a.conf': MISSPELT, 'b.conf': MISSPELT.replace('51', '52') });
    const latin1 = Buffer.from(MISSPELT.replace('higher', 'h\xf6her'), 'latin1');
    writeFileSync(join(directory, 'a.conf'), latin1);
    const { code, stdout, stderr } = await kvlint(directory, ['--fix', 'a.conf', 'b.conf', '--no-cluster', '--format', 'compact']);
    expect(code).toBe(2);
    expect(stderr).toContain("error: 'a.conf' was not fixed: it is not written in UTF-8, and would lose characters.");
    expect(readFileSync(join(directory, 'a.conf')).equals(latin1)).toBe(true);
    expect(read(directory, 'b.conf')).toContain('priority 150');
    // What is reported is what stands in the files now.
    expect(stdout).toContain("a.conf:4:5: error: 'priorty' is no keyword");
    expect(stdout).not.toContain("b.conf:4:5: error: 'priorty'");
  });

  it('leaves a read-only file alone, and exits with 2', () => {
    const directory = scratch({ 'keepalived.conf': MISSPELT });
    chmodSync(directory, 0o755);
    chmodSync(join(directory, 'keepalived.conf'), 0o444);
    // Root may write everything.
    const command = [process.execPath, join(import.meta.dirname, '../../../dist/kvlint.js'), '--fix', 'keepalived.conf'];
    const [program = '', ...args] = statSync(directory).uid === 0 ? ['setpriv', '--reuid', '65534', '--clear-groups', ...command] : command;
    let failure: { status: number; stderr: string } | undefined;
    try {
      execFileSync(program, args, { cwd: directory, encoding: 'utf8', stdio: 'pipe', env: { PATH: process.env.PATH } });
    } catch (error) {
      failure = error as typeof failure;
    }
    expect(failure?.status).toBe(2);
    expect(failure?.stderr).toBe("kvlint: error: 'keepalived.conf' was not fixed: it is read-only.\nNothing fixed.\n");
    expect(read(directory, 'keepalived.conf')).toBe(MISSPELT);
  });

  it('prints standard input as it is then, and reports on standard error', async () => {
    expect(await kvlint(scratch({}), ['--fix', '-', '--format', 'compact'], { stdin: MISSPELT })).toMatchObject({
      code: 0,
      stdout: MENDED,
      stderr: expect.stringContaining('Fixed 2 findings in <stdin>.'),
    });
  });

  it('edits what a file includes, and no file that was only found beside it', async () => {
    const directory = scratch({
      'a/keepalived.conf': 'include vrrp.conf\n',
      'a/vrrp.conf': MISSPELT,
      'b/keepalived.conf': MISSPELT,
    });
    await kvlint(directory, ['--fix', 'a/keepalived.conf']);
    expect(read(directory, 'a/vrrp.conf')).toBe(MENDED);
    expect(read(directory, 'b/keepalived.conf')).toBe(MISSPELT);
  });
});

describe('--fix-dry-run', () => {
  it('shows the changes as a diff without secrets, and writes nothing', async () => {
    const directory = scratch({ 'keepalived.conf': MISSPELT });
    const { code, stdout, stderr } = await kvlint(directory, ['--fix-dry-run', 'keepalived.conf']);
    expect(code).toBe(1);
    expect(stderr).toBe('Would fix 2 findings in keepalived.conf.\n');
    expect(stdout).toBe(`--- keepalived.conf
+++ keepalived.conf
@@ -1,10 +1,10 @@
 vrrp_instance VI_1 {
     interface eth0
     virtual_router_id 51
-    priorty 150  # higher than lb2
+    priority 150  # higher than lb2
     authentication {
         auth_type PASS
-        auth_pas ***
+        auth_pass ***
     }
     virtual_ipaddress {
         192.0.2.200/24
`);
    expect(read(directory, 'keepalived.conf')).toBe(MISSPELT);
  });

  it('exits with 0 where nothing would change', async () => {
    const directory = scratch({ 'keepalived.conf': MENDED });
    expect(await kvlint(directory, ['--fix-dry-run', 'keepalived.conf'])).toEqual({ code: 0, stdout: '', stderr: 'Nothing to fix.\n' });
  });
});

it('tells in text, JSON and SARIF what it would mend', async () => {
  const directory = scratch({ 'keepalived.conf': MISSPELT });
  expect((await kvlint(directory, [])).stdout).toMatch(/fix: Write 'priority'\. \(--fix does it\.\)[\s\S]*--fix mends 2\./);
  const { findings } = JSON.parse((await kvlint(directory, ['--format', 'json'])).stdout);
  expect(findings.find(({ line }: { line: number }) => line === 4).fix).toEqual({
    safety: 'safe',
    edits: [{ path: 'keepalived.conf', line: 4, column: 5, endLine: 4, endColumn: 12, start: 69, end: 76, text: 'priority' }],
  });
  const { runs } = JSON.parse((await kvlint(directory, ['--format', 'sarif'])).stdout);
  const region = { startLine: 4, startColumn: 5, endLine: 4, endColumn: 12 };
  expect(runs[0].results.flatMap(({ fixes = [] }: { fixes?: unknown[] }) => fixes)).toContainEqual({
    description: { text: "Write 'priority'." },
    artifactChanges: [
      {
        artifactLocation: { uri: 'keepalived.conf' },
        replacements: [{ deletedRegion: region, insertedContent: { text: 'priority' } }],
      },
    ],
  });
});
