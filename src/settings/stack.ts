import type { Layer, Matcher } from './layer.ts';
import { type Relocated, type Relocation, relocate } from './relocate.ts';

/** A settings file with all that it extends: what holds below its folder. */
export interface SettingsStack {
  /** The file that was found. */
  readonly file: string;
  /** The base first. */
  readonly layers: readonly Layer[];
  readonly relocations: readonly Relocation[];
  /** Directories that included files may be read from; absolute. */
  readonly allowInclude: readonly string[];
  /** What `${_ENV NAME}` stands for; true: what the environment says. */
  readonly environment: ReadonlyMap<string, string | true>;
  /** By name; `includes` is asked with a path relative to nothing: absolute, with `@id` behind it for a view of a config-id. */
  readonly clusters: readonly SettingsCluster[];
  /** The file that lists the findings that are known; absolute, null where none is named. */
  readonly baseline: string | null;
  readonly failOn: 'error' | 'warning' | 'info' | 'never' | null;
}

export interface SettingsCluster {
  readonly name: string;
  readonly includes: Matcher;
  /** The same, pattern by pattern. */
  readonly patterns: readonly { readonly written: string; readonly includes: Matcher }[];
  /** Nodes as they are written, relative to `directory`, and the files that tell of their hosts; absolute. */
  readonly facts: ReadonlyMap<string, string>;
  readonly directory: string;
}

/** The settings of directories, as they were found upward from each. */
export interface SettingsByDirectory {
  /** Null where none were found. */
  at(directory: string): SettingsStack | null;
}

export const NO_SETTINGS_ANYWHERE: SettingsByDirectory = { at: () => null };

/**
 * Where an absolute path in an include line is looked for, under the settings of the directory that the including file lies in; null: where it
 * says.
 */
export function relocated(path: string, directory: string, settings: SettingsByDirectory): Relocated | null {
  const stack = path.startsWith('/') ? settings.at(directory) : null;
  return stack && relocate(path, directory, stack.relocations);
}

/** Whether a search passes over a file. */
export function isIgnored(absolute: string, directory: string, settings: SettingsByDirectory): boolean {
  return settings.at(directory)?.layers.some(({ ignores }) => ignores(absolute)) ?? false;
}

/** Whether a search takes a file whatever its name is. */
export function isIncluded(absolute: string, directory: string, settings: SettingsByDirectory): boolean {
  return settings.at(directory)?.layers.some(({ includes }) => includes(absolute)) ?? false;
}
