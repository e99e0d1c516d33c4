import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from './make-directory.ts';
import { digest, type StoredTexts, TextStore } from './text-store.ts';

const DAY = 24 * 3600 * 1000;

/** What nobody has asked for so many days is dropped. */
const KEPT_DAYS = 30;

export interface StoreOptions {
  /** Where the file is to be. */
  readonly directory: string;
  /** There is one file for each. */
  readonly workingDirectory: string;
  /** What tells this kvlint from any that may find something else. */
  readonly kvlint: string;
  /** The number of the user who runs kvlint; null where the system has none. */
  readonly owner: number | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * What earlier runs came to, in a file: a line that says which kvlint wrote it and what the rest must come to, and a line for each thing that is known.
 * A file that was damaged, that another kvlint wrote, or that belongs to another user is as good as none.
 */
export class StoredLints extends TextStore {
  readonly #path: string;
  readonly #directory: string;
  readonly #kvlint: string;
  readonly #owner: number | null;
  readonly #today: number;
  /** When each thing was last asked for, in days from 1970. */
  readonly #days = new Map<string, number>();
  #isChanged = false;

  constructor({ directory, workingDirectory, kvlint, owner, now }: StoreOptions) {
    super();
    this.#directory = directory;
    this.#path = join(directory, `lints-${digest(workingDirectory).slice(0, 16)}.cache`);
    this.#kvlint = kvlint;
    this.#owner = owner;
    this.#today = Math.floor(now / DAY);
    this.#load();
  }

  override get(name: string): unknown {
    if (this.texts.has(name) && this.#days.get(name) !== this.#today) this.#note(name);
    return super.get(name);
  }

  override add(texts: StoredTexts): void {
    const all = [...texts];
    super.add(all);
    for (const [name] of all) this.#note(name);
  }

  /** Writes the file as a whole, for this user only. Throws what the system says where that is not possible. */
  save(): void {
    if (!this.#isChanged) return;
    const lines = [...this.texts]
      .map(([name, text]) => ({ name, text, day: this.#days.get(name) ?? 0 }))
      .filter(({ day }) => this.#today - day <= KEPT_DAYS)
      .map(({ name, text, day }) => `${JSON.stringify(name)}\t${day}\t${text}\n`)
      .join('');
    makeDirectory(this.#directory, 0o700);
    const temporary = `${this.#path}.${randomUUID()}.tmp`;
    try {
      writeFileSync(temporary, `${this.#header(lines)}\n${lines}`, { mode: 0o600, flag: 'wx' });
      renameSync(temporary, this.#path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  }

  #note(name: string): void {
    this.#days.set(name, this.#today);
    this.#isChanged = true;
  }

  #header(lines: string): string {
    return JSON.stringify({ kvlint: this.#kvlint, digest: digest(lines) });
  }

  #load(): void {
    const text = this.#ownText();
    const end = text.indexOf('\n');
    const lines = text.slice(end + 1);
    if (end < 0 || text.slice(0, end) !== this.#header(lines)) return;
    for (const line of lines.split('\n')) {
      const [quoted, day, text] = line.split('\t');
      if (!quoted || !day || !text) continue;
      const name = JSON.parse(quoted);
      super.add([[name, text]]);
      this.#days.set(name, Number(day));
    }
  }

  /** The text of the file; empty where there is none, or none of this user's. A pipe or a device is not asked: it may never end. */
  #ownText(): string {
    try {
      const stats = statSync(this.#path);
      return stats.isFile() && (this.#owner === null || stats.uid === this.#owner) ? readFileSync(this.#path, 'utf8') : '';
    } catch {
      return '';
    }
  }
}
