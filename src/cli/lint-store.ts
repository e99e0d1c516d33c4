import { join, resolve } from 'node:path';
import type { StoredLints } from '../node/stored-lints.ts';
import type { Notice } from '../report/reporter.ts';
import type { Session } from './session.ts';
import { UsageError } from './usage-error.ts';
import { BUILD } from './version.ts';
import { reasonOf } from './write-file.ts';

export interface CacheFlags {
  readonly cache: boolean;
  /** Asks for the cache as well. */
  readonly cacheLocation?: string;
}

/** Opens what earlier runs came to; null where nobody asks for it, or where something that nobody can tell by its text decides what is found. */
export async function openLintStore(
  { cache, cacheLocation }: CacheFlags,
  hasPlugins: boolean,
  session: Session,
  notify: (notice: Notice) => void,
): Promise<StoredLints | null> {
  if (!cache && cacheLocation === undefined) return null;
  if (hasPlugins) {
    notify({
      level: 'warning',
      message: 'Nothing is cached: the settings name plugins, and what their rules find may depend on more than files.',
    });
    return null;
  }
  const { StoredLints } = await import('../node/stored-lints.ts');
  return new StoredLints({
    directory: directoryFor(cacheLocation, session),
    workingDirectory: session.workingDirectory,
    kvlint: BUILD,
    owner: process.getuid?.() ?? null,
    now: Date.now(),
  });
}

/** Writes what this run came to. A cache that cannot be written is no reason to fail. */
export function saveLintStore(store: StoredLints, notify: (notice: Notice) => void): void {
  try {
    store.save();
  } catch (error) {
    notify({ level: 'warning', message: `The cache cannot be written: ${reasonOf(error)}. The next run starts from nothing.` });
  }
}

function directoryFor(location: string | undefined, { environment, workingDirectory }: Session): string {
  // As from "$DIR" in a script that did not set it: nobody wants the cache among the configurations.
  if (location === '') throw new UsageError('The directory for the cache is empty. Name one with --cache-location.');
  if (location !== undefined) return resolve(workingDirectory, location);
  const home = environment.XDG_CACHE_HOME || (environment.HOME && join(environment.HOME, '.cache'));
  if (home) return join(home, 'kvlint');
  throw new UsageError('There is no directory for the cache: neither XDG_CACHE_HOME nor HOME is set. Name one with --cache-location.');
}
