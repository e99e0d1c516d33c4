import { type Family, isLinkLocal } from '../binding/ip-address.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Address } from '../model/net/address.ts';
import { passwordWord } from '../model/vrrp/password.ts';
import type { VrrpInstance } from '../model/vrrp/vrrp-instance.ts';

/** What tells which cluster a view belongs to. It keeps nothing of the configuration, because there can be thousands of views. */
export interface Traits {
  /** Path of the root file. */
  readonly root: string;
  readonly configId: string | null;
  readonly instances: readonly InstanceTraits[];
  /** The headers of its virtual servers, such as `192.0.2.10 80`. */
  readonly services: readonly string[];
}

export interface InstanceTraits {
  readonly name: string;
  readonly family: Family;
  readonly virtualRouterId: number | null;
  readonly interface: string | null;
  readonly priority: number;
  readonly state: 'MASTER' | 'BACKUP';
  /** The configured source of its adverts. */
  readonly source: string | null;
  readonly peers: readonly string[];
  /** Virtual addresses, the excluded ones too; link-local ones only where there are no others. */
  readonly addresses: readonly string[];
  /** Compared, never shown. */
  readonly password: string | null;
}

export function traitsOf({ view, vrrpInstances, virtualServers }: Configuration): Traits {
  return {
    root: view.root.path,
    configId: view.configId,
    instances: vrrpInstances.map(instanceTraits),
    services: virtualServers.map(({ name }) => name),
  };
}

function instanceTraits(instance: VrrpInstance): InstanceTraits {
  const { addresses, excludedAddresses } = instance;
  return {
    name: instance.name,
    family: instance.family,
    virtualRouterId: instance.virtualRouterId.value,
    interface: instance.interface.value,
    priority: instance.priority.value,
    state: instance.state.value,
    source: instance.sourceAddress.value?.text ?? null,
    peers: instance.peers.map(({ ip }) => ip.text),
    addresses: telling([...addresses, ...excludedAddresses]),
    password: passwordWord(instance)?.text ?? null,
  };
}

/** Every network may have the same link-local addresses, such as `fe80::1` for its gateway. */
function telling(addresses: readonly Address[]): readonly string[] {
  const all = addresses.map(({ ip }) => ip);
  const told = all.filter((ip) => !isLinkLocal(ip));
  return [...new Set((told.length > 0 ? told : all).map(({ text }) => text))];
}
