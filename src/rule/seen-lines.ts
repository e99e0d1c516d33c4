import type { Span } from '../../grammar/tree.ts';
import { SeenInFiles } from '../binding/seen-in-files.ts';
import { lineOf } from '../binding/text-problems.ts';
import type { Configuration } from '../model/configuration.ts';

/** Lines of the files that have been seen. */
export class SeenLines {
  readonly #seen = new SeenInFiles();
  readonly #expansion: Configuration['expansion'];

  constructor({ expansion }: Configuration) {
    this.#expansion = expansion;
  }

  isNew({ start }: Span): boolean {
    const origin = this.#expansion.origin(start);
    return this.#seen.isNew(origin.source, lineOf(origin));
  }
}
