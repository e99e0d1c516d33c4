import { cNumber, MAX_UNSIGNED } from '../forms.ts';
import {
  address,
  alias,
  device,
  dsfield,
  gatewayFamily,
  lock,
  realms,
  routePreference,
  scope,
  table,
  tcpTime,
  trackGroup,
  vrf,
  whole,
} from './arguments.ts';
import { encap } from './encapsulation.ts';
import type { EntryArgument, EntryLanguage, EntryOption } from './entry.ts';
import { PROTOCOLS, type ROUTE_TYPES } from './names.ts';
import { nexthopLanguage } from './nexthop.ts';

/** `default`, `any` and `all` fit only before anything has told the family. */
const destination: EntryArgument = { name: 'destination', type: 'destination' };

const TYPE_NOTE = 'The word behind it must be the destination; to may stand neither between them nor before.';

/** Route types, with what they do. */
const TYPES: Readonly<Record<keyof typeof ROUTE_TYPES, string>> = {
  unicast: 'Makes an ordinary route, as without a type.',
  local: 'Delivers the packets to this host.',
  broadcast: 'Sends the packets as link broadcasts.',
  brd: 'Sends the packets as link broadcasts.',
  multicast: 'Makes a route for multicast.',
  anycast: 'Delivers the packets to this host as to an anycast address.',
  blackhole: 'Drops the packets in silence.',
  unreachable: 'Drops the packets and answers that the host is unreachable.',
  prohibit: 'Drops the packets and answers that this is forbidden.',
  throw: 'Ends the search in this table.',
  nat: 'Once translated addresses; current kernels do not.',
  xresolve: 'Once asked a program; current kernels do not.',
};

const types: readonly EntryOption[] = [
  ...Object.entries(TYPES).map(([word, does]): EntryOption => ({ word, does, args: [destination], note: TYPE_NOTE })),
  {
    word: 'a route type as number',
    form: { type: 'form', form: '0..255', fits: (word) => (cNumber(word) ?? 256) <= 255 },
    does: 'Gives the type of the route by its number.',
    args: [destination],
    note: TYPE_NOTE,
  },
];

const SKIPS = 'keepalived skips the word behind it, whatever it is, in every version up to 2.4.3.';

const families: readonly EntryOption[] = [
  {
    word: 'inet6',
    does: 'Makes the route one for IPv6.',
    args: [],
    since: '2.0.8',
    family: 'ipv6',
    otherFamily: 'entry-dropped',
    decidesFamily: true,
    skipsNext: true,
    note: SKIPS,
  },
  {
    word: 'inet',
    does: 'Makes the route one for IPv4.',
    args: [],
    since: '2.0.8',
    family: 'ipv4',
    otherFamily: 'entry-dropped',
    decidesFamily: true,
    skipsNext: true,
    note: SKIPS,
  },
];

const via: EntryOption = {
  word: 'via',
  does: 'Sets the router.',
  args: [gatewayFamily, address('gateway')],
  decidesFamily: true,
};

const tos: EntryOption = {
  word: 'tos',
  does: 'Makes the route one for packets with this type of service.',
  args: [dsfield],
  family: 'ipv4',
  note: 'Decimal unless 0x stands before it, unlike in the ip command.',
};

const metric: EntryOption = {
  word: 'metric',
  does: 'Sets the metric; the route with the lowest is used.',
  args: [whole('metric', MAX_UNSIGNED)],
  earlier: [{ before: '2.0.11', invalid: 'silent' }],
};

const dev: EntryOption = {
  word: 'dev',
  does: 'Sets the interface.',
  args: [device],
  invalid: 'refuses',
  note: 'An interface that does not exist is allowed with dynamic_interfaces.',
};

const selection: readonly EntryOption[] = [
  { word: 'to', does: 'May stand before the destination.', args: [destination], decidesFamily: true },
  ...families,
  { word: 'src', does: 'Sets the source address of packets that this host sends.', args: [address('address')], decidesFamily: true },
  via,
  { ...alias('gw', via), deprecated: { since: '2.0.0', use: 'via', reported: true } },
  {
    word: 'from',
    does: 'Makes the route one for packets from these addresses.',
    args: [{ name: 'source', type: 'address', family: 'ipv6', prefix: true }],
    family: 'ipv6',
    otherFamily: 'entry-dropped',
    decidesFamily: true,
  },
  tos,
  alias('dsfield', tos),
  {
    word: 'table',
    does: 'Chooses the routing table.',
    args: [table(0)],
    note: 'Without it main. vrf sets it too, and the last of the two counts. -1 is taken as 4294967295.',
  },
  {
    word: 'protocol',
    does: 'Says who made the route.',
    args: [{ name: 'protocol', type: 'number-or-name', min: 0, max: 255, names: PROTOCOLS, file: 'rt_protos' }],
    note: 'A route without no_track must have 18: any other number is reported and replaced (since 2.0.1).',
  },
  {
    word: 'scope',
    does: 'Sets how far the destination is.',
    args: [scope],
    family: 'ipv4',
    note: 'Without it global, also where there is no router (the ip command would take link).',
  },
  metric,
  alias('priority', metric),
  alias('preference', metric),
  dev,
  alias('oif', dev),
  {
    word: 'vrf',
    does: 'Puts the route into the table of a VRF.',
    args: [vrf],
    since: '2.2.5',
    headers: 'with VRF',
    note: 'The interface must exist and be a VRF, even with dynamic_interfaces.',
  },
  { word: 'onlink', does: 'Takes the router as reachable on the link whatever its address.', args: [], family: 'ipv4' },
  encap,
  {
    word: 'expires',
    does: 'Removes the route after this many seconds.',
    args: [whole('seconds', MAX_UNSIGNED)],
    family: 'ipv6',
    otherFamily: 'entry-dropped',
    decidesFamily: true,
    headers: 'Linux 4.5',
  },
  { word: 'realms', does: 'Sets the routing realms.', args: [realms], family: 'ipv4', otherFamily: 'entry-dropped', decidesFamily: true },
  {
    word: 'pref',
    does: 'Sets the preference of the router as router advertisements do.',
    args: [routePreference],
    family: 'ipv6',
    otherFamily: 'entry-dropped',
    decidesFamily: true,
    headers: 'Linux 4.1',
  },
];

const TIME_NOTE =
  'Times outside 200 ms to 120 s are corrected; that is reported since 2.2.8 and logged since 2.2.3, and was not done before.';

/** A metric of the route that `lock` may hold. */
const locked = (word: string, does: string): EntryOption => ({ word, does, args: [lock, whole(word, MAX_UNSIGNED)] });

const metrics: readonly EntryOption[] = [
  locked('mtu', 'Sets the largest packet of the way.'),
  locked('advmss', 'Sets the largest TCP segment to announce.'),
  { word: 'hoplimit', does: 'Sets the hop limit of packets.', args: [whole('hoplimit', 255)] },
  { word: 'rtt', does: 'Sets the round-trip time to begin with.', args: [lock, tcpTime('1/8 ms', 960_000)], note: TIME_NOTE },
  {
    word: 'rttvar',
    does: 'Sets the variance of the round-trip time to begin with.',
    args: [lock, tcpTime('1/4 ms', 480_000)],
    note: TIME_NOTE,
  },
  { word: 'rto_min', does: 'Sets the shortest time before TCP sends again.', args: [lock, tcpTime('ms', 120_000)], note: TIME_NOTE },
  locked('reordering', 'Sets how far packets may overtake each other before TCP takes one as lost.'),
  { word: 'window', does: 'Limits the TCP window to announce.', args: [whole('window', MAX_UNSIGNED)] },
  locked('cwnd', 'Limits the congestion window.'),
  locked('ssthresh', 'Sets the slow start threshold.'),
  { word: 'initcwnd', does: 'Sets the congestion window to begin with.', args: [whole('initcwnd', MAX_UNSIGNED)] },
  { word: 'initrwnd', does: 'Sets the receive window to begin with.', args: [whole('initrwnd', MAX_UNSIGNED)] },
  {
    word: 'features',
    does: 'Switches on a feature of the route.',
    args: [{ name: 'feature', type: 'enum', values: ['ecn'] }],
    invalid: 'option-ignored',
    repeat: 'accumulates',
  },
  { word: 'quickack', does: 'Switches quick TCP acknowledgements on or off.', args: [whole('value', 1)], headers: 'Linux 3.11' },
  {
    word: 'congctl',
    does: 'Chooses the TCP congestion control.',
    args: [lock, { name: 'algorithm', type: 'text' }],
    headers: 'Linux 4.0',
    note: 'The name is not checked.',
  },
  {
    word: 'ttl-propagate',
    does: 'Says whether MPLS takes over the TTL of the packet.',
    args: [{ name: 'value', type: 'enum', values: ['enabled', 'disabled'] }],
    since: '2.0.8',
    invalid: 'corrected',
    headers: 'Linux 4.12',
    note: 'Any other word is reported and taken as disabled.',
  },
  { word: 'fastopen_no_cookie', does: 'Allows TCP Fast Open without a cookie.', args: [whole('value', 1)], headers: 'Linux 4.15' },
];

const handling: readonly EntryOption[] = [
  {
    word: 'add',
    does: 'Fails where a route like it exists.',
    args: [],
    since: '2.2.5',
    note: 'Of add, prepend and append the last counts.',
  },
  { word: 'prepend', does: 'Puts the route before others like it, which is also the default.', args: [], since: '2.2.5' },
  { word: 'append', does: 'Puts the route behind others like it.', args: [], since: '2.2.5' },
  {
    word: 'as',
    does: 'Would translate the address; keepalived does not do it.',
    args: [{ name: 'to', type: 'enum', values: ['to'], optional: true }, address('address')],
    always: 'option-ignored',
    note: 'Always reported and left out.',
  },
  {
    word: 'no_track',
    does: 'Keeps the instance from reacting when the route disappears.',
    args: [],
    since: '2.0.3',
    note: 'Only then may protocol be another than 18.',
  },
  {
    word: 'track_group',
    does: 'Puts the instances of a track_group into FAULT when the route disappears.',
    args: [trackGroup],
    since: '2.0.3',
    lists: ['static_routes'],
    invalid: 'option-ignored',
    repeat: 'entry-dropped',
    note: 'The route needs dev. In virtual_routes the word is taken for a destination.',
  },
  {
    word: 'or',
    does: 'Adds a second router of equal weight.',
    args: [address('gateway')],
    deprecated: { since: '2.0.0', use: 'nexthop', reported: true },
    repeat: 'option-ignored',
    note: 'It may not stand beside nexthop.',
  },
  {
    word: 'nexthop',
    does: 'Adds one of several ways over which the traffic is spread.',
    args: [],
    inner: nexthopLanguage,
    repeat: 'accumulates',
    conflicts: ['or'],
    note: 'It must stand behind all options of the route.',
  },
];

/** An entry of virtual_routes and static_routes. A word that is no option is its destination; of two the last counts. */
export const routeLanguage: EntryLanguage = {
  describes: 'a route',
  bare: destination,
  unknown: 'entry-dropped',
  missing: 'exits',
  invalid: 'entry-dropped',
  required: { options: ['to', ...types.map(({ word }) => word)], bare: true, otherwise: 'entry-dropped' },
  options: [...selection, ...types, ...metrics, ...handling],
};
