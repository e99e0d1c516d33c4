import { lastAtOrBefore, type Source } from '../source.ts';
import type { Span } from '../tree.ts';
import type { Origin, Through } from './expansion.ts';
import type { Piece } from './mapped-text.ts';

/** A run of the output whose characters stand behind each other in one file, or all for one reference. */
interface Segment {
  readonly source: Source;
  readonly offset: number;
  readonly fixedEnd: number | null;
  readonly through: readonly Through[];
}

/** Collects the expanded text together with the map back to the files. */
export class Output {
  readonly #chunks: string[] = [];
  readonly #starts: number[] = [];
  readonly #segments: Segment[] = [];
  #length = 0;
  /** The segment that was asked for last. */
  #last = 0;
  /** Characters of `#copySource` that are copied but not yet in `#chunks`: most files are one such run. */
  #copySource: Source | null = null;
  #copyStart = 0;
  #copyEnd = 0;

  /** Characters of a file, as they are. */
  copy(source: Source, start: number, end: number, through: readonly Through[]): void {
    if (start >= end) return;
    this.#segment(source, start, null, through);
    if (this.#copySource === source && this.#copyEnd === start) {
      this.#copyEnd = end;
    } else {
      this.#flush();
      this.#copySource = source;
      this.#copyStart = start;
      this.#copyEnd = end;
    }
    this.#length += end - start;
  }

  /** As many spaces as the file has characters there. */
  blank(source: Source, start: number, end: number, through: readonly Through[]): void {
    if (start >= end) return;
    this.#segment(source, start, null, through);
    this.#flush();
    this.#chunks.push(' '.repeat(end - start));
    this.#length += end - start;
  }

  /** Lines of a file as spaces, with their line ends: `text` stands in place of as many characters. */
  blankLines(source: Source, start: number, text: string, through: readonly Through[]): void {
    this.#segment(source, start, null, through);
    this.#flush();
    this.#chunks.push(text);
    this.#length += text.length;
  }

  /** Text that does not stand like this in a file. */
  insert(piece: Piece): void {
    if (piece.text === '') return;
    this.#segment(piece.source, piece.offset, piece.fixedEnd, piece.through);
    this.#flush();
    this.#chunks.push(piece.text);
    this.#length += piece.text.length;
  }

  text(): string {
    if (this.#chunks.length === 0 && this.#copySource && this.#copyStart === 0 && this.#copyEnd === this.#copySource.text.length) {
      return this.#copySource.text;
    }
    this.#flush();
    return this.#chunks.join('');
  }

  /** The way back from an offset of the text. */
  origin(offset: number, root: Source): Origin {
    if (this.#starts.length > 0) this.#last = lastAtOrBefore(this.#starts, offset, this.#last);
    const segment = this.#segments[this.#last];
    if (!segment) return { source: root, offset: 0, end: 0 };
    const { source, fixedEnd, through } = segment;
    const at = fixedEnd === null ? Math.min(segment.offset + offset - (this.#starts[this.#last] ?? 0), source.text.length) : segment.offset;
    const end = fixedEnd ?? Math.min(at + 1, source.text.length);
    return through.length > 0 ? { source, offset: at, end, through } : { source, offset: at, end };
  }

  place(span: Span, root: Source): Origin {
    const first = this.origin(span.start, root);
    if (span.end <= span.start) return first;
    const last = this.origin(span.end - 1, root);
    return last.source === first.source && last.end > first.end && last.offset >= first.offset ? { ...first, end: last.end } : first;
  }

  #segment(source: Source, offset: number, fixedEnd: number | null, through: readonly Through[]): void {
    const last = this.#segments.at(-1);
    if (last && last.source === source && last.through === through && last.fixedEnd === null && fixedEnd === null) {
      const continues = last.offset + this.#length - (this.#starts.at(-1) ?? 0) === offset;
      if (continues) return;
    }
    this.#starts.push(this.#length);
    this.#segments.push({ source, offset, fixedEnd, through });
  }

  #flush(): void {
    if (!this.#copySource) return;
    this.#chunks.push(this.#copySource.text.slice(this.#copyStart, this.#copyEnd));
    this.#copySource = null;
  }
}
