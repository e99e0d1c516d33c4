import type { Origin } from '../../grammar/expand/expansion.ts';
import { groupBy } from '../../grammar/group-by.ts';
import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Source } from '../../grammar/source.ts';

/** A place, and the one that reaches furthest of those that begin no later. */
interface Reach {
  readonly offset: number;
  readonly furthest: Origin;
}

/** Many places in files, of which one is looked for by its characters. */
export class PlaceIndex {
  readonly #bySource = new Map<Source, readonly Reach[]>();

  constructor(places: readonly Origin[]) {
    for (const [source, own] of groupBy(places, (place) => place.source)) {
      const sorted = [...own].sort((a, b) => a.offset - b.offset);
      const reaches: Reach[] = [];
      for (const place of sorted) {
        const before = reaches.at(-1)?.furthest;
        reaches.push({ offset: place.offset, furthest: before && before.end >= place.end ? before : place });
      }
      this.#bySource.set(source, reaches);
    }
  }

  /** Whether a place has a character in common with one of these. */
  touches({ source, offset, end }: Origin): boolean {
    return this.#before(source, end, offset) !== null;
  }

  /** One of these that a place begins in. */
  around({ source, offset }: Origin): Origin | null {
    return this.#before(source, offset + 1, offset);
  }

  #before(source: Source, end: number, offset: number): Origin | null {
    const reaches = this.#bySource.get(source) ?? [];
    const furthest = reaches[partitionPoint(reaches, (each) => each.offset < end) - 1]?.furthest;
    return furthest && furthest.end > offset ? furthest : null;
  }
}
