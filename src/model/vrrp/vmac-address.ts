import type { Family } from '../../binding/ip-address.ts';
import { virtualMac } from '../net/network.ts';
import type { Vmac, VrrpInstance } from './vrrp-instance.ts';

/**
 * The MAC address of the macvlan of an instance. One of five octets gets the virtual router ID as its sixth; strict mode takes the standard one.
 */
export function vmacAddress(instance: VrrpInstance, { mac }: Vmac): string {
  if (!mac || instance.strict.value) return standardVmacAddress(instance, instance.family);
  const vrid = instance.virtualRouterId.value;
  return mac.text.split(':').length === 5 && vrid !== null ? `${mac.text}:${vrid.toString(16).padStart(2, '0')}` : mac.text;
}

/** The virtual router MAC address of RFC 9568; with `VRID` in it where an instance has none. */
export function standardVmacAddress({ virtualRouterId: { value: vrid } }: VrrpInstance, family: Family): string {
  return vrid === null ? `${virtualMac(family, 0).slice(0, -2)}VRID` : virtualMac(family, vrid);
}
