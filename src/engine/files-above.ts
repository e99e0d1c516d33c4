import type { Expansion, Origin } from '../../grammar/expand/expansion.ts';
import { memoized } from '../../grammar/memoized.ts';

/** The files of which some text is read before a place, by the paths that reports show. */
export function filesAbove(expansion: Expansion, { source, offset }: Origin): readonly string[] {
  const { files, lines } = beginnings(expansion);
  const place = lines.get(lineKey(source.path, source.at(offset).line)) ?? Number.POSITIVE_INFINITY;
  return [...files].flatMap(([path, start]) => (start <= place ? [path] : []));
}

/** Where the text of a view has a line of a file, the first time where that is read more than once; its end where it does not have it. */
export function startOfLineIn(expansion: Expansion, path: string, line: number): number {
  return beginnings(expansion).lines.get(lineKey(path, line)) ?? expansion.text.length;
}

/** Where the text of each file and of each line begins. */
const beginnings = memoized(({ text, origin }: Expansion) => {
  const files = new Map<string, number>();
  const lines = new Map<string, number>();
  for (let start = 0; start < text.length; ) {
    const { source, offset } = origin(start);
    const key = lineKey(source.path, source.at(offset).line);
    if (!files.has(source.path)) files.set(source.path, start);
    if (!lines.has(key)) lines.set(key, start);
    const end = text.indexOf('\n', start);
    start = end < 0 ? text.length : end + 1;
  }
  return { files, lines };
});

function lineKey(path: string, line: number): string {
  return `${line} ${path}`;
}
