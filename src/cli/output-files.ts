import { realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { OutputRequest } from './lint-options.ts';
import { UsageError } from './usage-error.ts';

/**
 * Throws `UsageError` where two reports would go to one file, or one would replace a file that was read; whatever the names and links that lead
 * there. `inputs`: absolute paths.
 */
export function requireFreeFiles(outputs: readonly OutputRequest[], inputs: () => Iterable<string>, workingDirectory: string): void {
  const taken = new Map<string, string>();
  for (const { format, file } of outputs) {
    if (file === null) continue;
    for (const identity of identitiesOf(resolve(workingDirectory, file))) {
      const other = taken.get(identity);
      if (other !== undefined) {
        throw new UsageError(`--format ${format}=${file} would replace the report of --format ${other}. Name another file.`);
      }
    }
    for (const identity of identitiesOf(resolve(workingDirectory, file))) taken.set(identity, `${format}=${file}`);
  }
  if (taken.size === 0) return;
  for (const input of inputs()) {
    for (const identity of identitiesOf(input)) {
      const output = taken.get(identity);
      if (output !== undefined) throw new UsageError(`--format ${output} would replace a configuration, '${input}'. Name another file.`);
    }
  }
}

/** What tells one file from another: its path without links, and its number where it exists. A device or a pipe takes any number of reports. */
function identitiesOf(path: string): readonly string[] {
  const stats = statsOf(path);
  if (stats !== undefined && !stats.isFile()) return [];
  const real = withoutLinks(path);
  return stats === undefined ? [real] : [real, `${stats.dev}:${stats.ino}`];
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Of a file that does not exist yet, the directories above it may be links. */
function withoutLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const directory = dirname(path);
    return directory === path ? path : join(withoutLinks(directory), basename(path));
  }
}
