import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The git repository that a directory lies in (a `.git` directory or file), or the directory itself. */
export function findRepositoryRoot(directory: string): string {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return directory;
  }
}
