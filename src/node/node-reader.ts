import { accessSync, closeSync, constants, fstatSync, lstatSync, openSync, readSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { ReadResult } from '../engine/reader.ts';
import { NO_SETTINGS_ANYWHERE, relocated, type SettingsByDirectory } from '../settings/stack.ts';
import { realPath } from './discover/real-path.ts';
import type { RootReader } from './discover.ts';
import { DENIED, describeRefusal, isDenied } from './refusal.ts';

/** Larger files are not read: keepalived would need half a minute for one. */
const MAX_BYTES = 128 * 1024 * 1024;

/** Where keepalived's own configuration lives; what lies below it may always be included. */
const HOME_OF_KEEPALIVED = '/etc/keepalived';

export interface NodeReaderOptions {
  readonly workingDirectory: string;
  /** Further directories whose files may be included. */
  readonly allowInclude?: readonly string[];
  /** They say which folders stand for one of a host. */
  readonly settings?: SettingsByDirectory;
  /** Text that stands in for a file: standard input under the name it was given. */
  readonly given?: { readonly absolute: string; readonly text: string };
}

/** A reader of the real file system. */
export interface NodeReader extends RootReader {
  /** Loads what `match` needs for patterns with wildcards. Kept apart because it costs more than all else at start. */
  prepareWildcards(): Promise<void>;
}

/**
 * Reads each file once. An include leads only to regular files below the directory of a root file, the working directory,
 * /etc/keepalived and the directories that were allowed; a symbolic link counts as what it points to. A bare `/` never counts as a
 * root's or a working directory, or everything would be open to a configuration that somebody else wrote.
 */
export function createNodeReader(options: NodeReaderOptions): NodeReader {
  const { workingDirectory, settings = NO_SETTINGS_ANYWHERE } = options;
  const contents = new Map<string, ReadResult>();
  const included = new Map<string, ReadResult>();
  const roots = new Set<string>();
  const allowed = new Set<string>();
  let matchWildcards: ((pattern: string, directory: string) => readonly string[]) | undefined;

  const allow = (directory: string): void => {
    included.clear();
    allowed.add(directory);
    const real = realPath(directory);
    if (real !== null) allowed.add(real);
  };
  const allowUnlessTop = (directory: string): void => {
    if (dirname(directory) !== directory) allow(directory);
  };
  /** A path as written in a file of a directory, where it lies in a repository. */
  const placed = (path: string, directory: string): string => {
    const moved = relocated(path, directory, settings);
    if (!moved) return path;
    allowUnlessTop(moved.folder);
    return moved.path;
  };
  const isAllowed = (absolute: string): boolean => {
    const target = realPath(absolute) ?? absolute;
    for (const directory of allowed) if (isWithin(target, directory)) return true;
    return false;
  };

  allowUnlessTop(workingDirectory);
  allow(HOME_OF_KEEPALIVED);
  for (const directory of options.allowInclude ?? []) allow(resolve(workingDirectory, directory));
  if (options.given) contents.set(options.given.absolute, { text: options.given.text });

  const readAnyway = (absolute: string): ReadResult => memoised(contents, absolute, readFile);
  const readIncluded = (absolute: string): ReadResult => {
    if (!isAllowed(absolute)) return { error: 'outside' };
    return refusal(absolute) ?? readAnyway(absolute);
  };

  return {
    read: (absolute) => (roots.has(absolute) ? readAnyway(absolute) : memoised(included, absolute, readIncluded)),
    readAnyway,
    isAllowed,

    match(written, directory) {
      const pattern = placed(written, directory);
      const fixed = resolve(directory, fixedPart(pattern));
      // Not even names are told of what may not be read: read() answers `outside` for the pattern itself.
      if (!isAllowed(fixed)) return [resolve(directory, pattern)];
      if (!/[*?[\\]/.test(pattern)) return exists(fixed) ? [fixed] : [];
      if (isHidden(fixed)) {
        included.set(fixed, { error: 'unreadable', detail: DENIED });
        return [fixed];
      }
      if (!matchWildcards) throw new Error(`wildcards were not prepared for the pattern '${pattern}'`);
      return matchWildcards(pattern, directory);
    },

    show: (absolute) => showPath(absolute, workingDirectory),
    resolve: (path, directory) => resolve(directory, placed(path, directory)),
    directoryOf: (absolute) => dirname(absolute),

    addRoot(absolute) {
      roots.add(absolute);
      allowUnlessTop(dirname(absolute));
      const real = realPath(absolute);
      if (real !== null) allowUnlessTop(dirname(real));
    },
    addDirectory: allowUnlessTop,

    async prepareWildcards() {
      ({ matchWildcards } = await import('./discover/wildcards.ts'));
    },
  };
}

function memoised<T>(known: Map<string, T>, key: string, compute: (key: string) => T): T {
  let value = known.get(key);
  if (value === undefined) {
    value = compute(key);
    known.set(key, value);
  }
  return value;
}

/** Relative to the working directory when it lies below that, else absolute; always with forward slashes. */
export function showPath(absolute: string, workingDirectory: string): string {
  const path = isWithin(absolute, workingDirectory) ? relative(workingDirectory, absolute) || '.' : absolute;
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** Whether a path is a directory or lies below it; both are absolute. */
function isWithin(absolute: string, directory: string): boolean {
  const way = relative(directory, absolute);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The parts of a pattern before the first one with a wildcard. */
function fixedPart(pattern: string): string {
  const wildcard = pattern.search(/[*?[\\]/);
  return wildcard < 0 ? pattern : pattern.slice(0, pattern.lastIndexOf('/', wildcard) + 1);
}

function exists(absolute: string): boolean {
  try {
    lstatSync(absolute);
    return true;
  } catch {
    return false;
  }
}

/** Whether it is a directory whose names this user may not see. */
function isHidden(directory: string): boolean {
  try {
    accessSync(directory, constants.R_OK | constants.X_OK);
    return false;
  } catch (error) {
    return isDenied((error as NodeJS.ErrnoException).code);
  }
}

/** Why keepalived would not read an included file that exists: it takes only regular files that nobody may execute. */
function refusal(absolute: string): ReadResult | null {
  try {
    const stats = statSync(absolute);
    if (stats.isDirectory()) return { error: 'directory' };
    if (!stats.isFile()) return { error: 'not-regular', detail: 'it is not a regular file' };
    return (stats.mode & 0o111) === 0 ? null : { error: 'executable' };
  } catch (error) {
    return failed(error, absolute);
  }
}

const SHELL_PIPE = /^\/(?:dev\/(?:fd\/|stdin$)|proc\/)/;

/** Reads whatever stands there, be it a pipe that a shell has made (`<(…)`). A FIFO of another kind may have no writer, ever. */
function readFile(absolute: string): ReadResult {
  try {
    const stats = statSync(absolute);
    if (stats.isFIFO() && !SHELL_PIPE.test(absolute)) return { error: 'unreadable', detail: 'it is a FIFO, which may have no writer' };
    return stats.isDirectory() ? { error: 'directory' } : readLimited(absolute);
  } catch (error) {
    return failed(error, absolute);
  }
}

function readLimited(absolute: string): ReadResult {
  const file = openSync(absolute, 'r');
  try {
    const expected = fstatSync(file).size;
    if (expected > MAX_BYTES) return tooLarge();
    const chunks: Buffer[] = [];
    // The size is only a hint: pipes and files below /proc have none. One byte more than it finds the end in one go.
    for (let total = 0, size = expected + 1; ; size = 65_536) {
      const chunk = Buffer.allocUnsafe(size);
      const count = readSync(file, chunk, 0, size, null);
      if (count === 0) break;
      chunks.push(chunk.subarray(0, count));
      total += count;
      if (total > MAX_BYTES) return tooLarge();
      if (total === expected && size > count) break;
    }
    return { text: (chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString('utf8') };
  } finally {
    closeSync(file);
  }
}

function tooLarge(): ReadResult {
  return { error: 'too-large', detail: 'it is larger than 128 MB' };
}

function failed(error: unknown, absolute: string): ReadResult {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' && exists(absolute)) return { error: 'dangling', detail: 'it is a link to a file that does not exist' };
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ERR_INVALID_ARG_VALUE') return { error: 'missing' };
  if (code === 'EISDIR') return { error: 'directory' };
  return { error: 'unreadable', detail: describeRefusal(code) };
}
