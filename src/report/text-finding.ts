import { type DistinctFinding, type Location, worstVerdict } from '../finding/finding.ts';
import type { Report } from '../finding/report.ts';
import type { Severity } from '../rule/severity.ts';
import type { Colors } from './colors.ts';
import { makeExcerpt } from './excerpt.ts';
import { rulePage } from './homepage.ts';
import { firstParagraph } from './markdown.ts';
import { count, enumerate, flatten, viewNames } from './prose.ts';
import { repeatedLines } from './repeats.ts';
import type { ReportContext } from './reporter.ts';
import { displayWidth, harmless, harmlessName, hyperlink, MIN_PROSE, wrap } from './terminal.ts';
import { versionOf } from './versions.ts';

type Paint = (text: string) => string;

/** What is the same for all lines of one finding. */
interface Sheet {
  readonly report: Report;
  readonly context: ReportContext;
  readonly colors: Colors;
  /** Columns of the line numbers. */
  readonly margin: number;
}

/** Most related places that are shown with their line; the others are counted. */
const MAX_RELATED = 8;

/** A finding in full: its lines with what is meant marked, why it hurts, and how to mend it. `repeats`: further places of the same mistake. */
export function findingText(finding: DistinctFinding, repeats: readonly Location[], report: Report, context: ReportContext): string {
  const { colors } = context;
  const places = [...finding.related, ...finding.way];
  const related = places.slice(0, MAX_RELATED);
  const margin = Math.max(...[finding, ...related].map(({ line }) => String(line).length));
  const sheet: Sheet = { report, context, colors, margin };
  const paint = severityPaint(finding.severity, colors);
  const rule = context.hyperlinks ? hyperlink(finding.rule, rulePage(finding.rule)) : finding.rule;
  const lines = [
    `${paint(colors.bold(`${finding.severity}[${rule}]`))}${colors.bold(`: ${harmless(flatten(finding.summary))}`)}`,
    arrow(sheet, '-->', finding),
    ...excerptLines(sheet, finding, '^', paint, ''),
  ];
  for (const each of related) lines.push(arrow(sheet, ':::', each), ...excerptLines(sheet, each, '-', colors.blue, flatten(each.message)));
  lines.push(rail(sheet, '|'));
  for (const [label, text] of notes(finding, repeats, report)) lines.push(...noteLines(sheet, label, text));
  return `${lines.join('\n')}\n`;
}

/** `  --> path:line:column` */
function arrow({ colors, margin }: Sheet, mark: string, { path, line, column }: Location): string {
  return `${colors.blue(`${' '.repeat(margin)}${mark}`)} ${harmlessName(path)}:${line}:${column}`;
}

/** The line down the left side, with a mark in it and something beside it. */
function rail({ colors, margin }: Sheet, mark: string, content = ''): string {
  return `${colors.blue(`${' '.repeat(margin)} ${mark}`)}${content === '' ? '' : ` ${content}`}`;
}

/** A line of a file with marks under what is meant, and a label behind the marks, or under them where it is too long. */
function excerptLines(sheet: Sheet, location: Location, mark: string, paint: Paint, label: string): string[] {
  const { colors, margin, context } = sheet;
  const line = sheet.report.excerpt(location);
  if (line === null) return label === '' ? [] : [rail(sheet, '|', harmless(label))];
  const { text, indent, length } = makeExcerpt(line.text, line.location);
  const number = colors.blue(`${String(location.line).padStart(margin)} |`);
  const marks = `${' '.repeat(indent)}${paint(mark.repeat(length))}`;
  const beside = margin + 3 + indent + length + 1 + displayWidth(label) <= context.width;
  const lines = [
    rail(sheet, '|'),
    `${number} ${text}`,
    rail(sheet, '|', label !== '' && beside ? `${marks} ${paint(harmless(label))}` : marks),
  ];
  if (label !== '' && !beside) for (const each of wrap(harmless(label), proseWidth(sheet))) lines.push(rail(sheet, '|', paint(each)));
  return lines;
}

function proseWidth({ context, margin }: Sheet): number {
  return Math.max(MIN_PROSE, context.width - margin - 3);
}

function noteLines(sheet: Sheet, label: string, text: string): string[] {
  const [head = '', ...tail] = wrap(harmless(label === '' ? text : `${label}: ${text}`), proseWidth(sheet));
  const marked = label === '' ? head : sheet.colors.bold(head.slice(0, label.length + 1)) + head.slice(label.length + 1);
  return [rail(sheet, '=', marked), ...tail.map((each) => `${' '.repeat(sheet.margin + 3)}${each}`)];
}

/** What stands below the excerpts: the detail, how to mend it, and where it holds. */
function notes(finding: DistinctFinding, repeats: readonly Location[], report: Report): [label: string, text: string][] {
  const found: [string, string][] = [];
  if (finding.detail !== null) found.push(['', flatten(finding.detail)]);
  const info = report.rules.find((each) => each.info.id === finding.rule)?.info;
  const advice = finding.advice ?? info?.advice;
  if (advice) found.push(['fix', `${firstParagraph(advice)}${byItself(finding)}`]);
  if (repeats.length > 0) found.push(['note', `the same ${repeatedLines(repeats)}.`]);
  const places = [...finding.related, ...finding.way];
  if (places.length > MAX_RELATED) found.push(['note', `${count(places.length - MAX_RELATED, 'further place')} not shown.`]);
  if (finding.otherRoots.length > 0) found.push(['note', `the same holds for ${enumerate(finding.otherRoots)}.`]);
  else if (finding.root !== finding.path && !places.some(({ path }) => path === finding.root))
    found.push(['note', `read as a part of ${finding.root}.`]);
  const views = viewsNote(finding, report);
  if (views !== null) found.push(['note', views]);
  const verdict = verdictNote(finding, report);
  if (verdict !== null) found.push(['note', verdict]);
  return found;
}

/** Which option mends it. */
function byItself({ fix }: DistinctFinding): string {
  if (fix === null) return '';
  return fix.safety === 'safe' ? ' (--fix does it.)' : ' (--fix-unsafe does it.)';
}

/** Where a finding holds, when that is not in every view of its root. */
function viewsNote(finding: DistinctFinding, report: Report): string | null {
  const all = report.files.find(({ path }) => path === finding.root)?.views ?? finding.views;
  if (finding.views.length >= all.length) return null;
  const without = all.filter((view) => !finding.views.includes(view));
  return `it holds with ${viewNames(finding.views)}, not with ${viewNames(without)}.`;
}

function verdictNote(finding: DistinctFinding, report: Report): string | null {
  const keepalived = versionOf(finding.root, report);
  const hasConfigTest = report.files.find(({ path }) => path === finding.root)?.hasConfigTest ?? true;
  switch (worstVerdict(finding)) {
    case 'refuses':
      return `keepalived ${keepalived} refuses to run this.`;
    case 'reports':
      return hasConfigTest ? `keepalived ${keepalived} -t reports this too.` : `keepalived ${keepalived} logs this at its start.`;
    case 'logs':
      return hasConfigTest
        ? `keepalived ${keepalived} says so in its log only; -t shows nothing.`
        : `keepalived ${keepalived} says so in its log.`;
    case 'silent':
      return null;
  }
}

function severityPaint(severity: Severity, colors: Colors): Paint {
  return { error: colors.red, warning: colors.yellow, info: colors.cyan }[severity];
}
