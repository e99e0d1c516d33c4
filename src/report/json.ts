import type { Verdict } from '../daemon/verdict.ts';
import { compareFindings } from '../finding/order.ts';
import type { Severity } from '../rule/severity.ts';
import type { Reporter } from './reporter.ts';

/** Counts up with every change of the form that a reader of the old one would notice. */
const SCHEMA = 1;

/**
 * For programs. The form is a contract: names stay, new ones may come. Files and findings are sorted by path, so that the same files give the
 * same report however they were asked for. `null` among views is the one in which no config-id matches; lines and
 * columns start at 1 and count UTF-16 code units, the end column is not included.
 */
export const reportJson: Reporter = (report, { reportSuppressed }) => {
  const { kvlint, keepalived, summary, findings } = report;
  const count = (severity: Severity): number => findings.filter((each) => each.severity === severity).length;
  const log = {
    schema: SCHEMA,
    kvlint,
    keepalived,
    files: report.files
      .map(({ path, views, keepalived: version }) => ({ path, views, keepalived: version }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
    findings: (reportSuppressed ? [...findings, ...report.suppressed].sort(compareFindings) : findings).map(
      ({
        rule,
        severity,
        verdicts,
        summary,
        detail,
        advice,
        key,
        fix,
        root,
        path,
        line,
        column,
        endLine,
        endColumn,
        views,
        related,
        way,
        suppressed,
      }) => ({
        rule,
        severity,
        verdict: verdictOf(verdicts),
        message: summary,
        detail,
        advice,
        key,
        root,
        path,
        line,
        column,
        endLine,
        endColumn,
        views,
        related: [...related, ...way].map((each) => ({ path: each.path, line: each.line, column: each.column, message: each.message })),
        ...(fix && { fix: { safety: fix.safety, edits: fix.edits } }),
        ...(suppressed && { suppressed }),
      }),
    ),
    profiles: report.profiles,
    summary: {
      files: summary.files,
      views: summary.views,
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      suppressed: report.suppressed.length,
    },
    unread: report.unread,
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

/** What keepalived itself does about a finding: once where that is the same in all its views, else for each of them, in their order. */
function verdictOf(verdicts: readonly Verdict[]): Verdict | readonly Verdict[] {
  const [first, ...others] = verdicts;
  return first !== undefined && others.every((other) => other === first) ? first : verdicts;
}
