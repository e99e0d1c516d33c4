import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Version } from '../../grammar/version.ts';
import { rules } from '../../rules/index.ts';
import { assumedTarget } from '../../src/daemon/assumed-target.ts';
import { type ConfigTest, testConfigurations } from '../../src/engine/config-test.ts';
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

/** What kvlint predicts for each run of a record, by {@link viewKey}. */
export type Predictions = ReadonlyMap<string, ConfigTest>;

/** Predicts the config test for all cases of a record. */
export async function predict({ files, keepalived }: Record): Promise<Predictions> {
  const reader = createNodeReader({ workingDirectory: CASES });
  await reader.prepareWildcards();
  const roots = Object.keys(files).map((path) => ({ path, absolute: resolve(CASES, path) }));
  for (const { absolute } of roots) reader.addRoot(absolute);
  const { views } = testConfigurations(roots, reader, { rules, target: assumedTarget(keepalived), unnamedView: true, kvlint: 'test' });
  return new Map(views.map((view) => [viewKey(view.root, view.configId), view]));
}

/** Compares the lines that are reported, for the cases in one folder (`vrrp/`), or in all. */
export function compareLines({ files }: Record, predictions: Predictions, folder = ''): Agreement {
  const count = new Count();
  for (const [path, runs] of Object.entries(files)) {
    if (!path.startsWith(folder)) continue;
    for (const run of runs) count.add(path, run, predictions.get(viewKey(path, run.configId))?.reports ?? []);
  }
  return count.agreement();
}

/** The runs whose exit status is not the one that was predicted, where the text decides it. */
export function compareStatuses({ files }: Record, predictions: Predictions): readonly string[] {
  return Object.entries(files).flatMap(([path, runs]) =>
    runs.filter(isOfText).flatMap((run) => {
      const key = viewKey(path, run.configId);
      const predicted = predictions.get(key)?.status;
      return predicted === statusOf(run) ? [] : [`${key}: ${predicted} instead of ${statusOf(run)}`];
    }),
  );
}

/** Nothing was reported, or something that is not about the host. */
export function isOfText({ exit, messages }: Run): boolean {
  return exit === 0 || (exit !== 6 && exit !== 'killed:SIGTERM' && messages.every(({ host }) => !host));
}

/** As a shell shows it; a test that was killed had not ended. */
const SIGNALS: { readonly [signal: string]: number } = {
  'killed:SIGSEGV': 139,
  'killed:SIGABRT': 134,
  'killed:SIGKILL': 124,
  'killed:SIGTERM': 143,
};

function statusOf({ exit }: Run): number {
  return typeof exit === 'number' ? exit : (SIGNALS[exit] ?? -1);
}

class Count {
  private readonly missed: string[] = [];
  private readonly extra: string[] = [];
  private wanted = 0;
  private reported = 0;

  add(path: string, { configId, messages }: Run, findings: readonly Finding[]): void {
    const counted = messages.filter(({ host }) => !host);
    const theirs = linesOf(path, counted);
    const all = linesOf(path, messages);
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

/** The lines that messages about a case name, as `file:line`. */
export function linesOf(path: string, messages: readonly RecordedMessage[]): ReadonlySet<string> {
  return new Set(messages.flatMap((each) => (each.line === null ? [] : [`${placeOf(path, each)}:${each.line}`])));
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

export function viewKey(path: string, configId: string | null): string {
  return `${path} @${configId}`;
}
