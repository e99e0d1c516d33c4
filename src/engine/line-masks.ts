import type { Source } from '../../grammar/source.ts';
import type { Span } from '../../grammar/tree.ts';
import { type MaskedText, maskSpans } from '../secrets/mask-spans.ts';
import type { Redactors } from '../secrets/redactors.ts';
import type { PieceRecord } from './piece.ts';

/** What is to be masked in the lines of files: as redactors know it, or as it was taken down when they did. */
export class LineMasks {
  readonly #redactors: Redactors;
  readonly #taken = new Map<string, ReadonlyMap<number, readonly Span[]>>();

  constructor(redactors: Redactors) {
    this.#redactors = redactors;
  }

  /** Adds what was taken down for the files of a piece. */
  add(masks: PieceRecord['masks']): void {
    for (const [path, lines] of masks) this.#taken.set(path, new Map(lines));
  }

  mask(path: string, line: number, text: string): MaskedText {
    const taken = this.#taken.get(path);
    return taken ? maskSpans(text, taken.get(line) ?? []) : this.#redactors.maskLine({ path, line }, text);
  }

  /** Takes down what the redactors know of the lines of some files. */
  take(files: Iterable<Source>): PieceRecord['masks'] {
    return Array.from(files, (source) => {
      const lines: [number, readonly Span[]][] = [];
      for (let line = (source.holder?.above ?? 0) + 1; line <= source.lineCount; line++) {
        const spans = this.#redactors.spansOf({ path: source.path, line }, source.line(line));
        if (spans.length > 0) lines.push([line, spans]);
      }
      return [source.path, lines];
    });
  }
}
