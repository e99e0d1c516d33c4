import { chmodSync, chownSync, realpathSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makeDirectory } from '../node/make-directory.ts';
import { UsageError } from './usage-error.ts';

/**
 * Writes a file as a whole or not at all: beside it under another name, which then replaces it. A link is followed, a device or pipe
 * written as it is, and so is a file in a directory that takes no new ones, or whose owner this user cannot give it back to; owner and permissions stay; directories that are missing are made.
 * @throws UsageError when the system does not allow it
 */
export function writeFileAtomically(path: string, text: string): void {
  try {
    // Asked of the path itself: what /dev/stdout leads to has no other name when it is a pipe.
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats && !stats.isFile()) writeFileSync(path, text);
    else writeBeside(followLink(path), text, stats);
  } catch (error) {
    throw new UsageError(`'${path}' cannot be written: ${reasonOf(error)}.`, { cause: error });
  }
}

function writeBeside(target: string, text: string, old: Stats | undefined): void {
  makeDirectory(dirname(target));
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
  } catch (error) {
    rmSync(temporary, { force: true });
    if (!old || !isDenied(error)) throw error;
    writeFileSync(target, text);
    return;
  }
  try {
    if (old) keepAttributes(temporary, old);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    if (!old || !isDenied(error)) throw error;
    // Only root may give a file to its owner: it is written where it is, and stays what it is.
    writeFileSync(target, text);
  }
}

/** Owner first: the system takes special permissions from a file that changes hands. */
function keepAttributes(path: string, { uid, gid, mode }: Stats): void {
  const own = statSync(path);
  if (own.uid !== uid || own.gid !== gid) chownSync(path, uid, gid);
  chmodSync(path, mode & 0o7777);
}

function isDenied(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** Without the call and the path that Node.js adds: the path may be that of the file beside. */
export function reasonOf(error: unknown): string {
  return (error as Error).message.replace(/, \w+(?: '.*)?$/s, '');
}

function followLink(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
