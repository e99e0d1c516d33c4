import { groupBy } from '../../grammar/group-by.ts';
import type { Configuration } from '../model/configuration.ts';
import { AddressNames } from '../model/vrrp/address-names.ts';
import { virtualRouterKey } from '../model/vrrp/virtual-router-key.ts';
import { type Cluster, type ClusterNode, nodeName, type RouterMember, type Transport, type VirtualRouter } from './cluster.ts';
import type { Group } from './group.ts';
import type { Neighbour } from './neighbours.ts';
import { partsBy } from './sets.ts';

/** Makes a cluster of a group of views, given what each of them would run, in the order of {@link Group.members}. */
export function buildCluster(
  { name, grouped, because, isGuess }: Omit<Group, 'members'>,
  configurations: readonly Configuration[],
  neighbours: readonly Neighbour[] = [],
): Cluster {
  const nodes = configurations.map(nodeOf);
  const names = new AddressNames(configurations);
  return { name, grouped, because, isGuess, nodes, names, routers: routersOf(nodes, names), neighbours };
}

function nodeOf(configuration: Configuration): ClusterNode {
  const { root, configId } = configuration.view;
  return { name: nodeName(root.path, configId), root, configId, configuration };
}

/** The virtual routers that nodes form. An instance without a virtual router ID is in none: keepalived does not run it. */
function routersOf(nodes: readonly ClusterNode[], names: AddressNames): readonly VirtualRouter[] {
  const members = nodes.flatMap((node) =>
    node.configuration.vrrpInstances
      .filter(({ virtualRouterId }) => virtualRouterId.value !== null)
      .map((instance): RouterMember => ({ node, instance })),
  );
  const byId = groupBy(members, ({ instance }) => virtualRouterKey(instance));
  return [...byId.values()].flatMap((same) => splitBySegment(same, names).map((members) => routerOf(members, names)));
}

/**
 * A virtual router ID counts on one segment only. Where a node uses it twice, on two interfaces, the instances that share an address are one
 * virtual router, else those on interfaces of the same name.
 */
function splitBySegment(members: readonly RouterMember[], names: AddressNames): readonly (readonly RouterMember[])[] {
  if (new Set(members.map(({ node }) => node)).size === members.length) return [members];
  return partsBy(members, ({ instance }) => {
    const addresses = names.all(instance);
    return addresses.length > 0 ? addresses : [instance.interface.value ?? instance.name];
  });
}

function routerOf(members: readonly RouterMember[], names: AddressNames): VirtualRouter {
  const [first] = members;
  if (first === undefined) throw new Error('a virtual router without members');
  return {
    family: first.instance.family,
    virtualRouterId: first.instance.virtualRouterId.value ?? 0,
    transport: transportOf(members),
    addresses: [...new Set(members.flatMap(({ instance }) => names.all(instance)))],
    members,
  };
}

function transportOf(members: readonly RouterMember[]): Transport {
  const unicast = members.filter(({ instance }) => instance.unicast).length;
  return unicast === 0 ? 'multicast' : unicast === members.length ? 'unicast' : 'mixed';
}
