import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const directory = mkdtempSync(join(tmpdir(), 'kvlint-hostile-'));
const kvlint = join(import.meta.dirname, '..', 'dist', 'kvlint.js');

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Only a guard against hanging; how long it really takes is a row of `npm run bench`. */
const HANG = 60_000;
/** Memory for objects, in MB; without a bound, a leak would only be slow. */
const HEAP = 1400;

function run(...files: [name: string, content: string | Uint8Array][]): { status: number | null; output: string } {
  for (const [name, content] of files) writeFileSync(join(directory, name), content);
  const args = [`--max-old-space-size=${HEAP}`, kvlint, '--format', 'compact', files[0]?.[0] ?? ''];
  const environment = { ...process.env, KVLINT_TEST_SECRET: 'not-to-be-seen' };
  const options = { cwd: directory, encoding: 'utf8', timeout: HANG, maxBuffer: 1 << 28, env: environment } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
  return { status, output: stdout + stderr };
}

const repeat = (count: number, line: (i: number) => string): string => Array.from({ length: count }, (_, i) => line(i)).join('');

/** Bytes that look random and are the same each time. */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state >>> 24;
  });
}

describe('hostile input gets a finding that says what is wrong', () => {
  it.each<[what: string, content: string | Uint8Array, rule: string]>([
    ['a repetition of two billion', '~SEQ(N, 1, 2000000000) foo $N\n', 'syntax/limit'],
    ['a repetition of two billion definitions', '~SEQ(N, 1, 2000000000) $A=$N\n', 'syntax/limit'],
    ['repetitions of 100,000 x 100,000', '~SEQ(A, 1, 100000) ~SEQ(B, 1, 100000) foo\n', 'syntax/limit'],
    ['a definition that refers to itself', '$A=$B\n$B=$A\nfoo $A\n', 'syntax/definition-loop'],
    ['a definition that grows', '$A=${A}${A}\nfoo $A\n', 'syntax/definition-loop'],
    ['definitions that double', `${repeat(40, (i) => `$A${i}=\${A${i + 1}}\${A${i + 1}}\n`)}$A40=x\nfoo $A0\n`, 'syntax/limit'],
    [
      'empty definitions that multiply',
      `$A=\n$B=${'${A}'.repeat(200)}\n$C=${'${B}'.repeat(200)}\n$D=${'${C}'.repeat(200)}\n${'${D}\n'.repeat(500)}`,
      'syntax/limit',
    ],
    [
      'definitions of several lines that double',
      `${repeat(40, (i) => `$A${i}=\\\n$A${i + 1} \\\n$A${i + 1}\n`)}$A40=x\n$A0\n`,
      'syntax/limit',
    ],
    ['a file that includes itself', 'include main.conf\ninclude main.conf\n', 'syntax/include'],
    ['alternatives of alternatives', `include ${'{a,b}'.repeat(40)}\n`, 'syntax/limit'],
    ['200,000 nested blocks', `${'foo {\n'.repeat(200_000)}${'}\n'.repeat(200_000)}`, 'syntax/limit'],
    ['200,000 blocks that nothing closes', 'vrrp_instance A { virtual_ipaddress { '.repeat(100_000), 'syntax/line-too-long'],
    ['300,000 closing braces', '}\n'.repeat(300_000), 'syntax/unbalanced-brace'],
    ['a line of 64 MB', 'a '.repeat(32 << 20), 'syntax/line-too-long'],
    ['binary data', noise(2 << 20), 'syntax/nul-byte'],
    ['NUL bytes', 'foo \0 bar\n'.repeat(100_000), 'syntax/nul-byte'],
    ['20,000 config-ids', repeat(20_000, (i) => `@id${i} $X=1\n`), 'syntax/limit'],
    ['20,000 headers of one block', `${repeat(20_000, (i) => `@id${i} vrrp_instance A {\n`)}foo\n}\n`, 'syntax/limit'],
    ['a file of passwords', 'include /etc/passwd\n', 'syntax/include'],
    ['the environment', 'router_id "${_ENV KVLINT_TEST_SECRET}"\n', 'syntax/environment-reference'],
  ])(
    '%s',
    (_, content, rule) => {
      const { status, output } = run(['main.conf', content]);
      expect([0, 1, 2]).toContain(status);
      expect(output).toContain(`[${rule}]`);
      expect(output).not.toMatch(/^\s+at .*[(:]\d+\)?$/m);
      expect(output).not.toMatch(/root:.*:0:0|not-to-be-seen/);
    },
    HANG,
  );

  it('through an include loop of two files', () => {
    const { status, output } = run(['main.conf', 'include other.conf\n'], ['other.conf', 'include main.conf\n']);
    expect(status).toBe(1);
    expect(output).toContain('[syntax/include]');
  });

  it(
    'through includes that double at each level',
    () => {
      const levels = Array.from({ length: 30 }, (_, i): [string, string] => [
        `level${i}.conf`,
        `include level${i + 1}.conf\ninclude level${i + 1}.conf\n`,
      ]);
      const { status, output } = run(['main.conf', 'include level0.conf\n'], ...levels, ['level30.conf', 'foo\n']);
      expect(status).toBe(1);
      expect(output).toContain('[syntax/limit]');
    },
    HANG,
  );
});
