import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Rule, RuleInfo } from '../rule/rule.ts';
import { SettingsError } from '../settings/settings-error.ts';

/**
 * Runs a module that a settings file names, and takes the rules that it exports: as `rules`, or as its default export. Throws `SettingsError` where
 * it cannot be loaded, or exports no rules.
 */
export async function loadPlugin(
  plugin: string,
  file: string,
  shown: string,
  known: readonly Pick<RuleInfo, 'id'>[],
): Promise<readonly Rule[]> {
  const refuse = (reason: string): never => {
    throw new SettingsError(shown, `The plugin '${plugin}' ${reason}`);
  };
  let module: { readonly rules?: unknown; readonly default?: unknown };
  try {
    const path = /^\.{0,2}\//.test(plugin)
      ? resolve(dirname(file), plugin)
      : (await import('node:module')).createRequire(file).resolve(plugin);
    const { importModule } = await import('./import-module.ts');
    module = await importModule(pathToFileURL(path).href);
  } catch (error) {
    return refuse(`cannot be loaded: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
  }
  const rules = module.rules ?? (module.default as { readonly rules?: unknown } | undefined)?.rules ?? module.default;
  if (!Array.isArray(rules) || !rules.every(isRule)) return refuse("exports no rules. Export 'rules', a list of what defineRule makes.");
  const clash = rules.find(({ id }) => known.some((each) => each.id === id));
  return clash ? refuse(`brings a rule '${clash.id}', which exists already.`) : rules;
}

function isRule(value: unknown): value is Rule {
  const { id, title, severity, check } = (value ?? {}) as Partial<Record<keyof Rule, unknown>>;
  return (
    typeof id === 'string' &&
    /^[\w-]+\/[\w-]+$/.test(id) &&
    typeof title === 'string' &&
    typeof severity === 'string' &&
    typeof check === 'object'
  );
}
