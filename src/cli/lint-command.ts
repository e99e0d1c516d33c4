import { resolve, sep } from 'node:path';
import type { Version } from '../../grammar/version.ts';
import { profileConflicts } from '../../rules/profiles.ts';
import { lint, type RootOptions } from '../engine/lint.ts';
import type { Root } from '../engine/reader.ts';
import type { Report } from '../finding/report.ts';
import type { BaselineFile } from '../node/baseline-file.ts';
import { realPath } from '../node/discover/real-path.ts';
import type { DiscoveryFailure } from '../node/discover.ts';
import { deletedSince } from '../node/git-tree.ts';
import { repositoryOf } from '../node/repository.ts';
import { loadColors } from '../report/colors.ts';
import { loadReporter } from '../report/formats.ts';
import type { Notice, ReportContext } from '../report/reporter.ts';
import { type Appearance, appearanceOf, PLAIN } from './appearance.ts';
import { staleMessage, writtenMessage } from './baseline-messages.ts';
import { checkLinted } from './cluster-options.ts';
import { clusterPictures } from './cluster-pictures.ts';
import type { ColorFlag } from './color-option.ts';
import { ExitCode, exitCodeOf, type FailOn } from './exit-code.ts';
import { computeFixes, type FixFlags, showFixes, wantedFixes, writeFixes } from './fix-command.ts';
import { gather } from './gather.ts';
import { versionWarning } from './keepalived-version.ts';
import { type Jobs, lintInThreads } from './lint-jobs.ts';
import { type OutputRequest, parseFormats } from './lint-options.ts';
import { lintPlan, runSettings } from './lint-plan.ts';
import { type CacheFlags, openLintStore, saveLintStore } from './lint-store.ts';
import { createTell, type Tell } from './notices.ts';
import { requireFreeFiles } from './output-files.ts';
import { printConfig } from './print-config.ts';
import { progressOn } from './progress.ts';
import { requireConfigIds } from './require-config-ids.ts';
import type { Output, Session } from './session.ts';
import { writeStatistics } from './statistics.ts';
import { didYouMean } from './suggest.ts';
import { unreadMessage } from './unread-message.ts';
import { UsageError } from './usage-error.ts';
import { writeFileAtomically } from './write-file.ts';

/** The options of `kvlint lint` as commander gives them. */
export interface LintFlags extends FixFlags, CacheFlags {
  readonly format: readonly string[];
  readonly profile: readonly string[];
  readonly rule: readonly string[];
  /** Where it is not given, the settings say it. */
  readonly keepalivedVersion?: Version;
  readonly config?: string | false;
  readonly printConfig: boolean;
  readonly configId: readonly string[];
  readonly unnamedView: boolean;
  readonly everyFileARoot: boolean;
  readonly onlyGiven: boolean;
  readonly deleted: boolean;
  readonly allowInclude: readonly string[];
  /** `NAME=PATTERN` each; false: nodes are not compared. */
  readonly cluster: readonly string[] | false;
  /** Where it is not given, the settings say it. */
  readonly failOn?: FailOn;
  readonly maxWarnings?: number;
  readonly stdinFilename?: string;
  readonly sarifRoot?: string;
  readonly sarifCategory?: string;
  readonly baseline?: string | boolean;
  readonly updateBaseline: boolean;
  readonly inlineConfig: boolean;
  readonly reportSuppressed: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly stats: boolean;
  /** One where it is not given. */
  readonly jobs?: Jobs;
  readonly color?: ColorFlag;
}

/** Lints what the paths lead to, writes the reports, and says how it went. */
export async function lintCommand(
  paths: readonly string[],
  flags: LintFlags,
  session: Session,
  commands: readonly string[],
): Promise<ExitCode> {
  const started = Date.now();
  if (flags.updateBaseline && wantedFixes(flags) !== null) {
    throw new UsageError(
      '--update-baseline takes down what is found, so that nothing is left to fix. Fix first, then update the baseline.',
    );
  }
  const outputs = parseFormats(flags.format, session.environment);
  const notices: Notice[] = [];
  const tell = await createTell(session, flags.color);
  const notify = (notice: Notice): void => {
    notices.push(notice);
    tell(notice);
  };

  const gone = flags.deleted ? await deletedFiles(flags, session) : null;
  // Nothing was changed that kvlint would be asked about.
  if (gone?.length === 0 && paths.length === 0) return ExitCode.clean;
  const gathered = await gather(paths, { ...flags, inRoots: true }, session, { gone });
  const { reader, failures } = gathered;
  for (const failure of failures) notify({ level: 'error', message: failureMessage(failure, commands) });
  // A hook names what was changed, be it gone or ignored.
  if (gathered.roots.length === 0) return flags.onlyGiven && failures.length === 0 ? ExitCode.clean : ExitCode.usage;

  const settings = await runSettings(gathered, flags, session);
  if (flags.printConfig) return show(printConfig(onlyRoot(gathered.roots), gathered.settings, settings), session);
  for (const message of warningsOf(gathered.roots.map((root) => settings.ofRoot(root)))) notify({ level: 'warning', message });
  const { target } = settings.ofRoot(gathered.roots[0] as Root);
  requireConfigIds(flags.configId, [gathered], target.version);
  const kept = await openLintStore(flags, gathered.settings.pluginRules.length > 0, session, notify);
  const plan = await lintPlan(gathered, settings, flags, { session, isGone: (gone ?? []).length > 0, store: kept });
  const { roots, options, baseline } = plan;
  const safety = wantedFixes(flags);
  const fixes = safety === null ? null : computeFixes(roots, gathered, safety, options, session);
  if (fixes && flags.fixDryRun) {
    const changes = await showFixes(fixes, flags.color, session);
    return failures.length > 0 ? ExitCode.usage : changes ? ExitCode.findings : ExitCode.clean;
  }
  const store = fixes ? null : await lintInThreads(plan, gathered, kept, { flags, session, notify });
  const { linted: report, isWritten } = fixes
    ? writeFixes(fixes, { roots, gathered, options, tell: notify, session })
    : { linted: lint(roots, reader, { ...options, store, progress: progressOn(session) }), isWritten: true };
  if (kept) saveLintStore(kept, notify);
  if (flags.cluster !== false) await checkLinted(flags.cluster, report.files, notify);
  const context = contextOf(roots, flags, session, notices, tell);
  const { clusters = [] } = options;
  const wantsClusters = clusters !== false && outputs.some(({ format }) => format === 'html');
  const pictures = wantsClusters ? clusterPictures(roots, { gathered, target, named: clusters, selection: options, session }) : null;
  requireFreeFiles(outputs, () => inputsOf(roots, report, context), session.workingDirectory);
  if (baseline) settleBaseline(report, baseline, roots, flags, notify);
  for (const each of report.unread) notify({ level: 'error', message: unreadMessage(each) });
  // Standard output holds the text that was fixed.
  const to = fixes && gathered.stdin ? session.stderr : session.stdout;
  await writeReports(report, outputs, { ...context, clusters: pictures }, flags.color, to, session);
  if (flags.stats) writeStatistics(report, gathered.skipped, Date.now() - started, session);
  const failOn = flags.failOn ?? settings.failOn(gathered.roots[0] as Root) ?? 'error';
  const code = exitCodeOf(report, failOn, flags.maxWarnings ?? null);
  return code !== ExitCode.internal && (failures.length > 0 || !isWritten) ? ExitCode.usage : code;
}

/** Every file that was read or was to be. */
function inputsOf(roots: readonly Root[], { read, unread }: Report, { sarif }: Pick<Context, 'sarif'>): readonly string[] {
  return [...roots.map(({ absolute }) => absolute), ...[...read, ...unread.map(({ what }) => what)].map(sarif.locate)];
}

/** Writes the baseline where that is asked for; else says what of it is of no use any more. */
function settleBaseline(
  report: Report,
  file: BaselineFile,
  roots: readonly Root[],
  { updateBaseline }: LintFlags,
  notify: (notice: Notice) => void,
): void {
  if (!updateBaseline) {
    const message = staleMessage(report, file.name);
    if (message !== null) notify({ level: 'warning', message });
    return;
  }
  const { text, listed } = file.render(report, roots);
  writeFileAtomically(file.path, text);
  notify({ level: 'note', message: writtenMessage(report, file.name, listed) });
}

function onlyRoot([root, ...others]: readonly Root[]): Root {
  if (root && others.length === 0) return root;
  throw new UsageError(`--print-config tells what holds for one file, and there are ${others.length + 1}. Name one.`);
}

function show(text: string, { stdout }: Session): ExitCode {
  stdout.write(text);
  return ExitCode.clean;
}

/** What to say of the versions and profiles that are asked for, each once. */
function warningsOf(all: readonly RootOptions[]): ReadonlySet<string> {
  const distinct = [...new Set(all)];
  const versions = distinct.flatMap(({ target }) => versionWarning(target.version) ?? []);
  return new Set([...versions, ...distinct.flatMap(({ profiles }) => profileConflicts(profiles))]);
}

/** What git says is deleted: since the revision that pre-commit compares with, else since the last commit. */
function deletedFiles({ onlyGiven }: LintFlags, { environment, workingDirectory }: Session): Promise<readonly string[]> {
  if (!onlyGiven) throw new UsageError('--deleted says which files count as given. Add --only-given.');
  return deletedSince(environment.PRE_COMMIT_FROM_REF || 'HEAD', workingDirectory);
}

function failureMessage({ path, message, missing }: DiscoveryFailure, commands: readonly string[]): string {
  return missing && /^[a-z]+$/.test(path) ? `${message}${didYouMean(path, commands)}` : message;
}

/** What reporters may know, but for the looks of the output. */
type Context = Omit<ReportContext, 'colors' | keyof Appearance>;

function contextOf(
  roots: readonly Root[],
  flags: LintFlags,
  session: Session,
  notices: readonly Notice[],
  tell: Tell,
): Omit<Context, 'clusters'> {
  const { workingDirectory } = session;
  const known = new Map(roots.map(({ path, absolute }) => [path, absolute]));
  return {
    quiet: flags.quiet,
    verbose: flags.verbose,
    reportSuppressed: flags.reportSuppressed,
    notices,
    sarif: {
      get root() {
        const root =
          flags.sarifRoot === undefined ? (repositoryOf(workingDirectory) ?? workingDirectory) : resolve(workingDirectory, flags.sarifRoot);
        return withSlashes(realPath(root) ?? root);
      },
      category: flags.sarifCategory ?? null,
      locate: (path) => {
        const absolute = known.get(path) ?? resolve(workingDirectory, path);
        return withSlashes(realPath(absolute) ?? absolute);
      },
    },
    warn: (message) => tell({ level: 'warning', message }),
  };
}

function withSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

async function writeReports(
  report: Report,
  outputs: readonly OutputRequest[],
  context: Context,
  color: ColorFlag | undefined,
  to: Output,
  session: Session,
): Promise<void> {
  for (const { format, file } of outputs) {
    const write = await loadReporter(format);
    const { color: colored, ...appearance } = file === null ? appearanceOf(to, session, color) : PLAIN;
    const text = write(report, { ...context, ...appearance, colors: await loadColors(colored) });
    if (file === null) to.write(text);
    else writeFileAtomically(resolve(session.workingDirectory, file), text);
  }
}
