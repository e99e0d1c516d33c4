import { type Globs, matcherOf } from './compile-layer.ts';
import type { Layer } from './layer.ts';
import { relocationsOf } from './relocate.ts';
import type { SettingsCluster, SettingsStack } from './stack.ts';

/** How a path of a settings file becomes an absolute one. */
export type Resolve = (directory: string, path: string) => string;

/** All that a settings file and what it extends say together. Later layers win where only one can hold. */
export function buildStack(file: string, layers: readonly Layer[], globs: Globs, resolve: Resolve): SettingsStack {
  const clusters = new Map<string, SettingsCluster>();
  const environment = new Map<string, string | true>();
  let baseline: string | null = null;
  let failOn: SettingsStack['failOn'] = null;
  for (const { settings, directory } of layers) {
    for (const [name, { nodes, facts = {} }] of Object.entries(settings.clusters ?? {})) {
      clusters.set(name, {
        name,
        includes: matcherOf(nodes, directory, globs),
        patterns: nodes.map((written) => ({ written, includes: matcherOf([written], directory, globs) })),
        facts: new Map(Object.entries(facts).map(([node, path]) => [node, resolve(directory, path)])),
        directory,
      });
    }
    for (const [name, value] of Object.entries(settings.env ?? {})) environment.set(name, value);
    if (settings.baseline !== undefined) baseline = resolve(directory, settings.baseline);
    failOn = settings.failOn ?? failOn;
  }
  return {
    file,
    layers,
    relocations: layers.flatMap(({ settings, directory }) => relocationsOf(settings.roots ?? {}, directory, globs)),
    allowInclude: layers.flatMap(({ settings, directory }) => (settings.allowInclude ?? []).map((path) => resolve(directory, path))),
    environment,
    clusters: [...clusters.values()],
    baseline,
    failOn,
  };
}
