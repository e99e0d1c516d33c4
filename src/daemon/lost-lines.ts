import { placesOf } from '../../grammar/keywords/index.ts';
import { memoized } from '../../grammar/memoized.ts';
import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Span } from '../../grammar/tree.ts';
import { misfitsOf } from '../binding/misfits.ts';
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

/** What a mistake in the structure costs. */
export interface Loss {
  /** The first of the lines that keepalived no longer understands. */
  readonly first: readonly LostLine[];
  readonly count: number;
  /** A line at which keepalived stops reading, because the block that it takes it to stand in wants a word behind the keyword. */
  readonly stop: LostLine | null;
}

/**
 * The lines below a place, up to the end of the block of the top level around it, that keepalived takes for something else. Keywords of the vocabulary
 * only: what else stands there may be anything.
 */
export function lostLines(at: { readonly start: number }, reading: Reading): Loss {
  const root = rootAt({ start: at.start, end: at.start }, reading.tree);
  if (!root) return { first: [], count: 0, stop: null };
  const lost = lostKeywords(reading);
  const begin = partitionPoint(lost, ({ start }) => start <= at.start);
  const end = partitionPoint(lost, ({ start }) => start < root.span.end);
  const stop = strayStop(reading);
  return {
    first: lost.slice(begin, Math.min(end, begin + MOST)).map((span) => lostLine(span, reading)),
    count: Math.max(0, end - begin),
    stop: stop && stop.start > at.start && stop.start < root.span.end ? lostLine(stop, reading) : null,
  };
}

function lostLine({ start, end }: Span, { expansion }: Reading): LostLine {
  return { keyword: expansion.text.slice(start, end), line: lineOf(expansion.origin(start)) };
}

/** Where keepalived stops reading at a keyword that lacks nothing where it stands. */
const strayStop = memoized((reading: Reading): Span | null => {
  const { exit, expansion } = reading;
  if (exit === null || placesOf(expansion.text.slice(exit.start, exit.end)).length === 0) return null;
  return misfitsOf(reading, 'missing-argument', 'extra-argument').some(({ at }) => at.start === exit.start) ? null : exit;
});

/** Keywords that keepalived does not understand where it takes them to stand, in the order of the text. */
const lostKeywords = memoized((reading: Reading): readonly Span[] =>
  misledReports(reading)
    .filter(({ kind, at }) => kind === 'unknown-keyword' && placesOf(reading.expansion.text.slice(at.start, at.end)).length > 0)
    .map(({ at }) => at),
);
