import type { Readable } from 'node:stream';
import type { StoredTexts } from '../node/text-store.ts';
import type { Share } from './lint-share.ts';

/** The process as the command line sees it; nothing else in kvlint knows of it. */
export interface Session {
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Runs a program and gives all that it says. `failure`: why it could not be run, as a clause for a message. */
  run(program: string, args: readonly string[]): Promise<{ readonly output: string; readonly failure: string | null }>;
  /** Left out where there are none. */
  readonly threads?: Threads;
}

/** Threads that lint for a run. */
export interface Threads {
  /** How many can run at once. */
  cores(): Promise<number>;
  /** Lints some of the files of a run. */
  lint(share: Share): Promise<StoredTexts>;
}

export interface Output {
  write(text: string): unknown;
  /** True for a terminal. */
  readonly isTTY?: boolean;
  /** Width of the terminal. */
  readonly columns?: number;
}
