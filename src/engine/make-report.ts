import { memoized } from '../../grammar/memoized.ts';
import type { Source } from '../../grammar/source.ts';
import type { Version } from '../../grammar/version.ts';
import type { DistinctFinding, Finding } from '../finding/finding.ts';
import { mergeRoots } from '../finding/merge-roots.ts';
import { compareText } from '../finding/order.ts';
import type { ActiveRule, LintedFile, ProfileResult, Report, Summary } from '../finding/report.ts';
import { distinctUnread, type Unread } from '../finding/unread.ts';
import type { ProfileName } from '../rule/rule.ts';
import { compareSeverity, type Severity } from '../rule/severity.ts';
import type { Redactors } from '../secrets/redactors.ts';
import { AppliedBaseline, type Baseline, type Coverage } from './baseline.ts';
import type { Filter } from './filter.ts';
import { HeldPlaces } from './held-places.ts';
import { limitListed } from './limit-listed.ts';
import type { LineMasks } from './line-masks.ts';
import { masked } from './masked-finding.ts';
import type { Activation } from './selection.ts';

/** What a run has gathered when all roots have been linted. */
export interface Gathered {
  readonly kvlint: string;
  readonly keepalived: Version;
  readonly files: readonly LintedFile[];
  /** The files that were read, by the paths that reports show. */
  readonly sources: ReadonlyMap<string, Source>;
  /** Masked, sorted, and with their keys. */
  readonly keyed: readonly Finding[];
  /** Masked. */
  readonly unread: readonly Unread[];
  readonly filters: readonly Filter[];
  readonly baseline: { readonly baseline: Baseline; readonly coverage: Coverage } | null;
  readonly activations: readonly Activation[];
  readonly profiles: readonly ProfileName[];
  /** For what filters put into findings. */
  readonly redactors: Redactors;
  readonly masks: LineMasks;
}

/** Filters what was found, and makes the report of it. */
export function makeReport({
  kvlint,
  keepalived,
  files,
  sources,
  keyed,
  unread,
  filters,
  baseline,
  activations,
  profiles,
  redactors,
  masks,
}: Gathered): Report {
  const placed = new HeldPlaces(sources);
  const applied = baseline && new AppliedBaseline(baseline.baseline, keyed, baseline.coverage);
  const decided = filtered(placed.all(applied?.mark(keyed) ?? keyed), filters, redactors);
  const { findings: all, outcome } = applied?.finish(decided) ?? { findings: decided, outcome: null };
  const listed = applied ? limitListed(all) : all;
  const findings = listed.filter(({ suppressed }) => !suppressed);
  const distinct = mergeRoots(findings);
  return {
    kvlint,
    keepalived,
    files,
    findings,
    distinct,
    suppressed: listed.filter(({ suppressed }) => suppressed),
    baseline: outcome,
    rules: activeRules(activations),
    summary: summarize(files, distinct),
    profiles: profiles.map((name) => resultOf(name, distinct)),
    unread: distinctUnread(unread.map((each) => placed.at(each))),
    read: [...new Set([...sources.values()].map(({ path, holder }) => holder?.path ?? path))],
    line: (path, line) => {
      const source = placed.source(path, line);
      return source && line >= 1 && line <= source.lineCount ? masks.mask(source.path, line, source.line(line)).text : null;
    },
    excerpt: (location) => {
      const { path, line, column, endLine, endColumn } = location;
      const source = placed.source(path, line);
      if (!source || line < 1 || line > source.lineCount) return null;
      const masked = masks.mask(source.path, line, source.line(line));
      const end = endLine > line ? endColumn : masked.offset(endColumn - 1, 'end') + 1;
      return { text: masked.text, location: { path, line, column: masked.offset(column - 1, 'start') + 1, endLine, endColumn: end } };
    },
  };
}

/** A filter may put words of its own into a finding, which are masked as well. */
function filtered(findings: readonly Finding[], filters: readonly Filter[], redactors: Redactors): readonly Finding[] {
  const known = new Set(findings);
  let kept = findings;
  for (const filter of filters) kept = filter(kept);
  return kept.map((finding) => (known.has(finding) ? finding : masked(finding, redactors)));
}

function summarize(files: readonly LintedFile[], distinct: readonly DistinctFinding[]): Summary {
  const count = (severity: Severity): number => distinct.filter((finding) => finding.severity === severity).length;
  const views = files.reduce((sum, file) => sum + file.views.length, 0);
  return { files: files.length, views, errors: count('error'), warnings: count('warning'), infos: count('info') };
}

function resultOf(name: ProfileName, distinct: readonly DistinctFinding[]): ProfileResult {
  const count = (severity: Severity): number => distinct.filter(({ byProfile }) => byProfile.get(name) === severity).length;
  return { name, errors: count('error'), warnings: count('warning') };
}

/** Each rule once, with the worst severity that it had for any root file. */
const activeRules = memoized((activations: readonly Activation[]): readonly ActiveRule[] => {
  const active = new Map<string, ActiveRule>();
  for (const activation of activations) {
    const severity = activation.mode === 'judge' ? activation.severity : 'warning';
    const known = active.get(activation.rule.id);
    if (!known || compareSeverity(severity, known.severity) < 0) active.set(activation.rule.id, { info: activation.rule, severity });
  }
  return [...active.values()].sort((a, b) => compareText(a.info.id, b.info.id));
});
