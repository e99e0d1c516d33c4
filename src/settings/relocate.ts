import type { Globs } from './compile-layer.ts';
import { plainPattern, wayBelow } from './paths.ts';

/** Folders that stand for one of a host. */
export interface Relocation {
  /** The folder of a host, such as `/etc/keepalived`. */
  readonly standsFor: string;
  /** Whether a folder, absolute, is one that stands for it. */
  readonly isFolder: (absolute: string) => boolean;
}

/** Reads `roots` of a settings file. */
export function relocationsOf(roots: Readonly<Record<string, string>>, directory: string, globs: Globs): readonly Relocation[] {
  return Object.entries(roots).map(([folder, standsFor]) => {
    const matches = globs(plainPattern(folder) || '.', { dot: true });
    return {
      standsFor: standsFor.replace(/\/+$/, ''),
      isFolder: (absolute) => {
        const way = absolute === directory ? '.' : wayBelow(directory, absolute);
        return way !== null && matches(way);
      },
    };
  });
}

/** Where a path of a host lies in a repository, and the folder that stands for the host's. */
export interface Relocated {
  readonly path: string;
  readonly folder: string;
}

/**
 * Where an absolute path that an include line names lies in a repository: below the folder that holds the including file and stands for the
 * host's. Null where no folder does.
 */
export function relocate(path: string, directory: string, relocations: readonly Relocation[]): Relocated | null {
  for (const { standsFor, isFolder } of relocations) {
    if (path !== standsFor && !path.startsWith(`${standsFor}/`)) continue;
    const folder = above(directory).find(isFolder);
    if (folder !== undefined) return { path: `${folder}${path.slice(standsFor.length)}`, folder };
  }
  return null;
}

/** A directory and those above it, the nearest first. */
function above(directory: string): readonly string[] {
  const all = [directory];
  for (let at = directory.lastIndexOf('/'); at > 0; at = directory.lastIndexOf('/', at - 1)) all.push(directory.slice(0, at));
  return all;
}
