import { AscendingSet } from '../ascending-set.ts';
import type { Problem } from './problem.ts';

/** What one expansion has reported, in the order in which it was met. */
export class Problems {
  readonly list: Problem[] = [];
  /** By kind and file, where problems have been reported. */
  readonly #reported = new Map<string, Map<string, AscendingSet>>();

  /** Each problem once a place, however often a repetition or an include leads there. */
  add(problem: Problem): void {
    // Of the files that one line names, keepalived may leave out one, and only kvlint another.
    const kind = problem.kind === 'include-unreadable' ? `${problem.kind} ${problem.data.reason}` : problem.kind;
    const { source, offset } = problem.at;
    const files = this.#reported.get(kind) ?? new Map<string, AscendingSet>();
    this.#reported.set(kind, files);
    const places = files.get(source.path) ?? new AscendingSet();
    files.set(source.path, places);
    if (places.add(offset)) this.list.push(problem);
  }
}
