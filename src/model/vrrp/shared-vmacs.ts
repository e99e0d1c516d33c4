import type { Span } from '../../../grammar/tree.ts';
import { atLeast, type Version } from '../../../grammar/version.ts';
import { lineSpan } from '../../binding/place.ts';
import type { Address } from '../net/address.ts';
import type { EffectiveInstance } from './effective-instance.ts';

/** A virtual MAC address that something puts on an interface. */
interface Use {
  readonly instance: EffectiveInstance;
  readonly at: Span;
}

/**
 * A virtual MAC address is made of the virtual router ID and the family, on one interface. Two instances with one ID that are not in one sync
 * group may not both use it: one stays in fault state. The config test does not see it.
 */
export function findSharedVmacs(instances: readonly EffectiveInstance[], version: Version): void {
  if (!atLeast(version, '2.2.0')) return;
  const ofInstances = new Map<string, Use>();
  for (const instance of instances) {
    const { vmac, interface: own } = instance;
    if (!vmac.value || !vmac.node || own.value === null) continue;
    const key = keyOf(instance, own.value, instance.family);
    if (!ofInstances.has(key)) ofInstances.set(key, { instance, at: lineSpan(vmac.node) });
  }
  const ofAddresses = new Map<string, Use>();
  for (const instance of instances) {
    for (const address of [...instance.addresses, ...instance.excludedAddresses]) {
      const place = macvlanOf(instance, address);
      if (place === null || (address.ip.family !== instance.family && !instance.vmac.value)) continue;
      const key = keyOf(instance, place, address.ip.family);
      const use = { instance, at: (address.useVmac ?? address.word).span };
      noteSharing(use, address, ofInstances.get(key), ofAddresses.get(key));
      if (!ofAddresses.has(key)) ofAddresses.set(key, use);
    }
  }
}

function keyOf({ virtualRouterId }: EffectiveInstance, place: string, family: string): string {
  return `${virtualRouterId.value} ${place} ${family}`;
}

/** The interface on which an address gets a macvlan of its own; null where it gets none. */
function macvlanOf({ vmac, vmacAddr, interface: own, family }: EffectiveInstance, { useVmac, dev, ip }: Address): string | null {
  const place = dev ?? own.value;
  const home = place === own.value && ip.family === family;
  if (home && (vmac.value || !useVmac)) return null;
  return useVmac || vmacAddr.value ? place : null;
}

/** The instance with use_vmac stays down; of two addresses, the later one's. */
function noteSharing(use: Use, { ip }: Address, owner: Use | undefined, earlier: Use | undefined): void {
  if (owner && apart(owner, use)) {
    owner.instance.faulted = true;
    const more = { data: { address: ip.text, other: use.instance.name }, against: use.at };
    owner.instance.correct('vrrp/vip-on-vmac-of-other-instance', 'faults', 'logs', owner.at, more);
  } else if (earlier && apart(earlier, use)) {
    use.instance.faulted = true;
    use.instance.correct('vrrp/vips-share-vmac', 'faults', 'logs', use.at, {
      data: { address: ip.text, other: earlier.instance.name },
      against: earlier.at,
    });
  }
}

function apart(a: Use, b: Use): boolean {
  return a.instance !== b.instance && (a.instance.syncGroup === null || a.instance.syncGroup !== b.instance.syncGroup);
}
