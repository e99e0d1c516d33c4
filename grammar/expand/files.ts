import type { Source } from '../source.ts';

/**
 * Why a file is not read. keepalived does not read it either where it is `missing`, a `directory`, `executable` or `not-regular`; the others
 * say something of the reader only.
 */
export type Unreadable = 'missing' | 'directory' | 'executable' | 'not-regular' | Unread;

/** Why a file is not read that keepalived may well read: `dangling` is a link to a file that is not here. */
export type Unread = 'unreadable' | 'outside' | 'too-large' | 'dangling';

/** How the language gets at files: it opens none itself. Paths are whatever {@link Files.match} gives. */
export interface Files {
  /** The paths that a name or a shell wildcard (without `{…}`) means when written in `from`, in sorted order; for a plain name always one. */
  match(pattern: string, wildcard: boolean, from: Source): readonly string[];
  /** The same {@link Source} each time for the same file. */
  read(path: string): Source | Unreadable;
  /** The directory of a file, for `$_PWD`. */
  directory(source: Source): string;
  /** How reports name a path. */
  show(path: string): string;
}
