import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The top of the git repository that a directory lies in (a `.git` directory or file); null where it lies in none. */
export function repositoryOf(directory: string): string | null {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return null;
  }
}
