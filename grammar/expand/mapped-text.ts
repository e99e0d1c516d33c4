import type { Source } from '../source.ts';
import type { Through } from './expansion.ts';

/** A run of characters with one kind of origin. */
export interface Piece {
  readonly text: string;
  readonly source: Source;
  /** Where the first character stands. */
  readonly offset: number;
  /** Null: each character stands behind the one before it. Else all of them stand for `offset` … `fixedEnd` (a reference, now replaced). */
  readonly fixedEnd: number | null;
  /** What put it there: the steps of the file's own includes, then definitions and repetitions. */
  readonly through: readonly Through[];
}

/** A line on its way through the phases: text that knows, for each character, where it came from. */
export class MappedText {
  readonly text: string;

  /** `text`: that of all pieces, where it is known. */
  constructor(
    readonly pieces: readonly Piece[],
    text?: string,
  ) {
    this.text = text ?? (pieces.length === 1 ? (pieces[0]?.text ?? '') : pieces.map((piece) => piece.text).join(''));
  }

  static of(source: Source, start: number, end: number, through: readonly Through[]): MappedText {
    return new MappedText([{ text: source.text.slice(start, end), source, offset: start, fixedEnd: null, through }]);
  }

  get length(): number {
    return this.text.length;
  }

  slice(start: number, end: number = this.text.length): MappedText {
    if (start <= 0 && end >= this.text.length) return this;
    const pieces: Piece[] = [];
    this.#addPieces(start, end, pieces);
    return new MappedText(pieces, this.text.slice(Math.max(start, 0), Math.max(end, 0)));
  }

  concat(other: MappedText): MappedText {
    return new MappedText([...this.pieces, ...other.pieces], this.text + other.text);
  }

  /** The same with another text in the place of what stands from `start` to `end`. */
  replaced(start: number, end: number, other: MappedText): MappedText {
    const pieces: Piece[] = [];
    this.#addPieces(0, start, pieces);
    other.#addPieces(0, other.length, pieces);
    this.#addPieces(end, this.length, pieces);
    return new MappedText(pieces, this.text.slice(0, start) + other.text + this.text.slice(end));
  }

  /** Adds what the pieces hold from `start` to `end`; empty ones are left out. */
  #addPieces(start: number, end: number, pieces: Piece[]): void {
    let at = 0;
    for (const piece of this.pieces) {
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, piece.text.length);
      if (from < to) pieces.push(cut(piece, from, to));
      at += piece.text.length;
    }
  }

  /** The piece that holds a character, and where in it; the last piece for the end. Null in an empty text. */
  pieceAt(index: number): { piece: Piece; within: number } | null {
    let at = 0;
    for (const piece of this.pieces) {
      if (index < at + piece.text.length) return { piece, within: index - at };
      at += piece.text.length;
    }
    const last = this.pieces.at(-1);
    return last ? { piece: last, within: last.text.length } : null;
  }

  /** The same text, all of it from one place. */
  at(place: Omit<Piece, 'text'>): MappedText {
    const { source, offset, fixedEnd, through } = place;
    return new MappedText(
      this.pieces.map(({ text }) => ({ text, source, offset, fixedEnd, through })),
      this.text,
    );
  }

  /** The same text, reached by one more step. */
  reachedBy(step: Through): MappedText {
    return new MappedText(
      this.pieces.map((piece) => ({ ...piece, through: [...piece.through, step] })),
      this.text,
    );
  }
}

/** Where text comes from that stands for a reference, from `start` to `end` of a piece, and was put there by `steps`. */
export function placeOfReference(piece: Piece, start: number, end: number, steps: readonly Through[]): Omit<Piece, 'text'> {
  return {
    source: piece.source,
    offset: piece.fixedEnd === null ? piece.offset + start : piece.offset,
    fixedEnd: piece.fixedEnd ?? piece.offset + end,
    through: [...piece.through, ...steps],
  };
}

function cut(piece: Piece, from: number, to: number): Piece {
  if (from === 0 && to === piece.text.length) return piece;
  const { source, offset, fixedEnd, through } = piece;
  return { text: piece.text.slice(from, to), source, offset: fixedEnd === null ? offset + from : offset, fixedEnd, through };
}
