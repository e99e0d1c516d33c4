import { chmodSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from './usage-error.ts';

/**
 * Writes a file as a whole or not at all: beside it under another name, which then replaces it. A link is followed, a device or pipe
 * written as it is; directories that are missing are made.
 * @throws UsageError when the system does not allow it
 */
export function writeFileAtomically(path: string, text: string): void {
  try {
    const target = followLink(path);
    const mode = modeOf(target);
    if (mode === 'special') {
      writeFileSync(target, text);
      return;
    }
    mkdirSync(dirname(target), { recursive: true });
    const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
    try {
      writeFileSync(temporary, text, { flag: 'wx' });
      if (mode !== null) chmodSync(temporary, mode);
      renameSync(temporary, target);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  } catch (error) {
    throw new UsageError(`'${path}' cannot be written: ${(error as Error).message}.`, { cause: error });
  }
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
