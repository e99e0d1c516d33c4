import type picomatch from 'picomatch';
import type { CompiledOverride, Layer, Matcher } from './layer.ts';
import { plainPattern, wayBelow } from './paths.ts';
import type { SettingsFile } from './schema.ts';

/** What compiles globs, handed in because it is large and only loaded where there are settings. */
export type Globs = typeof picomatch;

/** A settings file in a form that can be asked about files. */
export function compileLayer(settings: SettingsFile, file: string, directory: string, globs: Globs): Layer {
  const matcher = (patterns: readonly string[]): Matcher => matcherOf(patterns, directory, globs);
  return {
    file,
    directory,
    settings,
    overrides: (settings.overrides ?? []).map(
      (override): CompiledOverride => ({
        holdsFor: matcher(typeof override.files === 'string' ? [override.files] : override.files),
        settings: override,
      }),
    ),
    ignores: matcher(settings.ignore ?? []),
    includes: matcher(settings.include ?? []),
  };
}

/**
 * Whether a path below a directory is named by one of some globs. One without a slash names files of that name in any folder, and a glob that
 * names a folder names all that it holds; `!` takes back what those before it name.
 */
export function matcherOf(patterns: readonly string[], directory: string, globs: Globs): Matcher {
  if (patterns.length === 0) return () => false;
  const tests = patterns.map((pattern) => {
    const taken = pattern.startsWith('!');
    const glob = plainPattern(taken ? pattern.slice(1) : pattern);
    const inAnyFolder = glob.includes('/') ? [] : [`**/${glob}`, `**/${glob}/**`];
    return { taken, matches: globs([glob, `${glob}/**`, ...inAnyFolder], { dot: true }) };
  });
  return (absolute) => {
    const way = wayBelow(directory, absolute);
    return way !== null && tests.reduce((named, { taken, matches }) => (matches(way) ? !taken : named), false);
  };
}
