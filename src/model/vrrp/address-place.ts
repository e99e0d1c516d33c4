import type { Address } from '../net/address.ts';
import type { VrrpInstance } from './vrrp-instance.ts';

type Home = Pick<VrrpInstance, 'interface' | 'vmac' | 'vmacAddr' | 'ipvlan' | 'family'>;

/**
 * The interface on which an instance puts an address, where that is one that others use too: null for one on a macvlan or ipvlan interface of
 * its own, and where nothing says which.
 */
export function sharedInterfaceOf({ interface: own, vmac, vmacAddr, ipvlan, family }: Home, { dev, useVmac, ip }: Address): string | null {
  const place = dev ?? own.value;
  const isHome = place === own.value && ip.family === family;
  const isExtra = isHome ? vmac.value !== null || ipvlan.value?.carriesAddresses === true : vmacAddr.value;
  return isExtra || useVmac !== null ? null : place;
}
