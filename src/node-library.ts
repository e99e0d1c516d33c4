/** All of the library, and what lints files as the command line does. It needs Node.js; `src/index.ts` runs in a browser too. */

import type { Version } from '../grammar/version.ts';
import manifest from '../package.json' with { type: 'json' };
import { rules } from '../rules/index.ts';
import { profiles } from '../rules/profiles.ts';
import type { NamedCluster } from './cluster/group.ts';
import { lint, type RootOptions } from './engine/lint.ts';
import type { Report } from './finding/report.ts';
import { type FixedFile, fixFindings, type TakenBack } from './fixing/fix-findings.ts';
import { type DiscoveryFailure, discover } from './node/discover.ts';
import { FileError } from './node/file-error.ts';
import { SettingsFinder } from './node/find-settings.ts';
import { createNodeReader } from './node/node-reader.ts';
import { planLint } from './node/plan-lint.ts';
import { RunSettings } from './node/run-settings.ts';
import type { Safety } from './rule/fix.ts';
import type { ProfileName } from './rule/rule.ts';
import type { Severity } from './rule/severity.ts';

export * from './index.ts';
export { SettingsError } from './settings/settings-error.ts';
export { type DiscoveryFailure, FileError };

/** Where settings are looked for, and what comes before them. */
export interface SettingsOptions {
  /** Where paths are seen from, and reports name files from. Absolute. */
  readonly workingDirectory: string;
  /** The one settings file that counts; false: none does. Left out: those that are found upward from each file. */
  readonly config?: string | false;
  /** In place of what the settings say. */
  readonly keepalivedVersion?: Version;
  /** In place of what the settings say. */
  readonly profiles?: readonly ProfileName[];
  /** On top of what the settings say, by rule. */
  readonly severities?: ReadonlyMap<string, Severity | 'off'>;
  /** The keepalived that is installed, for settings that ask for it. Nothing is started to find out. */
  readonly installedVersion?: Version;
  /** Of which settings may read what `env` names; nothing where left out. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** How files are linted. What is left out is as on the command line. */
export interface LintFilesOptions extends SettingsOptions {
  /** Further directories whose files may be included. */
  readonly allowInclude?: readonly string[];
  /** Only what the nodes with these config-ids run. */
  readonly configIds?: readonly string[];
  /** Also what a node runs whose config-id no condition names. */
  readonly unnamedView?: boolean;
  /** Clusters that come before those of the settings; false: nodes are not compared. */
  readonly clusters?: readonly NamedCluster[] | false;
  /** The file of known findings; false: none. Left out: that of the settings, else the nearest `.kvlint-baseline.json`. */
  readonly baseline?: string | false;
  /** Whether all that is found goes into the baseline: `baselineText` is then what its file should hold. */
  readonly updateBaseline?: boolean;
  /** Whether comments suppress findings; true where left out. */
  readonly inlineConfig?: boolean;
  /** Which fixes are made; none where left out. */
  readonly fix?: Safety;
  /** For the report; kvlint's own version where left out. */
  readonly kvlint?: string;
}

/** What came of linting files. Nothing is written. */
export interface LintedFiles {
  /** Of the files as they are, or as the fixes make them. Null where there was nothing to lint. */
  readonly report: Report | null;
  /** Why something that was asked for is not in it. */
  readonly failures: readonly DiscoveryFailure[];
  /** What fixes make of files, for whoever asked to write. */
  readonly fixed: readonly FixedFile[];
  /** Fixes that were tried and would do harm. */
  readonly takenBack: readonly TakenBack[];
  /** Where the baseline lies, and what `updateBaseline` makes of it; null where there is none, or nothing is to be written. */
  readonly baselineFile: string | null;
  readonly baselineText: string | null;
  /** The lowest severity that should make a check fail, as the settings say it; `error` where they say nothing. */
  readonly failOn: Severity | 'never';
}

/**
 * Lints files, directories and globs (`!GLOB` leaves out) with their settings, suppressions and baseline, as `kvlint` does.
 * @throws SettingsError for settings that cannot be used, FileError for a baseline that cannot be read
 */
export async function lintFiles(paths: readonly string[], options: LintFilesOptions): Promise<LintedFiles> {
  const { workingDirectory, allowInclude = [], clusters = [], inlineConfig = true, updateBaseline = false, fix } = options;
  const finder = finderOf(options);
  const reader = createNodeReader({ workingDirectory, settings: finder, allowInclude });
  const found = await discover(paths, { workingDirectory, reader, settings: finder, withNearRoots: true });
  const [first] = found.roots;
  const nothing = { fixed: [], takenBack: [], baselineFile: null, baselineText: null, failures: found.failures };
  if (!first) return { ...nothing, report: null, failOn: 'error' };
  const settings = await runSettings(finder, options);
  const plan = planLint(found, reader, finder, settings, {
    workingDirectory,
    clusters,
    inlineConfig,
    updateBaseline,
    onlyGiven: false,
    isGone: false,
    kvlint: options.kvlint ?? manifest.version,
    ...(options.configIds && { configIds: options.configIds }),
    ...(options.unnamedView !== undefined && { unnamedView: options.unnamedView }),
    ...(options.baseline !== undefined && { baseline: options.baseline }),
  });
  const asked = new Set(found.given);
  const others = new Set(plan.roots.flatMap(({ path }) => (asked.has(path) ? [] : [path])));
  const fixes = fix && fixFindings(plan.roots, reader, { ...plan.options, safety: fix, mayEdit: (path) => !others.has(path) });
  const report = fixes?.after ?? lint(plan.roots, reader, plan.options);
  return {
    report,
    failures: found.failures,
    fixed: fixes?.files ?? [],
    takenBack: fixes?.takenBack ?? [],
    baselineFile: plan.baseline?.path ?? null,
    baselineText: updateBaseline && plan.baseline ? plan.baseline.render(report, plan.roots).text : null,
    failOn: settings.failOn(first) ?? 'error',
  };
}

/**
 * What holds for one file, whether it exists or not: profiles, severities and options of rules, and the keepalived that it is read for; and all rules, those
 * of plugins too. `lint` takes both as its options.
 * @throws SettingsError for settings that cannot be used
 */
export async function settingsFor(file: string, options: SettingsOptions): Promise<RootOptions & Pick<RunSettings, 'rules'>> {
  const finder = finderOf(options);
  const { workingDirectory } = options;
  const reader = createNodeReader({ workingDirectory, settings: finder });
  const absolute = reader.resolve(file, workingDirectory);
  await finder.load([reader.directoryOf(absolute)]);
  const settings = await runSettings(finder, options);
  return { ...settings.ofRoot({ path: file, absolute }), rules: settings.rules };
}

function finderOf({ workingDirectory, config }: SettingsOptions): SettingsFinder {
  const known = { rules, profiles: profiles.map(({ name }) => name) };
  return new SettingsFinder({ workingDirectory, known, ...(config !== undefined && { file: config }) });
}

function runSettings(finder: SettingsFinder, options: SettingsOptions): Promise<RunSettings> {
  const { workingDirectory, environment = {}, installedVersion, keepalivedVersion = null, severities = new Map() } = options;
  const given = { keepalivedVersion, profiles: options.profiles ?? [], severities };
  return RunSettings.of(finder, given, [...rules, ...finder.pluginRules], {
    workingDirectory,
    environment,
    installedVersion: () =>
      installedVersion
        ? Promise.resolve(installedVersion)
        : Promise.reject(
            new FileError("The settings ask for the installed keepalived ('auto'). Name its version with 'installedVersion'."),
          ),
  });
}
