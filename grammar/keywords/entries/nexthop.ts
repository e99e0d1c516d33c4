import { address, device, gatewayFamily, realms, whole } from './arguments.ts';
import { encap } from './encapsulation.ts';
import type { EntryLanguage } from './entry.ts';

/** What follows `nexthop` of a route. Every word up to the end of the line belongs to it or to a later nexthop. */
export const nexthopLanguage: EntryLanguage = {
  describes: 'a nexthop',
  unknown: 'rest-dropped',
  endsAt: ['nexthop'],
  missing: 'exits',
  invalid: 'part-dropped',
  options: [
    { word: 'via', does: 'Sets the router.', args: [gatewayFamily, address('gateway')], decidesFamily: true },
    {
      word: 'dev',
      does: 'Sets the interface.',
      args: [device],
      invalid: 'refuses',
      note: 'An interface that does not exist is allowed with dynamic_interfaces.',
    },
    { word: 'weight', does: 'Sets the share of traffic that takes this nexthop.', args: [whole('weight', 256, 1)] },
    { word: 'onlink', does: 'Takes the router as reachable on the link whatever its address.', args: [], family: 'ipv4' },
    encap,
    { word: 'realms', does: 'Sets the routing realms.', args: [realms], family: 'ipv4', otherFamily: 'part-dropped' },
    {
      word: 'as',
      does: 'Would translate the address; keepalived does not do it.',
      args: [{ name: 'to', type: 'enum', values: ['to'], optional: true }, address('address')],
      always: 'part-dropped',
      note: 'Always reported; this nexthop and all later ones are dropped.',
    },
  ],
};
