import type { Source } from '../../grammar/source.ts';
import type { Family } from '../binding/ip-address.ts';
import type { Configuration } from '../model/configuration.ts';
import type { AddressNames } from '../model/vrrp/address-names.ts';
import type { VrrpInstance } from '../model/vrrp/vrrp-instance.ts';
import type { Neighbour } from './neighbours.ts';

/**
 * What put nodes together: the user's word, the views of one conditional file, unicast peers that name each other, a shared virtual address,
 * or only their names and places.
 */
export type Grouping = 'settings' | 'views' | 'peers' | 'addresses' | 'place';

/** One view as a member of a cluster: what one node would run. */
export interface ClusterNode {
  /** The root's path, with `@id` behind it for the view of a config-id. */
  readonly name: string;
  readonly root: Source;
  readonly configId: string | null;
  readonly configuration: Configuration;
}

/** An instance of one node that takes part in a virtual router. */
export interface RouterMember {
  readonly node: ClusterNode;
  readonly instance: VrrpInstance;
}

/** How the adverts of a virtual router travel; `mixed` where its members do not agree. */
export type Transport = 'multicast' | 'unicast' | 'mixed';

/** What RFC 9568 calls a virtual router: the instances of one address family and virtual router ID that belong together. */
export interface VirtualRouter {
  readonly family: Family;
  readonly virtualRouterId: number;
  readonly transport: Transport;
  /** The names of the virtual addresses of all members, without prefix lengths, each once, in the order of the first that has them. */
  readonly addresses: readonly string[];
  /** In the order of the nodes. */
  readonly members: readonly RouterMember[];
}

/** Nodes that form one or more virtual routers together. */
export interface Cluster {
  readonly name: string;
  readonly grouped: Grouping;
  /** Why these nodes are taken for one cluster: a sentence that says so where it is a guess. */
  readonly because: string;
  /** Whether nothing but what they share, their names and their places says that they belong together. */
  readonly isGuess: boolean;
  readonly nodes: readonly ClusterNode[];
  readonly names: AddressNames;
  readonly routers: readonly VirtualRouter[];
  /** Instances of other nodes that may be on one segment with these; only looked for where rules are asked. */
  readonly neighbours: readonly Neighbour[];
}

/** `site/keepalived.conf@lb1`: how a node is written everywhere. */
export function nodeName(root: string, configId: string | null): string {
  return configId === null ? root : `${root}@${configId}`;
}
