import type { Source } from '../source.ts';
import type { Span } from '../tree.ts';
import type { NamedIds } from './named-ids.ts';
import type { Problem } from './problem.ts';

/** Real characters of a real file, and what led there. */
export interface Origin {
  readonly source: Source;
  readonly offset: number;
  /** The end, not included; at least `offset`. */
  readonly end: number;
  /** The include lines, definitions and repetitions that put the text here, outermost first. */
  readonly through?: readonly Through[];
}

/** One step on the way from the root file to a piece of text. */
export interface Through extends Origin {
  readonly by: 'include' | 'definition' | 'repetition';
  /** The include's pattern, the definition's name, or the repetition's text (`~SEQ(N, 1, 3)`). */
  readonly name: string;
}

/** The text that keepalived reads for one config-id, after conditions, definitions, repetitions and includes. */
export interface Expansion {
  /** The config-id, null for one that no condition names. */
  readonly configId: string | null;
  readonly root: Source;
  /**
   * What is left for braces and words. Comments, conditions, definitions and include lines are blanked with spaces; nothing else moves,
   * so in a file without `$`, `~` and includes every offset is that of the file.
   */
  readonly text: string;
  /** Every file that was read, the root first, each once. */
  readonly sources: readonly Source[];
  /** Every config-id that a condition names, also those that do not hold here. */
  readonly configIds: ReadonlySet<string>;
  /** The same, for who gathers those of all views. */
  readonly named: NamedIds;
  readonly problems: readonly Problem[];
  /** The comments that name kvlint, each from its `#` or `!` to the end of the line. One behind a condition that does not hold is not among them. */
  readonly comments: readonly Origin[];
  /** The origin of one character of {@link text}. */
  origin(offset: number): Origin;
  /** The origin of a span: from its first character to its last one in the same file. */
  place(span: Span): Origin;
}
