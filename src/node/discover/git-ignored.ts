import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
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

/** The rules of one `.gitignore` file. */
interface Rules {
  readonly directory: string;
  readonly rules: Ignore;
}

async function ignorer(top: string): Promise<IsIgnored> {
  const { default: ignore } = await import('ignore');
  const known = new Map<string, readonly Rules[]>();
  /** Those that hold in a directory, its own first. */
  const rulesFor = (directory: string): readonly Rules[] => {
    let rules = known.get(directory);
    if (rules === undefined) {
      const above = directory === top ? [] : rulesFor(dirname(directory));
      const text = read(`${directory}/.gitignore`);
      rules = text === null ? above : [{ directory, rules: ignore().add(text) }, ...above];
      known.set(directory, rules);
    }
    return rules;
  };
  const decided = new Map<string, boolean>();
  const isIgnoredDirectory = (directory: string): boolean => {
    if (directory === top) return false;
    let answer = decided.get(directory);
    if (answer === undefined) {
      answer = decide(directory, '/');
      decided.set(directory, answer);
    }
    return answer;
  };
  /** What is in an ignored directory cannot be taken back; else the nearest file that says something decides. */
  const decide = (path: string, end: '/' | ''): boolean => {
    const parent = dirname(path);
    if (isIgnoredDirectory(parent)) return true;
    for (const { directory, rules } of rulesFor(parent)) {
      const { ignored, unignored } = rules.test(`${relative(directory, path).replaceAll(sep, '/')}${end}`);
      if (ignored || unignored) return ignored;
    }
    return false;
  };
  const inside = top === '/' ? '/' : `${top}${sep}`;
  return (absolute) => {
    if (!absolute.startsWith(inside)) return false;
    const path = absolute.replace(/\/$/, '');
    if (path === absolute) return decide(path, '');
    return `${path}/` !== inside && isIgnoredDirectory(path);
  };
}

/** The text of a file; null where there is none that can be read. */
function read(path: string): string | null {
  // Most directories have none, and asking costs a tenth of an error.
  if (!existsSync(path)) return null;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
