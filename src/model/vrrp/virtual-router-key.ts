import type { VrrpInstance } from './vrrp-instance.ts';

/** What instances of one virtual router have in common on a segment: the address family and the virtual router ID (RFC 9568, section 1.1). */
export function virtualRouterKey({ family, virtualRouterId }: Pick<VrrpInstance, 'family' | 'virtualRouterId'>): string {
  return `${family} ${virtualRouterId.value}`;
}
