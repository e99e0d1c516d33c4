import type { Files } from '../../grammar/expand/files.ts';
import type { Source } from '../../grammar/source.ts';
import type { Root } from './reader.ts';
import { type Sources, UnreadableRootError } from './sources.ts';

/** Makes a short text of a text, another one of any other. */
export type Digest = (text: string) => string;

/**
 * What was asked of the file system to read a root file, and what it answered. Where the answers are the same again, the same is read. Plain data:
 * it can be written down, and holds no text of a file.
 */
export interface Inputs {
  /** By absolute path: how reports name the file, and the digest of its text; where it was not read, why. */
  readonly files: readonly (readonly [absolute: string, answer: string])[];
  /** What names in include lines stand for: the file with the line, the name, whether it may have wildcards, and the paths. */
  readonly names: readonly (readonly [from: string, name: string, wildcard: boolean, paths: readonly string[]])[];
  /** Directories of files that ask for theirs. */
  readonly directories: readonly (readonly [file: string, directory: string])[];
}

/** Files that note what is asked of them. */
export class NotedFiles implements Files {
  readonly #sources: Sources;
  readonly #digest: Digest;
  readonly #files = new Map<string, string>();
  readonly #names = new Map<string, Inputs['names'][number]>();
  readonly #directories = new Map<string, string>();

  constructor(root: Root, sources: Sources, digest: Digest) {
    this.#sources = sources;
    this.#digest = digest;
    this.#note(root.absolute, sources.root(root));
  }

  match(name: string, wildcard: boolean, from: Source): readonly string[] {
    const paths = this.#sources.match(name, wildcard, from);
    const file = this.#sources.absolute(from);
    this.#names.set([file, name, wildcard].join('\0'), [file, name, wildcard, paths]);
    return paths;
  }

  read(absolute: string): ReturnType<Files['read']> {
    const result = this.#sources.read(absolute);
    this.#note(absolute, result);
    return result;
  }

  directory(source: Source): string {
    const directory = this.#sources.directory(source);
    this.#directories.set(this.#sources.absolute(source), directory);
    return directory;
  }

  show(absolute: string): string {
    return this.#sources.show(absolute);
  }

  get inputs(): Inputs {
    return { files: [...this.#files], names: [...this.#names.values()], directories: [...this.#directories] };
  }

  #note(absolute: string, result: ReturnType<Files['read']>): void {
    this.#files.set(absolute, answerOf(result, this.#digest));
  }
}

/** Whether a root file is read as it was. */
export function isSame(root: Root, { files, names, directories }: Inputs, sources: Sources, digest: Digest): boolean {
  try {
    sources.root(root);
  } catch (error) {
    if (error instanceof UnreadableRootError) return false;
    throw error;
  }
  const sourceOf = (absolute: string): Source | null => {
    const source = sources.read(absolute);
    return typeof source === 'string' ? null : source;
  };
  return (
    files.every(([absolute, answer]) => answerOf(sources.read(absolute), digest) === answer) &&
    names.every(([from, name, wildcard, paths]) => {
      const source = sourceOf(from);
      return source !== null && sameTexts(sources.match(name, wildcard, source), paths);
    }) &&
    directories.every(([file, directory]) => {
      const source = sourceOf(file);
      return source !== null && sources.directory(source) === directory;
    })
  );
}

function answerOf(result: ReturnType<Files['read']>, digest: Digest): string {
  if (typeof result === 'string') return result;
  const { path, text, holder } = result;
  return [digest(text), path, ...(holder ? [holder.path, holder.above] : [])].join(' ');
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}
