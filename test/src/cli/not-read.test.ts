import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../helpers/scratch.ts';
import { kvlint } from '../../helpers/session.ts';

const QUIET = 'global_defs {\n}\n';

/** A configuration that includes a file of another directory, and that directory. */
function outsider(): { readonly directory: string; readonly outside: string; readonly file: string } {
  const outside = scratch({ 'a.conf': 'bogus_keyword 1\n' });
  const file = join(outside, 'a.conf');
  return { directory: scratch({ 'keepalived.conf': `${QUIET}include ${file}\n` }), outside, file };
}

describe('an include outside what may be read', () => {
  it('makes the exit status of the linter 2, and is named on both outputs', async () => {
    const { directory, outside, file } = outsider();
    const { code, stdout, stderr } = await kvlint(directory, ['keepalived.conf']);
    expect(code).toBe(2);
    expect(stdout).toContain('[syntax/include]');
    expect(stdout).not.toContain('reports this too');
    expect(stdout).not.toContain('Passes');
    expect(stdout.replace(/\n */g, ' ')).toContain(`Not read: '${file}' (included at keepalived.conf:3): it lies outside`);
    expect(stderr).toContain(`kvlint: error: keepalived.conf:3: '${file}' was not read: it lies outside`);
    expect((await kvlint(directory, ['keepalived.conf', '--allow-include', outside])).code).toBe(1);
  });

  it('counts also where no rule tells of it', async () => {
    const { directory } = outsider();
    expect((await kvlint(directory, ['keepalived.conf', '-r', 'syntax/include=off'])).code).toBe(2);
  });

  it('is said all the same to who never wants to fail, with status 0', async () => {
    const { directory } = outsider();
    const { code, stderr } = await kvlint(directory, ['keepalived.conf', '--fail-on', 'never']);
    expect(code).toBe(0);
    expect(stderr).toContain('was not read: it lies outside');
  });

  it('is listed in JSON', async () => {
    const { directory, file } = outsider();
    const { stdout } = await kvlint(directory, ['keepalived.conf', '-f', 'json']);
    expect(JSON.parse(stdout).unread).toEqual([
      { path: 'keepalived.conf', line: 3, what: file, reason: 'it lies outside the directories that are linted' },
    ]);
  });

  it('leaves the config test unknown', async () => {
    const { directory, outside, file } = outsider();
    const { code, stdout, stderr } = await kvlint(directory, ['verdict', 'keepalived.conf']);
    expect(code).toBe(2);
    expect(stdout).toMatch(/^keepalived\.conf +any +\? \(not read\) +0$/m);
    expect(stdout.replaceAll('\n', ' ')).toContain(`is not known: '${file}' was not read.`);
    expect(stdout).toContain('; of 1 it is not known.');
    expect(stderr).toContain(`keepalived.conf:3: '${file}' was not read`);
    const json = JSON.parse((await kvlint(directory, ['verdict', '-f', 'json', 'keepalived.conf'])).stdout);
    expect(json.views).toMatchObject([{ status: null, ending: 'not-read', unread: [{ path: 'keepalived.conf', line: 3, what: file }] }]);
    expect((await kvlint(directory, ['verdict', '--allow-include', outside, 'keepalived.conf'])).stdout).toMatch(/any +5 +1$/m);
  });

  it('is said where the rest is expanded', async () => {
    const { directory, file } = outsider();
    const { code, stdout, stderr } = await kvlint(directory, ['expand', 'keepalived.conf']);
    expect(code).toBe(2);
    expect(stdout).toContain('global_defs {');
    expect(stderr).toContain(`'${file}' was not read`);
  });

  it('is told once, however many files and views include it', async () => {
    const { file } = outsider();
    const directory = scratch({
      'a.conf': '@x $A=1\n@y $A=2\ninclude common.inc\n',
      'b.conf': 'include common.inc\n',
      'common.inc': `include ${file}\n`,
    });
    const { code, stderr } = await kvlint(directory, ['a.conf', 'b.conf']);
    expect(code).toBe(2);
    expect(stderr.match(/was not read/g)).toHaveLength(1);
    expect(stderr).toContain('common.inc:1: ');
  });
});

it('is not clean either where files include each other deeper than kvlint follows', async () => {
  const files = Array.from({ length: 70 }, (_, depth) => [`f${depth}.inc`, `include f${depth + 1}.inc\n`] as const);
  const directory = scratch({ ...Object.fromEntries(files), 'f70.inc': 'bogus_keyword 1\n', 'keepalived.conf': 'include f0.inc\n' });
  const { code, stderr } = await kvlint(directory, ['verdict', 'keepalived.conf']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/f\d+\.inc:1: 'f\d+\.inc' was not read: it exceeds a limit of kvlint/);
});

describe('an include that leads nowhere', () => {
  it('is not read where it is a link to a file that is not here', async () => {
    const directory = scratch({ 'keepalived.conf': `${QUIET}include site.conf\n` });
    symlinkSync('nowhere', join(directory, 'site.conf'));
    for (const command of ['lint', 'verdict', 'expand']) {
      const { code, stderr } = await kvlint(directory, [command, 'keepalived.conf']);
      expect(stderr).toContain("'site.conf' was not read: it is a link to a file that is not here");
      expect(code).toBe(2);
    }
  });

  it('is an answer where the file is missing, or is one that keepalived refuses itself', async () => {
    const directory = scratch({
      'gone.conf': `${QUIET}include site.conf\n`,
      'run.conf': `${QUIET}include run.inc\n`,
      'folder.conf': `${QUIET}include folder\n`,
      'run.inc': '',
      'folder/x.inc': '',
    });
    chmodSync(join(directory, 'run.inc'), 0o755);
    for (const file of ['gone.conf', 'run.conf', 'folder.conf']) {
      for (const command of ['lint', 'verdict', 'expand']) {
        expect(await kvlint(directory, [command, file]), `${command} ${file}`).toMatchObject({ code: 0, stderr: '' });
      }
    }
    expect(JSON.parse((await kvlint(directory, ['-f', 'json', 'run.conf'])).stdout)).toMatchObject({ unread: [], findings: [{}] });
  });
});
