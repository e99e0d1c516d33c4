import type { RuleInfo } from '../rule/rule.ts';
import { wrongOption } from '../rule/rule-options.ts';
import { idsMatching } from '../rule/rule-pattern.ts';
import type { ParsedSettings, SettingsMistake, Way } from './parse-settings.ts';
import type { Override, SettingsFile } from './schema.ts';

/** What exists, for those who name it. */
export interface KnownNames {
  readonly rules: readonly Pick<RuleInfo, 'id' | 'options'>[];
  readonly profiles: readonly string[];
}

/** The first name in a settings file that does not exist: of a rule, a profile, or an option of a rule. Null where all do. */
export function checkNames({ settings, placeOf }: ParsedSettings, known: KnownNames): SettingsMistake | null {
  const parts: readonly (readonly [SettingsFile | Override, Way])[] = [
    [settings, []],
    ...(settings.overrides ?? []).map((override, index) => [override, ['overrides', index]] as const),
  ];
  for (const [part, way] of parts) {
    const wrong = wrongName(part, way, known);
    if (wrong) return { ...wrong.mistake, ...placeOf(wrong.way) };
  }
  return null;
}

interface Wrong {
  readonly way: Way;
  readonly mistake: Pick<SettingsMistake, 'message' | 'unknown'>;
}

function wrongName({ profiles = [], rules = {} }: SettingsFile | Override, way: Way, known: KnownNames): Wrong | null {
  for (const [index, name] of profiles.entries()) {
    if (known.profiles.includes(name)) continue;
    const unknown = { key: name, known: known.profiles };
    return { way: [...way, 'profiles', index], mistake: { message: `There is no profile '${name}'.`, unknown } };
  }
  const ids = known.rules.map(({ id }) => id);
  for (const [pattern, value] of Object.entries(rules)) {
    const matching = idsMatching(pattern, ids);
    const here = [...way, 'rules', pattern];
    if (matching.length === 0) {
      const message = pattern.includes('*') ? `No rule matches '${pattern}'.` : `There is no rule '${pattern}'.`;
      return { way: here, mistake: { message, unknown: { key: pattern, known: ids } } };
    }
    const given = typeof value === 'string' ? {} : (value[1] ?? {});
    for (const id of matching) {
      const wrong = wrongOptionOf(id, given, known);
      if (wrong) return { way: [...here, 1, wrong.name], mistake: wrong };
    }
  }
  return null;
}

function wrongOptionOf(
  id: string,
  given: Readonly<Record<string, unknown>>,
  { rules }: KnownNames,
): (Wrong['mistake'] & { readonly name: string }) | null {
  const options = rules.find((rule) => rule.id === id)?.options ?? {};
  for (const [name, value] of Object.entries(given)) {
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (!option) {
      return { name, message: `The rule '${id}' has no option '${name}'.`, unknown: { key: name, known: Object.keys(options) } };
    }
    const expected = wrongOption(option, value);
    if (expected !== null) return { name, message: `The option '${name}' of '${id}' must be ${expected}.` };
  }
  return null;
}
