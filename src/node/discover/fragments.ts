import { matchingPaths } from '../../engine/memory-reader.ts';
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
    for (const included of readIncludes(candidate, files, []).closure) {
      const fragment = byRealPath.get(included);
      if (fragment && fragment !== candidate) fragments.add(fragment);
    }
  }
  return fragments;
}

/** What a root may lead to. */
export interface Wanted {
  /** Files, links resolved. */
  readonly files: ReadonlySet<string>;
  /** Files that are not there any more. */
  readonly gone: readonly string[];
}

/** Those candidates that are among the wanted files, or include one of them, or would if it were still there. */
export function thoseThatReach(wanted: Wanted, candidates: readonly Candidate[], files: IncludeFiles): readonly Candidate[] {
  return candidates.filter((candidate) => {
    if (wanted.files.has(files.tree.realPath(candidate.absolute) ?? candidate.absolute)) return true;
    const { closure, hasGone } = readIncludes(candidate, files, wanted.gone);
    return hasGone || [...closure].some((path) => wanted.files.has(path));
  });
}

/**
 * Every file that a root includes, to any depth, links resolved, as far as a cheap look at the include lines tells. `hasGone`: whether it would
 * include one of those that are gone.
 */
function readIncludes(
  root: Candidate,
  { reader, tree }: IncludeFiles,
  gone: readonly string[],
): { readonly closure: ReadonlySet<string>; readonly hasGone: boolean } {
  let hasGone = false;
  const closure = new Set<string>();
  const open = [{ absolute: root.absolute, text: root.text }];
  for (let file = open.pop(); file; file = open.pop()) {
    const directory = reader.directoryOf(file.absolute);
    for (const pattern of includePatterns(file.text).flatMap(spellOut)) {
      hasGone ||= gone.length > 0 && matchingPaths(gone, reader.resolve(pattern, directory), '').length > 0;
      for (const match of reader.match(pattern, directory)) {
        const real = tree.realPath(match) ?? match;
        if (closure.has(real)) continue;
        closure.add(real);
        const result = reader.read(match);
        if ('text' in result) open.push({ absolute: match, text: result.text });
      }
    }
  }
  return { closure, hasGone };
}
