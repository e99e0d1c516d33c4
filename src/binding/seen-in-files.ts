import { AscendingSet } from '../../grammar/ascending-set.ts';
import type { Source } from '../../grammar/source.ts';

/** Offsets or lines of files that have been seen: what a repetition or a definition makes a thousand times stands at one of them. */
export class SeenInFiles {
  readonly #seen = new Map<Source, AscendingSet>();

  isNew(source: Source, at: number): boolean {
    let seen = this.#seen.get(source);
    if (!seen) {
      seen = new AscendingSet();
      this.#seen.set(source, seen);
    }
    return seen.add(at);
  }
}
