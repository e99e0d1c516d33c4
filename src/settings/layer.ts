import type { Override, SettingsFile } from './schema.ts';

/** One settings file on the way to what holds: what it extends comes before it. */
export interface Layer {
  /** As messages show it. */
  readonly file: string;
  /** Where it lies: patterns and paths in it are relative to this. */
  readonly directory: string;
  readonly settings: SettingsFile;
  /** Its overrides, in their order. */
  readonly overrides: readonly CompiledOverride[];
  /** Whether `ignore` names a file. */
  readonly ignores: Matcher;
  /** Whether `include` names a file. */
  readonly includes: Matcher;
}

export interface CompiledOverride {
  readonly holdsFor: Matcher;
  readonly settings: Override;
}

/** Whether a pattern of a settings file names this absolute path. */
export type Matcher = (absolute: string) => boolean;
