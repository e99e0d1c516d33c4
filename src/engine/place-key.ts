import type { Location } from '../finding/finding.ts';

type Place = Pick<Location, 'path' | 'line' | 'column'>;

/** Where a place begins, as a key. */
export function placeKey({ path, line, column }: Place): string {
  return `${path}\0${line}\0${column}`;
}

/** Whether two places begin at the same character. */
export function beginTogether(a: Place, b: Place): boolean {
  return a.line === b.line && a.column === b.column && a.path === b.path;
}

/** Something for each of some places, by where they begin. Asked about a line that has none, it makes no key. */
export class ByPlace<T> {
  /** By path, line and column. */
  readonly #known = new Map<string, Map<number, Map<number, T>>>();

  get isEmpty(): boolean {
    return this.#known.size === 0;
  }

  get({ path, line, column }: Place): T | undefined {
    return this.#known.get(path)?.get(line)?.get(column);
  }

  set({ path, line, column }: Place, value: T): void {
    const lines = this.#known.get(path) ?? new Map<number, Map<number, T>>();
    this.#known.set(path, lines);
    lines.set(line, (lines.get(line) ?? new Map<number, T>()).set(column, value));
  }
}
