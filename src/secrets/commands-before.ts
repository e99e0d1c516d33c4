import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Span } from '../../grammar/tree.ts';

/** Characters that a command and its options take at the most. */
const LONGEST_COMMAND = 512;

/** Tells which commands stand on a line in front of an option. A long line is searched once for each command, however many options it has. */
export class CommandsBefore {
  readonly #text: string;
  #line: Span = { start: 0, end: -1 };
  /** Where a long line has each command that was asked for. */
  readonly #found = new Map<RegExp, readonly Span[]>();

  constructor(text: string) {
    this.#text = text;
  }

  has(command: RegExp, at: number): boolean {
    this.#enter(at);
    const { start } = this.#line;
    if (at - start <= LONGEST_COMMAND) return command.test(this.#text.slice(start, at));
    const found = this.#found.get(command) ?? this.#find(command);
    const nearest = found[partitionPoint(found, ({ end }) => end <= at) - 1];
    return nearest !== undefined && nearest.start >= at - LONGEST_COMMAND;
  }

  #find(command: RegExp): readonly Span[] {
    const { start, end } = this.#line;
    const matches = this.#text.slice(start, end).matchAll(new RegExp(command, 'gi'));
    const found = Array.from(matches, ({ index, 0: match }) => ({ start: start + index, end: start + index + match.length }));
    this.#found.set(command, found);
    return found;
  }

  #enter(at: number): void {
    if (at >= this.#line.start && at <= this.#line.end) return;
    const newline = this.#text.indexOf('\n', at);
    this.#line = { start: this.#text.lastIndexOf('\n', at - 1) + 1, end: newline < 0 ? this.#text.length : newline };
    if (this.#found.size > 0) this.#found.clear();
  }
}
