import type { Version } from '../version.ts';
import { atLeast } from '../version.ts';
import type { Through } from './expansion.ts';
import type { MappedText } from './mapped-text.ts';

/** What `$NAME=` or a repetition stored. */
export interface Definition {
  readonly name: string;
  /** One line, or the lines of a multi-line definition; not expanded yet. */
  readonly lines: readonly MappedText[];
  /** Whether it is replaced at the end of a line only. One line behind `$NAME= \\` is no definition of several lines. */
  readonly multiLine: boolean;
  /** The place of the definition, to be shown where it is used. */
  readonly step: Through;
}

/** `$NAME=value` at the start of a line: the name, and where the value begins. */
export function matchDefinition(text: string): { name: string; valueStart: number } | null {
  const match = /^\$([A-Za-z_][A-Za-z0-9_]*)=[ \t]*/.exec(text);
  return match ? { name: match[1] ?? '', valueStart: match[0].length } : null;
}

/** `$NAME =`, which defines nothing. */
export function matchSpacedDefinition(text: string): string | null {
  return /^\$([A-Za-z_][A-Za-z0-9_]*)[ \t]+=/.exec(text)?.[1] ?? null;
}

/** Value of a name that keepalived defines itself, for one version; null where it does not. */
export function predefined(name: string, version: Version, context: { directory: () => string; configId: string | null }): string | null {
  switch (name) {
    case '_PWD':
      return context.directory();
    case '_INSTANCE':
      return atLeast(version, '2.0.1') ? (context.configId ?? 'unnamed') : null;
    case '_HASH':
      return atLeast(version, '2.1.4') ? '#' : null;
    case '_BANG':
      return atLeast(version, '2.1.4') ? '!' : null;
    default:
      return null;
  }
}

/** `_RANDOM` and `_ENV` take parameters: `${_RANDOM 1 5}`. The smallest number stands for every random one, so that results repeat. */
export function predefinedWithParameters(
  text: string,
  version: Version,
): { name: '_RANDOM' | '_ENV'; value: string; parameter: string } | null {
  // Since 2.4.0 keepalived looks at the parameters; before, it takes what it can use of them.
  const random = (atLeast(version, '2.4.0') ? /^_RANDOM(?:[ \t]+(\d+)(?:[ \t]+(\d+))?)?$/ : /^_RANDOM(?:[ \t]+(\d+))?\b.*$/).exec(text);
  if (random && atLeast(version, '2.0.15')) return { name: '_RANDOM', value: random[1] ?? '0', parameter: '' };
  const env = /^_ENV[ \t]+(\S+)$/.exec(text);
  if (env && atLeast(version, '2.4.0')) return { name: '_ENV', value: '', parameter: env[1] ?? '' };
  return null;
}

const PREDEFINED = ['_PWD', '_INSTANCE', '_RANDOM', '_HASH', '_BANG', '_ENV'] as const;

/** Every name that may be meant by one that is not defined. */
export function knownNames(definitions: ReadonlyMap<string, Definition>): readonly string[] {
  return [...definitions.keys(), ...PREDEFINED];
}
