/** Some of a list of ids, which may be one that all views of a file share. */
interface Part {
  readonly ids: readonly string[];
  readonly from: number;
  readonly to: number;
}

/**
 * Config-ids in the order in which they are first named. Each view of a file for many nodes names all of them: hence a list that views share is
 * noted as it is, and looked through once by who gathers the ids of all views.
 */
export class NamedIds {
  readonly #parts: Part[] = [];
  readonly #single = new Set<string>();
  /** Lists of which every id is there. */
  readonly #whole = new Set<readonly string[]>();

  add(id: string): void {
    if (this.#single.has(id)) return;
    this.#single.add(id);
    this.#parts.push({ ids: [id], from: 0, to: 1 });
  }

  /** Adds a part of a list, which must not change any more. */
  addPart(ids: readonly string[], from: number, to: number): void {
    if (this.#whole.has(ids)) return;
    if (from === 0 && to === ids.length) this.#whole.add(ids);
    this.#parts.push({ ids, from, to });
  }

  addAll(others: NamedIds): void {
    for (const { ids, from, to } of others.#parts) {
      if (ids.length === 1) this.add(ids[0] as string);
      else this.addPart(ids, from, to);
    }
  }

  /** Each once, also those that are added meanwhile. */
  *[Symbol.iterator](): Generator<string> {
    const seen = new Set<string>();
    for (const { ids, from, to } of this.#parts) {
      for (let index = from; index < to; index++) {
        const id = ids[index] as string;
        if (seen.has(id)) continue;
        seen.add(id);
        yield id;
      }
    }
  }

  get isEmpty(): boolean {
    return this.#parts.length === 0;
  }

  get distinct(): ReadonlySet<string> {
    return new Set(this);
  }
}
