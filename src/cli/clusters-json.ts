import type { VirtualRouter } from '../cluster/cluster.ts';
import { placeOfInstance } from '../cluster/place-of-instance.ts';
import type { FoundClusters } from '../engine/find-clusters.ts';
import { VERSION } from './version.ts';

/** Counts up with every change of the JSON form that a reader of the old one would notice. */
const SCHEMA = 1;

export function clustersJson({ clusters, alone }: FoundClusters): string {
  const log = {
    schema: SCHEMA,
    kvlint: VERSION,
    clusters: clusters.map(({ name, grouped, because, nodes, routers }) => ({
      name,
      grouped,
      because,
      nodes: nodes.map((node) => ({ node: node.name, root: node.root.path, configId: node.configId })),
      routers: routers.map(routerJson),
    })),
    alone,
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function routerJson({ family, virtualRouterId, transport, addresses, members }: VirtualRouter): object {
  return {
    family,
    virtualRouterId,
    transport,
    addresses,
    members: members.map((member) => ({
      node: member.node.name,
      instance: member.instance.name,
      priority: member.instance.priority.value,
      interface: member.instance.interface.value,
      ...placeOfInstance(member),
    })),
  };
}
