import { profiles } from '../../rules/profiles.ts';
import { FORMAT_NAMES, type FormatName, isFormatName } from '../report/formats.ts';
import { enumerate } from '../report/prose.ts';
import type { ProfileName } from '../rule/rule.ts';
import { idsMatching } from '../rule/rule-pattern.ts';
import { SEVERITIES, type Severity } from '../rule/severity.ts';
import { FAIL_ON, type FailOn } from './exit-code.ts';
import { didYouMean, meantRule } from './suggest.ts';
import { UsageError } from './usage-error.ts';

/** One report that was asked for. */
export interface OutputRequest {
  readonly format: FormatName;
  /** Null: standard output. */
  readonly file: string | null;
}

/**
 * Reads `FORMAT` or `FORMAT=FILE` of every `--format`. When there is none: text on standard output, and in GitHub Actions annotations below it.
 */
export function parseFormats(
  values: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): readonly OutputRequest[] {
  const requests = values.map(parseFormat);
  const onStdout = requests.filter(({ file }) => file === null);
  if (onStdout.length > 1) {
    const names = enumerate(onStdout.map(({ format }) => `'${format}'`));
    throw new UsageError(
      `Only one format can go to standard output, but ${names} would. Give the others a file: --format ${onStdout.at(-1)?.format}=FILE.`,
    );
  }
  if (requests.length > 0) return requests;
  const formats: readonly FormatName[] = environment.GITHUB_ACTIONS === 'true' ? ['text', 'github'] : ['text'];
  return formats.map((format) => ({ format, file: null }));
}

function parseFormat(value: string): OutputRequest {
  const equals = value.indexOf('=');
  const format = equals < 0 ? value : value.slice(0, equals);
  if (!isFormatName(format)) throw new UsageError(`There is no format '${format}'. ${choices('Formats', FORMAT_NAMES, format)}`);
  if (equals < 0) return { format, file: null };
  const file = value.slice(equals + 1);
  if (file === '') throw new UsageError(`--format ${value} names no file. Write --format ${format}=FILE, or leave out the '='.`);
  return { format, file: file === '-' ? null : file };
}

export function parseProfiles(values: readonly string[]): readonly ProfileName[] {
  const names = profiles.map(({ name }) => name);
  return values.map((value) => {
    const name = names.find((each) => each === value);
    if (name === undefined) throw new UsageError(`There is no profile '${value}'. ${choices('Profiles', names, value)}`);
    return name;
  });
}

/**
 * Reads `ID=severity` or `PATTERN=severity` of every `--rule`, where `*` stands for any characters. A pattern sets every rule that it matches,
 * those too that no profile asks for; the last one that names or matches a rule counts.
 */
export function parseSeverities(values: readonly string[], ruleIds: readonly string[]): ReadonlyMap<string, Severity | 'off'> {
  const severities = new Map<string, Severity | 'off'>();
  const levels = [...SEVERITIES, 'off'] as const;
  for (const value of values) {
    const equals = value.indexOf('=');
    const id = equals < 0 ? value : value.slice(0, equals);
    const ids = matching(id, ruleIds);
    const severity = levels.find((each) => each === value.slice(equals + 1));
    if (equals < 0) throw new UsageError(`--rule ${value} gives no severity. Write --rule ${id}=${enumerate(levels, 'or')}.`);
    if (!severity)
      throw new UsageError(`There is no severity '${value.slice(equals + 1)}' (--rule ${value}). ${choices('Severities', levels, '')}`);
    for (const each of ids) severities.set(each, severity);
  }
  return severities;
}

/** The ids that a pattern matches, or the one that it is. */
function matching(pattern: string, ruleIds: readonly string[]): readonly string[] {
  const ids = idsMatching(pattern, ruleIds);
  if (ids.length > 0) return ids;
  const list = "'kvlint rules' lists them all.";
  if (pattern.includes('*')) throw new UsageError(`No rule matches '${pattern}'. ${list}`);
  throw new UsageError(`There is no rule '${pattern}'.${meantRule(pattern, ruleIds)} ${list}`);
}

export function parseFailOn(value: string): FailOn {
  const found = FAIL_ON.find((each) => each === value);
  if (found) return found;
  throw new UsageError(`--fail-on ${value} is not possible. ${choices('Choices', FAIL_ON, value)}`);
}

export function parseMaxWarnings(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new UsageError(`--max-warnings takes a number from 0 on, not '${value}'.`);
  return Number(value);
}

function choices(what: string, names: readonly string[], given: string): string {
  return `${what}: ${names.join(', ')}.${didYouMean(given, names)}`;
}
