import type { Family } from '../binding/ip-address.ts';

/** What tells the hosts of a network which MAC address has a virtual address now (RFC 9568 sections 8.1.2 and 8.2.2). */
export function announcement(family: Family): string {
  return family === 'ipv4' ? 'gratuitous ARP' : 'unsolicited neighbour advertisements';
}
