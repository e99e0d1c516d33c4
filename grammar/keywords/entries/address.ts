import { alias, broadcast, device, lifetime, scope, trackGroup } from './arguments.ts';
import type { EntryLanguage, EntryOption } from './entry.ts';

const IPV6_ONLY = 'An IPv4 address takes it without effect.';

const brd: EntryOption = {
  word: 'brd',
  does: 'Sets the broadcast address.',
  args: [broadcast],
  family: 'ipv4',
  otherFamily: 'entry-dropped',
  invalid: 'entry-dropped',
  note: 'With + and -, a prefix longer than 30 bits is reported and no broadcast address set; with peer it is reported and ignored.',
};

/** An entry of virtual_ipaddress, virtual_ipaddress_excluded and static_ipaddress. */
export const addressLanguage: EntryLanguage = {
  describes: 'an address',
  head: [{ name: 'address', type: 'address', prefix: true }],
  headInvalid: 'entry-dropped',
  unknown: 'option-ignored',
  missing: 'entry-dropped',
  invalid: 'option-ignored',
  options: [
    {
      word: 'dev',
      does: 'Sets the interface that gets the address.',
      args: [device],
      invalid: 'refuses',
      repeat: 'entry-dropped',
      earlier: [{ before: '2.2.0', repeat: 'silent' }],
      note: 'An interface that does not exist is allowed with dynamic_interfaces.',
    },
    {
      word: 'scope',
      does: 'Sets how far the address may be seen.',
      args: [scope],
      family: 'ipv4',
      note: 'For IPv6 anything but global is reported and ignored. The kernel wants one scope for all addresses of a subnet on an interface. universe is no name here.',
    },
    brd,
    alias('broadcast', brd),
    {
      word: 'label',
      does: 'Labels the address.',
      args: [{ name: 'label', type: 'text', maxBytes: 15 }],
      family: 'ipv4',
      otherFamily: 'option-ignored',
      invalid: 'entry-dropped',
      earlier: [{ before: '2.2.3', invalid: 'silent' }],
      note: 'It need not begin with the name of the interface.',
    },
    {
      word: 'peer',
      does: 'Sets the other end of a point-to-point link.',
      args: [
        { name: 'peer', type: 'address', prefix: true, until: '2.0.8' },
        { name: 'peer', type: 'address', since: '2.0.8' },
      ],
      repeat: 'option-ignored',
      note:
        'It takes no prefix length, and one on the address is reported and overridden. An IPv4 address with a peer stays on the ' +
        'interface when the instance leaves MASTER.',
    },
    {
      word: 'preferred_lft',
      does: 'Sets for how many seconds the address is preferred as a source.',
      args: [lifetime],
      since: '2.0.20',
      family: 'ipv6',
      note: `Without it, 0 for a /128 and forever for others. ${IPV6_ONLY}`,
    },
    { word: 'home', does: 'Marks the address as the home address of Mobile IPv6.', args: [], family: 'ipv6', note: IPV6_ONLY },
    {
      word: '-nodad',
      does: 'Switches duplicate address detection on, which keepalived leaves out otherwise.',
      args: [],
      family: 'ipv6',
      note: IPV6_ONLY,
    },
    {
      word: 'mngtmpaddr',
      does: 'Lets the kernel make temporary addresses from this one.',
      args: [],
      family: 'ipv6',
      headers: 'Linux 3.14',
      note: IPV6_ONLY,
    },
    { word: 'noprefixroute', does: 'Keeps the kernel from adding a route for the prefix.', args: [], headers: 'Linux 3.14' },
    {
      word: 'autojoin',
      does: 'Joins the multicast group that the address is.',
      args: [],
      headers: 'Linux 4.1',
      note: 'The kernel refuses it for an IPv4 address that is not a multicast group.',
    },
    { word: 'no_track', does: 'Keeps the instance from reacting when the address is deleted.', args: [], since: '2.0.3' },
    {
      word: 'track_group',
      does: 'Puts the instances of a track_group into FAULT when the address is deleted.',
      args: [trackGroup],
      since: '2.0.3',
      lists: ['static_ipaddress'],
      repeat: 'rest-dropped',
      note: 'With no_track the address is not tracked.',
    },
    {
      word: 'use_vmac',
      does: 'Puts the address on an interface with the virtual MAC address.',
      args: [],
      since: '2.2.0',
      lists: ['virtual_ipaddress', 'virtual_ipaddress_excluded'],
      note: 'Reported where use_vmac or use_vmac_addr of the instance already does so.',
    },
  ],
};
