import { atLeast, type Version } from '../version.ts';
import type { Argument, Earlier, HeaderForm, Keyword } from './keyword.ts';

/** Whether something with a first and a last version holds for one version. */
export function holdsAt(row: { readonly since?: Version; readonly until?: Version }, version: Version): boolean {
  return (row.since === undefined || atLeast(version, row.since)) && (row.until === undefined || !atLeast(version, row.until));
}

/** The arguments that keepalived of one version reads. */
export function argumentsAt(args: readonly Argument[], version: Version): readonly Argument[] {
  return args.every((argument) => holdsAt(argument, version)) ? args : args.filter((argument) => holdsAt(argument, version));
}

/** What keepalived of one version does where versions differ: keywords that stand twice, words that are unfit, missing or too many. */
export function treatmentAt(row: Keyword | HeaderForm, version: Version): Omit<Earlier, 'before'> {
  const older = row.earlier?.find(({ before }) => !atLeast(version, before));
  return older ? { ...row, ...older } : row;
}
