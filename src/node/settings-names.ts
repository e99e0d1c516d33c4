/** Names that a settings file may have; the first one of a folder counts. */
export const SETTINGS_NAMES = [
  'kvlint.config.yaml',
  'kvlint.config.yml',
  'kvlint.config.json',
  'kvlint.config.jsonc',
  '.kvlintrc',
  '.kvlintrc.yaml',
  '.kvlintrc.yml',
  '.kvlintrc.json',
] as const;

/** It may hold settings under the key `kvlint`. */
export const PACKAGE = 'package.json';

/** Whether a file of this name may hold settings of kvlint. */
export function isSettingsName(name: string): boolean {
  return name === PACKAGE || (SETTINGS_NAMES as readonly string[]).includes(name);
}
