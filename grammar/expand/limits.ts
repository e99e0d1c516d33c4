import type { LimitName } from './problem.ts';

/**
 * Bounds that no input can exceed, each far beyond what a configuration needs. keepalived has none of its own but the
 * length of a line and the number of open files, so it hangs or dies where kvlint stops with a finding.
 */
export const LIMITS = {
  /** Characters that definitions and repetitions may generate in one view; every generated line and every replacement counts some more. */
  'expanded-size': 8 * 1024 * 1024,
  /** Files that include each other, one inside the other. */
  'include-depth': 64,
  /** Files included in one view, repeats counted. */
  'include-count': 10_000,
  /** Patterns that `{a,b}` in one include line may stand for. */
  'include-alternatives': 1_000,
  /** Definitions inside definitions. */
  'definition-depth': 64,
  /** Blocks inside blocks; keepalived's own deepest is five. */
  'nesting-depth': 100,
  /** References replaced in one line. */
  replacements: 4 * 1024,
  /** Characters of a line after definitions are put in (keepalived's buffer holds 1022 bytes). */
  'line-length': 4 * 1024,
  /** Views of one root file. */
  'config-ids': 256,
} as const satisfies Record<LimitName, number>;

/** Bytes that keepalived's line buffer holds beside the newline. */
export const LINE_BYTES = 1022;

/** How far keepalived's line buffer holds the text between two offsets, and whether it is full then: the newline is left for the next one. */
export function endOfBuffer(text: string, start: number, end: number): { cut: number; isFull: boolean } {
  if (end - start <= LINE_BYTES / 3) return { cut: end, isFull: false };
  let bytes = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    // A surrogate is half of four bytes.
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
    if (bytes > LINE_BYTES + 1) return { cut: i, isFull: true };
  }
  return { cut: end, isFull: bytes > LINE_BYTES };
}
