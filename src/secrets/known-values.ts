import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Span } from '../../grammar/tree.ts';

/**
 * Finds any of many values in a text, the longest where several begin at one place. A pattern of alternatives tries each of them at each character;
 * this asks a sorted list, so that a file of 100,000 passwords does not make each line as expensive as the file.
 */
export class KnownValues {
  readonly #sorted: readonly string[];
  /** For each value the longest other one that it begins with. */
  readonly #within: readonly (number | null)[];
  readonly #beginnings: ReadonlySet<string>;
  readonly #beginning: number;

  /** No value is shorter than `shortest` characters. */
  constructor(values: Iterable<string>, shortest: number) {
    this.#sorted = [...values].sort((a, b) => (a < b ? -1 : 1));
    this.#beginning = shortest;
    const beginnings = new Set<string>();
    let beginning: string | null = null;
    for (const value of this.#sorted) {
      if (beginning !== null && value.startsWith(beginning)) continue;
      beginning = value.slice(0, shortest);
      beginnings.add(beginning);
    }
    this.#beginnings = beginnings;
    const within: (number | null)[] = [];
    for (const [index, value] of this.#sorted.entries()) {
      let outer = index > 0 ? index - 1 : null;
      while (outer !== null && !value.startsWith(this.#sorted[outer] ?? '')) outer = within[outer] ?? null;
      within.push(outer);
    }
    this.#within = within;
  }

  /** All places, from the left, none within another. */
  in(text: string): readonly Span[] {
    const found: Span[] = [];
    if (this.#sorted.length === 0) return found;
    for (let start = 0; start + this.#beginning <= text.length; start += 1) {
      if (!this.#beginnings.has(text.slice(start, start + this.#beginning))) continue;
      const length = this.#longestAt(text, start);
      if (length === 0) continue;
      found.push({ start, end: start + length });
      start += length - 1;
    }
    return found;
  }

  #longestAt(text: string, start: number): number {
    for (let index = this.#lastUpTo(text, start); index !== null; index = this.#within[index] ?? null) {
      const value = this.#sorted[index] ?? '';
      if (text.startsWith(value, start)) return value.length;
    }
    return 0;
  }

  /** The last value that does not come after the rest of the text: it begins with whatever value stands there. */
  #lastUpTo(text: string, start: number): number | null {
    const count = partitionPoint(this.#sorted, (value) => value <= text.slice(start, start + value.length));
    return count === 0 ? null : count - 1;
  }
}
