import { lastAtOrBefore } from './source.ts';

/**
 * A set of numbers most of which come in ascending order, such as the offsets or lines of a file that is walked through. Those that do are a list, in
 * which one is found by halving: a hash table of 200,000 takes five times the memory, and most of its time to grow.
 */
export class AscendingSet {
  readonly #ascending: number[] = [];
  /** Those that came behind a larger one. */
  #others: Set<number> | null = null;
  /** Where the last one was looked for: the next one is often asked for next. */
  #last = 0;

  /** What some items have. */
  static of<T>(items: readonly T[], valueOf: (item: T) => number): AscendingSet {
    const set = new AscendingSet();
    for (const item of items) set.add(valueOf(item));
    return set;
  }

  /** Adds a number, and tells whether it is new. */
  add(value: number): boolean {
    const last = this.#ascending.at(-1);
    if (last === undefined || value > last) {
      this.#ascending.push(value);
      return true;
    }
    if (this.has(value)) return false;
    this.#others ??= new Set();
    this.#others.add(value);
    return true;
  }

  has(value: number): boolean {
    this.#last = lastAtOrBefore(this.#ascending, value, this.#last);
    return this.#ascending[this.#last] === value || (this.#others?.has(value) ?? false);
  }
}
