import type { Configuration } from '../model/configuration.ts';

/** Characters of expanded text; what is read of them takes some 25 bytes each. */
const MOST_KEPT = 5_000_000;

/** What views run, kept until nodes are compared, so that it need not be read anew. Of the first ones only: nobody can hold those of thousands. */
export class KeptViews {
  readonly #kept = new Map<string, Configuration>();
  #length = 0;

  /** `length`: that of the view's text. */
  add(name: string, configuration: Configuration, length: number): void {
    if (this.#length + length > MOST_KEPT) return;
    this.#length += length;
    this.#kept.set(name, configuration);
  }

  /** Hands out what a view runs, and lets it go: a view is a node of one cluster. */
  take(name: string): Configuration | undefined {
    const configuration = this.#kept.get(name);
    this.#kept.delete(name);
    return configuration;
  }
}
