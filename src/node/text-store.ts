import { createHash } from 'node:crypto';
import type { LintStore } from '../engine/lint-cache.ts';

/** What lints came to, as texts by name: it can be written down, or handed from one thread to another. */
export type StoredTexts = Iterable<readonly [name: string, text: string]>;

/** A store that keeps what it is given as texts. */
export class TextStore implements LintStore {
  readonly #texts = new Map<string, string>();

  get(name: string): unknown {
    const text = this.#texts.get(name);
    return text === undefined ? null : JSON.parse(text);
  }

  set(name: string, value: unknown): void {
    this.add([[name, JSON.stringify(value)]]);
  }

  /** Adds what another store came to. */
  add(texts: StoredTexts): void {
    for (const [name, text] of texts) this.#texts.set(name, text);
  }

  get texts(): ReadonlyMap<string, string> {
    return this.#texts;
  }

  readonly digest = digest;
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
