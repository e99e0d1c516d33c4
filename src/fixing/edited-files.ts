import { type LintOptions, lint } from '../engine/lint.ts';
import type { Reader, ReadResult, Root } from '../engine/reader.ts';
import type { Report } from '../finding/report.ts';

/** The files of a run, as they are and as edits make them. */
export class EditedFiles {
  readonly #reader: Reader;
  /** By the path that reports show. */
  readonly #absolute = new Map<string, string>();

  constructor(reader: Reader, roots: readonly Root[]) {
    this.#reader = reader;
    for (const { path, absolute } of roots) this.#absolute.set(path, absolute);
  }

  absolute(path: string): string {
    return this.#absolute.get(path) ?? path;
  }

  /** The text of a file before anything was edited; null where it cannot be read. */
  original(path: string): string | null {
    const result = this.#reader.read(this.absolute(path));
    return 'error' in result ? null : result.text;
  }

  /** A reader of the files as some texts make them; files that these do not name are as they were. */
  readerWith(texts: ReadonlyMap<string, string>): Reader {
    const reader = this.#reader;
    const byAbsolute = new Map([...texts].map(([path, text]) => [this.absolute(path), text]));
    return {
      read: (absolute): ReadResult => {
        const text = byAbsolute.get(absolute);
        if (text !== undefined) return { text };
        return reader.read(absolute);
      },
      match: (pattern, directory) => reader.match(pattern, directory),
      show: (absolute) => {
        const path = reader.show(absolute);
        // A root may be shown under the name that it was given.
        if (!this.#absolute.has(path)) this.#absolute.set(path, absolute);
        return path;
      },
      resolve: (path, directory) => reader.resolve(path, directory),
      directoryOf: (absolute) => reader.directoryOf(absolute),
      holderOf: (absolute) => reader.holderOf?.(absolute) ?? null,
    };
  }
}

/** Lints some root files as if certain files, by the paths that reports show, had been edited. */
export function relint(
  roots: readonly Root[],
  reader: Reader,
  edited: readonly { readonly path: string; readonly absolute: string; readonly after: string }[],
  options: LintOptions,
): Report {
  const files = new EditedFiles(reader, [...roots, ...edited]);
  return lint(roots, files.readerWith(new Map(edited.map(({ path, after }) => [path, after]))), options);
}
