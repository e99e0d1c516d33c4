import { chmodSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from './usage-error.ts';

/**
 * Writes a file as a whole or not at all: beside it under another name, which then replaces it. A link is followed, a device or pipe
 * written as it is, and so is a file in a directory that takes no new ones; directories that are missing are made.
 * @throws UsageError when the system does not allow it
 */
export function writeFileAtomically(path: string, text: string): void {
  try {
    // Asked of the path itself: what /dev/stdout leads to has no other name when it is a pipe.
    const mode = modeOf(path);
    if (mode === 'special') writeFileSync(path, text);
    else writeBeside(followLink(path), text, mode);
  } catch (error) {
    throw new UsageError(`'${path}' cannot be written: ${reasonOf(error)}.`, { cause: error });
  }
}

function writeBeside(target: string, text: string, mode: number | null): void {
  mkdirSync(dirname(target), { recursive: true });
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
  } catch (error) {
    rmSync(temporary, { force: true });
    if (mode === null || !isDenied(error)) throw error;
    writeFileSync(target, text);
    return;
  }
  try {
    if (mode !== null) chmodSync(temporary, mode);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function isDenied(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** Without the call and the path that Node.js adds: the path may be that of the file beside. */
function reasonOf(error: unknown): string {
  return (error as Error).message.replace(/, \w+(?: '.*)?$/s, '');
}

function followLink(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** The permissions of a file that is there; null when there is none, `special` for a device, pipe or directory. */
function modeOf(path: string): number | 'special' | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return null;
  return stats.isFile() ? stats.mode & 0o7777 : 'special';
}
