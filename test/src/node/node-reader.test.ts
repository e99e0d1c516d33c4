import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createNodeReader } from '../../../src/node/node-reader.ts';
import { scratch } from '../../helpers/scratch.ts';

describe('read', () => {
  it('gives the text, byte order mark and bad bytes included, once', () => {
    const workingDirectory = scratch();
    const file = join(workingDirectory, 'a.conf');
    writeFileSync(file, Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0xff, 0x0a]));
    const reader = createNodeReader({ workingDirectory });
    expect(reader.read(file)).toEqual({ text: '\ufeffa\ufffd\n' });
    writeFileSync(file, 'changed');
    expect(reader.read(file)).toEqual({ text: '\ufeffa\ufffd\n' });
  });

  it('refuses what keepalived refuses to include', () => {
    const workingDirectory = scratch({ 'run.conf': '', 'd/x': '' });
    chmodSync(join(workingDirectory, 'run.conf'), 0o755);
    const reader = createNodeReader({ workingDirectory });
    expect(reader.read(join(workingDirectory, 'run.conf'))).toEqual({ error: 'executable' });
    expect(reader.read(join(workingDirectory, 'd'))).toEqual({ error: 'directory' });
    expect(reader.read(join(workingDirectory, 'none.conf'))).toEqual({ error: 'missing' });
    expect(reader.read(join(workingDirectory, 'd/x/y'))).toEqual({ error: 'missing' });
    execFileSync('mkfifo', [join(workingDirectory, 'fifo')]);
    expect(reader.read(join(workingDirectory, 'fifo'))).toMatchObject({ error: 'not-regular' });
  });

  it('tells a link to nothing from a file that is missing', () => {
    const workingDirectory = scratch();
    symlinkSync('nowhere', join(workingDirectory, 'link.conf'));
    expect(createNodeReader({ workingDirectory }).read(join(workingDirectory, 'link.conf'))).toMatchObject({ error: 'dangling' });
  });

  it.skipIf(process.getuid?.() === 0)('tells that a directory of a wildcard cannot be listed', async () => {
    const workingDirectory = scratch({ 'conf.d/a.conf': '' });
    chmodSync(join(workingDirectory, 'conf.d'), 0o300);
    const reader = createNodeReader({ workingDirectory });
    await reader.prepareWildcards();
    const [match = '', ...others] = reader.match('conf.d/*.conf', workingDirectory);
    const result = reader.read(match);
    chmodSync(join(workingDirectory, 'conf.d'), 0o755);
    expect(others).toEqual([]);
    expect(result).toMatchObject({ error: 'unreadable' });
  });

  it('reads a root that is executable', () => {
    const workingDirectory = scratch({ 'run.conf': 'x' });
    const root = join(workingDirectory, 'run.conf');
    chmodSync(root, 0o755);
    const reader = createNodeReader({ workingDirectory });
    expect(reader.read(root)).toEqual({ error: 'executable' });
    reader.addRoot(root);
    expect(reader.read(root)).toEqual({ text: 'x' });
  });

  it('does not wait for a FIFO that nobody writes to', () => {
    const workingDirectory = scratch();
    const fifo = join(workingDirectory, 'fifo');
    execFileSync('mkfifo', [fifo]);
    const reader = createNodeReader({ workingDirectory });
    reader.addRoot(fifo);
    expect(reader.read(fifo)).toMatchObject({ error: 'unreadable' });
  });

  it('does not read huge files', () => {
    const workingDirectory = scratch({ 'huge.conf': '' });
    truncateSync(join(workingDirectory, 'huge.conf'), 128 * 1024 * 1024 + 1);
    expect(createNodeReader({ workingDirectory }).read(join(workingDirectory, 'huge.conf'))).toMatchObject({ error: 'too-large' });
  });

  it('reads files that tell no size', () => {
    const result = createNodeReader({ workingDirectory: '/proc/self', allowInclude: ['/proc'] }).readAnyway('/proc/self/status');
    expect('text' in result && result.text).toMatch(/^Name:/);
  });

  it('takes standard input for the file that it was named after', () => {
    const workingDirectory = scratch({ 'a.conf': 'on disk' });
    const absolute = join(workingDirectory, 'a.conf');
    expect(createNodeReader({ workingDirectory, given: { absolute, text: 'typed' } }).read(absolute)).toEqual({ text: 'typed' });
  });
});

describe('what may be included', () => {
  it('lies below the working directory, the root files, or what was allowed', () => {
    const top = scratch({ 'here/a.conf': '', 'roots/r.conf': '', 'roots/sub/i.conf': 'i', 'allowed/b.conf': 'b', 'other/c.conf': 'c' });
    const reader = createNodeReader({ workingDirectory: join(top, 'here'), allowInclude: ['../allowed'] });
    expect(reader.read(join(top, 'roots/sub/i.conf'))).toEqual({ error: 'outside' });
    reader.addRoot(join(top, 'roots/r.conf'));
    expect(reader.read(join(top, 'roots/sub/i.conf'))).toEqual({ text: 'i' });
    expect(reader.read(join(top, 'allowed/b.conf'))).toEqual({ text: 'b' });
    expect(reader.read(join(top, 'other/c.conf'))).toEqual({ error: 'outside' });
    expect(reader.read('/etc/passwd')).toEqual({ error: 'outside' });
  });

  it('is told by where a link leads, and nothing is told of what lies outside', () => {
    const top = scratch({ 'here/a.conf': '', 'secret/key': 's3cret' });
    symlinkSync('../secret', join(top, 'here/conf.d'));
    const reader = createNodeReader({ workingDirectory: join(top, 'here') });
    expect(reader.read(join(top, 'here/conf.d/key'))).toEqual({ error: 'outside' });
    expect(reader.read(join(top, 'secret/none'))).toEqual({ error: 'outside' });
    expect(reader.match('*', join(top, 'secret'))).toEqual([join(top, 'secret/*')]);
    expect(reader.match('../secret/*', join(top, 'here'))).toEqual([join(top, 'secret/*')]);
    expect(reader.read(join(top, 'secret/*'))).toEqual({ error: 'outside' });
  });

  it('is not everything because the working directory is the top of the file system', () => {
    expect(createNodeReader({ workingDirectory: '/' }).read('/etc/passwd')).toEqual({ error: 'outside' });
    const reader = createNodeReader({ workingDirectory: '/' });
    reader.addRoot('/keepalived.conf');
    expect(reader.read('/etc/passwd')).toEqual({ error: 'outside' });
    expect(createNodeReader({ workingDirectory: '/', allowInclude: ['/'] }).read('/etc/passwd')).toHaveProperty('text');
  });

  it('includes the target directory of a root that is a link', () => {
    const top = scratch({ 'real/keepalived.conf': '', 'real/b.conf': 'b', 'cwd/x': '' });
    mkdirSync(join(top, 'links'));
    symlinkSync('../real/keepalived.conf', join(top, 'links/keepalived.conf'));
    const reader = createNodeReader({ workingDirectory: join(top, 'cwd') });
    expect(reader.read(join(top, 'real/b.conf'))).toEqual({ error: 'outside' });
    reader.addRoot(join(top, 'links/keepalived.conf'));
    expect(reader.read(join(top, 'real/b.conf'))).toEqual({ text: 'b' });
  });
});

describe('match', () => {
  it('matches wildcards once they were prepared, and plain names at any time', async () => {
    const workingDirectory = scratch({ 'a.conf': '', 'b.conf': '' });
    const reader = createNodeReader({ workingDirectory });
    expect(reader.match('a.conf', workingDirectory)).toEqual([join(workingDirectory, 'a.conf')]);
    expect(reader.match('c.conf', workingDirectory)).toEqual([]);
    await reader.prepareWildcards();
    expect(reader.match('*.conf', workingDirectory)).toEqual([join(workingDirectory, 'a.conf'), join(workingDirectory, 'b.conf')]);
  });
});

describe('show', () => {
  it('is relative below the working directory, absolute elsewhere', () => {
    const reader = createNodeReader({ workingDirectory: '/srv/site' });
    expect(reader.show('/srv/site/a/b.conf')).toBe('a/b.conf');
    expect(reader.show('/srv/site/..a.conf')).toBe('..a.conf');
    expect(reader.show('/srv/sites/b.conf')).toBe('/srv/sites/b.conf');
    expect(reader.show('/etc/keepalived/keepalived.conf')).toBe('/etc/keepalived/keepalived.conf');
  });
});
