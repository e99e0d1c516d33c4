import type { Unreadable } from '../../grammar/expand/files.ts';
import type { Holder } from '../../grammar/source.ts';

/**
 * How the engine gets at files. The engine itself touches no file system: the command line hands it a reader of the real one
 * (src/node/node-reader.ts), a test or a browser one of its own.
 *
 * An *absolute* path is whatever the reader's own `resolve` and `match` give; the engine only compares and hands back such paths.
 */
export interface Reader {
  /** The text of a file. The same file gives the same result for as long as the reader lives. Never throws. */
  read(absolute: string): ReadResult;
  /**
   * The files and directories that a shell wildcard pattern matches, as glob(3) would: `*`, `?` and `[…]` in any part of the path,
   * a leading dot only where the pattern writes it, no braces. Absolute paths, sorted by bytes; empty when nothing matches. A pattern
   * without wildcards matches itself when that exists.
   */
  match(pattern: string, directory: string): readonly string[];
  /** An absolute path as reports show it: relative to the working directory when it lies below that, with forward slashes. */
  show(absolute: string): string;
  /** A path as written in a file of `directory`, made absolute. Symbolic links stay: keepalived looks for includes beside the link. */
  resolve(path: string, directory: string): string;
  /** The directory of a file. */
  directoryOf(absolute: string): string;
  /**
   * The file that holds what is no file by itself, such as a value of a ConfigMap; null for a file. Where left out, everything is a file.
   */
  holderOf?(absolute: string): Holder | null;
}

export type ReadResult = ReadText | ReadFailure;

export interface ReadText {
  /** Decoded from UTF-8; bytes that are not UTF-8 become U+FFFD, and a byte order mark stays. */
  readonly text: string;
}

export interface ReadFailure {
  readonly error: ReadError;
  /** What the system said, or the limit that was met, as a clause for a message. */
  readonly detail?: string;
}

/**
 * Why a file was not read.
 * `executable`: keepalived reads no included file that anybody may execute; a root file is read all the same.
 * `not-regular`: a pipe or a device, which keepalived does not include either.
 * `dangling`: a symbolic link to a file that is not here.
 * `unreadable`: no permission, an I/O error.
 * `outside`: not below a directory that may be read; nothing is told of whether it exists.
 */
export type ReadError = Unreadable;

/** One file that keepalived would be started with. */
export interface Root {
  /** As reports show it. */
  readonly path: string;
  readonly absolute: string;
}
