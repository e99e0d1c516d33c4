import { atLeast, type Version } from '../../grammar/version.ts';
import { rules } from '../../rules/index.ts';
import { FIRST_CONFIG_TEST } from '../daemon/first-config-test.ts';
import { type ConfigTest, type ConfigTests, type Otherwise, testConfigurations } from '../engine/config-test.ts';
import type { Finding } from '../finding/finding.ts';
import { distinctUnread } from '../finding/unread.ts';
import { type Colors, loadColors } from '../report/colors.ts';
import { count, enumerate, flatten, viewNames } from '../report/prose.ts';
import { alignRows } from '../report/table.ts';
import { harmless, wrap } from '../report/terminal.ts';
import { textOf } from '../rule/text-of.ts';
import { type Appearance, appearanceOf } from './appearance.ts';
import { begin, type QuestionFlags, requireFormat } from './begin.ts';
import { ExitCode } from './exit-code.ts';
import type { Session } from './session.ts';
import { unreadMessage } from './unread-message.ts';
import { UsageError } from './usage-error.ts';
import { VERSION } from './version.ts';

export interface VerdictFlags extends QuestionFlags {
  readonly format: string;
}

/** Counts up with every change of the JSON form that a reader of the old one would notice. */
const SCHEMA = 1;

const FORMATS = ['text', 'json'];

/** Tells how `keepalived -t` would end for each view. Exit status 0 where it would be 0 for all of them. */
export async function verdictCommand(paths: readonly string[], flags: VerdictFlags, session: Session): Promise<ExitCode> {
  const { format } = flags;
  requireFormat('A verdict cannot be given', format, FORMATS);
  const { tell, reader, roots, failures, target, selection } = await begin(paths, flags, session);
  if (roots.length === 0) return ExitCode.usage;
  const keepalived = target.version;

  const tests = testConfigurations(roots, reader, { rules, target, kvlint: VERSION, ...selection });
  if (!atLeast(keepalived, FIRST_CONFIG_TEST) && tests.views.some(({ ending }) => ending !== 'template'))
    throw new UsageError(`keepalived ${keepalived} has no config test: -t came with ${FIRST_CONFIG_TEST}.`);
  for (const failure of tests.failures) tell({ level: 'error', message: textOf(failure) });
  const templates = tests.views.filter(({ ending }) => ending === 'template');
  for (const { root } of templates)
    tell({ level: 'error', message: `'${root}' is a template, not a configuration yet. Give what it renders to.` });

  const unread = distinctUnread(tests.views.flatMap((test) => test.unread));
  for (const each of unread) tell({ level: 'error', message: unreadMessage(each) });

  const appearance = appearanceOf(session.stdout, session, flags.color);
  session.stdout.write(format === 'json' ? asJson(tests) : asText(tests, appearance, await loadColors(appearance.color)));
  if (tests.failures.length > 0) return ExitCode.internal;
  if (failures.length > 0 || templates.length > 0 || unread.length > 0) return ExitCode.usage;
  return tests.views.every(({ status }) => status === 0) ? ExitCode.clean : ExitCode.findings;
}

function asJson({ keepalived, views }: ConfigTests): string {
  const log = {
    schema: SCHEMA,
    kvlint: VERSION,
    keepalived,
    views: views.map((test) => ({
      root: test.root,
      configId: test.configId,
      status: test.status,
      ending: test.ending,
      summary: summaryOf(test, keepalived),
      unread: test.unread,
      otherwise: test.otherwise.map((other) => ({ ...other, summary: otherwiseText(other) })),
      reports: test.reports.map(({ path, line, column, endLine, endColumn, rule, summary, detail, verdicts, views }) => ({
        path,
        line,
        column,
        endLine,
        endColumn,
        rule,
        message: summary,
        detail,
        verdict: verdicts[views.indexOf(test.configId)],
      })),
    })),
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** Views of one root file that end alike, with the same reports. */
interface Group {
  readonly test: ConfigTest;
  readonly configIds: (string | null)[];
}

function asText({ keepalived, views }: ConfigTests, { width }: Appearance, colors: Colors): string {
  const groups = groupsOf(views);
  const parts = [table(views, colors)];
  for (const { test, configIds } of groups) parts.push(groupText(test, configIds, keepalived, width, colors));
  const passing = views.filter(({ status }) => status === 0).length;
  const unknown = views.filter(({ status }) => status === null).length;
  const total = count(views.length, 'view');
  const paint = passing === views.length ? colors.green : colors.red;
  parts.push(
    `${paint(colors.bold(`${passing} of ${total} would pass`))} the config test of keepalived ${keepalived}${unknown === 0 ? '' : `; of ${unknown} it is not known`}.\n`,
  );
  return parts.join('\n');
}

function groupsOf(views: readonly ConfigTest[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const test of views) {
    const { root, ending, status, reports } = test;
    const key = JSON.stringify([
      root,
      ending,
      status,
      reports.map(({ path, line, column, summary, detail }) => [path, line, column, summary, detail]),
    ]);
    const known = groups.get(key);
    if (known) known.configIds.push(test.configId);
    else groups.set(key, { test, configIds: [test.configId] });
  }
  return [...groups.values()];
}

const HEAD = ['file', 'config-id', '-t exits with', 'reports'];

function table(views: readonly ConfigTest[], colors: Colors): string {
  const rows = views.map((test) => [
    harmless(test.root),
    harmless(test.configId ?? (views.some(({ root, configId }) => root === test.root && configId !== null) ? 'any other' : 'any')),
    statusText(test),
    String(test.reports.length),
  ]);
  const [head = '', ...body] = alignRows([HEAD, ...rows], (cell, column) =>
    column === 2 && cell !== HEAD[column] ? (cell === '0' ? colors.green : colors.red)(cell) : cell,
  );
  return `${[colors.bold(head), ...body].join('\n')}\n`;
}

/** `5`, `139 (crash)`, `? (not read)`. */
function statusText({ ending, status }: ConfigTest): string {
  if (status === null) return ending === 'not-read' ? '? (not read)' : '?';
  return ending === 'crashes' ? `${status} (crash)` : ending === 'hangs' ? `${status} (never ends)` : String(status);
}

function groupText(test: ConfigTest, configIds: readonly (string | null)[], keepalived: Version, width: number, colors: Colors): string {
  const lines = wrap(harmless(summaryOf(test, keepalived, configIds)), width).map((line) => colors.bold(line));
  for (const run of runsOf(test.reports)) lines.push(...reportLines(run, width, colors));
  for (const other of test.otherwise) lines.push(...wrap(otherwiseText(other), width));
  return `${lines.join('\n')}\n`;
}

/** The same said of one place after the other is shown once. */
interface Run {
  readonly report: Finding;
  readonly text: string;
  further: number;
}

function runsOf(reports: readonly Finding[]): readonly Run[] {
  const runs: Run[] = [];
  for (const report of reports) {
    const text = flatten(report.summary);
    const last = runs.at(-1);
    if (last && last.text === text && last.report.rule === report.rule && last.report.path === report.path) last.further++;
    else runs.push({ report, text, further: 0 });
  }
  return runs;
}

function reportLines({ report, text, further }: Run, width: number, colors: Colors): string[] {
  const place = harmless(`${report.path}:${report.line}:${report.column}`);
  const more = further > 0 ? ` The same at ${count(further, 'place')} below.` : '';
  const [head = '', ...tail] = wrap(`${place} ${harmless(text)}${more}`, width - 4);
  const marked = head.startsWith(place) ? `${colors.cyan(place)}${head.slice(place.length)}` : head;
  const lines = [`  ${marked}`, ...tail.map((each) => `    ${each}`)];
  lines[lines.length - 1] += ` ${colors.dim(`[${report.rule}]`)}`;
  return lines;
}

/** `keepalived 2.4.3 -t would exit with 5 for config-id 'low' of a.conf: 3 reports.` */
function summaryOf(test: ConfigTest, keepalived: Version, configIds: readonly (string | null)[] = [test.configId]): string {
  const { root, ending, status, reports } = test;
  const views = configIds.every((id) => id === null) ? root : `${viewNames(configIds)} of ${root}`;
  const subject = `keepalived ${keepalived} -t`;
  const reported = count(reports.length, 'report');
  const uncounted = status === 0 && reports.length > 0 ? `: ${reported}, which ${reports.length === 1 ? 'does' : 'do'} not count` : '';
  switch (ending) {
    case 'template':
      return `${views} is a template: what keepalived says depends on what it renders to.`;
    case 'not-read': {
      const files = [...new Set(test.unread.map(({ what }) => `'${what}'`))];
      return `How ${subject} would end for ${views} is not known: ${enumerate(files)} ${files.length === 1 ? 'was' : 'were'} not read. What was read has ${reports.length === 0 ? 'no reports' : reported}.`;
    }
    case 'hangs':
      return `${subject} would never end for ${views}. timeout(1) makes that status ${status}.`;
    case 'crashes':
      return `${subject} would crash for ${views}, with status ${status}: ${reported}.`;
    case 'stops':
      return `${subject} would stop reading ${views} and exit with ${status}: ${reported}. What stands behind that place is not checked.`;
    case 'refuses-include':
      return `${subject} would exit with ${status} for ${views}, because it insists on a file to include: ${reported}.`;
    case 'scripts':
      return `${subject} would exit with ${status} for ${views}, because of a vrrp_script: ${status === 143 ? 'this version ends itself over a script of another user' : "'enable_script_security' is not set"}; ${reports.length === 0 ? 'no reports' : reported}.`;
    case 'namespace':
      return `${subject} would exit with 0 for ${views}${uncounted}. It ends where it cannot enter the network namespace.`;
    case 'passes':
      return `${subject} would exit with ${status} for ${views}${uncounted || ': no reports'}.`;
    case 'reports':
      return `${subject} would exit with ${status} for ${views}${uncounted || `: ${reported}`}.`;
  }
}

function otherwiseText({ where, status }: Otherwise): string {
  switch (where) {
    case 'namespace':
      return 'On a host that has the network namespace it reads on, and all that is wrong counts.';
    case 'scripts':
      return `On a host that has one of the scripts that are named, it exits with ${status}, because 'enable_script_security' is not set.`;
    case 'no-scripts':
      return `On a host that lacks the script of a vrrp_script, or where its user may not run it, it says so and exits with ${status}.`;
    case 'no-users':
      return `On a host without the user who is to run the script of a vrrp_script ('keepalived_script' where none is named), it removes the script and exits with ${status}.`;
    case 'users':
      return `On a host that has the user who is to run a script, this version kills its own test: status ${status}.`;
  }
}
