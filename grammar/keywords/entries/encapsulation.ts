import { address, dsfield, ilaLocator, mplsLabels, whole, whole64 } from './arguments.ts';
import type { EntryLanguage, EntryOption } from './entry.ts';

const id: EntryOption = { word: 'id', does: 'Sets the tunnel id.', args: [whole64('id')] };
const flags: EntryOption = { word: 'flags', does: 'Sets the flags of the tunnel.', args: [whole('flags', 65_535)] };

/**
 * Tunnel parameters, any of these in any order. A mistake drops the encapsulation, and the option with the mistake is
 * read again as one of the route, which is then dropped where it does not know it.
 */
const tunnel = (describes: string, family: 'ipv4' | 'ipv6', own: readonly EntryOption[]): EntryLanguage => ({
  describes,
  unknown: 'ends',
  missing: 'part-dropped',
  invalid: 'part-dropped',
  readAgain: true,
  required: { options: ['dst', 'id'], otherwise: 'reported' },
  options: [
    id,
    { word: 'dst', does: 'Sets the address of the other end of the tunnel.', args: [address('address', family)] },
    { word: 'src', does: 'Sets the address of this end of the tunnel.', args: [address('address', family)] },
    ...own,
    flags,
  ],
});

const ip = tunnel('an IPv4 encapsulation', 'ipv4', [
  { word: 'tos', does: 'Sets the type of service of the outer header.', args: [dsfield] },
  { word: 'ttl', does: 'Sets the TTL of the outer header.', args: [whole('ttl', 255)] },
]);

const ip6 = tunnel('an IPv6 encapsulation', 'ipv6', [
  { word: 'tc', does: 'Sets the traffic class of the outer header.', args: [dsfield] },
  { word: 'hoplimit', does: 'Sets the hop limit of the outer header.', args: [whole('hoplimit', 255)] },
]);

/** What follows `encap` of a route or a nexthop: a type, and then its parameters. */
export const encapsulationLanguage: EntryLanguage = {
  describes: 'an encapsulation',
  single: true,
  // The route stays.
  unknown: 'option-ignored',
  unknownTakesNext: true,
  missing: 'value-lost',
  invalid: 'value-lost',
  options: [
    { word: 'ip', does: 'Wraps packets in IPv4.', args: [], inner: ip },
    { word: 'ip6', does: 'Wraps packets in IPv6.', args: [], inner: ip6 },
    { word: 'mpls', does: 'Puts MPLS labels before packets.', args: [mplsLabels], headers: 'with LWTUNNEL_ENCAP_MPLS' },
    { word: 'ila', does: 'Rewrites the upper half of IPv6 addresses (ILA).', args: [ilaLocator], headers: 'with LWTUNNEL_ENCAP_ILA' },
  ],
};

/** The option that opens an encapsulation. */
export const encap: EntryOption = {
  word: 'encap',
  does: 'Wraps packets that take this way in a tunnel header.',
  args: [],
  inner: encapsulationLanguage,
  headers: 'Linux 4.3',
  missing: 'option-ignored',
};
