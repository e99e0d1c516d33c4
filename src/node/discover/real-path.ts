import { realpathSync } from 'node:fs';

/** The path without symbolic links; null when there is no such file or it cannot be reached. */
export function realPath(absolute: string): string | null {
  try {
    return realpathSync.native(absolute);
  } catch {
    return null;
  }
}
