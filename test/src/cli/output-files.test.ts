import { existsSync, linkSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../helpers/scratch.ts';
import { kvlint } from '../../helpers/session.ts';

const FILES = { 'keepalived.conf': 'include parts/a.inc\n', 'parts/a.inc': 'global_defs {\n}\n' };

describe('a report in a file', () => {
  it.each([
    ['the configuration', 'keepalived.conf'],
    ['the configuration by another name', './parts/../keepalived.conf'],
    ['a link to it', 'link.json'],
    ['a name in a linked folder', 'folder/a.inc'],
    ['another name of the same file', 'hard.json'],
    ['an included file', 'parts/a.inc'],
  ])('never replaces %s', async (_, target) => {
    const directory = scratch(FILES);
    symlinkSync('keepalived.conf', join(directory, 'link.json'));
    symlinkSync('parts', join(directory, 'folder'));
    linkSync(join(directory, 'keepalived.conf'), join(directory, 'hard.json'));
    const outcome = await kvlint(directory, ['keepalived.conf', '-f', 'text', '-f', 'compact=first.txt', '-f', `json=${target}`]);
    expect(outcome).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(`--format json=${target} would replace a configuration`),
    });
    for (const [path, text] of Object.entries(FILES)) expect(readFileSync(join(directory, path), 'utf8')).toBe(text);
    expect(existsSync(join(directory, 'first.txt'))).toBe(false);
  });

  it('never replaces an included file that was not read', async () => {
    const outside = scratch({ 'a.conf': 'x\n' });
    const directory = scratch({ 'keepalived.conf': `include ${outside}/a.conf\n` });
    expect((await kvlint(directory, ['keepalived.conf', '-f', `json=${outside}/a.conf`])).code).toBe(2);
    expect(readFileSync(join(outside, 'a.conf'), 'utf8')).toBe('x\n');
  });

  it.each(['out.txt', './out.txt', 'folder/../out.txt', 'here/out.txt'])('is not replaced by the next one, %s', async (second) => {
    const directory = scratch(FILES);
    symlinkSync('.', join(directory, 'here'));
    const outcome = await kvlint(directory, ['keepalived.conf', '-f', 'text=out.txt', '-f', `json=${second}`]);
    expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining('would replace the report of --format text=out.txt') });
    expect(existsSync(join(directory, 'out.txt'))).toBe(false);
  });

  it('goes to a file that is free, and any number of them to a device', async () => {
    const directory = scratch(FILES);
    const formats = ['-f', 'json=out.json', '-f', 'compact=/dev/null', '-f', 'text=/dev/null'];
    expect(await kvlint(directory, ['keepalived.conf', ...formats])).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(directory, 'out.json'))).toBe(true);
    expect(await kvlint(directory, ['keepalived.conf', ...formats])).toMatchObject({ code: 0, stderr: '' });
  });
});
