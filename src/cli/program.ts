import { Command, Option } from 'commander';
import { NEWEST_VERSION, type Version } from '../../grammar/version.ts';
import { profiles } from '../../rules/profiles.ts';
import { FORMAT_NAMES } from '../report/formats.ts';
import type { RequestedVersion } from '../settings/requested-version.ts';
import type { ClustersFlags } from './clusters-command.ts';
import { type ColorFlag, parseColor } from './color-option.ts';
import type { DiffFlags } from './diff-command.ts';
import { type ExitCode, FAIL_ON } from './exit-code.ts';
import type { ExpandFlags } from './expand-command.ts';
import { parseKeepalivedVersion, resolveVersion } from './keepalived-version.ts';
import { type LintFlags, lintCommand } from './lint-command.ts';
import { parseJobs } from './lint-jobs.ts';
import { parseFailOn, parseMaxWarnings } from './lint-options.ts';
import type { Session } from './session.ts';
import type { SimulateFlags } from './simulate-command.ts';
import type { UpgradeFlags } from './upgrade-command.ts';
import { UsageError } from './usage-error.ts';
import type { VerdictFlags } from './verdict-command.ts';
import { VERSION } from './version.ts';

const EXAMPLES = `
Examples:
  kvlint                                     everything below the working directory
  kvlint /etc/keepalived/keepalived.conf     one file, with all that it includes
  kvlint init                                write a first settings file
  kvlint --profile l3-only sites/            no virtual MAC address, no multicast
  kvlint --format text --format sarif=out.sarif sites/
  kvlint explain l3/no-vmac                  what a rule is about
  kvlint explain vrrp_instance.priority      what a keyword means
  kvlint clusters sites/                     which nodes belong together, and why
  kvlint verdict -k 2.2.7 keepalived.conf    how 'keepalived -t' of that version would end
  kvlint simulate lb1.conf lb2.conf          who holds each address when something fails
  kvlint diff --base main sites/             what a change does when it is rolled out
  kvlint upgrade --from debian-12 sites/     what another keepalived reads or does differently

Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or unreadable input, 3 a fault of kvlint.`;

/** What holds where an option is not given. They are not commander's, so that `kvlint --quiet lint` means `kvlint lint --quiet`. */
const DEFAULTS = {
  format: [],
  profile: [],
  rule: [],
  configId: [],
  unnamedView: false,
  everyFileARoot: false,
  onlyGiven: false,
  deleted: false,
  updateBaseline: false,
  inlineConfig: true,
  reportSuppressed: false,
  allowInclude: [],
  cluster: [],
  quiet: false,
  verbose: false,
  stats: false,
  printConfig: false,
  fix: false,
  fixUnsafe: false,
  fixDryRun: false,
  cache: false,
} as const satisfies LintFlags;

/** Options as commander gives them: the installed keepalived has not been asked yet. */
type Given<Flags extends { readonly keepalivedVersion?: Version }> = Partial<Omit<Flags, 'keepalivedVersion'>> & {
  readonly keepalivedVersion?: RequestedVersion;
};

/** The command line. `finish` is told the exit status of what was run. */
export function createProgram(session: Session, finish: (code: ExitCode) => void): Command {
  const program = new Command('kvlint')
    .description('Finds what is wrong in keepalived configurations, what it leads to on the network, and how to mend it.')
    .version(VERSION, '-v, --version', 'print the version of kvlint')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .enablePositionalOptions()
    .showHelpAfterError("Run 'kvlint --help' for the options.")
    .exitOverride()
    .configureOutput({
      getOutHelpWidth: () => session.stdout.columns ?? 100,
      writeOut: (text) => session.stdout.write(text),
      writeErr: (text) => session.stderr.write(text),
      outputError: (text, write) => write(`kvlint: ${text}`),
    })
    .addHelpText('after', EXAMPLES);
  const lint = (command: Command): void => {
    addLintOptions(
      command.argument('[paths...]', "files, directories, globs in quotes, '!GLOB' to leave out, '-' for standard input"),
    ).action(async (paths: string[], flags: Given<LintFlags>) => {
      const names = program.commands.map((each) => each.name());
      const given = { ...program.opts<Given<LintFlags>>(), ...flags };
      finish(await lintCommand(paths, { ...DEFAULTS, ...(await resolved(given, session)) }, session, names));
    });
  };
  lint(program);
  const commands = new Map([[program.command('lint').description('lint files (the default: the word may be left out)'), lint]]);
  for (const { name, description, complete } of COMMANDS) {
    const command = program
      .command(name)
      .description(description)
      .showHelpAfterError(`Run 'kvlint help ${name}' for its arguments and options.`);
    commands.set(command, (each) => complete(each, { program, session, finish }));
  }
  completeLater(program, commands);
  return program;
}

/** Completes a command when it is run or a help text is asked for: the options of all are a hundred, which `kvlint FILE` need not wait for. */
function completeLater(program: Command, commands: Map<Command, (command: Command) => void>): void {
  const complete = (command: Command): void => {
    commands.get(command)?.(command);
    commands.delete(command);
  };
  program.hook('preSubcommand', (_, command) => complete(command));
  program.addHelpText('beforeAll', () => {
    for (const command of program.commands) complete(command);
    return '';
  });
}

/** What commands are completed with. */
interface CommandLine {
  readonly program: Command;
  readonly session: Session;
  readonly finish: (code: ExitCode) => void;
}

interface CommandRow {
  readonly name: string;
  readonly description: string;
  /** Adds its arguments, options and action. */
  readonly complete: (command: Command, line: CommandLine) => void;
}

/** In the order in which the help lists them. */
const COMMANDS: readonly CommandRow[] = [
  { name: 'init', description: 'write a first settings file, fitted to the configurations below the working directory', complete: init },
  { name: 'explain', description: 'explain a rule or a keyword of keepalived', complete: explain },
  { name: 'rules', description: 'list all rules', complete: rules },
  {
    name: 'expand',
    description: 'print what keepalived reads of a file: includes, conditions, definitions and repetitions resolved, secrets masked',
    complete: expand,
  },
  {
    name: 'verdict',
    description: "tell how keepalived's own config test (-t) would end, without keepalived: exit status and reports of each view",
    complete: verdict,
  },
  {
    name: 'simulate',
    description: 'play who holds each virtual address when nodes, links and checks fail, and when they come back',
    complete: simulate,
  },
  { name: 'clusters', description: 'show which nodes form a cluster, why, and the virtual routers of each', complete: clusters },
  {
    name: 'diff',
    description: 'tell what changes when new configurations take the place of old ones: settings, addresses, who holds them, findings',
    complete: diff,
  },
  {
    name: 'upgrade',
    description: 'tell what another version of keepalived refuses, reads or does differently with the same files',
    complete: upgrade,
  },
];

/** The same options with the version that is meant, where one is asked for. */
async function resolved<Flags extends { readonly keepalivedVersion?: RequestedVersion }>(
  { keepalivedVersion: requested, ...flags }: Flags,
  session: Session,
): Promise<Omit<Flags, 'keepalivedVersion'> & { readonly keepalivedVersion?: Version }> {
  return requested === undefined ? flags : { ...flags, keepalivedVersion: await resolveVersion(requested, session) };
}

function addLintOptions(command: Command): Command {
  return command
    .option(
      '-f, --format <format[=file]>',
      `how to report: ${FORMAT_NAMES.join(', ')}; to a file behind '='; repeatable (default: text)`,
      collect,
    )
    .option(
      '-p, --profile <name>',
      `what to demand: ${profiles.map(({ name }) => name).join(', ')}; repeatable (default: what the settings say, else recommended)`,
      collect,
    )
    .option(
      '-r, --rule <id=severity>',
      "set a rule, or all that a pattern such as 'l3/*' matches, to error, warning, info or off; repeatable",
      collect,
    )
    .addOption(keepalivedVersion())
    .option(
      '--config-id <id>',
      'lint only what the node with this config-id runs; repeatable (default: every id that the files name)',
      collect,
    )
    .option('--unnamed-view', 'also lint what a node runs whose config-id no condition names')
    .addOption(cluster())
    .option('--no-cluster', 'do not compare the nodes of a cluster with each other')
    .option('--every-file-a-root', 'also lint by itself what another file includes')
    .option(
      '--only-given',
      'report only what the files given may have caused; the working directory is searched for files that include them',
    )
    .option('--deleted', 'with --only-given: files that git says are deleted count as given')
    .option('--allow-include <dir>', 'read included files from this directory too; repeatable', collect)
    .addOption(config())
    .option('--no-config', 'use no settings file')
    .option('--baseline <file>', 'known findings that are not told again (default: .kvlint-baseline.json here or above, if there is one)')
    .option('--no-baseline', 'use no baseline')
    .option('--update-baseline', 'take all findings into the baseline, and what is gone out of it')
    .addOption(new Option('--inline-config').hideHelp())
    .option('--no-inline-config', 'comments in the configurations suppress nothing')
    .option('--report-suppressed', 'also list what comments and the baseline suppress (text and JSON; SARIF always does)')
    .addOption(
      new Option(
        '--fail-on <severity>',
        `lowest severity that makes the exit status 1: ${FAIL_ON.join(', ')} (default: what the settings say, else error)`,
      ).argParser(parseFailOn),
    )
    .option('--print-config', 'print what holds for one file, as JSON, and where it is set; lint nothing')
    .option('--max-warnings <number>', 'exit status 1 when there are more warnings', parseMaxWarnings)
    .option('--fix', 'mend what can safely be mended, then report the rest; standard input is printed as it is then')
    .option('--fix-unsafe', 'also make fixes that somebody must look at, such as peers copied from the other nodes')
    .option(
      '--fix-dry-run',
      'only show what --fix (or --fix-unsafe) would change, as a diff with secrets masked; exit status 1 if anything',
    )
    .option(
      '--cache',
      'lint only what has changed since the last run with it, or belongs with what has; it is kept in the cache directory of the user',
    )
    .option('--cache-location <dir>', 'the same, kept in this directory')
    .option('--jobs <number>', 'threads that lint many files; auto: as many as there are cores (default: 1)', parseJobs)
    .option('--stdin-filename <path>', 'the name that standard input has in reports; includes are looked for beside it')
    .option('--sarif-root <dir>', 'directory that paths in SARIF are relative to (default: the git repository, else the working directory)')
    .option('--sarif-category <name>', 'tells several SARIF uploads for one commit apart')
    .option('-q, --quiet', 'print findings only, no summary')
    .option('--verbose', 'show notes (severity info) in full, not one line each')
    .option('--stats', 'print on standard error what was read and how long it took')
    .addOption(color())
    .option('--no-color', 'use no colours');
}

function init(command: Command, { session, finish }: CommandLine): void {
  command.action(async () => {
    const { initCommand } = await import('./init-command.ts');
    finish(await initCommand(session));
  });
}

function explain(command: Command, { program, session, finish }: CommandLine): void {
  command
    .argument('<rule or keyword>', 'such as l3/no-vmac, priority or vrrp_instance.priority')
    .addOption(color())
    .option('--no-color', 'use no colours')
    .action(async (topic: string, flags: { color?: ColorFlag }) => {
      const { explainCommand } = await import('./explain-command.ts');
      finish(await explainCommand(topic, flags.color ?? program.opts().color, session));
    });
}

function rules(command: Command, { program, session, finish }: CommandLine): void {
  command
    .option('-f, --format <format>', 'text, json or markdown', 'text')
    .addOption(color())
    .option('--no-color', 'use no colours')
    .action(async (flags: { format: string; color?: ColorFlag }) => {
      const { rulesCommand } = await import('./rules-command.ts');
      finish(await rulesCommand(flags.format, flags.color ?? program.opts().color, session));
    });
}

function expand(command: Command, { program, session, finish }: CommandLine): void {
  command
    .argument('<file>')
    .addOption(keepalivedVersion())
    .option('--config-id <id>', 'as the node with this config-id reads it (default: one that no condition names)')
    .option('--allow-include <dir>', 'read included files from this directory too; repeatable', collect)
    .addOption(config())
    .option('--no-config', 'use no settings file')
    .option('--no-origins', 'leave out where each line comes from')
    .addOption(color())
    .option('--no-color', 'use no colours')
    .action(async (file: string, flags: Given<ExpandFlags> & Pick<ExpandFlags, 'origins'>) => {
      const { expandCommand } = await import('./expand-command.ts');
      const given = { ...shared(program), ...flags };
      finish(await expandCommand(file, await resolved(given, session), session));
    });
}

function verdict(command: Command, { program, session, finish }: CommandLine): void {
  readOptions(
    command
      .argument('<paths...>', "files, directories, globs in quotes, '-' for standard input")
      .addOption(keepalivedVersion())
      .option('--config-id <id>', 'as the node with this config-id; repeatable (default: every id that the files name)', collect)
      .option('--unnamed-view', 'also as a node whose config-id no condition names')
      .option('-f, --format <format>', 'text or json', 'text'),
  ).action(async (paths: string[], flags: Given<VerdictFlags> & Pick<VerdictFlags, 'format'>) => {
    const { verdictCommand } = await import('./verdict-command.ts');
    const { configId = DEFAULTS.configId, unnamedView = DEFAULTS.unnamedView } = program.opts<Partial<LintFlags>>();
    const given = { ...shared(program), configId, unnamedView, ...flags };
    finish(await verdictCommand(paths, await resolved(given, session), session));
  });
}

function simulate(command: Command, { program, session, finish }: CommandLine): void {
  readOptions(
    command
      .argument('[paths...]', "files, directories, globs in quotes, '-' for standard input")
      .addOption(keepalivedVersion())
      .option('-f, --format <format>', 'text or json', 'text')
      .option('--events <file>', 'what is to happen, as JSON (default: every single event that the configurations name)')
      .option('--facts <node=file>', 'what is known of the host of a node, as JSON; repeatable', collect)
      .addOption(cluster())
      .option('--config-id <id>', 'only the node with this config-id; repeatable (default: every id that the files name)', collect)
      .option('--unnamed-view', 'also a node whose config-id no condition names'),
  ).action(async (paths: string[], flags: Given<SimulateFlags> & Pick<SimulateFlags, 'format'>) => {
    const { simulateCommand } = await import('./simulate-command.ts');
    const { configId = DEFAULTS.configId, unnamedView = DEFAULTS.unnamedView } = program.opts<Partial<LintFlags>>();
    const given = { facts: [], cluster: [], ...shared(program), configId, unnamedView, ...flags };
    finish(await simulateCommand(paths, await resolved(given, session), session));
  });
}

function clusters(command: Command, { program, session, finish }: CommandLine): void {
  readOptions(
    command
      .argument('[paths...]', "files, directories, globs in quotes, '!GLOB' to leave out, '-' for standard input")
      .addOption(keepalivedVersion())
      .option('--config-id <id>', 'only the node with this config-id; repeatable (default: every id that the files name)', collect)
      .option('--unnamed-view', 'also a node whose config-id no condition names')
      .addOption(cluster())
      .option('-f, --format <format>', 'text, json or mermaid', 'text'),
  ).action(async (paths: string[], flags: Given<ClustersFlags> & Pick<ClustersFlags, 'format'>) => {
    const { clustersCommand } = await import('./clusters-command.ts');
    const { configId = DEFAULTS.configId, unnamedView = DEFAULTS.unnamedView } = program.opts<Partial<LintFlags>>();
    const given = { ...shared(program), configId, unnamedView, cluster: [], ...flags };
    finish(await clustersCommand(paths, await resolved(given, session), session));
  });
}

function diff(command: Command, { program, session, finish }: CommandLine): void {
  readOptions(
    command
      .argument(
        '[paths...]',
        "OLD and NEW: files or directories, '-' for standard input; with --base what to compare (default: everything)",
      )
      .option('--base <revision>', 'compare the files with those of this revision of git; nothing is checked out')
      .addOption(keepalivedVersion())
      .option('-f, --format <format>', 'text, json or markdown (for the comment of a pull request)', 'text')
      .option('--exit-code', 'exit status 1 when something changes (default: 0 whenever it could be compared)')
      .option('-p, --profile <name>', 'the profile whose findings are compared; repeatable (default: recommended)', collect)
      .option(
        '-r, --rule <id=severity>',
        "set a rule, or all that a pattern such as 'l3/*' matches, to error, warning, info or off; repeatable",
        collect,
      )
      .option('--facts <node=file>', 'what is known of the host of a node, as JSON; repeatable', collect)
      .addOption(cluster())
      .option('--config-id <id>', 'only the node with this config-id; repeatable (default: every id that the files name)', collect)
      .option('--unnamed-view', 'also a node whose config-id no condition names'),
  ).action(async (paths: string[], flags: Given<DiffFlags> & Pick<DiffFlags, 'format'>) => {
    const { diffCommand } = await import('./diff-command.ts');
    const { configId, unnamedView, profile, rule } = { ...DEFAULTS, ...program.opts<Partial<LintFlags>>() };
    const common = { configId, unnamedView, profile, rule, facts: [], cluster: [], exitCode: false };
    const given = { ...common, ...shared(program), ...flags };
    finish(await diffCommand(paths, await resolved(given, session), session));
  });
}

function upgrade(command: Command, { program, session, finish }: CommandLine): void {
  const version = (flag: string, what: string): Option =>
    new Option(`${flag} <version>`, `${what}: a version, a distribution such as debian-12, or auto for the installed one`).argParser(
      parseKeepalivedVersion,
    );
  readOptions(
    command
      .argument('[paths...]', "files, directories, globs in quotes, '!GLOB' to leave out, '-' for standard input")
      .addOption(version('--from', 'the keepalived that runs the files now'))
      .addOption(version('--to', `the keepalived that is to run them (default: ${NEWEST_VERSION})`))
      .option('-f, --format <format>', 'text, json or markdown', 'text')
      .option('--exit-code', 'exit status 1 when something is different (default: 0 whenever it could be compared)')
      .option('--config-id <id>', 'only the node with this config-id; repeatable (default: every id that the files name)', collect)
      .option('--unnamed-view', 'also a node whose config-id no condition names'),
  ).action(async (paths: string[], flags: GivenUpgrade) => {
    const { upgradeCommand } = await import('./upgrade-command.ts');
    const { configId = DEFAULTS.configId, unnamedView = DEFAULTS.unnamedView } = program.opts<Partial<LintFlags>>();
    const { keepalivedVersion: now, ...given } = { ...shared(program), configId, unnamedView, exitCode: false, ...flags };
    const requested = flags.from ?? now;
    if (requested === undefined)
      throw new UsageError('Name the keepalived that runs the files now, such as --from debian-12 or --from 2.2.7.');
    const [from, to] = [await resolveVersion(requested, session), await resolveVersion(flags.to ?? NEWEST_VERSION, session)];
    finish(await upgradeCommand(paths, { ...given, from, to }, session));
  });
}

/** Options of `upgrade` as commander gives them. */
type GivenUpgrade = Partial<Omit<UpgradeFlags, 'from' | 'to' | 'format'>> &
  Pick<UpgradeFlags, 'format'> & { readonly from?: RequestedVersion; readonly to?: RequestedVersion };

/** What may stand before the name of a command as well as behind it. */
interface Shared extends Pick<LintFlags, 'allowInclude' | 'config'> {
  readonly keepalivedVersion?: RequestedVersion;
  readonly color?: ColorFlag;
}

function shared(program: Command): Shared {
  const { keepalivedVersion: version, allowInclude = DEFAULTS.allowInclude, color, config } = program.opts<Given<LintFlags>>();
  return {
    allowInclude,
    ...(version !== undefined && { keepalivedVersion: version }),
    ...(color !== undefined && { color }),
    ...(config !== undefined && { config }),
  };
}

/** What every command takes that reads configurations. */
function readOptions(command: Command): Command {
  return command
    .option('--allow-include <dir>', 'read included files from this directory too; repeatable', collect)
    .addOption(config())
    .option('--no-config', 'use no settings file')
    .addOption(color())
    .option('--no-color', 'use no colours');
}

function keepalivedVersion(): Option {
  return new Option(
    '-k, --keepalived-version <version>',
    `the keepalived that runs the files, or the distribution that ships it, such as debian-12; auto: the one that is installed (default: what the settings say, else ${NEWEST_VERSION})`,
  ).argParser(parseKeepalivedVersion);
}

function config(): Option {
  return new Option('--config <file>', 'the settings file (default: kvlint.config.yaml and the like, looked for upward from each file)');
}

function color(): Option {
  return new Option(
    '--color <when>',
    'use colours: always, never or auto (default: auto, on terminals; see also NO_COLOR and FORCE_COLOR)',
  ).argParser(parseColor);
}

function cluster(): Option {
  return new Option(
    '--cluster <name=pattern>',
    "nodes that form a cluster, by name, path or glob, ',' between several; repeatable (default: as their contents and places tell)",
  ).argParser(collect);
}

function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}
