import { Word } from './tree.ts';
import { isWhiteSpace } from './white-space.ts';

const QUOTE = 34;
const OPEN_BRACE = 123;

/**
 * What the words of a line are, wherever the line stands. Lines of the same text share one: most lines of a large file occur many times, and
 * what has been found out about one of them holds for all. Words are made when they are asked for: those of lines that occur once would take
 * more memory than all else.
 */
export class LineShape {
  /** From the first word, of which there is always one, to the end of the last. */
  readonly text: string;
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
    let last = 0;
    let end = 0;
    let at = 0;
    while (at < image.length) {
      const code = image.charCodeAt(at);
      if (code === OPEN_BRACE) break;
      if (isWhiteSpace(code)) {
        at++;
        continue;
      }
      last = at;
      at = end = endOfWord(image, at);
    }
    this.text = image.slice(0, end);
    this.name = new Word(image.slice(0, endOfWord(image, 0)), 0).text;
    this.isCut = image.charCodeAt(last) === QUOTE && !new Word(image.slice(last, end), 0).terminated;
    this.openAt = at < image.length ? at : -1;
  }

  /** The first word as keepalived takes it; null where nothing closes its quote. */
  get key(): string | null {
    return this.isCut && this.firstEnd === this.text.length ? null : this.name;
  }

  /** Whether words stand behind the first one. */
  get hasMore(): boolean {
    return this.firstEnd < this.text.length;
  }

  /** The first word of a line that begins at an offset. */
  firstAt(start: number): Word {
    return new Word(this.text.slice(0, this.firstEnd), start);
  }

  /** The second word of a line that begins at an offset, as far as keepalived uses it. */
  secondAt(start: number): Word | null {
    const word = this.wordBehind(this.firstEnd, start);
    return word && !(this.isCut && word.end === start + this.text.length) ? word : null;
  }

  /** The words of a line that begins at an offset. */
  wordsAt(start: number): Word[] {
    const words: Word[] = [];
    for (let word = this.wordBehind(0, start); word; word = this.wordBehind(word.end - start, start)) words.push(word);
    return words;
  }

  /** The word that begins at a place of the text or behind it, of a line that begins at an offset. */
  private wordBehind(place: number, start: number): Word | null {
    const { text } = this;
    let at = place;
    while (isWhiteSpace(text.charCodeAt(at))) at++;
    return at < text.length ? new Word(text.slice(at, endOfWord(text, at)), start + at) : null;
  }

  private get firstEnd(): number {
    return this.text.charCodeAt(0) === QUOTE ? endOfWord(this.text, 0) : this.name.length;
  }
}

function endOfWord(image: string, start: number): number {
  return image.charCodeAt(start) === QUOTE ? endOfQuoted(image, start) : endOfPlain(image, start);
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
  return isWhiteSpace(code) || code === QUOTE || code === OPEN_BRACE;
}

/** Longer lines, and lines beyond so many different ones, are seldom there twice. */
const LONGEST_SHARED = 120;
const MOST_SHARED = 20_000;

/** Characters of texts after which shapes are let go: each keeps the text that it was first seen in. */
const MOST_KEPT = 1 << 25;

/** The shapes of the lines of a text, or of texts that have many lines in common. */
export class LineShapes {
  readonly #known = new Map<string, LineShape>();
  #kept = 0;

  /** To be called before the lines of a text of some length are asked for. */
  begin(length: number): void {
    this.#kept += length;
    if (this.#kept <= MOST_KEPT) return;
    this.#known.clear();
    this.#kept = length;
  }

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
