import { placesOf } from '../../grammar/keywords/index.ts';
import { memoized } from '../../grammar/memoized.ts';
import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Span } from '../../grammar/tree.ts';
import { rootAt } from '../binding/root-blocks.ts';
import { lineOf } from '../binding/text-problems.ts';
import { misledReports } from './misled-reading.ts';
import type { Reading } from './reading.ts';

/** A line that keepalived drops because it reads it in another block than it stands in. */
export interface LostLine {
  readonly keyword: string;
  readonly line: number;
}

/** Most lines that are told one by one. */
const MOST = 4;

/**
 * The lines below a place, up to the end of the block of the top level around it, that keepalived no longer understands: the first of them, and
 * how many there are. Keywords of the vocabulary only: what else stands there may be anything.
 */
export function lostLines(
  at: { readonly start: number },
  reading: Reading,
): { readonly first: readonly LostLine[]; readonly count: number } {
  const root = rootAt({ start: at.start, end: at.start }, reading.tree);
  if (!root) return { first: [], count: 0 };
  const lost = lostKeywords(reading);
  const begin = partitionPoint(lost, ({ start }) => start <= at.start);
  const end = partitionPoint(lost, ({ start }) => start < root.span.end);
  const first = lost.slice(begin, Math.min(end, begin + MOST)).map(({ start, end: wordEnd }) => ({
    keyword: reading.expansion.text.slice(start, wordEnd),
    line: lineOf(reading.expansion.origin(start)),
  }));
  return { first, count: Math.max(0, end - begin) };
}

/** Keywords that keepalived does not understand where it takes them to stand, in the order of the text. */
const lostKeywords = memoized((reading: Reading): readonly Span[] =>
  misledReports(reading)
    .filter(({ kind, at }) => kind === 'unknown-keyword' && placesOf(reading.expansion.text.slice(at.start, at.end)).length > 0)
    .map(({ at }) => at),
);
