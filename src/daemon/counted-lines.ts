import type { Origin } from '../../grammar/expand/expansion.ts';
import { endOfBuffer } from '../../grammar/expand/limits.ts';
import { memoized } from '../../grammar/memoized.ts';
import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Source } from '../../grammar/source.ts';
import type { Span } from '../../grammar/tree.ts';
import { atLeast, type Version } from '../../grammar/version.ts';
import { boundRootAt } from '../binding/root-blocks.ts';
import { ORDER, type Process, processOfKeyword } from './processes.ts';
import type { Reading } from './reading.ts';

/**
 * The numbers that keepalived gives to a line in its own reports. They differ from the line's number in the file in three cases, checked
 * against keepalived 2.2.7 and 2.4.3:
 *
 * - the parent counts newlines that it has read, so a last line without one has the number of the line before;
 * - up to 2.3.4 the parent does not see the newline behind a NUL byte;
 * - a line that exceeds the buffer is several lines for the children, and since 2.4.0 for the parent too.
 *
 * A number of 0 stands for a report without a line.
 */
export function countedLines(span: Span, reading: Reading): readonly number[] {
  const { source, offset } = reading.expansion.origin(span.start);
  const { line } = source.at(offset);
  const known = quirksOf(source);
  // In most files all lines but the last have their own number.
  if (known.nul.length === 0 && known.long.size === 0 && line !== known.unended) return [line];
  const lines = readersOf(span, reading).map((process) => count(line, offset, process, known, reading.target.version));
  return [...new Set(lines)];
}

interface Quirks {
  /** The last line, where it lacks its newline; 0 where it has one. */
  readonly unended: number;
  /** Lines with a NUL byte. */
  readonly nul: readonly number[];
  /** Lines that are longer than the buffer, and where each piece but the first begins. */
  readonly long: ReadonlyMap<number, readonly number[]>;
}

const quirksOf = memoized((source: Source): Quirks => {
  const { text, lineCount } = source;
  const long = new Map<number, number[]>();
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const pieces = piecesOf(text, start, end);
    if (pieces.length > 0) long.set(source.at(start).line, pieces);
    start = end + 1;
  }
  return { unended: text.endsWith('\n') ? 0 : lineCount, nul: linesWithNul(source), long };
});

/** The numbers of the lines that hold a NUL byte. */
export function linesWithNul(source: Source): readonly number[] {
  const lines: number[] = [];
  const { text } = source;
  for (let at = text.indexOf('\0'); at >= 0; at = text.indexOf('\0', at)) {
    const newline = text.indexOf('\n', at);
    lines.push(source.at(at).line);
    at = newline < 0 ? text.length : newline;
  }
  return lines;
}

function piecesOf(text: string, start: number, end: number): number[] {
  const pieces: number[] = [];
  for (let buffer = endOfBuffer(text, start, end); buffer.isFull; buffer = endOfBuffer(text, buffer.cut, end)) {
    pieces.push(buffer.cut);
    if (buffer.cut === end) break;
  }
  return pieces;
}

function count(line: number, offset: number, process: Process, { unended, nul, long }: Quirks, version: Version): number {
  const old = !atLeast(version, '2.4.0');
  if (process === 'parent' && old) {
    const pieces = long.get(line)?.filter((at) => at > offset).length ?? 0;
    return line - partitionPoint(nul, (each) => each <= line) - (line === unended || pieces > 0 ? 1 : 0);
  }
  let counted = line;
  for (const [each, pieces] of long) if (each <= line) counted += each < line ? pieces.length : pieces.filter((at) => at <= offset).length;
  return process === 'parent' && line === unended ? counted - 1 : counted;
}

/** Who reads a line: in a root block the process whose it is, outside of them each that comes to it. */
function readersOf(at: Span, { bound, isReached }: Reading): readonly Process[] {
  const root = boundRootAt(bound.children, at);
  return root ? [processOfKeyword(root.keyword.name)] : ORDER.filter((process) => isReached(at, process));
}

/** The beginning of a line of a file, or of its last one. */
export function startOfLine(source: Source, line: number): Origin {
  const offset = source.lineStart(Math.max(1, Math.min(line, source.lineCount)));
  return { source, offset, end: Math.min(offset + 1, source.text.length) };
}
