import { LintRun } from '../engine/lint-run.ts';
import type { Root } from '../engine/reader.ts';
import type { LintPlan } from '../node/plan-lint.ts';
import type { TextStore } from '../node/text-store.ts';
import type { Notice } from '../report/reporter.ts';
import type { Gathered } from './gather.ts';
import type { LintFlags } from './lint-command.ts';
import type { Session } from './session.ts';
import { UsageError } from './usage-error.ts';

/** How many threads lint; `auto`: as many as the machine has cores for. */
export type Jobs = number | 'auto';

/** Until a thread is started, and V8 has optimized what it runs, it takes as long as to lint so many files. */
const FEWEST_FILES = 250;

const MOST_JOBS = 64;

export function parseJobs(value: string): Jobs {
  if (value === 'auto') return value;
  const jobs = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (jobs >= 1 && jobs <= MOST_JOBS) return jobs;
  throw new UsageError(`--jobs takes a number from 1 to ${MOST_JOBS}, or auto, not '${value}'.`);
}

/** Cuts a run into shares, one for each thread; none where threads do not pay. Neighbours stay together: most clusters are in one folder. */
export function sharesOf(roots: readonly Root[], jobs: number): readonly (readonly Root[])[] {
  const count = Math.min(jobs, Math.floor(roots.length / FEWEST_FILES));
  if (count < 2) return [];
  const size = Math.ceil(roots.length / count);
  return Array.from({ length: count }, (_, index) => roots.slice(index * size, (index + 1) * size));
}

/**
 * Lints what has changed of a run in threads, so that the run itself knows it: the store with what they came to, which is the one that is given if
 * any. Null where threads do not pay, or where there are none.
 */
export async function lintInThreads(
  { roots, options }: LintPlan,
  { reader, stdin }: Gathered,
  kept: TextStore | null,
  { flags, session, notify }: { readonly flags: LintFlags; readonly session: Session; readonly notify: (notice: Notice) => void },
): Promise<TextStore | null> {
  const { jobs = 1 } = flags;
  const { workingDirectory, environment, threads } = session;
  // What standard input holds, a thread could not read.
  if (!threads || jobs === 1 || stdin) return kept;
  const known = new LintRun(reader, { ...options, store: kept });
  const changed = roots.filter((root) => !known.knows(root));
  const shares = sharesOf(changed, jobs === 'auto' ? await threads.cores() : jobs);
  if (shares.length === 0) return kept;
  const fileOf = ({ absolute, path }: Root): string => reader.holderOf?.(absolute)?.path ?? path;
  const results = await Promise.allSettled(
    shares.map((share) => threads.lint({ roots: share, files: [...new Set(share.map(fileOf))], flags, workingDirectory, environment })),
  );
  const { TextStore } = await import('../node/text-store.ts');
  const store = kept ?? new TextStore();
  for (const result of results) {
    if (result.status === 'fulfilled') store.add(result.value);
    else notify({ level: 'warning', message: `A thread failed (${result.reason}). Its files are linted without it.` });
  }
  return store;
}
