import type { ConfigTest, Ending } from '../engine/config-test.ts';
import { type Finding, worstVerdict } from '../finding/finding.ts';
import type { Report } from '../finding/report.ts';
import type { Uncovered } from './uncovered.ts';

/** How well some configurations stand. */
export interface Standing {
  /** Warnings and errors, by root file and rule. */
  readonly problems: ReadonlyMap<string, readonly Finding[]>;
  /** How keepalived's config test would end, by root file and config-id, and how much it would report. */
  readonly tests: ReadonlyMap<string, { readonly rank: number; readonly reports: number }>;
}

/** From the best. Of a template, or of what was not read, nobody knows; that must not change either. */
const ENDINGS: readonly Ending[] = [
  'passes',
  'reports',
  'scripts',
  'namespace',
  'refuses-include',
  'stops',
  'crashes',
  'hangs',
  'not-read',
  'template',
];

export function standingOf({ findings }: Report, views: readonly ConfigTest[]): Standing {
  const problems = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.severity === 'info') continue;
    const key = `${finding.root}\0${finding.rule}`;
    const known = problems.get(key) ?? [];
    problems.set(key, known);
    known.push(finding);
  }
  const tests = new Map(
    views.map(({ root, configId, ending, reports }) => [
      `${root}\0${configId ?? ''}`,
      { rank: ENDINGS.indexOf(ending), reports: reports.length },
    ]),
  );
  return { problems, tests };
}

/** What was uncovered on the way from one standing to another; nothing where left out. */
type Known = Pick<Uncovered, 'holds'>;

const NOTHING: Known = { holds: () => false };

/** What is found after, and was not before, of the root files and rules of which more is found. */
export function freshFindings(before: Standing, after: Standing, uncovered: Known): readonly Finding[] {
  return [...after.problems].flatMap(([key, findings]) => freshOf(before.problems.get(key) ?? [], findings, uncovered));
}

function freshOf(before: readonly Finding[], all: readonly Finding[], uncovered: Known): readonly Finding[] {
  if (all.length <= before.length) return [];
  // What was wrong before is no reason to keep another mistake, unless keepalived runs as long as that one stays.
  const after = all.filter((finding) => worstVerdict(finding) === 'refuses' || !uncovered.holds(finding));
  if (after.length <= before.length) return [];
  const summaries = new Set(before.map(({ summary }) => summary));
  const fresh = after.filter(({ summary }) => !summaries.has(summary));
  return fresh.length > 0 ? fresh : after.slice(-1);
}

/** Why one standing is worse than the one before, as a clause; null where it is not. */
export function whyWorse(before: Standing, after: Standing, uncovered: Known = NOTHING): string | null {
  for (const [key, findings] of after.problems) {
    const [fresh] = freshOf(before.problems.get(key) ?? [], findings, uncovered);
    if (fresh) return `with it ${fresh.rule} would find at line ${fresh.line}: ${fresh.summary.replace(/\.$/, '')}`;
  }
  for (const [key, { rank, reports }] of after.tests) {
    const known = before.tests.get(key);
    if (!known) return 'with it the file would be read otherwise';
    if (rank > known.rank) return "with it keepalived's config test would end worse";
    if (rank === known.rank && reports > known.reports) return "with it keepalived's config test would report more";
  }
  return null;
}
