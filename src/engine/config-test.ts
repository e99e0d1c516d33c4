import { build } from '../../grammar/keywords/build.ts';
import type { Span } from '../../grammar/tree.ts';
import { atLeast, type Version } from '../../grammar/version.ts';
import { misfitsOf } from '../binding/misfits.ts';
import { problemsOf } from '../binding/text-problems.ts';
import { brokenCommands } from '../daemon/broken-commands.ts';
import { FIRST_CONFIG_TEST } from '../daemon/first-config-test.ts';
import { refusesInclude } from '../daemon/include-checks.ts';
import { hasNamespace, ORDER, processOfKeyword } from '../daemon/processes.ts';
import type { Finding, Location } from '../finding/finding.ts';
import { locate, originOf } from '../finding/locate.ts';
import type { Unread } from '../finding/unread.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Spot } from '../rule/rule.ts';
import type { LintOptions } from './lint.ts';
import { LintRun } from './lint-run.ts';
import type { Reader, Root } from './reader.ts';
import { INTERNAL_ERROR } from './rule-run.ts';
import { scriptEndingOf, scriptsOtherwise } from './script-ending.ts';
import { unreadOfView } from './unread-of-view.ts';

/**
 * How keepalived's config test ends.
 * - `passes`: nothing is reported that counts (that a plain `include` finds no file is said, and does not count).
 * - `reports`: something is, and the rest has been read.
 * - `stops`: a keyword lacks a word that keepalived takes for granted; the rest is not read.
 * - `refuses-include`: a file that must be included is not there or cannot be read; what only VRRP, checkers and BFD know is not read.
 * - `scripts`: a vrrp_script is insecure, or of a user for whom this version ends itself; no host makes the test pass.
 * - `namespace`: a network namespace that the host does not have ends the test early, and forgets what was reported.
 * - `crashes`, `hangs`: it ends by a signal, or never (a definition that leads back to itself, an unknown track_file, an SMTP_CHECK with a host).
 * - `template`: nobody knows, because the file is not a configuration yet.
 * - `not-read`: nobody knows, because kvlint did not read an included file that keepalived may read.
 */
export type Ending =
  | 'passes'
  | 'reports'
  | 'stops'
  | 'refuses-include'
  | 'scripts'
  | 'namespace'
  | 'crashes'
  | 'hangs'
  | 'template'
  | 'not-read';

/** What `keepalived -t` would do for one (root file, config-id) pair, as far as the text decides it: the host is not looked at. */
export interface ConfigTest {
  readonly root: string;
  /** Null: a config-id that no condition names. */
  readonly configId: string | null;
  readonly ending: Ending;
  /**
   * The exit status as a shell shows it: 139 for a crash, and 124 (that of timeout(1)) where the test never ends. Null for a template, where
   * something was not read, and for a keepalived older than `FIRST_CONFIG_TEST`.
   */
  readonly status: number | null;
  /** What ends it early; null where it comes to its end, and where no single line is to blame. */
  readonly endsAt: Location | null;
  /** What keepalived would report, with the place it would name, in the order of the text. */
  readonly reports: readonly Finding[];
  /** Included files that kvlint did not read; empty for any ending but `not-read`, and for a template. */
  readonly unread: readonly Unread[];
  /** Other ends that it has on some hosts; empty where the text alone decides. */
  readonly otherwise: readonly Otherwise[];
}

/**
 * - `scripts`: a script that is named exists on the host, and `enable_script_security` is not set.
 * - `no-scripts`: the script of a vrrp_script does not exist there.
 * - `users`: a user who is to run a script exists there; 2.2.5 to 2.2.7 then kill themselves.
 * - `no-users`: the user who is to run a script, `keepalived_script` where none is named, does not exist there.
 * - `namespace`: the network namespace exists.
 */
export interface Otherwise {
  readonly where: 'scripts' | 'no-scripts' | 'users' | 'no-users' | 'namespace';
  /** The exit status there; null where that depends on all that follows. */
  readonly status: number | null;
}

export interface ConfigTests {
  /** The version that was assumed. */
  readonly keepalived: Version;
  readonly views: readonly ConfigTest[];
  /** Rules that failed: what they would have found is missing. */
  readonly failures: readonly Finding[];
}

export type ConfigTestOptions = Pick<LintOptions, 'rules' | 'target' | 'configIds' | 'unnamedView' | 'kvlint'>;

/**
 * Predicts `keepalived -t` for each view of some root files. Pure, like `lint`: no file is touched but through the reader, nothing is run.
 * Throws `UnreadableRootError` for a root that cannot be read.
 */
export function testConfigurations(roots: readonly Root[], reader: Reader, options: ConfigTestOptions): ConfigTests {
  const run = new LintRun(reader, { ...options, profiles: ['keepalived'], severities: new Map(), clusters: false, inlineConfig: false });
  const untested: { root: string; configId: string | null; predict: (found: readonly Finding[]) => Prediction }[] = [];
  for (const root of roots) {
    for (const view of run.lintRoot(root)) {
      const { root: source, configId } = view.expansion;
      untested.push({
        root: source.path,
        configId,
        predict: view.kind === 'template' ? ofTemplate : predictionFor(view.configuration, unreadOfView(view)),
      });
    }
  }
  const { findings } = run.report();
  const views = untested.map(({ root, configId, predict }): ConfigTest => {
    const found = findings.filter((finding) => finding.root === root && isReported(finding, configId));
    return { root, configId, ...predict(found) };
  });
  return { keepalived: options.target.version, views, failures: findings.filter(({ rule }) => rule === INTERNAL_ERROR) };
}

/** Whether keepalived reports it in a view. */
function isReported({ rule, views, verdicts }: Finding, configId: string | null): boolean {
  const verdict = verdicts[views.indexOf(configId)];
  return rule !== INTERNAL_ERROR && (verdict === 'refuses' || verdict === 'reports');
}

type Prediction = Omit<ConfigTest, 'root' | 'configId'>;

function ofTemplate(found: readonly Finding[]): Prediction {
  return { ending: 'template', status: null, endsAt: null, reports: found, unread: [], otherwise: [] };
}

/** What the text alone decides is settled at once, so that nothing of the view has to be kept until all that is reported is known. */
function predictionFor(configuration: Configuration, unread: readonly Unread[]): (found: readonly Finding[]) => Prediction {
  const { version } = configuration.target;
  if (unread.length > 0) {
    // What keepalived says about a file that only kvlint did not read is not known.
    const places = new Set(unread.map(({ path, line }) => `${path}:${line}`));
    return (found) => {
      const reports = found.filter(({ path, line }) => !places.has(`${path}:${line}`));
      return { ending: 'not-read', status: null, endsAt: null, reports, unread, otherwise: [] };
    };
  }
  const { ending: early, at = null } = earlyEnding(configuration) ?? { ending: null };
  const isOfOthers = atLeast(version, COUNTS_ALL) ? noneOfOthers : readByOthers(configuration);
  const scripts = early === null ? scriptEndingOf(configuration) : null;
  const place = scripts?.at ?? at;
  const endsAt = place === null ? null : locate(originOf(place, configuration.expansion));
  const otherwise = {
    early: early === null ? [] : otherwiseOf(early, configuration),
    passes: otherwiseOf('passes', configuration),
    reports: otherwiseOf('reports', configuration),
  };
  return (found) => {
    const atEnd = found.every(({ uncounted }) => uncounted) ? 'passes' : 'reports';
    if (scripts !== null) {
      const { status, otherwise: others } = scripts;
      return { ending: 'scripts', status, endsAt, reports: found, unread, otherwise: others };
    }
    const ending = early ?? atEnd;
    // What hangs while it reads the text gets to nothing else.
    const reports = ending === 'hangs' ? found.filter(({ hangs }) => hangs) : found;
    if (!atLeast(version, FIRST_CONFIG_TEST)) return { ending, status: null, endsAt, reports, unread, otherwise: [] };
    return {
      ending,
      status: statusOf(ending, reports, version, isOfOthers),
      endsAt,
      reports,
      unread,
      otherwise: otherwise[early === null ? atEnd : 'early'],
    };
  };
}

const HANGS: ReadonlySet<string> = new Set(['track/file-unknown-hangs', 'lvs/smtp-host-hangs']);

/** How the test ends where the text decides it, whatever is reported, and what makes it end; null where it comes to its end. */
function earlyEnding(configuration: Configuration): { readonly ending: Ending; readonly at?: Spot } | null {
  const { bound, isReached } = configuration;
  const [loop] = problemsOf(configuration, 'definition-loop');
  if (loop) return { ending: 'hangs', at: loop.at };
  const endless = configuration.corrections.find(({ check, masked }) => HANGS.has(check) && !masked);
  if (endless) return { ending: 'hangs', at: endless.at };
  const crash = crashesOf(configuration).find((at) => isReached(at));
  if (crash) return { ending: 'crashes', at: crash };
  const stop = placeOfStop(configuration);
  if (stop) return { ending: 'stops', at: stop };
  if (refusesInclude(configuration)) return { ending: 'refuses-include' };
  if (hasNamespace(bound.children)) return { ending: 'namespace' };
  return null;
}

function placeOfStop(configuration: Configuration): Span | null {
  const {
    exit,
    isReached,
    target: { version },
  } = configuration;
  if (exit !== null && isReached(exit)) return exit;
  if (!atLeast(version, '2.1.0')) return null;
  // While it composes its message about this very list, keepalived trips over a word that is not there.
  const listsWithoutBrace = misfitsOf(configuration, 'missing-block').filter(({ data }) => data.keyword.name === 'virtual_server_group');
  return listsWithoutBrace.map(({ at }) => at).find((at) => isReached(at)) ?? null;
}

/** What makes keepalived crash when it comes to read it. */
function crashesOf(configuration: Configuration): readonly Span[] {
  return [
    ...misfitsOf(configuration, 'missing-argument')
      .filter(({ data }) => data.missing === 'crashes')
      .map(({ at }) => at),
    ...configuration.corrections.filter(({ check, masked }) => !masked && check === 'lvs/http-no-url-first-checker').map(({ at }) => at),
    ...brokenCommands(configuration).flatMap(({ line, crashes }) => (crashes ? [line.command.span] : [])),
  ];
}

/** The numbers changed with 2.2.0 and 2.2.5. */
function statusOf(ending: Ending, reports: readonly Finding[], version: Version, isOfOthers: (finding: Finding) => boolean): number | null {
  switch (ending) {
    case 'passes':
    case 'namespace':
      return 0;
    case 'reports':
      return reportStatus(reports, version, isOfOthers);
    case 'stops':
      return atLeast(version, '2.2.5') ? 2 : atLeast(version, '2.2.0') ? 4 : 3;
    case 'refuses-include':
      return atLeast(version, '2.2.5') ? 6 : 7;
    case 'crashes':
      return CRASHED;
    case 'hangs':
      return TIMED_OUT;
    case 'scripts':
    case 'template':
    case 'not-read':
      return null;
  }
}

/** 128 and SIGSEGV. */
const CRASHED = 139;

const TIMED_OUT = 124;

/** Before, every process that reads the configuration forgot what those before it had reported: the last one decides. */
const COUNTS_ALL: Version = '2.2.0';

function noneOfOthers(): boolean {
  return false;
}

function reportStatus(reports: readonly Finding[], version: Version, isOfOthers: (finding: Finding) => boolean): number {
  if (atLeast(version, COUNTS_ALL)) return 5;
  if (!atLeast(version, '2.0.7')) return 0;
  return reports.every((finding) => isOfOthers(finding) || finding.uncounted) ? 0 : 4;
}

/** Mistakes that each process finds when it reads the lines, whosever block they stand in. */
const OF_ALL_PROCESSES: ReadonlySet<string> = new Set(['syntax/unterminated-quote', 'syntax/unbalanced-brace']);

/** Tells what stands in a block that the last process passes over: that is BFD, or VRRP where keepalived was built without BFD. */
function readByOthers({ bound, expansion, target }: Configuration): (finding: Finding) => boolean {
  const last = ORDER.findLast((process) => process !== 'bfd' || !target.build.lacks.has(build.bfd));
  const blocks = bound.children
    .filter(({ keyword }) => processOfKeyword(keyword.name) !== last)
    .map(({ node }) => {
      const { source, offset, end } = expansion.place(node.span);
      return { path: source.path, first: source.at(offset).line, last: source.at(end).line };
    });
  return ({ rule, path, line }) =>
    !OF_ALL_PROCESSES.has(rule) && blocks.some((block) => block.path === path && block.first <= line && line <= block.last);
}

function otherwiseOf(ending: Ending, configuration: Configuration): readonly Otherwise[] {
  if (ending === 'namespace') return [{ where: 'namespace', status: null }];
  return ending === 'passes' || ending === 'reports' ? scriptsOtherwise(ending === 'passes', configuration) : [];
}
