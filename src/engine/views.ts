import { type ExpandOptions, expand } from '../../grammar/expand/expand.ts';
import type { Expansion } from '../../grammar/expand/expansion.ts';
import type { Files } from '../../grammar/expand/files.ts';
import { LIMITS } from '../../grammar/expand/limits.ts';
import { NamedIds } from '../../grammar/expand/named-ids.ts';
import type { Problem } from '../../grammar/expand/problem.ts';
import type { Source } from '../../grammar/source.ts';

/** Characters of all views of one root file together, beyond the first view. Many ids in a small file fit, few in a huge one do not. */
const VIEWS_SIZE = 24 * 1024 * 1024;

/** What a text is read for: the version, and the environment as far as it is known. */
export type ReadAs = Pick<ExpandOptions, 'version' | 'environment'>;

/** Which views of a root file are asked for. */
export interface ViewSelection {
  /** These config-ids only. */
  readonly configIds?: readonly string[] | undefined;
  /** Also the view in which no config-id matches, where the file names several. */
  readonly unnamedView?: boolean | undefined;
}

/**
 * Every view of a root file, one after the other: what each node that the file describes would read. A node whose id no condition names is
 * one of them where the file names at most one id; with more, it is a host that the file does not describe.
 */
export function* viewsOf(root: Source, as: ReadAs, files: Files, options: ViewSelection): Generator<Expansion> {
  const make = (configId: string | null): Expansion => expand(root, { ...as, configId, files });
  if (options.configIds && options.configIds.length > 0) {
    for (const id of options.configIds) yield make(id);
    if (options.unnamedView) yield make(null);
    return;
  }
  const unnamed = make(null);
  const ids = new NamedIds();
  ids.addAll(unnamed.named);
  if (ids.isEmpty) {
    yield unnamed;
    return;
  }
  let size = 0;
  let count = 0;
  // What an id's own lines include may name further ids: the set grows while it is walked.
  for (const id of ids) {
    const expansion = make(id);
    ids.addAll(expansion.named);
    size += expansion.text.length;
    count++;
    const enough = count >= LIMITS['config-ids'] || size >= VIEWS_SIZE;
    const more = enough && count < ids.distinct.size;
    yield more ? withProblem(expansion, tooManyViews(root, count)) : expansion;
    if (more) break;
  }
  if (options.unnamedView || ids.distinct.size < 2) yield unnamed;
}

/** `read`: how many views there are, which are fewer than the limit where the file is large. */
function tooManyViews(root: Source, read: number): Problem {
  return { kind: 'limit', at: { source: root, offset: 0, end: 1 }, data: { what: 'config-ids', limit: read } };
}

function withProblem(expansion: Expansion, problem: Problem): Expansion {
  return { ...expansion, problems: [...expansion.problems, problem] };
}
