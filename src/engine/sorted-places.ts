import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Location } from '../finding/finding.ts';

type Place = Pick<Location, 'path' | 'line'>;

/** Places by file and line, for questions about what stands above or below a line. There can be as many as a file has lines. */
export class SortedPlaces<T extends Place> {
  readonly #byPath = new Map<string, T[]>();

  constructor(places: readonly T[]) {
    for (const place of places) {
      const known = this.#byPath.get(place.path);
      if (known) known.push(place);
      else this.#byPath.set(place.path, [place]);
    }
    for (const each of this.#byPath.values()) each.sort((a, b) => a.line - b.line);
  }

  /** The last one of the same file that stands at a line or above it. */
  lastUpTo({ path, line }: Place): T | undefined {
    return this.#byPath.get(path)?.[this.#countUpTo(path, line) - 1];
  }

  /** The first one of the same file that stands at a line or below it. */
  firstFrom({ path, line }: Place): T | undefined {
    return this.#byPath.get(path)?.[this.#countUpTo(path, line - 1)];
  }

  #countUpTo(path: string, line: number): number {
    return partitionPoint(this.#byPath.get(path) ?? [], (place) => place.line <= line);
  }
}
