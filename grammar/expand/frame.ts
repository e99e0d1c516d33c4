import type { Source } from '../source.ts';
import { atLeast, type Version } from '../version.ts';
import type { Origin, Through } from './expansion.ts';

/** A file that is being read, or that waits for its turn behind other matches of an include line. */
export interface Frame {
  readonly source: Source;
  /** The file with the include line, null for the root. */
  readonly includedBy: Frame | null;
  /** Null for the root, which never loops back through a path. */
  readonly path: string | null;
  readonly through: readonly Through[];
  position: number;
  /** Where the line ends that `position` is in; keepalived may read a long one in pieces. */
  lineEnd: number;
  nulLines: number;
  firstNul: number;
  /** The next NUL that is known of; the length of the text where none follows. */
  nextNul: number;
  /** The next mention of kvlint that is known of; the length of the text where none follows. */
  nextMention: number;
  /** The next character that may make a line more than words and braces; the length of the text where none follows. */
  nextSpecial: number;
  /** Whether the braces that this view sees are balanced; null until that is asked. */
  balanced: boolean | null;
}

/** A file that nothing has been read of yet. */
export function newFrame(source: Source, path: string | null, includedBy: Frame | null, through: readonly Through[]): Frame {
  return {
    source,
    path,
    includedBy,
    through,
    position: 0,
    lineEnd: -1,
    nulLines: 0,
    firstNul: 0,
    nextNul: -1,
    nextMention: -1,
    nextSpecial: -1,
    balanced: null,
  };
}

/** A place in the file that a frame reads. */
export function placeIn({ source, through }: Frame, offset: number, end: number): Origin {
  return through.length > 0 ? { source, offset, end, through } : { source, offset, end };
}

/** Where keepalived's own reading of a line with a NUL byte ends. */
export function cutAtNul(frame: Frame, start: number, end: number, version: Version): number {
  const { source } = frame;
  if (frame.nextNul < start) {
    const nul = source.text.indexOf('\0', start);
    frame.nextNul = nul < 0 ? source.text.length : nul;
  }
  if (frame.nextNul >= end) return end;
  if (frame.nulLines++ === 0) frame.firstNul = frame.nextNul;
  return atLeast(version, '2.4.0') ? start : frame.nextNul;
}
