import type { Safety } from '../rule/fix.ts';
import type { Location } from './finding.ts';

/** Text in the place of some characters of a file. Where `start` is `end`, it is put in. */
export interface Edit extends Location {
  /** Offsets in UTF-16 code units from the start of the file, the end not included. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What mends a finding: all edits together, or none. */
export interface FindingFix {
  readonly safety: Safety;
  /** In the order of the files' paths and of their texts; they do not overlap. */
  readonly edits: readonly Edit[];
  /** Text that is read at last when it is made: what is found there then was wrong before. */
  readonly uncovers?: Stretch;
}

/** A piece of a file by its offsets, the end not included. */
export interface Stretch {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** What tells two fixes apart. */
export function fixKey({ safety, edits }: FindingFix): string {
  return [safety, ...edits.map(({ path, start, end, text }) => `${path}\0${start}\0${end}\0${text}`)].join('\0\0');
}
