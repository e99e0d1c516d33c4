import { basename, dirname, join, sep } from 'node:path';
import type { RootReader } from '../discover.ts';
import type { FileTree } from '../file-tree.ts';
import { mayInclude } from './include-lines.ts';
import { isConfiguration, mayBeConfiguration } from './recognise.ts';

export interface NearbyFiles {
  readonly workingDirectory: string;
  readonly reader: Pick<RootReader, 'readAnyway'>;
  readonly tree: Pick<FileTree, 'names' | 'realPath'>;
}

/** Directories above that of a file, wherever that lies: a fragment lies in `conf.d` or a folder of that beside its root. */
const MOST_ABOVE = 2;

/** A directory with more configurations is a collection, and reading it would take longer than linting. */
const MOST_FILES = 100;

/** What keepalived is started with is nobody's fragment. */
const ROOT_NAME = 'keepalived.conf';

/** Configurations that may include one of some files: they stand beside it or above it, and have include lines. */
export function nearRoots(files: readonly string[], { workingDirectory, reader, tree }: NearbyFiles): readonly string[] {
  const directories = new Set(
    files.filter((file) => basename(file) !== ROOT_NAME).flatMap((file) => directoriesAbove(dirname(file), workingDirectory)),
  );
  return [...directories].flatMap((directory) => {
    const names = tree.names(directory).filter(mayBeConfiguration);
    if (names.length > MOST_FILES) return [];
    return names
      .map((name) => join(directory, name))
      .filter((path) => {
        // A link may not lead out of the directory: the files may be a stranger's.
        if (files.includes(path) || tree.realPath(dirname(tree.realPath(path) ?? '')) !== tree.realPath(directory)) return false;
        const result = reader.readAnyway(path);
        return 'text' in result && mayInclude(result.text) && isConfiguration(basename(path), result.text);
      });
  });
}

/** A directory and those above it: a few, and all that lie in the working directory. The top of a disk and what lies there are not looked at. */
function directoriesAbove(directory: string, workingDirectory: string): readonly string[] {
  const directories = [directory];
  for (let above = dirname(directory); ; above = dirname(above)) {
    const isInside = above === workingDirectory || above.startsWith(`${workingDirectory}${sep}`);
    if (directories.length > MOST_ABOVE && !isInside) return directories;
    if (dirname(dirname(above)) === dirname(above)) return directories;
    directories.push(above);
  }
}
