import { resolve } from 'node:path';
import type { NamedCluster } from '../cluster/group.ts';
import type { Matcher } from '../settings/layer.ts';
import type { SettingsStack } from '../settings/stack.ts';

/** The clusters that settings name. One that no node of a run is in is none of its business. */
export function clustersOfSettings(stacks: readonly SettingsStack[], workingDirectory: string): readonly NamedCluster[] {
  return stacks.flatMap(({ clusters }) =>
    clusters.map(({ name, includes, patterns }) => ({
      name,
      includes: ofNodes(includes),
      patterns: patterns.map((pattern) => ({ written: pattern.written, includes: ofNodes(pattern.includes) })),
    })),
  );

  function ofNodes(includes: Matcher): NamedCluster['includes'] {
    return (node, root) => includes(resolve(workingDirectory, root)) || includes(resolve(workingDirectory, node));
  }
}
