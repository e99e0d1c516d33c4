import type { DistinctFinding, Location } from '../finding/finding.ts';
import type { Report } from '../finding/report.ts';
import type { Severity } from '../rule/severity.ts';
import type { Colors } from './colors.ts';
import { makeExcerpt } from './excerpt.ts';
import { findingNotes, shownPlaces } from './finding-notes.ts';
import { rulePage } from './homepage.ts';
import { flatten } from './prose.ts';
import type { ReportContext } from './reporter.ts';
import { displayWidth, harmless, harmlessName, hyperlink, MIN_PROSE, wrap } from './terminal.ts';

type Paint = (text: string) => string;

/** What is the same for all lines of one finding. */
interface Sheet {
  readonly report: Report;
  readonly context: ReportContext;
  readonly colors: Colors;
  /** Columns of the line numbers. */
  readonly margin: number;
}

/** A finding in full: its lines with what is meant marked, why it hurts, and how to mend it. `repeats`: further places of the same mistake. */
export function findingText(finding: DistinctFinding, repeats: readonly Location[], report: Report, context: ReportContext): string {
  const { colors } = context;
  const related = shownPlaces(finding);
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
  for (const [label, text] of findingNotes(finding, repeats, report)) lines.push(...noteLines(sheet, label, text));
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

function severityPaint(severity: Severity, colors: Colors): Paint {
  return { error: colors.red, warning: colors.yellow, info: colors.cyan }[severity];
}
