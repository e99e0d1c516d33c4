import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LintStore } from '../engine/lint-cache.ts';

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

/** One thing that is known, as it stands in the file. */
interface Entry {
  /** The day it was last asked for, counted from 1970. */
  day: number;
  readonly text: string;
}

/**
 * What earlier runs came to, in a file: a line that says which kvlint wrote it and what the rest must come to, and a line for each thing that is known.
 * A file that was damaged, that another kvlint wrote, or that belongs to another user is as good as none.
 */
export class StoredLints implements LintStore {
  readonly #path: string;
  readonly #directory: string;
  readonly #kvlint: string;
  readonly #owner: number | null;
  readonly #today: number;
  readonly #entries = new Map<string, Entry>();
  #isChanged = false;

  constructor({ directory, workingDirectory, kvlint, owner, now }: StoreOptions) {
    this.#directory = directory;
    this.#path = join(directory, `lints-${digest(workingDirectory).slice(0, 16)}.cache`);
    this.#kvlint = kvlint;
    this.#owner = owner;
    this.#today = Math.floor(now / DAY);
    this.#load();
  }

  get digest(): (text: string) => string {
    return digest;
  }

  get(name: string): unknown {
    const entry = this.#entries.get(name);
    if (!entry) return null;
    if (entry.day !== this.#today) {
      entry.day = this.#today;
      this.#isChanged = true;
    }
    return JSON.parse(entry.text);
  }

  set(name: string, value: unknown): void {
    this.#entries.set(name, { day: this.#today, text: JSON.stringify(value) });
    this.#isChanged = true;
  }

  /** Writes the file as a whole, for this user only. Throws what the system says where that is not possible. */
  save(): void {
    if (!this.#isChanged) return;
    const lines = [...this.#entries]
      .filter(([, { day }]) => this.#today - day <= KEPT_DAYS)
      .map(([name, { day, text }]) => `${JSON.stringify(name)}\t${day}\t${text}\n`)
      .join('');
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    const temporary = `${this.#path}.${randomUUID()}.tmp`;
    try {
      writeFileSync(temporary, `${this.#header(lines)}\n${lines}`, { mode: 0o600, flag: 'wx' });
      renameSync(temporary, this.#path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
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
      const [name, day, value] = line.split('\t');
      if (name && day && value) this.#entries.set(JSON.parse(name), { day: Number(day), text: value });
    }
  }

  /** The text of the file; empty where there is none, or none of this user's. */
  #ownText(): string {
    try {
      const isOwn = this.#owner === null || statSync(this.#path).uid === this.#owner;
      return isOwn ? readFileSync(this.#path, 'utf8') : '';
    } catch {
      return '';
    }
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
