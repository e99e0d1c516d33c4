import { rules } from '../../rules/index.ts';
import { profiles } from '../../rules/profiles.ts';
import { SettingsFinder } from '../node/find-settings.ts';
import type { Session } from './session.ts';

/** What says which settings count. */
export interface SettingsFlags {
  /** The one settings file that counts; false: none does. */
  readonly config?: string | false;
}

/** What finds the settings of files in this run. */
export function settingsFinder({ config }: SettingsFlags, { workingDirectory }: Pick<Session, 'workingDirectory'>): SettingsFinder {
  return new SettingsFinder({
    workingDirectory,
    known: { rules, profiles: profiles.map(({ name }) => name) },
    ...(config !== undefined && { file: config }),
  });
}
