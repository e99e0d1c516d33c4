import { type Digest, type Inputs, isSame } from './inputs.ts';
import type { Part } from './parts.ts';
import { type Piece, type PieceRecord, pieceFrom, recordOfPiece } from './piece.ts';
import type { ReadRoot } from './read-root.ts';
import type { Root } from './reader.ts';
import { type RootRecord, readFrom } from './root-record.ts';
import type { Sources } from './sources.ts';

/**
 * Keeps what a run came to for the next one: plain data by name. Whoever hands it in sees to it that it holds nothing of another version of kvlint, or
 * of other rules.
 */
export interface LintStore {
  /** Null where nothing is known by that name. */
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  readonly digest: Digest;
}

/** What decides what is found in a part of a run. */
export interface PieceQuestion {
  readonly part: Part;
  /** What each of its root files is linted with. */
  readonly options: readonly unknown[];
  /** What holds for the whole run. */
  readonly run: unknown;
}

/** What earlier runs came to. It is taken where all that decided it is the same: kvlint, settings, and every answer of the file system. */
export class LintCache {
  readonly #store: LintStore;
  readonly #sources: Sources;
  /** Of root files by their paths: what stands for all that they read. Without it nothing is kept of them. */
  readonly #identities = new Map<string, string>();

  constructor(store: LintStore, sources: Sources) {
    this.#store = store;
    this.#sources = sources;
  }

  get digest(): Digest {
    return this.#store.digest;
  }

  /** A root file as it was read for the same target and views, if it is still the same. */
  root(root: Root, readFor: readonly unknown[]): ReadRoot | null {
    const record = this.#store.get(this.#nameOf(root, readFor)) as RootRecord | null;
    if (record === null || !isSame(root, record.inputs, this.#sources, this.#store.digest)) return null;
    const known = readFrom(record, root, this.#sources);
    this.#identify(known, record.inputs);
    return known;
  }

  keepRoot(known: ReadRoot, readFor: readonly unknown[], record: RootRecord): void {
    this.#identify(known, record.inputs);
    this.#store.set(this.#nameOf(known.root, readFor), record);
  }

  /** Null where what is found cannot be kept, because something that decides it is not. */
  nameOfPiece({ part: { roots, clusters }, options, run }: PieceQuestion): string | null {
    const paths = [...roots.map(({ source }) => source.path), ...clusters.flatMap(({ neighbours }) => neighbours.map(({ root }) => root))];
    const identities = paths.map((path) => [path, this.#identities.get(path)]);
    if (identities.some(([, identity]) => identity === undefined)) return null;
    const named = clusters.map(({ group: { name, grouped, because, isGuess }, members, neighbours }) => [
      [name, grouped, because, isGuess],
      members.map(({ root, configId }) => [root, configId]),
      neighbours.map(({ node, instance }) => [node, instance.name]),
    ]);
    return `piece ${this.#store.digest(plainText([run, options, identities, named]))}`;
  }

  piece(name: string): { readonly piece: Piece; readonly masks: PieceRecord['masks'] } | null {
    const record = this.#store.get(name) as PieceRecord | null;
    return record && { piece: pieceFrom(record), masks: record.masks };
  }

  keepPiece(name: string, piece: Piece, masks: PieceRecord['masks']): void {
    this.#store.set(name, recordOfPiece(piece, masks));
  }

  #nameOf({ absolute }: Root, readFor: readonly unknown[]): string {
    return `root ${absolute} ${this.#store.digest(plainText(readFor))}`;
  }

  #identify({ source }: ReadRoot, inputs: Inputs): void {
    this.#identities.set(source.path, this.#store.digest(plainText(inputs)));
  }
}

/** A value as a text that equal ones share. */
function plainText(value: unknown): string {
  return JSON.stringify(value, (_, each) => (each instanceof Map || each instanceof Set ? [...each] : each));
}
