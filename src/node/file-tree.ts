import { lstatSync, readdirSync, statSync } from 'node:fs';
import { listFiles } from './discover/list-files.ts';
import { realPath } from './discover/real-path.ts';
import { describeRefusal } from './refusal.ts';

/** What stands at a path; a pipe or device counts as a file. */
export type FileKind = 'file' | 'directory' | 'missing' | 'dangling' | { readonly denied: string };

export interface FileList {
  /** Absolute paths, sorted by bytes. */
  readonly files: readonly string[];
  /** Directories that could not be listed. */
  readonly failures: readonly string[];
  /** Files that the repository's `.gitignore` leaves out; absolute paths. */
  readonly ignored: readonly string[];
}

/** The names of files, as discovery asks for them: those of the disk, or those of a commit. */
export interface FileTree {
  kindOf(absolute: string): FileKind;
  /** All files that a glob matches in a directory, links followed, each real file once. `exclusions`: globs of the working directory. */
  list(glob: string, directory: string, exclusions: readonly string[]): Promise<FileList>;
  /** The names in a directory; none where it cannot be listed. */
  names(directory: string): readonly string[];
  /** The path without symbolic links; null when there is no such file or it cannot be reached. */
  realPath(absolute: string): string | null;
}

/** The files of the disk. */
export function diskTree(workingDirectory: string): FileTree {
  return { kindOf, names, list: (glob, directory, exclusions) => listFiles(glob, directory, exclusions, workingDirectory), realPath };
}

function kindOf(absolute: string): FileKind {
  try {
    return statSync(absolute).isDirectory() ? 'directory' : 'file';
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT' && isLink(absolute)) return 'dangling';
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : { denied: describeRefusal(code) };
  }
}

function names(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function isLink(absolute: string): boolean {
  try {
    return lstatSync(absolute).isSymbolicLink();
  } catch {
    return false;
  }
}
