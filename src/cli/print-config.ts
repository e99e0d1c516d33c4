import { dirname } from 'node:path';
import { build } from '../../grammar/keywords/build.ts';
import type { Root } from '../engine/reader.ts';
import { activate, askedFor } from '../engine/selection.ts';
import type { SettingsFinder } from '../node/find-settings.ts';
import type { RunSettings } from '../node/run-settings.ts';
import { optionValues } from '../rule/rule-options.ts';

/** What holds for one file, after all settings files and the command line, as JSON: for whoever wonders why a rule is on. */
export function printConfig(root: Root, finder: SettingsFinder, run: RunSettings): string {
  const stack = finder.at(dirname(root.absolute));
  const options = run.ofRoot(root);
  const { target } = options;
  const active = new Map(activate(run.rules, options).map((activation) => [activation.rule, activation]));
  const shown = {
    file: root.path,
    settings: stack?.layers.map(({ file }) => file) ?? [],
    keepalivedVersion: target.version,
    builtWithout: Object.entries(build).flatMap(([name, need]) => (target.build.lacks.has(need) ? [name] : [])),
    profiles: askedFor(options),
    failOn: run.failOn(root) ?? 'error',
    clusters: Object.fromEntries(stack?.layers.flatMap(({ settings }) => Object.entries(settings.clusters ?? {})) ?? []),
    roots: Object.assign({}, ...(stack?.layers.map(({ settings }) => settings.roots ?? {}) ?? [])),
    allowInclude: stack?.allowInclude ?? [],
    rules: Object.fromEntries(
      run.rules.map((rule) => {
        const activation = active.get(rule);
        const severity = !activation ? 'off' : activation.mode === 'judge' ? activation.severity : 'predicted';
        return [rule.id, rule.options ? [severity, optionValues(rule.options, options.options?.get(rule.id))] : severity];
      }),
    ),
  };
  return `${JSON.stringify(shown, null, 2)}\n`;
}
