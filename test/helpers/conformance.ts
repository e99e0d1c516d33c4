import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Version } from '../../grammar/version.ts';
import { rules } from '../../rules/index.ts';
import { assumedTarget } from '../../src/daemon/assumed-target.ts';
import { lint } from '../../src/engine/lint.ts';
import type { Finding } from '../../src/finding/finding.ts';
import { createNodeReader } from '../../src/node/node-reader.ts';

export const CASES = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'fixtures', 'conformance');

/** What the config test of one keepalived said about each case, as recorded by `record` (test/helpers/record.ts). */
export interface Record {
  readonly keepalived: Version;
  /** By the path of the case below fixtures/conformance; one run for each config-id and one without. */
  readonly files: Readonly<{ [path: string]: readonly Run[] }>;
}

export interface Run {
  readonly configId: string | null;
  readonly exit: number | string;
  readonly messages: readonly RecordedMessage[];
}

export interface RecordedMessage {
  /** The file as keepalived names it, where that is another one than the case. */
  readonly file?: string;
  readonly line: number | null;
  readonly text: string;
  /** It depends on the host: interfaces, users, files. */
  readonly host?: true;
}

/** How far kvlint, asked what keepalived reports, agrees with what it did report. Counted in lines. */
export interface Agreement {
  /** Of the lines on which keepalived reports something, the share on which kvlint does. */
  readonly recall: number;
  /** Of the lines on which kvlint reports something, the share on which keepalived does; any where keepalived also says something without a line. */
  readonly precision: number;
  readonly missed: readonly string[];
  readonly extra: readonly string[];
}

/** A view with more messages is one early mistake, misread again and again: only its first line counts, and no precision. */
const CASCADE = 40;

/** Compares the findings of the profile `keepalived` with a record, for the cases in one folder. */
export async function compare(record: Record, folder: string): Promise<Agreement> {
  const paths = Object.keys(record.files).filter((path) => path.startsWith(`${folder}/`));
  const found = await findingsByView(paths, record.keepalived);
  const count = new Count();
  for (const path of paths) {
    for (const run of record.files[path] ?? []) count.add(path, run, found.get(viewKey(path, run.configId)) ?? []);
  }
  return count.agreement();
}

class Count {
  private readonly missed: string[] = [];
  private readonly extra: string[] = [];
  private wanted = 0;
  private reported = 0;

  add(path: string, { configId, messages }: Run, findings: readonly Finding[]): void {
    const counted = messages.filter(({ host }) => !host);
    const linesOf = (some: readonly RecordedMessage[]): ReadonlySet<string> =>
      new Set(some.flatMap((each) => (each.line === null ? [] : [`${placeOf(path, each)}:${each.line}`])));
    const theirs = linesOf(counted);
    const all = linesOf(messages);
    const ours = new Set(findings.map((finding) => `${finding.path}:${finding.line}`));
    const cascade = counted.length > CASCADE;
    const wanted = cascade ? [...theirs].slice(0, 1) : [...theirs];
    this.wanted += wanted.length;
    for (const line of wanted) if (!ours.has(line)) this.missed.push(`${line} @${configId}`);
    if (cascade) return;
    this.reported += ours.size;
    const lineless = counted.some(({ line }) => line === null);
    // A line that depends on the host counts neither way.
    for (const line of ours) if (!all.has(line) && !lineless) this.extra.push(`${line} @${configId}`);
  }

  agreement(): Agreement {
    const { missed, extra, wanted, reported } = this;
    return { recall: 1 - missed.length / wanted, precision: 1 - extra.length / reported, missed, extra };
  }
}

/**
 * keepalived names an included file as the include line does; it is looked for from the folder of the case on. A name that is no file is a comment
 * that keepalived has taken for a file's name.
 */
function placeOf(path: string, { file }: RecordedMessage): string {
  if (file === undefined) return path;
  const folder = dirname(path);
  return [join(folder, file), join(folder, 'inc', file)].find((place) => existsSync(join(CASES, place))) ?? path;
}

async function findingsByView(paths: readonly string[], keepalived: Version): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const reader = createNodeReader({ workingDirectory: CASES });
  await reader.prepareWildcards();
  const roots = paths.map((path) => ({ path, absolute: resolve(CASES, path) }));
  for (const { absolute } of roots) reader.addRoot(absolute);
  const report = lint(roots, reader, {
    rules,
    target: assumedTarget(keepalived),
    profiles: ['keepalived'],
    severities: new Map(),
    unnamedView: true,
    kvlint: 'test',
  });
  const byView = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    for (const configId of finding.views) {
      const key = viewKey(finding.root, configId);
      const findings = byView.get(key) ?? [];
      byView.set(key, findings);
      findings.push(finding);
    }
  }
  return byView;
}

function viewKey(path: string, configId: string | null): string {
  return `${path} @${configId}`;
}
