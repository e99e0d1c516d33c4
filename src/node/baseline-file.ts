import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Baseline } from '../engine/baseline.ts';
import type { Root } from '../engine/reader.ts';
import { keyFor, sortedKeys, splitKey } from '../finding/finding-key.ts';
import type { Report } from '../finding/report.ts';
import { FileError } from './file-error.ts';
import { jsonFault } from './json-fault.ts';
import { showPath } from './node-reader.ts';
import { describeRefusal } from './refusal.ts';
import { repositoryOf } from './repository.ts';

/** What the file is called where nothing else is said. */
const DEFAULT_NAME = '.kvlint-baseline.json';

/** Counts up with every change of the form that a reader of the old one would notice. */
const SCHEMA = 1;

export interface BaselineFlags {
  /** A file; true: that of the default name; false: none, not even one that is there. */
  readonly baseline?: string | boolean;
  readonly updateBaseline: boolean;
}

/** The baseline of a run, in a file. Root files are named there as seen from the folder of that file, so that it does not matter where kvlint is started. */
export class BaselineFile {
  readonly #path: string;
  readonly #workingDirectory: string;
  readonly #takesAll: boolean;

  private constructor(path: string, workingDirectory: string, takesAll: boolean) {
    this.#path = path;
    this.#workingDirectory = workingDirectory;
    this.#takesAll = takesAll;
  }

  /** Null where there is none, and none is to be made. Without a name, it is looked for from the working directory up to the root of the repository. */
  static open({ baseline, updateBaseline }: BaselineFlags, workingDirectory: string): BaselineFile | null {
    if (baseline === false) {
      if (updateBaseline) throw new FileError('--update-baseline writes a baseline, and --no-baseline wants none. Leave one of them out.');
      return null;
    }
    const found = typeof baseline === 'string' ? resolve(workingDirectory, baseline) : nearest(workingDirectory);
    if (found === null && !updateBaseline && baseline === undefined) return null;
    const path = found ?? join(workingDirectory, DEFAULT_NAME);
    if (!updateBaseline && !existsSync(path)) {
      throw new FileError(`There is no baseline '${showPath(path, workingDirectory)}'. 'kvlint --update-baseline' makes one.`);
    }
    return new BaselineFile(path, workingDirectory, updateBaseline);
  }

  /** The name of the file as reports show it. */
  get name(): string {
    return showPath(this.#path, this.#workingDirectory);
  }

  get path(): string {
    return this.#path;
  }

  /** Reads the file; an empty baseline where there is none. `roots`: the root files of the run. */
  read(roots: readonly Root[]): Baseline {
    const shown = new Map(roots.map(({ absolute, path }) => [absolute, path]));
    const gone = new Set<string>();
    const known = new Map<string, string>();
    const rootOf = (written: string): string => {
      const before = known.get(written);
      if (before !== undefined) return before;
      const absolute = resolve(dirname(this.#path), written);
      const root = shown.get(absolute) ?? showPath(absolute, this.#workingDirectory);
      if (!existsSync(absolute)) gone.add(root);
      known.set(written, root);
      return root;
    };
    const keys = this.#keys().map((key) => {
      const parts = splitKey(key);
      if (!parts) throw this.#unreadable(`'${key}' is no key of a finding`);
      return keyFor(rootOf(parts.root), parts);
    });
    return { keys, gone: [...gone], takesAll: this.#takesAll };
  }

  /** The text of the file after a run, the same for the same findings, and how many findings it lists. */
  render({ baseline }: Report, roots: readonly Root[]): { readonly text: string; readonly listed: number } {
    const absolutes = new Map(roots.map(({ path, absolute }) => [path, absolute]));
    const keys = (baseline?.keys ?? []).map((key) => {
      const parts = splitKey(key);
      if (!parts) return key;
      const absolute = absolutes.get(parts.root) ?? resolve(this.#workingDirectory, parts.root);
      return keyFor(relative(dirname(this.#path), absolute).split(sep).join('/'), parts);
    });
    return { text: `${JSON.stringify({ schema: SCHEMA, findings: sortedKeys(keys) }, null, 2)}\n`, listed: keys.length };
  }

  #keys(): readonly string[] {
    if (!existsSync(this.#path)) return [];
    const text = this.#text();
    let read: unknown;
    try {
      read = JSON.parse(text);
    } catch (error) {
      throw this.#unreadable(MERGE_MARK.test(text) ? 'it holds the marks of a merge' : `this is no JSON (${jsonFault(error as Error)})`);
    }
    const { schema, findings } = (read ?? {}) as { readonly schema?: unknown; readonly findings?: unknown };
    if (typeof schema === 'number' && schema > SCHEMA) throw this.#unreadable('a newer version of kvlint has written it', 'Update kvlint');
    if (schema !== SCHEMA || !Array.isArray(findings) || !findings.every((each) => typeof each === 'string')) {
      throw this.#unreadable(`it is not of the form { "schema": ${SCHEMA}, "findings": [keys] }`);
    }
    return findings;
  }

  #text(): string {
    try {
      return readFileSync(this.#path, 'utf8');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const why = code === 'EISDIR' ? 'it is a directory' : describeRefusal(code);
      throw new FileError(`The baseline '${this.name}' cannot be read: ${why}.`, { cause: error });
    }
  }

  #unreadable(reason: string, advice = "Mend it, or delete it and write it anew with 'kvlint --update-baseline'"): FileError {
    return new FileError(`The baseline '${this.name}' cannot be read: ${reason}. ${advice}.`);
  }
}

/** What git leaves in a file that two branches have changed. */
const MERGE_MARK = /^(?:<{7}|>{7}) /m;

function nearest(workingDirectory: string): string | null {
  const top = repositoryOf(workingDirectory) ?? workingDirectory;
  for (let directory = workingDirectory; ; directory = dirname(directory)) {
    const path = join(directory, DEFAULT_NAME);
    if (existsSync(path)) return path;
    if (directory === top || dirname(directory) === directory) return null;
  }
}
