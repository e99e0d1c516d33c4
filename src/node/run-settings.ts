import { dirname, resolve } from 'node:path';
import { type Build, build } from '../../grammar/keywords/build.ts';
import { NEWEST_VERSION, type Version } from '../../grammar/version.ts';
import type { Target } from '../binding/target.ts';
import { assumedTarget } from '../daemon/assumed-target.ts';
import type { RootOptions } from '../engine/lint.ts';
import type { Root } from '../engine/reader.ts';
import type { ProfileName, Rule } from '../rule/rule.ts';
import type { Severity } from '../rule/severity.ts';
import { type FileSettings, NO_SETTINGS, settingsFor, severitiesAt, signatureOf } from '../settings/file-settings.ts';
import type { RequestedVersion } from '../settings/requested-version.ts';
import type { SettingsStack } from '../settings/stack.ts';
import type { SettingsFinder } from './find-settings.ts';

/** What settings may ask of the machine that kvlint runs on. */
export interface Machine {
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Asks the installed keepalived. */
  installedVersion(): Promise<Version>;
}

/** What whoever asks says; it wins over every settings file. */
export interface Given {
  readonly keepalivedVersion: Version | null;
  /** None: the settings say it. */
  readonly profiles: readonly ProfileName[];
  /** On top of what the settings say. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
}

/** What holds for each root file of a run: its settings, and what whoever asks says. */
export class RunSettings {
  readonly #finder: SettingsFinder;
  readonly #given: Given;
  /** Those of kvlint, and those of plugins. */
  readonly rules: readonly Rule[];
  readonly #ruleIds: readonly string[];
  readonly #machine: Machine;
  readonly #installed: Version | null;
  /** What root files with the same settings share. */
  readonly #options = new Map<SettingsStack | null, Map<string, RootOptions>>();

  readonly #places = new Map<string, ReadonlyMap<string, Severity | 'off'>>();

  private constructor(finder: SettingsFinder, given: Given, rules: readonly Rule[], machine: Machine, installed: Version | null) {
    this.#finder = finder;
    this.#given = given;
    this.rules = rules;
    this.#ruleIds = rules.map(({ id }) => id);
    this.#machine = machine;
    this.#installed = installed;
  }

  /** Asks the installed keepalived for its version where settings want that. */
  static async of(finder: SettingsFinder, given: Given, rules: readonly Rule[], machine: Machine): Promise<RunSettings> {
    const wantsInstalled = finder.stacks.some(({ layers }) =>
      layers.some(({ settings }) =>
        [settings, ...(settings.overrides ?? [])].some(({ keepalivedVersion }) => keepalivedVersion === 'auto'),
      ),
    );
    const installed = wantsInstalled && given.keepalivedVersion === null ? await machine.installedVersion() : null;
    return new RunSettings(finder, given, rules, machine, installed);
  }

  /** The same object for root files that are linted alike. */
  ofRoot({ absolute }: Root): RootOptions {
    const stack = this.#finder.at(dirname(absolute));
    const signature = stack ? signatureOf(stack.layers, absolute) : '';
    const known = this.#options.get(stack) ?? new Map<string, RootOptions>();
    this.#options.set(stack, known);
    const options = known.get(signature) ?? this.#optionsFor(stack, absolute);
    known.set(signature, options);
    return options;
  }

  /** The lowest severity that is to make a run fail, where the settings of a root file say it. */
  failOn({ absolute }: Root): SettingsStack['failOn'] {
    return this.#finder.at(dirname(absolute))?.failOn ?? null;
  }

  /** The baseline that the settings of a root file name; absolute. */
  baseline({ absolute }: Root): string | undefined {
    return this.#finder.at(dirname(absolute))?.baseline ?? undefined;
  }

  /** What overrides say of the rules in one file, by the path that reports show. */
  severitiesAt(path: string): ReadonlyMap<string, Severity | 'off'> {
    const known = this.#places.get(path);
    if (known) return known;
    const absolute = resolve(this.#machine.workingDirectory, path);
    const layers = this.#finder.at(dirname(absolute))?.layers ?? [];
    const severities = new Map([...severitiesAt(layers, absolute, this.#ruleIds), ...this.#given.severities]);
    this.#places.set(path, severities);
    return severities;
  }

  #optionsFor(stack: SettingsStack | null, absolute: string): RootOptions {
    const settings = stack ? settingsFor(stack.layers, absolute, this.#ruleIds) : NO_SETTINGS;
    const { profiles, severities } = this.#given;
    return {
      target: this.#targetFor(settings, stack),
      profiles: profiles.length > 0 ? profiles : settings.profiles,
      severities: new Map([...settings.severities, ...severities]),
      options: settings.options,
    };
  }

  #targetFor({ keepalivedVersion, build: built }: FileSettings, stack: SettingsStack | null): Target {
    const target = assumedTarget(this.#given.keepalivedVersion ?? this.#versionOf(keepalivedVersion));
    const lacks = new Set(target.build.lacks);
    for (const [name, has] of Object.entries(built)) {
      if (has) lacks.delete(build[name as Build]);
      else lacks.add(build[name as Build]);
    }
    const environment = new Map<string, string>();
    for (const [name, value] of stack?.environment ?? []) {
      const known = value === true ? this.#machine.environment[name] : value;
      if (known !== undefined) environment.set(name, known);
    }
    return { ...target, build: { lacks }, host: { ...target.host, ...(environment.size > 0 && { environment }) } };
  }

  #versionOf(requested: RequestedVersion | null): Version {
    return (requested === 'auto' ? this.#installed : requested) ?? NEWEST_VERSION;
  }
}
