import type { Source } from '../source.ts';
import type { Through } from './expansion.ts';
import type { MappedText } from './mapped-text.ts';
import type { Output } from './output.ts';

/** The physical line that is being written, so that what is left out can be blanked in place. */
interface Cursor {
  readonly source: Source;
  readonly through: readonly Through[];
  position: number;
  readonly end: number;
  /** Whether the output has the line to its end already. */
  written: boolean;
}

/** Writes what is left of the lines of files; nothing of it moves. */
export class LineWriter {
  #cursor: Cursor | null = null;

  constructor(private readonly output: Output) {}

  /** Whether the line that is written stands in a file. */
  get isInFile(): boolean {
    return this.#cursor !== null;
  }

  begin(source: Source, start: number, end: number, through: readonly Through[]): void {
    this.#cursor = { source, through, position: start, end, written: false };
  }

  /** Blanks the line as far as `end`, where its newline is; false when it is written already. */
  finish(end: number): boolean {
    const cursor = this.#cursor;
    this.#cursor = null;
    if (!cursor || cursor.written) return false;
    this.output.blank(cursor.source, cursor.position, end, cursor.through);
    return true;
  }

  /** Writes the next part of the line; what a file holds between its pieces is blanked. */
  write(line: MappedText): void {
    const cursor = this.#cursor;
    for (const [index, piece] of line.pieces.entries()) {
      if (
        piece.fixedEnd !== null ||
        !cursor ||
        piece.source !== cursor.source ||
        piece.offset < cursor.position ||
        piece.offset >= cursor.end
      ) {
        this.output.insert(piece);
        if (cursor && piece.fixedEnd !== null && piece.source === cursor.source && piece.fixedEnd <= cursor.end) {
          cursor.position = Math.max(cursor.position, piece.fixedEnd);
        }
        continue;
      }
      // Pieces of one line touch, whatever was dropped between them.
      if (index === 0) this.output.blank(cursor.source, cursor.position, piece.offset, piece.through);
      this.output.copy(cursor.source, piece.offset, piece.offset + piece.text.length, piece.through);
      cursor.position = piece.offset + piece.text.length;
    }
  }

  /** Blanks what is left of the line and the lines behind it, as far as `offset` of the file. */
  skipTo(offset: number): void {
    const cursor = this.#cursor;
    if (!cursor) return;
    const { source, through } = cursor;
    this.output.blank(source, cursor.position, cursor.end, through);
    const skipped = source.text.slice(cursor.end, offset);
    let at = cursor.end;
    for (const line of skipped.split(/(?<=\n)/)) {
      const length = line.endsWith('\n') ? line.length - 1 : line.length;
      this.output.blank(source, at, at + length, through);
      if (line.endsWith('\n')) this.output.copy(source, at + length, at + line.length, through);
      at += line.length;
    }
    cursor.written = true;
  }
}
