import { rules } from '../../rules/index.ts';
import type { LintStore } from '../engine/lint-cache.ts';
import { type LintPlan, planLint } from '../node/plan-lint.ts';
import { RunSettings } from '../node/run-settings.ts';
import { parseClusters } from './cluster-options.ts';
import type { Gathered } from './gather.ts';
import type { LintFlags } from './lint-command.ts';
import { parseProfiles, parseSeverities } from './lint-options.ts';
import { machineOf } from './machine.ts';
import type { Session } from './session.ts';
import { VERSION } from './version.ts';

/** What holds for each root file: what the command line says, and what its settings do. */
export function runSettings({ settings }: Gathered, flags: LintFlags, session: Session): Promise<RunSettings> {
  const all = [...rules, ...settings.pluginRules];
  const given = {
    keepalivedVersion: flags.keepalivedVersion ?? null,
    profiles: parseProfiles(flags.profile),
    severities: parseSeverities(
      flags.rule,
      all.map(({ id }) => id),
    ),
  };
  return RunSettings.of(settings, given, all, machineOf(session));
}

/** What was found, as the command line and the settings want it linted. `isGone`: whether files count as given that are gone. */
export async function lintPlan(
  gathered: Gathered,
  settings: RunSettings,
  flags: LintFlags,
  { session, isGone = false, store = null }: { readonly session: Session; readonly isGone?: boolean; readonly store?: LintStore | null },
): Promise<LintPlan> {
  return planLint(gathered, gathered.reader, gathered.settings, settings, {
    workingDirectory: session.workingDirectory,
    clusters: flags.cluster === false ? false : await parseClusters(flags.cluster),
    configIds: flags.configId,
    unnamedView: flags.unnamedView,
    onlyGiven: flags.onlyGiven,
    isGone,
    inlineConfig: flags.inlineConfig,
    updateBaseline: flags.updateBaseline,
    ...(flags.baseline !== undefined && { baseline: flags.baseline }),
    kvlint: VERSION,
    store,
  });
}
