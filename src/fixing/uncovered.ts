import { partitionPoint } from '../../grammar/partition-point.ts';
import { createSource, type Source } from '../../grammar/source.ts';
import type { Finding } from '../finding/finding.ts';
import type { Edit, Stretch } from '../finding/fix.ts';
import { shifted } from './apply-edits.ts';

/** Lines of a file, both ends included. */
interface Lines {
  readonly first: number;
  readonly last: number;
}

/** The pieces of texts that are read at last because of fixes: what is found there was wrong before. */
export class Uncovered {
  readonly #stretches: readonly Stretch[];
  readonly #textOf: (path: string) => string | null;
  #byPath: ReadonlyMap<string, readonly Lines[]> | null = null;

  /** `textOf`: the texts in which the pieces stand. */
  constructor(stretches: readonly Stretch[], textOf: (path: string) => string | null) {
    this.#stretches = stretches;
    this.#textOf = textOf;
  }

  /** Whether a finding is in one of them, or has to do with what stands there. */
  holds({ path, line, related }: Finding): boolean {
    return this.#holdsLine(path, line) || related.some((each) => this.#holdsLine(each.path, each.line));
  }

  #holdsLine(path: string, line: number): boolean {
    this.#byPath ??= this.#lines();
    const lines = this.#byPath.get(path) ?? [];
    const before = lines[partitionPoint(lines, ({ first }) => first <= line) - 1];
    return before !== undefined && line <= before.last;
  }

  /** The lines of each file in their order, those of a piece within another as that one's. */
  #lines(): ReadonlyMap<string, readonly Lines[]> {
    const sources = new Map<string, Source>();
    const byPath = new Map<string, Lines[]>();
    for (const { path, start, end } of [...this.#stretches].sort((a, b) => a.start - b.start || b.end - a.end)) {
      const source = sources.get(path) ?? createSource(path, this.#textOf(path) ?? '');
      sources.set(path, source);
      const lines = byPath.get(path) ?? [];
      byPath.set(path, lines);
      const last = source.at(end - 1).line;
      if (last > (lines.at(-1)?.last ?? 0)) lines.push({ first: source.at(start).line, last });
    }
    return byPath;
  }
}

/** Where pieces are after some edits. */
export function shiftedStretches(stretches: readonly Stretch[], edits: ReadonlyMap<string, readonly Edit[]>): readonly Stretch[] {
  return stretches.map(({ path, start, end }) => {
    const ofPath = edits.get(path) ?? [];
    return { path, start: shifted(start, ofPath), end: shifted(end, ofPath) };
  });
}
