import type { Files } from '../../grammar/expand/files.ts';
import { LineShapes } from '../../grammar/line-shape.ts';
import { createSource, type Holder, type Source } from '../../grammar/source.ts';
import type { Reader, ReadFailure, Root } from './reader.ts';

/** A root file that could not be read. The message names it and the reason. */
export class UnreadableRootError extends Error {
  constructor(
    readonly root: Root,
    readonly failure: ReadFailure,
  ) {
    super(`'${root.path}' was not read: ${failure.detail ?? failure.error}.`);
    this.name = 'UnreadableRootError';
  }
}

/** The files of one run, each read once, in the form in which the language wants them. */
export class Sources implements Files {
  /** What their lines have in common: nodes of one cluster, and views of one file, differ in few. */
  readonly shapes: LineShapes;
  readonly #byPath = new Map<string, Source>();
  readonly #absolute = new Map<Source, string>();

  /** `shapes`: those of other runs over such files. */
  constructor(
    private readonly reader: Reader,
    shapes = new LineShapes(),
  ) {
    this.shapes = shapes;
  }

  /** Throws {@link UnreadableRootError}. */
  root(root: Root): Source {
    const known = this.#byPath.get(root.absolute);
    if (known) return known;
    const result = this.reader.read(root.absolute);
    if ('error' in result) throw new UnreadableRootError(root, result);
    return this.#keep(root.absolute, createSource(root.path, result.text, this.#holderOf(root.absolute)));
  }

  match(pattern: string, wildcard: boolean, from: Source): readonly string[] {
    const directory = this.#directoryOf(from);
    return wildcard ? this.reader.match(pattern, directory) : [this.reader.resolve(pattern, directory)];
  }

  read(absolute: string): ReturnType<Files['read']> {
    const known = this.#byPath.get(absolute);
    if (known) return known;
    const result = this.reader.read(absolute);
    return 'error' in result
      ? result.error
      : this.#keep(absolute, createSource(this.reader.show(absolute), result.text, this.#holderOf(absolute)));
  }

  directory(source: Source): string {
    return this.#directoryOf(source);
  }

  show(absolute: string): string {
    return this.reader.show(absolute);
  }

  /** The absolute path of a file of the run. */
  absolute(source: Source): string {
    return this.#absolute.get(source) ?? source.path;
  }

  #holderOf(absolute: string): Holder | null {
    return this.reader.holderOf?.(absolute) ?? null;
  }

  #directoryOf(source: Source): string {
    return this.reader.directoryOf(this.absolute(source));
  }

  #keep(absolute: string, source: Source): Source {
    this.#byPath.set(absolute, source);
    this.#absolute.set(source, absolute);
    return source;
  }
}
