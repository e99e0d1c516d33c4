import { resolve } from 'node:path';
import type { NamedCluster } from '../cluster/group.ts';
import type { SettingsStack } from '../settings/stack.ts';

/** The clusters that settings name. One that no node of a run is in is none of its business. */
export function clustersOfSettings(stacks: readonly SettingsStack[], workingDirectory: string): readonly NamedCluster[] {
  return stacks.flatMap(({ clusters }) =>
    clusters.map(({ name, includes }) => ({
      name,
      includes: (node: string, root: string) => includes(resolve(workingDirectory, root)) || includes(resolve(workingDirectory, node)),
    })),
  );
}
