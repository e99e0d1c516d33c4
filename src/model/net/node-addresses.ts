import type { Configuration } from '../configuration.ts';
import type { Address } from './address.ts';

/** Every address that keepalived sets on a node: the virtual ones of its instances, the excluded ones too, and the static ones. */
export function nodeAddresses({ vrrpInstances, staticAddresses }: Configuration): readonly Address[] {
  return [...vrrpInstances.flatMap(({ addresses, excludedAddresses }) => [...addresses, ...excludedAddresses]), ...staticAddresses];
}
