import type { ProfileName } from '../rule/rule.ts';
import { idsMatching } from '../rule/rule-pattern.ts';
import type { Severity } from '../rule/severity.ts';
import type { Layer } from './layer.ts';
import { type RequestedVersion, readRequestedVersion } from './requested-version.ts';
import type { Override, SettingsFile } from './schema.ts';

/** What holds for one configuration, after `extends` and `overrides`. */
export interface FileSettings {
  /** None: nothing is said, which means `recommended`. */
  readonly profiles: readonly ProfileName[];
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  /** Options of rules that differ from their defaults, by the rule's id. */
  readonly options: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly keepalivedVersion: RequestedVersion | null;
  /** Options of the build that keepalived has or lacks, where that is said. */
  readonly build: Readonly<Record<string, boolean>>;
}

/** Where nothing is set. */
export const NO_SETTINGS: FileSettings = { profiles: [], severities: new Map(), options: new Map(), keepalivedVersion: null, build: {} };

/** What some layers, the base first, say of a configuration. Names of rules are those of `ruleIds`; others have been refused before. */
export function settingsFor(layers: readonly Layer[], absolute: string, ruleIds: readonly string[]): FileSettings {
  const parts = layers.flatMap(({ settings, overrides }) => [
    settings,
    ...overrides.filter(({ holdsFor }) => holdsFor(absolute)).map((override) => override.settings),
  ]);
  return parts.reduce((known: FileSettings, part) => added(known, part, ruleIds), NO_SETTINGS);
}

/** What is set at the place of a finding beside what is set for the whole configuration: severities of the overrides that name the file. */
export function severitiesAt(
  layers: readonly Layer[],
  absolute: string,
  ruleIds: readonly string[],
): ReadonlyMap<string, Severity | 'off'> {
  const severities = new Map<string, Severity | 'off'>();
  for (const { overrides } of layers) {
    for (const { holdsFor, settings } of overrides) if (holdsFor(absolute)) setRules(settings.rules ?? {}, ruleIds, severities, new Map());
  }
  return severities;
}

function added(known: FileSettings, part: SettingsFile | Override, ruleIds: readonly string[]): FileSettings {
  const severities = new Map(known.severities);
  const options = new Map(known.options);
  setRules(part.rules ?? {}, ruleIds, severities, options);
  const profiles = part.profiles ?? known.profiles;
  const platform = part.platform;
  const version = part.keepalivedVersion === undefined ? null : readRequestedVersion(part.keepalivedVersion);
  return {
    profiles: platform === undefined ? profiles : [...new Set([...(profiles.length > 0 ? profiles : ['recommended']), platform])],
    severities,
    options,
    keepalivedVersion: version ?? known.keepalivedVersion,
    build: { ...known.build, ...part.build },
  };
}

function setRules(
  rules: NonNullable<SettingsFile['rules']>,
  ruleIds: readonly string[],
  severities: Map<string, Severity | 'off'>,
  options: Map<string, Readonly<Record<string, unknown>>>,
): void {
  for (const [pattern, value] of Object.entries(rules)) {
    const [severity, given] = typeof value === 'string' ? [value] : value;
    for (const id of idsMatching(pattern, ruleIds)) {
      severities.set(id, severity);
      if (given) options.set(id, given);
    }
  }
}

/** Which overrides hold for a file: files of one settings file and one signature have the same settings. */
export function signatureOf(layers: readonly Layer[], absolute: string): string {
  return layers.flatMap(({ overrides }) => overrides.map(({ holdsFor }) => (holdsFor(absolute) ? '1' : '0'))).join('');
}
