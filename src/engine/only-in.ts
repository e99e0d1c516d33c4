import type { Filter } from './filter.ts';

/** Keeps what stands in some files, by the paths that reports show; the others are read all the same. */
export function onlyIn(paths: Iterable<string>): Filter {
  const wanted = new Set(paths);
  return (findings) => findings.filter(({ path }) => wanted.has(path));
}
