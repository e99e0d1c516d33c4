/** Most answers that are kept: what comes again comes soon. */
const MOST = 500;

/** Characters of a text that is not kept beside others, because a few such would take too much memory. */
const LONG = 4096;

/** What was found of texts, for those that are asked about again: a report says the same of many lines, and looks at a long line several times. */
export class Answers<T extends object | string> {
  readonly #short = new Map<string, T>();
  #long: { readonly text: string; readonly answer: T } | null = null;

  of(text: string, find: (text: string) => T): T {
    if (text.length > LONG) {
      if (this.#long?.text !== text) this.#long = { text, answer: find(text) };
      return this.#long.answer;
    }
    const known = this.#short.get(text);
    if (known !== undefined) return known;
    if (this.#short.size >= MOST) this.#short.clear();
    const answer = find(text);
    this.#short.set(text, answer);
    return answer;
  }

  clear(): void {
    if (this.#short.size > 0) this.#short.clear();
    this.#long = null;
  }
}
