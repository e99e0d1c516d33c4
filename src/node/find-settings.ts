import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Rule } from '../rule/rule.ts';
import { buildStack } from '../settings/build-stack.ts';
import { checkNames, type KnownNames } from '../settings/check-names.ts';
import { compileLayer, type Globs } from '../settings/compile-layer.ts';
import type { Layer } from '../settings/layer.ts';
import type { ParsedSettings, SettingsFormat, SettingsMistake } from '../settings/parse-settings.ts';
import { SettingsError } from '../settings/settings-error.ts';
import type { SettingsByDirectory, SettingsStack } from '../settings/stack.ts';
import { loadPlugin } from './load-plugin.ts';
import { showPath } from './node-reader.ts';
import { PACKAGE, SETTINGS_NAMES } from './settings-names.ts';

/** Settings that extend each other in a longer row than this do so in a circle. */
const LONGEST_ROW = 20;

export interface SettingsSearch {
  readonly workingDirectory: string;
  /** What exists without plugins. */
  readonly known: KnownNames;
  /** The one settings file that counts, instead of those that are found; false: none does. */
  readonly file?: string | false;
}

/** Finds settings files upward from directories, and reads each once. */
export class SettingsFinder implements SettingsByDirectory {
  readonly #search: SettingsSearch;
  readonly #byDirectory = new Map<string, SettingsStack | null>();
  readonly #byFile = new Map<string, SettingsStack>();
  /** What plugins bring, by the file or package. */
  readonly #plugins = new Map<string, readonly Rule[]>();
  /** The nearest settings file of each directory that was looked at. */
  readonly #nearest = new Map<string, string | null>();

  constructor(search: SettingsSearch) {
    this.#search = search;
  }

  /** Finds the settings of some directories. Throws `SettingsError` for a file that cannot be used. */
  async load(directories: Iterable<string>): Promise<void> {
    for (const directory of directories) {
      if (this.#byDirectory.has(directory)) continue;
      const file = this.#fileFor(directory);
      this.#byDirectory.set(directory, file === null ? null : await this.#stack(file));
    }
  }

  /** Those of a directory, or of the nearest one above it that was looked at. */
  at(directory: string): SettingsStack | null {
    for (let each = directory; ; each = dirname(each)) {
      const stack = this.#byDirectory.get(each);
      if (stack !== undefined) return stack;
      if (dirname(each) === each) return null;
    }
  }

  /** Every settings file that was found. */
  get stacks(): readonly SettingsStack[] {
    return [...this.#byFile.values()];
  }

  /** What the plugins of all of them bring. */
  get pluginRules(): readonly Rule[] {
    return [...new Set([...this.#plugins.values()].flat())];
  }

  #fileFor(directory: string): string | null {
    const { file, workingDirectory } = this.#search;
    if (file === false) return null;
    if (file === undefined) return this.#nearestTo(directory);
    const absolute = resolve(workingDirectory, file);
    if (!existsSync(absolute)) throw new SettingsError(file, 'this settings file does not exist.');
    return absolute;
  }

  /** The settings file of a directory, else that of the nearest one above which has any. */
  #nearestTo(directory: string): string | null {
    const known = this.#nearest.get(directory);
    if (known !== undefined) return known;
    const above = dirname(directory);
    const nearest = settingsIn(directory) ?? (above === directory ? null : this.#nearestTo(above));
    this.#nearest.set(directory, nearest);
    return nearest;
  }

  async #stack(file: string): Promise<SettingsStack> {
    const known = this.#byFile.get(file);
    if (known) return known;
    const { default: globs } = await import('picomatch');
    const layers = await this.#layers(file, globs, []);
    const stack = buildStack(file, layers, globs, resolve);
    this.#byFile.set(file, stack);
    return stack;
  }

  /** A file behind all that it extends. */
  async #layers(file: string, globs: Globs, row: readonly string[]): Promise<readonly Layer[]> {
    const shown = showPath(file, this.#search.workingDirectory);
    if (row.includes(file) || row.length > LONGEST_ROW) throw new SettingsError(shown, "its 'extends' leads back to itself.");
    const parsed = await this.#parse(file, shown);
    const directory = dirname(file);
    for (const plugin of parsed.settings.plugins ?? []) await this.#addPlugin(plugin, file, shown);
    const bases: Layer[] = [];
    for (const base of asList(parsed.settings.extends)) bases.push(...(await this.#extended(base, file, parsed, globs, [...row, file])));
    const mistake = checkNames(parsed, this.#known);
    if (mistake) throw errorOf(shown, mistake);
    return [...bases, compileLayer(parsed.settings, shown, directory, globs)];
  }

  async #extended(
    base: string,
    file: string,
    { placeOf }: ParsedSettings,
    globs: Globs,
    row: readonly string[],
  ): Promise<readonly Layer[]> {
    const shown = showPath(file, this.#search.workingDirectory);
    const { profiles } = this.#known;
    if (profiles.includes(base)) return [compileLayer({ profiles: [base] }, shown, dirname(file), globs)];
    const { line, column } = placeOf(['extends']);
    const place = `${shown}:${line}:${column}`;
    const absolute = /^\.{0,2}\//.test(base) ? resolve(dirname(file), base) : await settingsOfPackage(base, file);
    if (absolute === null) {
      throw new SettingsError(
        place,
        `'${base}' is no profile, and no package of this name with settings is installed. A file begins with './'.`,
        {
          key: base,
          known: profiles,
        },
      );
    }
    if (!existsSync(absolute)) throw new SettingsError(place, `'${base}', which is to be extended, does not exist.`);
    return this.#layers(absolute, globs, row);
  }

  get #known(): KnownNames {
    const { known } = this.#search;
    return { ...known, rules: [...known.rules, ...this.pluginRules] };
  }

  async #parse(file: string, shown: string): Promise<ParsedSettings> {
    const { parseSettings } = await import('../settings/parse-settings.ts');
    const parsed = parseSettings(readText(file, shown), formatOf(file));
    if ('mistake' in parsed) throw errorOf(shown, parsed.mistake);
    return parsed;
  }

  async #addPlugin(plugin: string, file: string, shown: string): Promise<void> {
    const key = /^\.{0,2}\//.test(plugin) ? resolve(dirname(file), plugin) : plugin;
    if (!this.#plugins.has(key)) this.#plugins.set(key, await loadPlugin(plugin, file, shown, this.#known.rules));
  }
}

function errorOf(shown: string, { line, column, message, unknown }: SettingsMistake): SettingsError {
  return new SettingsError(`${shown}:${line}:${column}`, message, unknown ?? null);
}

function asList(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

/** The settings file that counts in a directory; null where it has none. */
function settingsIn(directory: string): string | null {
  const paths = [...SETTINGS_NAMES, PACKAGE].map((name) => join(directory, name));
  return paths.find((path) => existsSync(path) && (basename(path) !== PACKAGE || tellsOfKvlint(path))) ?? null;
}

function tellsOfKvlint(packageFile: string): boolean {
  try {
    const content: { readonly kvlint?: unknown } | null = JSON.parse(readFileSync(packageFile, 'utf8'));
    return (content?.kvlint ?? null) !== null;
  } catch {
    // Somebody else's file; whoever needs it will say that it is broken.
    return false;
  }
}

function formatOf(file: string): SettingsFormat {
  if (basename(file) === PACKAGE) return 'package';
  return /^\.jsonc?$/.test(extname(file)) ? 'json' : 'yaml';
}

function readText(file: string, shown: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new SettingsError(shown, `this settings file cannot be read (${code}).`);
  }
}

/** The settings file of a package that is installed beside the file that names it; null where there is none. */
async function settingsOfPackage(name: string, from: string): Promise<string | null> {
  const { createRequire } = await import('node:module');
  const resolver = createRequire(from);
  for (const each of [name, ...SETTINGS_NAMES.map((file) => join(name, file))]) {
    try {
      const path = resolver.resolve(each);
      if (/\.(?:ya?ml|jsonc?)$|kvlintrc$/.test(path) && statSync(path).isFile()) return path;
    } catch {
      // The next name may be there.
    }
  }
  return null;
}
