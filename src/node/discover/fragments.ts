import type { Reader, Root } from '../../engine/reader.ts';
import { includePatterns, spellOut } from './include-lines.ts';
import { realPath } from './real-path.ts';

/** A file that is a root unless another one includes it. */
export interface Candidate extends Root {
  readonly text: string;
}

/** Those candidates that another one includes, directly or through further files. Of files that include each other, the first stays a root. */
export function findFragments(candidates: readonly Candidate[], reader: Reader): ReadonlySet<Candidate> {
  const fragments = new Set<Candidate>();
  const byRealPath = new Map(candidates.map((candidate) => [realPath(candidate.absolute) ?? candidate.absolute, candidate]));
  for (const candidate of candidates) {
    if (fragments.has(candidate)) continue;
    for (const included of includeClosure(candidate, reader)) {
      const fragment = byRealPath.get(included);
      if (fragment && fragment !== candidate) fragments.add(fragment);
    }
  }
  return fragments;
}

/** Those candidates that are among the wanted files, or include one of them. */
export function thoseThatReach(wanted: ReadonlySet<string>, candidates: readonly Candidate[], reader: Reader): readonly Candidate[] {
  return candidates.filter((candidate) => {
    if (wanted.has(realPath(candidate.absolute) ?? candidate.absolute)) return true;
    return [...includeClosure(candidate, reader)].some((path) => wanted.has(path));
  });
}

/** Every file that a root includes, to any depth, links resolved, as far as a cheap look at the include lines tells. */
function includeClosure(root: Candidate, reader: Reader): ReadonlySet<string> {
  const closure = new Set<string>();
  const open = [{ absolute: root.absolute, text: root.text }];
  for (let file = open.pop(); file; file = open.pop()) {
    const directory = reader.directoryOf(file.absolute);
    for (const pattern of includePatterns(file.text).flatMap(spellOut)) {
      for (const match of reader.match(pattern, directory)) {
        const real = realPath(match) ?? match;
        if (closure.has(real)) continue;
        closure.add(real);
        const result = reader.read(match);
        if ('text' in result) open.push({ absolute: match, text: result.text });
      }
    }
  }
  return closure;
}
