import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { discover, stdinRoot } from '../../../src/node/discover.ts';
import { createNodeReader } from '../../../src/node/node-reader.ts';
import { scratch } from '../../helpers/scratch.ts';

const INSTANCE = 'vrrp_instance VI_1 {\n}\n';

interface Given {
  readonly everyFileARoot?: boolean;
  readonly setUp?: (directory: string) => void;
}

/** Roots as they are shown, and what went wrong. */
async function found(files: Readonly<Record<string, string>>, paths: readonly string[], { everyFileARoot = false, setUp }: Given = {}) {
  const workingDirectory = scratch(files);
  setUp?.(workingDirectory);
  const { roots, failures } = await discover(paths, { workingDirectory, reader: createNodeReader({ workingDirectory }), everyFileARoot });
  return { roots: roots.map(({ path }) => path), failures: failures.map(({ message }) => message.replaceAll(workingDirectory, '')) };
}

it("ignores keepalived's own samples, unless they are asked for", async () => {
  const files = { 'etc/keepalived/keepalived.conf': INSTANCE, 'etc/keepalived/samples/keepalived.conf.vrrp': INSTANCE };
  expect((await found(files, ['etc'])).roots).toEqual(['etc/keepalived/keepalived.conf']);
  expect((await found(files, ['etc/keepalived/samples'])).roots).toEqual(['etc/keepalived/samples/keepalived.conf.vrrp']);
});

describe('files that are named', () => {
  it('are taken whatever they are, in the order given, each once', async () => {
    expect(await found({ 'b.txt': 'nothing', 'a.conf': INSTANCE }, ['b.txt', 'a.conf', './b.txt'])).toEqual({
      roots: ['b.txt', 'a.conf'],
      failures: [],
    });
  });

  it('may have the name of a pattern', async () => {
    expect(await found({ 'a[1].conf': INSTANCE, 'a1.conf': INSTANCE }, ['a[1].conf'])).toEqual({ roots: ['a[1].conf'], failures: [] });
  });

  it('must exist; the others are read all the same', async () => {
    expect(await found({ 'a.conf': INSTANCE }, ['none.conf', 'a.conf'])).toEqual({
      roots: ['a.conf'],
      failures: [expect.stringContaining("'none.conf' does not exist")],
    });
  });

  it('must not be links to nothing', async () => {
    const setUp = (directory: string): void => symlinkSync('nowhere', join(directory, 'a.conf'));
    expect(await found({}, ['a.conf'], { setUp })).toEqual({
      roots: [],
      failures: [expect.stringContaining('it is a link to a file that does not exist')],
    });
  });
});

describe('.gitignore', () => {
  const SITE = {
    '.git/HEAD': 'ref: refs/heads/main\n',
    '.gitignore': 'build/\n/out.conf\n*.local.conf\n',
    'out.conf': INSTANCE,
    'sub/out.conf': INSTANCE,
    'build/keepalived.conf': INSTANCE,
    'build/.gitignore': '!keepalived.conf\n',
    'sub/lb1.local.conf': INSTANCE,
    'sub/kept/.gitignore': '!lb2.local.conf\n',
    'sub/kept/lb2.local.conf': INSTANCE,
  };

  it('keeps files out of a search of the repository, as git reads it', async () => {
    expect((await found(SITE, ['.'])).roots).toEqual(['sub/kept/lb2.local.conf', 'sub/out.conf']);
  });

  it('holds below the directory it is in, also when the search begins further down', async () => {
    expect((await found(SITE, ['sub'])).roots).toEqual(['sub/kept/lb2.local.conf', 'sub/out.conf']);
  });

  it('says nothing of what is named: a file, or a directory that is ignored as a whole', async () => {
    expect((await found(SITE, ['out.conf', 'build'])).roots).toEqual(['out.conf', 'build/keepalived.conf']);
  });

  it('means nothing for what a glob finds outside of the repository', async () => {
    const files = Object.fromEntries(Object.entries(SITE).map(([path, text]) => [`site/${path}`, text]));
    const workingDirectory = scratch({ ...files, 'beside/out.conf': INSTANCE });
    const site = join(workingDirectory, 'site');
    const reader = createNodeReader({ workingDirectory: site, allowInclude: [workingDirectory] });
    const { roots } = await discover(['../beside/*.conf', '*.conf'], { workingDirectory: site, reader });
    expect(roots.map(({ absolute }) => absolute)).toEqual([join(workingDirectory, 'beside/out.conf')]);
  });

  it('means nothing where there is no repository', async () => {
    const { '.git/HEAD': _, ...files } = SITE;
    expect((await found(files, ['.'])).roots).toContain('out.conf');
  });

  it('is named as the reason where nothing is left', async () => {
    const files = { '.git/HEAD': '', '.gitignore': '*.conf\n', 'keepalived.conf': INSTANCE };
    expect((await found(files, ['.'])).failures).toEqual([
      "No keepalived configuration was found below '.'. One file is ignored (keepalived.conf); a file is read when it is named itself.",
    ]);
  });
});

describe('directories', () => {
  it('are walked for what looks like keepalived', async () => {
    const files = {
      'site/node1/keepalived.conf': INSTANCE,
      'site/node2/keepalived.conf.backup': INSTANCE,
      'site/other.conf': INSTANCE,
      'site/nginx.conf': 'http {\n}\n',
      'site/README.md': INSTANCE,
      'site/keepalived.conf~': INSTANCE,
      'site/node_modules/x/keepalived.conf': INSTANCE,
      'site/.git/keepalived.conf': INSTANCE,
    };
    expect(await found(files, ['site'])).toEqual({
      roots: ['site/node1/keepalived.conf', 'site/node2/keepalived.conf.backup', 'site/other.conf'],
      failures: [],
    });
  });

  it('are walked into folders whose name begins with a dot', async () => {
    const files = { '.deploy/lb1/keepalived.conf': INSTANCE, '.git/x/keepalived.conf': INSTANCE, '.svn/keepalived.conf': INSTANCE };
    expect((await found(files, ['.'])).roots).toEqual(['.deploy/lb1/keepalived.conf']);
  });

  it('without any are a failure that says what to do', async () => {
    expect(await found({ 'd/nginx.conf': 'http {\n}\n' }, ['d'])).toEqual({
      roots: [],
      failures: [expect.stringMatching(/No keepalived configuration was found below 'd'.*named itself/)],
    });
  });

  it('are left out by !GLOB', async () => {
    const files = { 'a/keepalived.conf': INSTANCE, 'old/keepalived.conf': INSTANCE };
    expect((await found(files, ['.', '!old/**'])).roots).toEqual(['a/keepalived.conf']);
  });

  it('with links are walked once, circles and copies included', async () => {
    const setUp = (directory: string): void => {
      symlinkSync('..', join(directory, 'real/loop'));
      symlinkSync('real', join(directory, 'alias'));
      symlinkSync('real/keepalived.conf', join(directory, 'keepalived.conf'));
    };
    expect(await found({ 'real/keepalived.conf': INSTANCE }, ['.'], { setUp })).toEqual({ roots: ['real/keepalived.conf'], failures: [] });
  });

  it('that no other user could read either are not said to be for one', async () => {
    const setUp = (directory: string): void => {
      symlinkSync('circle.conf', join(directory, 'circle.conf'));
      execFileSync('mkfifo', [join(directory, 'fifo.conf')]);
    };
    expect((await found({}, ['circle.conf', 'fifo.conf'], { setUp })).failures).toEqual([
      "'circle.conf' cannot be reached: its symbolic links lead in a circle. Leave it out.",
      "'fifo.conf' was not read: it is a FIFO, which may have no writer. Leave it out.",
    ]);
  });

  it('do not lead out by a link', async () => {
    const outside = scratch({ 'keepalived.conf': INSTANCE });
    const setUp = (directory: string): void => symlinkSync(join(outside, 'keepalived.conf'), join(directory, 'keepalived.conf'));
    expect(await found({}, ['.'], { setUp })).toEqual({
      roots: [],
      failures: [expect.stringMatching(/'keepalived.conf' was not read: .*--allow-include/)],
    });
  });

  it.skipIf(process.getuid?.() === 0)('that cannot be listed are a failure', async () => {
    const setUp = (directory: string): void => chmodSync(join(directory, 'locked'), 0);
    const result = await found({ 'a.conf': INSTANCE, 'locked/b.conf': INSTANCE }, ['.'], { setUp });
    expect(result).toEqual({ roots: ['a.conf'], failures: [expect.stringContaining("'locked' cannot be listed")] });
  });
});

describe('globs', () => {
  it('give what looks like keepalived, whatever it is called', async () => {
    const files = { 'a/lb.txt': INSTANCE, 'b/lb.txt': 'other', 'c/lb.txt': INSTANCE };
    expect(await found(files, ['*/lb.txt'])).toEqual({ roots: ['a/lb.txt', 'c/lb.txt'], failures: [] });
    expect((await found(files, ['{a,b}/*.txt'])).roots).toEqual(['a/lb.txt']);
    expect((await found(files, ['**/*.txt', '!c/*'])).roots).toEqual(['a/lb.txt']);
  });

  it('that match nothing, or nothing of keepalived, are failures', async () => {
    expect((await found({}, ['*.conf'])).failures).toEqual(["The glob '*.conf' matches no file."]);
    expect((await found({ 'nginx.conf': 'http {\n}\n' }, ['*.conf'])).failures).toEqual([expect.stringContaining('None of the 1 files')]);
  });
});

describe('fragments', () => {
  const files = {
    'keepalived.conf': 'include conf.d/*.conf\n',
    'conf.d/a.conf': `${INSTANCE}include ../more/{b,c}.conf\n`,
    'more/b.conf': INSTANCE,
    'more/d.conf': INSTANCE,
  };

  it('are not roots, found or named, to any depth', async () => {
    expect((await found(files, ['.'])).roots).toEqual(['keepalived.conf', 'more/d.conf']);
    expect((await found(files, ['more/b.conf', 'conf.d/a.conf', 'keepalived.conf'])).roots).toEqual(['keepalived.conf']);
  });

  it('are roots when nothing that was asked for includes them', async () => {
    expect((await found(files, ['conf.d/a.conf'])).roots).toEqual(['conf.d/a.conf']);
  });

  it('are roots when every file is to be one', async () => {
    expect((await found(files, ['.'], { everyFileARoot: true })).roots).toEqual([
      'conf.d/a.conf',
      'keepalived.conf',
      'more/b.conf',
      'more/d.conf',
    ]);
  });

  it('are told through links', async () => {
    const setUp = (directory: string): void => symlinkSync('../available/a.conf', join(directory, 'enabled/a.conf'));
    const linked = { 'keepalived.conf': 'include enabled/*\n', 'enabled/.keep': '', 'available/a.conf': INSTANCE };
    expect((await found(linked, ['.'], { setUp })).roots).toEqual(['keepalived.conf']);
  });

  it('that include each other leave one root', async () => {
    expect((await found({ 'a.conf': `${INSTANCE}include b.conf`, 'b.conf': `${INSTANCE}include a.conf` }, ['.'])).roots).toEqual([
      'a.conf',
    ]);
  });
});

describe('standard input', () => {
  it('is a root with the name it was given, beside others', async () => {
    const workingDirectory = scratch({ 'a.conf': INSTANCE });
    const stdin = stdinRoot('site/keepalived.conf', workingDirectory, (absolute) => absolute.slice(workingDirectory.length + 1));
    const reader = createNodeReader({ workingDirectory, given: { absolute: stdin.absolute, text: INSTANCE } });
    const { roots } = await discover(['a.conf', '-'], { workingDirectory, reader, stdin });
    expect(roots.map(({ path }) => path)).toEqual(['a.conf', 'site/keepalived.conf']);
    expect(reader.read(stdin.absolute)).toEqual({ text: INSTANCE });
  });
});
