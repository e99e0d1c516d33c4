import type { SettingsError } from '../settings/settings-error.ts';
import { meantRule } from './suggest.ts';

/** Only rules are more than these; settings and profiles are listed. */
const MOST_NAMES = 40;

/** What is wrong with a settings file, where, and what may have been meant. */
export function settingsMessage({ place, reason, unknown }: SettingsError): string {
  return `${place}: ${reason}${unknown ? hint(unknown) : ''}`;
}

function hint({ key, known }: NonNullable<SettingsError['unknown']>): string {
  const near = meantRule(key, known);
  if (near !== '' || known.length === 0) return near;
  return known.length <= MOST_NAMES ? ` There are: ${known.join(', ')}.` : " 'kvlint rules' lists them all.";
}
