import { type DistinctFinding, worstVerdict } from '../finding/finding.ts';
import { mergeRoots } from '../finding/merge-roots.ts';
import type { ProfileResult, Report } from '../finding/report.ts';
import { compareSeverity } from '../rule/severity.ts';
import type { Colors } from './colors.ts';
import { count, enumerate, flatten } from './prose.ts';
import { gatherRepeats, repeatedLines } from './repeats.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { harmless, harmlessName, MIN_PROSE, wrap } from './terminal.ts';
import { findingText } from './text-finding.ts';
import { versionOf, versionsOf } from './versions.ts';

/**
 * For people: errors and warnings in full, with the lines they are about and how to mend them; notes as one line each; what was not read; what
 * to begin with, and a line that sums up.
 */
export const reportText: Reporter = (report, context) => {
  const inFull = report.distinct.filter(({ severity }) => context.verbose || severity !== 'info');
  const inBrief = report.distinct.filter((finding) => !inFull.includes(finding));
  const parts = gatherRepeats(inFull).map(({ first, repeats }) => findingText(first, repeats, report, context));
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
  const lines = mergeRoots(suppressed).map(({ path, line, column, summary, rule, suppressed: by }) => {
    const reason = by?.by === 'baseline' ? 'baseline' : `comment${by?.reason ? `: ${harmless(flatten(by.reason))}` : ''}`;
    return `  ${harmlessName(path)}:${line}:${column}: ${harmless(flatten(summary))} ${colors.cyan(`[${rule}]`)} ${colors.dim(`(${reason})`)}`;
  });
  return `${colors.bold('Suppressed:')}\n${lines.join('\n')}\n`;
}

/** How much is not told, so that nobody takes silence for a clean file. */
function suppressedCount({ suppressed }: Report): string {
  const all = mergeRoots(suppressed);
  const byComment = all.filter(({ suppressed: by }) => by?.by === 'comment').length;
  const parts = [
    ...(byComment > 0 ? [`${byComment} by comments`] : []),
    ...(all.length > byComment ? [`${all.length - byComment} by the baseline`] : []),
  ];
  return parts.length === 0 ? '' : `Suppressed: ${enumerate(parts)}. `;
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
  const toMend = report.distinct.filter(({ severity }) => severity !== 'info');
  if (toMend.length < 2) return '';
  const isCause = ({ rule }: DistinctFinding): boolean => report.rules.find(({ info }) => info.id === rule)?.info.isCause ?? false;
  const [first] = [...toMend].sort(
    (a, b) =>
      compareSeverity(a.severity, b.severity) ||
      Number(worstVerdict(b) === 'refuses') - Number(worstVerdict(a) === 'refuses') ||
      Number(isCause(b)) - Number(isCause(a)),
  );
  if (!first) return '';
  const why = isCause(first)
    ? ' Others may follow from it.'
    : worstVerdict(first) === 'refuses'
      ? ` keepalived ${versionOf(first.root, report)} refuses to run with it.`
      : '';
  const text = `Begin with ${harmlessName(first.path)}:${first.line}: ${harmless(flatten(first.summary))}${why}`;
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
  if (errors + warnings + infos === 0)
    return `${colors.green(colors.bold('No findings'))} in ${where}. ${suppressed}${passes}\n`.replace(/ \n$/, '\n');
  const counts = [
    errors > 0 ? colors.red(count(errors, 'error')) : '',
    warnings > 0 ? colors.yellow(count(warnings, 'warning')) : '',
    infos > 0 ? colors.cyan(count(infos, 'note')) : '',
  ].filter((each) => each !== '');
  const hint = colors.dim('kvlint explain RULE tells more of a rule.');
  return `${colors.bold(enumerate(counts))} in ${where}. ${suppressed}${fixesText(distinct)}${passes === '' ? '' : `${passes} `}${hint}\n`;
}

/** How many findings kvlint mends by itself. */
function fixesText(findings: readonly DistinctFinding[]): string {
  const safe = findings.filter(({ fix }) => fix?.safety === 'safe').length;
  const unsafe = findings.filter(({ fix }) => fix?.safety === 'unsafe').length;
  if (safe + unsafe === 0) return '';
  return safe === 0 ? `--fix-unsafe mends ${unsafe}. ` : `--fix mends ${safe}${unsafe === 0 ? '' : `, --fix-unsafe ${unsafe} more`}. `;
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
