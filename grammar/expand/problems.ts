import type { Problem } from './problem.ts';

/** What one expansion has reported, in the order in which it was met. */
export class Problems {
  readonly list: Problem[] = [];
  readonly #reported = new Set<string>();

  /** Each problem once a place, however often a repetition or an include leads there. */
  add(problem: Problem): void {
    // Of the files that one line names, keepalived may leave out one, and only kvlint another.
    const reason = problem.kind === 'include-unreadable' ? problem.data.reason : '';
    const key = `${problem.kind} ${reason} ${problem.at.offset} ${problem.at.source.path}`;
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.list.push(problem);
  }
}
