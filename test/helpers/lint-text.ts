import { posix } from 'node:path';
import { NEWEST_VERSION, type Version } from '../../grammar/version.ts';
import { rules } from '../../rules/index.ts';
import { assumedTarget } from '../../src/daemon/assumed-target.ts';
import { type LintOptions, lint } from '../../src/engine/lint.ts';
import type { Reader, Root } from '../../src/engine/reader.ts';
import type { Report } from '../../src/finding/report.ts';

/** A reader of files that exist in memory only, below `/site`. */
export function memoryReader(files: Readonly<Record<string, string>>): Reader {
  const byPath = new Map(Object.entries(files).map(([path, text]) => [posix.resolve('/site', path), text]));
  return {
    read: (absolute) => {
      const text = byPath.get(absolute);
      if (text !== undefined) return { text };
      const holdsFiles = [...byPath.keys()].some((path) => path.startsWith(`${absolute}/`));
      return { error: holdsFiles ? 'directory' : 'missing' };
    },
    match: (pattern, directory) => {
      const expression = posix
        .resolve(directory, pattern)
        .replace(/[.+^${}()|\\]/g, '\\$&')
        .replaceAll('*', '[^/]*')
        .replaceAll('?', '[^/]');
      return [...byPath.keys()].filter((path) => new RegExp(`^${expression}$`).test(path)).sort();
    },
    show: (absolute) => posix.relative('/site', absolute),
    resolve: (path, directory) => posix.resolve(directory, path),
    directoryOf: (absolute) => posix.dirname(absolute),
  };
}

export interface LintTextOptions extends Partial<Omit<LintOptions, 'target'>> {
  readonly version?: Version;
  readonly files?: Readonly<Record<string, string>>;
}

/** Lints one text as `keepalived.conf`. */
export function lintText(text: string, options: LintTextOptions = {}): Report {
  const { version = NEWEST_VERSION, files = {}, ...rest } = options;
  return lintFiles({ ...files, 'keepalived.conf': text }, ['keepalived.conf'], { ...rest, target: assumedTarget(version) });
}

/** Lints those of some files that are named as roots. */
export function lintFiles(files: Readonly<Record<string, string>>, roots: readonly string[], options: Partial<LintOptions> = {}): Report {
  const rootFiles: Root[] = roots.map((path) => ({ path, absolute: posix.resolve('/site', path) }));
  return lint(rootFiles, memoryReader(files), {
    rules,
    target: assumedTarget(NEWEST_VERSION),
    profiles: [],
    severities: new Map(),
    kvlint: '0.0.0-test',
    ...options,
  });
}
