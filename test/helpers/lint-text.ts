import { NEWEST_VERSION, type Version } from '../../grammar/version.ts';
import { rules } from '../../rules/index.ts';
import { assumedTarget } from '../../src/daemon/assumed-target.ts';
import { type LintOptions, lint } from '../../src/engine/lint.ts';
import { memoryReader } from '../../src/engine/memory-reader.ts';
import type { Report } from '../../src/finding/report.ts';

export interface LintTextOptions extends Partial<Omit<LintOptions, 'target'>> {
  readonly version?: Version;
  readonly files?: Readonly<Record<string, string>>;
  /** The configurations of further nodes of the same cluster, by path. */
  readonly otherNodes?: Readonly<Record<string, string>>;
}

/** Lints one text as `keepalived.conf`. */
export function lintText(text: string, options: LintTextOptions = {}): Report {
  const { version = NEWEST_VERSION, files = {}, otherNodes = {}, ...rest } = options;
  const others = Object.keys(otherNodes);
  const clusters = others.length > 0 ? [{ name: 'cluster', includes: () => true }] : undefined;
  return lintFiles({ ...files, ...otherNodes, 'keepalived.conf': text }, ['keepalived.conf', ...others], {
    ...(clusters && { clusters }),
    ...rest,
    target: assumedTarget(version),
  });
}

/** Lints those of some files that are named as roots. */
export function lintFiles(files: Readonly<Record<string, string>>, roots: readonly string[], options: Partial<LintOptions> = {}): Report {
  const rootFiles = roots.map((path) => ({ path, absolute: path }));
  return lint(rootFiles, memoryReader(files), {
    rules,
    target: assumedTarget(NEWEST_VERSION),
    profiles: [],
    severities: new Map(),
    kvlint: '0.0.0-test',
    ...options,
  });
}
