import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Ignore } from 'ignore';
import { repositoryOf } from '../repository.ts';

/** Whether git is told, by `.gitignore` files of the repository, not to look at a file or (with a `/` at the end) a directory. */
type IsIgnored = (absolute: string) => boolean;

/**
 * Those of some files below a directory that git is told to ignore. None where the directory lies in no repository, or is ignored itself: who
 * names it wants what is in it. What git tracks although it is told to ignore it counts as ignored, because only git's index knows.
 */
export async function ignoredByGit(files: readonly string[], directory: string): Promise<ReadonlySet<string>> {
  const top = repositoryOf(directory);
  if (top === null) return new Set();
  const isIgnored = await ignorer(top);
  return new Set(isIgnored(`${directory}/`) ? [] : files.filter(isIgnored));
}

async function ignorer(top: string): Promise<IsIgnored> {
  const { default: ignore } = await import('ignore');
  const known = new Map<string, Ignore | null>();
  const rulesOf = (directory: string): Ignore | null => {
    let rules = known.get(directory);
    if (rules === undefined) {
      const text = read(join(directory, '.gitignore'));
      rules = text === null ? null : ignore().add(text);
      known.set(directory, rules);
    }
    return rules;
  };
  const decided = new Map<string, boolean>();
  const isIgnored: IsIgnored = (absolute) => {
    const isDirectory = absolute.endsWith('/');
    const path = isDirectory ? absolute.slice(0, -1) : absolute;
    if (path === top || !path.startsWith(top === '/' ? '/' : `${top}${sep}`)) return false;
    let answer = decided.get(absolute);
    if (answer === undefined) {
      // What is in an ignored directory cannot be taken back; else the nearest file that says something decides.
      answer = isIgnored(`${dirname(path)}/`) || decideHere(path, isDirectory);
      decided.set(absolute, answer);
    }
    return answer;
  };
  const decideHere = (path: string, isDirectory: boolean): boolean => {
    for (let directory = dirname(path); ; directory = dirname(directory)) {
      const way = relative(directory, path).replaceAll(sep, '/');
      const { ignored, unignored } = rulesOf(directory)?.test(isDirectory ? `${way}/` : way) ?? {};
      if (ignored || unignored) return ignored === true;
      if (directory === top) return false;
    }
  };
  return isIgnored;
}

/** The text of a file; null where there is none that can be read. */
function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
