import { statSync } from 'node:fs';
import { isAbsolute, posix } from 'node:path';
import type { GlobEntry } from 'globby';
import type { FileList } from '../file-tree.ts';
import { ignoredByGit } from './git-ignored.ts';
import { realPath } from './real-path.ts';

/**
 * All files that a glob matches in a directory and that git is not told to ignore, links followed, each real file once. globby follows no links here: with a link that points
 * to a directory above it, it would walk in circles until the path is too long.
 */
export async function listFiles(
  glob: string,
  directory: string,
  exclusions: readonly string[],
  workingDirectory: string,
): Promise<FileList> {
  const { globby } = await import('globby');
  const ignore = [
    '**/{node_modules,.git,.hg,.svn}/**',
    ...(isSample(`${directory}/`) ? [] : ['**/keepalived/samples/**']),
    ...exclusions.map((each) => absoluteGlob(each, workingDirectory)),
  ];
  const files = new Map<string, string>();
  const failures: string[] = [];
  const visited = new Set<string>();
  const open = [{ directory, glob, linked: false }];
  for (let next = open.shift(); next; next = open.shift()) {
    const real = realPath(next.directory);
    if (real === null || visited.has(real)) continue;
    visited.add(real);
    const options = { ...WALK, cwd: next.directory, ignore };
    let entries: readonly GlobEntry[];
    try {
      entries = await globby(next.glob, options);
    } catch (error) {
      const { code, path } = error as NodeJS.ErrnoException;
      if (code !== 'EACCES' && code !== 'EPERM') throw error;
      failures.push(path ?? next.directory);
      entries = await globby(next.glob, { ...options, suppressErrors: true });
    }
    for (const { path, dirent } of entries) {
      const link = dirent.isSymbolicLink();
      if (!link && !dirent.isFile()) continue;
      const target = realPath(path);
      if (target === null) continue;
      const kind = link ? statSync(target) : dirent;
      // A link and its target are one file; the name without links is the one that a repository shows.
      if (kind.isFile() && (!files.has(target) || (!link && !next.linked))) files.set(target, path);
      else if (link && kind.isDirectory() && next.glob.includes('**')) open.push({ directory: path, glob: '**', linked: true });
    }
  }
  const sorted = [...files.values()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const ignored = await ignoredByGit(sorted, directory);
  return { files: sorted.filter((file) => !ignored.has(file)), failures, ignored: [...ignored] };
}

/** Where `make install` of keepalived puts its samples, below /etc: dozens of configurations that run nowhere. */
export function isSample(path: string): boolean {
  return path.includes('/keepalived/samples/');
}

const WALK = {
  absolute: true,
  dot: true,
  onlyFiles: false,
  objectMode: true,
  expandDirectories: false,
  followSymbolicLinks: false,
} as const;

/** A glob of the working directory as one of absolute paths. */
function absoluteGlob(glob: string, workingDirectory: string): string {
  return isAbsolute(glob) ? glob : posix.join(workingDirectory.replace(/[*?[\]{}()!|+@\\]/g, '\\$&'), glob);
}
