import { NEWEST_VERSION } from '../../grammar/version.ts';
import type { Cluster } from '../../src/cluster/cluster.ts';
import { assumedTarget } from '../../src/daemon/assumed-target.ts';
import { type ClusterOptions, type FoundClusters, findClusters } from '../../src/engine/find-clusters.ts';
import { memoryReader } from '../../src/engine/memory-reader.ts';

/** What differs between the nodes of a test. */
export interface NodeText {
  readonly priority?: number;
  readonly state?: 'MASTER' | 'BACKUP';
  readonly id?: number;
  readonly vip?: string;
  readonly source?: string;
  readonly peers?: readonly string[];
  /** Further lines of the instance. */
  readonly lines?: string;
  /** Further blocks. */
  readonly blocks?: string;
}

/** The configuration of one node with one instance. */
export function nodeText(node: NodeText = {}): string {
  const { priority = 100, state = 'BACKUP', id = 51, vip = '192.168.1.100', source, peers, lines = '', blocks = '' } = node;
  return `${blocks}
vrrp_instance VI_1 {
    state ${state}
    interface eth0
    virtual_router_id ${id}
    priority ${priority}
    ${source === undefined ? '' : `unicast_src_ip ${source}`}
    ${peers === undefined ? '' : `unicast_peer {\n${peers.join('\n')}\n}`}
    virtual_ipaddress {
        ${vip}
    }
    ${lines}
}
`;
}

/** The first node of a pair, and the second one. */
export const FIRST: NodeText = { state: 'MASTER', priority: 150 };
export const SECOND: NodeText = { state: 'BACKUP', priority: 100 };

export function clustersIn(files: Readonly<Record<string, string>>, options: Partial<ClusterOptions> = {}): FoundClusters {
  const roots = Object.keys(files).map((path) => ({ path, absolute: path }));
  return findClusters(roots, memoryReader(files), { target: assumedTarget(NEWEST_VERSION), ...options });
}

/** The nodes of each cluster by name. */
export function nodesIn(files: Readonly<Record<string, string>>, options?: Partial<ClusterOptions>): readonly (readonly string[])[] {
  return clustersIn(files, options).clusters.map(({ nodes }) => nodes.map(({ name }) => name));
}

/** The one cluster that files form. */
export function clusterOf(files: Readonly<Record<string, string>>, options?: Partial<ClusterOptions>): Cluster {
  const { clusters, alone } = clustersIn(files, options);
  const [cluster] = clusters;
  if (!cluster || clusters.length > 1 || alone.length > 0) throw new Error(`${clusters.length} clusters, alone: ${alone.join(', ')}`);
  return cluster;
}
