import type { Reader, Root } from '../../engine/reader.ts';
import type { FileTree } from '../file-tree.ts';
import { includePatterns, spellOut } from './include-lines.ts';

/** A file that is a root unless another one includes it. */
export interface Candidate extends Root {
  readonly text: string;
}

/** What finding out who includes whom needs. */
export interface IncludeFiles {
  readonly reader: Reader;
  readonly tree: Pick<FileTree, 'realPath'>;
}

/** Those candidates that another one includes, directly or through further files. Of files that include each other, the first stays a root. */
export function findFragments(candidates: readonly Candidate[], files: IncludeFiles): ReadonlySet<Candidate> {
  const fragments = new Set<Candidate>();
  const byRealPath = new Map(candidates.map((candidate) => [files.tree.realPath(candidate.absolute) ?? candidate.absolute, candidate]));
  for (const candidate of candidates) {
    if (fragments.has(candidate)) continue;
    for (const included of includeClosure(candidate, files)) {
      const fragment = byRealPath.get(included);
      if (fragment && fragment !== candidate) fragments.add(fragment);
    }
  }
  return fragments;
}

/** Those candidates that are among the wanted files, or include one of them. */
export function thoseThatReach(wanted: ReadonlySet<string>, candidates: readonly Candidate[], files: IncludeFiles): readonly Candidate[] {
  return candidates.filter((candidate) => {
    if (wanted.has(files.tree.realPath(candidate.absolute) ?? candidate.absolute)) return true;
    return [...includeClosure(candidate, files)].some((path) => wanted.has(path));
  });
}

/** Every file that a root includes, to any depth, links resolved, as far as a cheap look at the include lines tells. */
function includeClosure(root: Candidate, { reader, tree }: IncludeFiles): ReadonlySet<string> {
  const closure = new Set<string>();
  const open = [{ absolute: root.absolute, text: root.text }];
  for (let file = open.pop(); file; file = open.pop()) {
    const directory = reader.directoryOf(file.absolute);
    for (const pattern of includePatterns(file.text).flatMap(spellOut)) {
      for (const match of reader.match(pattern, directory)) {
        const real = tree.realPath(match) ?? match;
        if (closure.has(real)) continue;
        closure.add(real);
        const result = reader.read(match);
        if ('text' in result) open.push({ absolute: match, text: result.text });
      }
    }
  }
  return closure;
}
