import type { SettingsError } from '../settings/settings-error.ts';
import { meantRule } from './suggest.ts';

/** More names than these are not listed. */
const MOST_NAMES = 16;

/** What is wrong with a settings file, where, and what may have been meant. */
export function settingsMessage({ place, reason, unknown }: SettingsError): string {
  return `${place}: ${reason}${unknown ? hint(unknown) : ''}`;
}

function hint({ key, known }: NonNullable<SettingsError['unknown']>): string {
  const near = meantRule(key, known);
  if (near !== '' || known.length === 0) return near;
  return known.length <= MOST_NAMES ? ` There are: ${known.join(', ')}.` : " 'kvlint rules' lists them all.";
}
