import { groupBy } from '../../grammar/group-by.ts';
import type { Colors } from '../report/colors.ts';
import { wrap } from '../report/terminal.ts';

/** Rows of one reason one below the other, so that it need be told once; the reasons in the order in which they come. */
export function groupByReason<T extends { readonly because: string | null }>(rows: readonly T[]): readonly T[] {
  return [...groupBy(rows, ({ because }) => because).values()].flat();
}

/** Puts reasons below the rows of a table; one that holds for several rows is told once. */
export class Reasons {
  readonly #told = new Set<string>();
  readonly #width: number;
  readonly #colors: Colors;

  constructor(width: number, colors: Colors) {
    this.#width = width;
    this.#colors = colors;
  }

  below(line: string, because: string | null): string {
    if (because === null || this.#told.has(because)) return line;
    this.#told.add(because);
    return [line, ...wrap(because, this.#width - 6).map((each) => `      ${this.#colors.dim(each)}`)].join('\n');
  }
}
