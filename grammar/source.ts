/** Where a character stands in a file. Both numbers start at 1; columns count UTF-16 code units, as SARIF does by default. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One file as it was read: its path, its text, and the way from an offset to a line and column. */
export interface Source {
  /** The path that reports show. */
  readonly path: string;
  /** What it is a part of; null where it is a file by itself. */
  readonly holder: Holder | null;
  readonly text: string;
  /** The number of its last line; a final newline does not begin another one. */
  readonly lineCount: number;
  /** Line and column of an offset; an offset behind the end counts as the end. */
  at(offset: number): Position;
  /** Offset of the first character of a line (counted from 1). */
  lineStart(line: number): number;
  /** Text of a line (counted from 1) without its line end; the empty text where there is no such line. */
  line(line: number): string;
}

/** The file that holds a text as some of its lines. All lines and columns of the text are those that they have there. */
export interface Holder {
  /** The path that reports show. */
  readonly path: string;
  /** How many lines stand above the text. */
  readonly above: number;
}

const CARRIAGE_RETURN = 13;

/** Makes a {@link Source}. The table of lines is made when it is first asked for. */
export function createSource(path: string, text: string, holder: Holder | null = null): Source {
  const above = holder?.above ?? 0;
  let starts: number[] | undefined;
  const table = (): number[] => {
    starts ??= lineStarts(text);
    return starts;
  };
  const lineCount = (): number => {
    const lines = table();
    return above + (lines.length > 1 && lines.at(-1) === text.length ? lines.length - 1 : lines.length);
  };
  let last = 0;
  return {
    path,
    holder,
    text,
    get lineCount() {
      return lineCount();
    },
    at(offset) {
      const lines = table();
      const inside = Math.max(0, Math.min(offset, text.length));
      last = lastAtOrBefore(lines, inside, last);
      return { line: above + last + 1, column: inside - (lines[last] ?? 0) + 1 };
    },
    lineStart: (line) => (line <= above ? 0 : (table()[line - above - 1] ?? text.length)),
    line(line) {
      const start = table()[line - above - 1];
      if (start === undefined) return '';
      const newline = text.indexOf('\n', start);
      let end = newline < 0 ? text.length : newline;
      while (end > start && text.charCodeAt(end - 1) === CARRIAGE_RETURN) end--;
      return text.slice(start, end);
    },
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/**
 * Index of the last element that is not greater than `value`; the list is sorted and its first element is not greater. `guess`: where it was the last
 * time. Most who ask go through a text from its start to its end, and find it there or one further.
 */
export function lastAtOrBefore(sorted: readonly number[], value: number, guess = 0): number {
  for (let index = guess; index <= guess + 1; index++) {
    if ((sorted[index] ?? value + 1) <= value && value < (sorted[index + 1] ?? value + 1)) return index;
  }
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
