import { createHash } from 'node:crypto';
import type { LintStore } from '../../src/engine/lint-cache.ts';

/** A store that keeps texts, as one in a file does. */
export class MemoryStore implements LintStore {
  readonly texts = new Map<string, string>();

  get(name: string): unknown {
    return JSON.parse(this.texts.get(name) ?? 'null');
  }

  set(name: string, value: unknown): void {
    this.texts.set(name, JSON.stringify(value));
  }

  digest(text: string): string {
    return createHash('sha256').update(text).digest('hex');
  }
}
