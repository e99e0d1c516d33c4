import type { AddressNames } from '../model/vrrp/address-names.ts';
import type { VrrpInstance } from '../model/vrrp/vrrp-instance.ts';
import type { ClusterNode } from './cluster.ts';

/** An address by its name, and what addresses are called. */
export interface Named {
  readonly name: string;
  readonly names: AddressNames;
}

/** Whether a node has an address under a virtual router ID, be it that it has it under another one as well. */
export function hasUnder({ configuration }: ClusterNode, address: Named, virtualRouterId: number | null): boolean {
  return configuration.vrrpInstances.some((instance) => instance.virtualRouterId.value === virtualRouterId && holds(instance, address));
}

/** Whether two nodes have an address under different IDs, and neither of them under that of the other: `own` has it under `virtualRouterId`. */
export function isUnderOtherId(own: ClusterNode, other: ClusterNode, address: Named, virtualRouterId: number | null): boolean {
  return (
    !hasUnder(other, address, virtualRouterId) &&
    other.configuration.vrrpInstances.some(
      (instance) => holds(instance, address) && !hasUnder(own, address, instance.virtualRouterId.value),
    )
  );
}

function holds(instance: VrrpInstance, { name, names }: Named): boolean {
  return names.all(instance).includes(name);
}
