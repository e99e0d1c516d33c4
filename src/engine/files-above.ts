import type { Expansion, Origin } from '../../grammar/expand/expansion.ts';
import { memoized } from '../../grammar/memoized.ts';

/** The files of which some text is read before a place, by the paths that reports show. */
export function filesAbove(expansion: Expansion, { source, offset }: Origin): readonly string[] {
  const files = beginnings(expansion);
  const place = files.get(source.path)?.lines.get(source.at(offset).line) ?? Number.POSITIVE_INFINITY;
  return [...files].flatMap(([path, { start }]) => (start <= place ? [path] : []));
}

/** Where the text of a view has a line of a file, the first time where that is read more than once; its end where it does not have it. */
export function startOfLineIn(expansion: Expansion, path: string, line: number): number {
  return beginnings(expansion).get(path)?.lines.get(line) ?? expansion.text.length;
}

/** Where the text of a file begins, and that of its lines. */
interface Beginnings {
  readonly start: number;
  readonly lines: Map<number, number>;
}

/** Of each file, by its path. */
const beginnings = memoized(({ text, origin }: Expansion): ReadonlyMap<string, Beginnings> => {
  const files = new Map<string, Beginnings>();
  for (let start = 0; start < text.length; ) {
    const { source, offset } = origin(start);
    let file = files.get(source.path);
    if (!file) {
      file = { start, lines: new Map() };
      files.set(source.path, file);
    }
    const { line } = source.at(offset);
    if (!file.lines.has(line)) file.lines.set(line, start);
    const end = text.indexOf('\n', start);
    start = end < 0 ? text.length : end + 1;
  }
  return files;
});
