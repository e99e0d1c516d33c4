import { Word } from './tree.ts';

const TAB = 9;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const OPEN_BRACE = 123;

/** Filled anew for each line, which gets copies: an array that grows takes more room than it needs. */
const RAWS: string[] = [];
const STARTS: number[] = [];

/**
 * What the words of a line are, wherever the line stands. Lines of the same text share one: most lines of a large file occur many times, and
 * what has been found out about one of them holds for all.
 */
export class LineShape {
  /** The words, quotes included. There is at least one. */
  readonly raws: readonly string[];
  /** Where each word begins, counted from the first one. */
  readonly starts: readonly number[];
  /** The first word without its quotes. */
  readonly name: string;
  /** Whether the last word has a quote that nothing closes. */
  readonly isCut: boolean;
  /** Where the `{` behind the words stands; -1 without one. */
  readonly openAt: number;

  /** What a reader of such lines has found out about all of them, for it to look after. */
  known: unknown = null;

  /** `image`: from the first character of the first word to the `{` behind the words, or as far as there is no other brace and no line end. */
  constructor(image: string) {
    let count = 0;
    let at = 0;
    while (at < image.length) {
      const code = image.charCodeAt(at);
      if (code === OPEN_BRACE) break;
      if (isBlank(code)) {
        at++;
        continue;
      }
      const end = code === QUOTE ? endOfQuoted(image, at) : endOfPlain(image, at);
      STARTS[count] = at;
      RAWS[count] = image.slice(at, end);
      count++;
      at = end;
    }
    this.raws = RAWS.slice(0, count);
    this.starts = STARTS.slice(0, count);
    this.name = new Word(this.raws[0] ?? '', 0).text;
    this.isCut = !new Word(this.raws.at(-1) ?? '', 0).terminated;
    this.openAt = at < image.length ? at : -1;
  }

  /** Where the last word ends. */
  get end(): number {
    return (this.starts.at(-1) ?? 0) + (this.raws.at(-1)?.length ?? 0);
  }

  /** The first word as keepalived takes it; null where nothing closes its quote. */
  get key(): string | null {
    return this.isCut && this.raws.length === 1 ? null : this.name;
  }

  /** The words of a line that begins at an offset. */
  wordsAt(start: number): Word[] {
    return this.raws.map((raw, i) => new Word(raw, start + (this.starts[i] ?? 0)));
  }
}

/** White space is that of C's isspace(), which has no U+00A0. */
function isBlank(code: number): boolean {
  return code === SPACE || (code >= TAB && code <= CARRIAGE_RETURN);
}

/** With its quote, or with the line where nothing closes it. A backslash means nothing here. */
function endOfQuoted(image: string, start: number): number {
  const close = image.indexOf('"', start + 1);
  return close < 0 ? image.length : close + 1;
}

function endOfPlain(image: string, start: number): number {
  let end = start + 1;
  while (end < image.length && !endsWord(image.charCodeAt(end))) end++;
  return end;
}

function endsWord(code: number): boolean {
  return isBlank(code) || code === QUOTE || code === OPEN_BRACE;
}

/** Longer lines, and lines beyond so many different ones, are seldom there twice. */
const LONGEST_SHARED = 120;
const MOST_SHARED = 20_000;

/** The shapes of the lines of a text, or of texts that have many lines in common. */
export class LineShapes {
  #known = new Map<string, LineShape>();

  of(image: string): LineShape {
    if (image.length > LONGEST_SHARED) return new LineShape(image);
    const known = this.#known.get(image);
    if (known !== undefined) return known;
    const shape = new LineShape(image);
    if (this.#known.size >= MOST_SHARED) this.#known.clear();
    this.#known.set(image, shape);
    return shape;
  }
}
