import { NEWEST_VERSION, type Version } from '../../grammar/version.ts';
import { rules } from '../../rules/index.ts';
import { assumedTarget } from '../../src/daemon/assumed-target.ts';
import { type LintOptions, lint } from '../../src/engine/lint.ts';
import { memoryReader } from '../../src/engine/memory-reader.ts';
import type { Root } from '../../src/engine/reader.ts';
import type { Report } from '../../src/finding/report.ts';
import { type Fixes, type FixOptions, fixFindings } from '../../src/fixing/fix-findings.ts';

export interface LintTextOptions extends Partial<Omit<LintOptions, 'target'>> {
  readonly version?: Version;
  readonly files?: Readonly<Record<string, string>>;
  /** The configurations of further nodes of the same cluster, by path. */
  readonly otherNodes?: Readonly<Record<string, string>>;
}

/** Lints one text as `keepalived.conf`. */
export function lintText(text: string, options: LintTextOptions = {}): Report {
  const { files, roots, rest } = runOf(text, options);
  return lintFiles(files, roots, rest);
}

/** Fixes one text as `keepalived.conf`. */
export function fixText(text: string, { safety, ...options }: LintTextOptions & Pick<FixOptions, 'safety'>): Fixes {
  const { files, roots, rest } = runOf(text, options);
  return fixFindings(rootsOf(roots), memoryReader(files), { ...DEFAULTS, ...rest, safety });
}

function runOf(text: string, options: LintTextOptions): { files: Record<string, string>; roots: string[]; rest: Partial<LintOptions> } {
  const { version = NEWEST_VERSION, files = {}, otherNodes = {}, ...rest } = options;
  const others = Object.keys(otherNodes);
  const clusters = others.length > 0 ? [{ name: 'cluster', includes: () => true }] : undefined;
  return {
    files: { ...files, ...otherNodes, 'keepalived.conf': text },
    roots: ['keepalived.conf', ...others],
    rest: { ...(clusters && { clusters }), ...rest, target: assumedTarget(version) },
  };
}

/** Lints those of some files that are named as roots. */
export function lintFiles(files: Readonly<Record<string, string>>, roots: readonly string[], options: Partial<LintOptions> = {}): Report {
  return lint(rootsOf(roots), memoryReader(files), { ...DEFAULTS, ...options });
}

function rootsOf(paths: readonly string[]): readonly Root[] {
  return paths.map((path) => ({ path, absolute: path }));
}

const DEFAULTS: LintOptions = {
  rules,
  target: assumedTarget(NEWEST_VERSION),
  profiles: [],
  severities: new Map(),
  kvlint: '0.0.0-test',
};
