import { groupBy } from '../../grammar/group-by.ts';

/** Disjoint sets of items by number (union-find): items that belong together, however that came to light. */
export class DisjointSets {
  readonly #parents: number[] = [];
  readonly #sizes: number[] = [];

  constructor(count: number) {
    for (let i = 0; i < count; i++) {
      this.#parents.push(i);
      this.#sizes.push(1);
    }
  }

  /** The item that stands for the set of this one. */
  find(item: number): number {
    let root = item;
    for (let up = this.#parents[root] ?? root; up !== root; up = this.#parents[root] ?? root) root = up;
    for (let each = item; each !== root; ) {
      const up = this.#parents[each] ?? root;
      this.#parents[each] = root;
      each = up;
    }
    return root;
  }

  size(item: number): number {
    return this.#sizes[this.find(item)] ?? 1;
  }

  unite(a: number, b: number): void {
    const [x, y] = [this.find(a), this.find(b)];
    if (x === y) return;
    const [large, small] = this.size(x) >= this.size(y) ? [x, y] : [y, x];
    this.#parents[small] = large;
    this.#sizes[large] = this.size(large) + this.size(small);
  }
}

/** Parts of a list, by what its items have in common: items that share a key are in one part, and so are those that hang together by others. */
export function partsBy<T>(items: readonly T[], keysOf: (item: T) => Iterable<string>): readonly (readonly T[])[] {
  const sets = new DisjointSets(items.length);
  const holders = new Map<string, number>();
  items.forEach((item, index) => {
    for (const key of keysOf(item)) {
      const holder = holders.get(key);
      if (holder === undefined) holders.set(key, index);
      else sets.unite(holder, index);
    }
  });
  return [...groupBy(items, (_, index) => sets.find(index)).values()];
}
