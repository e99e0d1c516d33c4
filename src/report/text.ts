import type { DistinctFinding } from '../finding/finding.ts';
import { mergeRoots } from '../finding/merge-roots.ts';
import type { ProfileResult, Report } from '../finding/report.ts';
import type { Colors } from './colors.ts';
import { fixableCount } from './fixable-count.ts';
import { count, enumerate, flatten } from './prose.ts';
import { gatherRepeats, repeatedLines } from './repeats.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { suppressedBy, suppressedCount } from './suppressed.ts';
import { harmless, harmlessName, MIN_PROSE, wrap } from './terminal.ts';
import { findingText } from './text-finding.ts';
import { versionsOf } from './versions.ts';
import { whereToBegin } from './where-to-begin.ts';

/**
 * For people: errors and warnings in full, with the lines they are about and how to mend them; notes as one line each; what was not read; what
 * to begin with, and a line that sums up.
 */
export const reportText: Reporter = (report, context) => {
  const isInFull = ({ severity }: DistinctFinding): boolean => context.verbose || severity !== 'info';
  const inBrief = report.distinct.filter((finding) => !isInFull(finding));
  const parts = gatherRepeats(report.distinct.filter(isInFull)).map(({ first, repeats }) => findingText(first, repeats, report, context));
  if (inBrief.length > 0) parts.push(noteLines(inBrief, context));
  if (!context.quiet) {
    if (report.unread.length > 0) parts.push(unreadLines(report, context));
    if (context.reportSuppressed && report.suppressed.length > 0) parts.push(suppressedLines(report, context));
    parts.push(`${firstLine(report, context)}${summaryLine(report, context.colors)}`);
  }
  return parts.join('\n');
};

/** Notes, a line each. */
function noteLines(findings: readonly DistinctFinding[], { colors, quiet }: ReportContext): string {
  const lines = gatherRepeats(findings).map(({ first, repeats }) => {
    const { path, line, column, summary, rule } = first;
    const also = repeats.length > 0 ? ` (also ${repeatedLines(repeats)})` : '';
    return `  ${harmlessName(path)}:${line}:${column}: ${harmless(flatten(summary))}${also} ${colors.cyan(`[${rule}]`)}`;
  });
  const hint = quiet ? '' : ` ${colors.dim('(--verbose shows them in full)')}`;
  return `${colors.cyan(colors.bold(`${count(findings.length, 'note')}:`))}${hint}\n${lines.join('\n')}\n`;
}

/** What is not told, a line each. */
function suppressedLines({ suppressed }: Report, { colors }: ReportContext): string {
  const lines = mergeRoots(suppressed).map((finding) => {
    const { path, line, column, summary, rule } = finding;
    const by = colors.dim(`(${suppressedBy(finding)})`);
    return `  ${harmlessName(path)}:${line}:${column}: ${harmless(flatten(summary))} ${colors.cyan(`[${rule}]`)} ${by}`;
  });
  return `${colors.bold('Suppressed:')}\n${lines.join('\n')}\n`;
}

/** What was not read, so that nobody takes the sum below for the whole. */
function unreadLines({ unread }: Report, { colors, width }: ReportContext): string {
  const lines = unread.flatMap(({ path, line, what, reason }) =>
    wrap(harmless(`'${what}' (included at ${path}:${line}): ${reason}.`), Math.max(MIN_PROSE, width - 2)).map((each) => `  ${each}`),
  );
  return `${colors.red(colors.bold('Not read:'))}\n${lines.join('\n')}\n`;
}

/** Where to begin, when there is more than one thing to mend. */
function firstLine(report: Report, { colors, width }: ReportContext): string {
  const begin = whereToBegin(report);
  if (begin === null) return '';
  const { finding, why } = begin;
  const text = `Begin with ${harmlessName(finding.path)}:${finding.line}: ${harmless(flatten(finding.summary))}${why === '' ? '' : ` ${why}`}`;
  const [head = '', ...rest] = wrap(text, width);
  return `${[colors.bold(head), ...rest].join('\n')}\n`;
}

function summaryLine(report: Report, colors: Colors): string {
  const { summary, profiles, unread, distinct } = report;
  const { errors, warnings, infos, files, views } = summary;
  const versions = versionsOf(report);
  const where = `${count(files, 'file')}${views === files ? '' : ` (${count(views, 'view')})`} for keepalived ${enumerate(versions)}`;
  // Who has not read all cannot say that it passes.
  const passes = profilesText(unread.length === 0 ? profiles : profiles.filter(({ errors, warnings }) => errors + warnings > 0), colors);
  const suppressed = suppressedCount(report);
  if (errors + warnings + infos === 0) return sentences(`${colors.green(colors.bold('No findings'))} in ${where}.`, suppressed, passes);
  const counts = [
    errors > 0 ? colors.red(count(errors, 'error')) : '',
    warnings > 0 ? colors.yellow(count(warnings, 'warning')) : '',
    infos > 0 ? colors.cyan(count(infos, 'note')) : '',
  ].filter((each) => each !== '');
  const hint = colors.dim('kvlint explain RULE tells more of a rule.');
  return sentences(`${colors.bold(enumerate(counts))} in ${where}.`, suppressed, fixableCount(distinct), passes, hint);
}

/** One line of those that say something. */
function sentences(...all: readonly string[]): string {
  return `${all.filter((each) => each !== '').join(' ')}\n`;
}

/** `Passes recommended; l3-only: 2 errors.`; a profile is passed where it has neither an error nor a warning. */
function profilesText(profiles: readonly ProfileResult[], colors: Colors): string {
  const passed = profiles.filter(({ errors, warnings }) => errors + warnings === 0).map(({ name }) => name);
  const failed = profiles.flatMap(({ name, errors, warnings }) => {
    const counts = [errors > 0 ? count(errors, 'error') : '', warnings > 0 ? count(warnings, 'warning') : ''].filter((each) => each !== '');
    return counts.length > 0 ? [`${name}: ${enumerate(counts)}`] : [];
  });
  const parts = [...(passed.length > 0 ? [colors.green(`Passes ${enumerate(passed)}`)] : []), ...failed];
  return parts.length === 0 ? '' : `${parts.join('; ')}.`;
}
