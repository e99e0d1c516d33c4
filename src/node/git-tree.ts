import { posix, resolve } from 'node:path';
import { matchingPaths } from '../engine/memory-reader.ts';
import type { ReadResult } from '../engine/reader.ts';
import { isSample } from './discover/list-files.ts';
import { mayBeConfiguration, mayBeYaml } from './discover/recognise.ts';
import type { RootReader } from './discover.ts';
import type { FileKind, FileTree } from './file-tree.ts';
import type { NodeReader } from './node-reader.ts';

/** git could not tell. The message says why, as a sentence. */
export class GitError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'GitError';
  }
}

/** The files of a commit, as a reader and as names. */
export type GitTree = RootReader & FileTree & Pick<NodeReader, 'prepareWildcards'>;

/** Runs git in the working directory and gives what it writes; null where it fails. */
type Git = (args: readonly string[], input?: string) => Buffer | null;

/** A file of the commit: a link has its target as contents. */
interface Entry {
  readonly mode: string;
  readonly object: string;
}

const LINK = '120000';
const EXECUTABLE = '100755';
const SUBMODULE = '160000';

/** Links that lead to links: what is beyond that leads in a circle. */
const MOST_LINKS = 16;

/** As for a file of the disk. */
const MAX_OUTPUT = 1024 * 1024 * 1024;

/**
 * The files of a commit at the places where they would be in the working tree, read from git's store: nothing is checked out. What lies outside
 * the repository is read from the disk by `outside`. Throws `GitError`.
 */
export async function openGitTree(revision: string, workingDirectory: string, outside: NodeReader): Promise<GitTree> {
  const git = await startGit(workingDirectory);
  const up = git(['rev-parse', '--show-cdup']);
  if (up === null) throw new GitError(`'${workingDirectory}' is in no git repository.`);
  const top = resolve(workingDirectory, up.toString('utf8').trim());
  const tree = revision.startsWith('-') ? null : git(['rev-parse', '--verify', '--quiet', `${revision}^{tree}`]);
  if (tree === null) throw new GitError(`git knows no revision '${revision}'.`);
  return new Commit(top, git, tree.toString('utf8').trim(), workingDirectory, outside);
}

/** The files that are gone since a revision, as absolute paths; none where git cannot tell. */
export async function deletedSince(revision: string, workingDirectory: string): Promise<readonly string[]> {
  const git = await startGit(workingDirectory);
  const up = git(['rev-parse', '--show-cdup']);
  if (up === null || revision.startsWith('-')) return [];
  const top = resolve(workingDirectory, up.toString('utf8').trim());
  const names =
    git(['diff', '--no-ext-diff', '--no-renames', '--diff-filter=D', '--name-only', '-z', revision, '--'])?.toString('utf8') ?? '';
  return names
    .split('\0')
    .filter((name) => name !== '')
    .map((name) => posix.join(top, name));
}

async function startGit(cwd: string): Promise<Git> {
  const { spawnSync } = await import('node:child_process');
  return (args, input) => {
    const { status, stdout, error } = spawnSync('git', args, { cwd, input, maxBuffer: MAX_OUTPUT, stdio: ['pipe', 'pipe', 'ignore'] });
    if (error && (error as NodeJS.ErrnoException).code === 'ENOENT') throw new GitError("There is no 'git' in the path.");
    return status === 0 ? stdout : null;
  };
}

class Commit implements GitTree {
  readonly #top: string;
  readonly #git: Git;
  readonly #workingDirectory: string;
  readonly #outside: NodeReader;
  readonly #entries = new Map<string, Entry>();
  readonly #directories = new Set<string>();
  readonly #texts = new Map<string, string>();
  readonly #roots = new Set<string>();

  constructor(top: string, git: Git, tree: string, workingDirectory: string, outside: NodeReader) {
    this.#top = top;
    this.#git = git;
    this.#workingDirectory = workingDirectory;
    this.#outside = outside;
    for (const line of (git(['ls-tree', '-r', '-z', '--full-tree', tree]) ?? Buffer.alloc(0)).toString('utf8').split('\0')) {
      const [, mode = '', object = '', path] = /^(\d+) \S+ (\w+)\t(.*)$/s.exec(line) ?? [];
      if (path === undefined || mode === SUBMODULE) continue;
      const absolute = posix.join(top, path);
      this.#entries.set(absolute, { mode, object });
      for (let up = posix.dirname(absolute); !this.#directories.has(up) && up.startsWith(top); up = posix.dirname(up)) {
        this.#directories.add(up);
        if (up === top) break;
      }
    }
  }

  kindOf(absolute: string): FileKind {
    const real = this.realPath(absolute);
    if (real !== null && this.#entries.has(real)) return 'file';
    if (real !== null && this.#directories.has(real)) return 'directory';
    if (this.#entries.has(absolute)) return 'dangling';
    return 'missing';
  }

  async list(glob: string, directory: string, exclusions: readonly string[]): ReturnType<FileTree['list']> {
    const { default: picomatch } = await import('picomatch');
    const own = picomatch(glob, { dot: true });
    const isLeftOut = picomatch(
      exclusions.map((each) => posix.relative(this.#workingDirectory, resolve(this.#workingDirectory, each))),
      { dot: true },
    );
    const files = [...this.#entries.keys()].filter((path) => {
      const way = posix.relative(directory, path);
      if (way.startsWith('..') || !own(way) || way.split('/').includes('node_modules')) return false;
      if (isSample(path) && !isSample(`${directory}/`)) return false;
      return !isLeftOut(posix.relative(this.#workingDirectory, path)) && this.kindOf(path) === 'file';
    });
    this.#preload(files.filter((path) => mayBeConfiguration(posix.basename(path)) || mayBeYaml(posix.basename(path))));
    return { files: files.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))), failures: [], ignored: [] };
  }

  names(directory: string): readonly string[] {
    const inside = (path: string): boolean => posix.dirname(path) === directory;
    return [...this.#entries.keys()].filter(inside).map((path) => posix.basename(path));
  }

  realPath(absolute: string): string | null {
    let path = absolute;
    for (let links = 0; links <= MOST_LINKS; links++) {
      const link = this.#firstLink(path);
      if (link === null) return this.#entries.has(path) || this.#directories.has(path) ? path : null;
      path = posix.join(resolve(posix.dirname(link), this.#contents(link)), path.slice(link.length));
    }
    return null;
  }

  read(absolute: string): ReadResult {
    const isRoot = this.#roots.has(absolute);
    if (!this.#holds(absolute)) return this.#outside.read(absolute);
    const real = this.realPath(absolute);
    if (real !== null && !isRoot && this.#entries.get(real)?.mode === EXECUTABLE) return { error: 'executable' };
    return this.readAnyway(absolute);
  }

  readAnyway(absolute: string): ReadResult {
    if (!this.#holds(absolute)) return this.#outside.readAnyway(absolute);
    const kind = this.kindOf(absolute);
    if (kind === 'missing') return { error: 'missing' };
    if (kind === 'directory') return { error: 'directory' };
    const real = this.realPath(absolute);
    return real === null ? { error: 'dangling', detail: 'it is a link to a file that does not exist' } : { text: this.#contents(real) };
  }

  isAllowed(absolute: string): boolean {
    return this.#holds(absolute) || this.#outside.isAllowed(absolute);
  }

  match(pattern: string, directory: string): readonly string[] {
    const absolute = resolve(directory, pattern);
    if (!this.#holds(absolute)) return this.#outside.match(pattern, directory);
    return matchingPaths([...this.#entries.keys(), ...this.#directories], absolute, '');
  }

  show(absolute: string): string {
    return this.#outside.show(absolute);
  }

  resolve(path: string, directory: string): string {
    return this.#outside.resolve(path, directory);
  }

  directoryOf(absolute: string): string {
    return this.#outside.directoryOf(absolute);
  }

  addRoot(absolute: string): void {
    this.#roots.add(absolute);
  }

  addDirectory(absolute: string): void {
    if (!this.#holds(absolute)) this.#outside.addDirectory(absolute);
  }

  prepareWildcards(): Promise<void> {
    return this.#outside.prepareWildcards();
  }

  /** Whether a path lies in the repository, be there a file or not. */
  #holds(absolute: string): boolean {
    return absolute === this.#top || absolute.startsWith(this.#top === '/' ? '/' : `${this.#top}/`);
  }

  /** The first part of a path that is a link. */
  #firstLink(path: string): string | null {
    for (let end = path.indexOf('/', this.#top.length + 1); ; end = path.indexOf('/', end + 1)) {
      const part = end < 0 ? path : path.slice(0, end);
      if (this.#entries.get(part)?.mode === LINK) return part;
      if (end < 0) return null;
    }
  }

  #contents(path: string): string {
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    const text = this.#git(['cat-file', 'blob', this.#entries.get(path)?.object ?? ''])?.toString('utf8') ?? '';
    this.#texts.set(path, text);
    return text;
  }

  /** Reads many files with one git: each by itself would take milliseconds. */
  #preload(paths: readonly string[]): void {
    const wanted = paths.filter((path) => !this.#texts.has(path) && this.#entries.get(path)?.mode !== LINK);
    if (wanted.length < 2) return;
    const objects = wanted.map((path) => this.#entries.get(path)?.object ?? '');
    const output = this.#git(['cat-file', '--batch'], `${objects.join('\n')}\n`);
    if (output === null) return;
    let at = 0;
    for (const path of wanted) {
      const line = output.indexOf('\n', at);
      const size = Number(/ blob (\d+)$/.exec(output.toString('utf8', at, line))?.[1] ?? Number.NaN);
      if (line < 0 || Number.isNaN(size)) return;
      this.#texts.set(path, output.toString('utf8', line + 1, line + 1 + size));
      at = line + 1 + size + 1;
    }
  }
}
