import { onOff, weightArguments } from './arguments.ts';
import { build } from './build.ts';
import type { Argument, Keyword } from './keyword.ts';
import { block, flag, value } from './rows.ts';

/** Whole milliseconds before 2.2.0, microseconds as decimals since. */
const interval = (min: number): readonly Argument[] => [
  { name: 'interval', type: 'integer', min, max: 4_294_967, unit: 'milliseconds', until: '2.2.0' },
  { name: 'interval', type: 'decimal', min, max: 4_294_967, decimals: 3, unit: 'milliseconds', since: '2.2.0' },
];

const neighbour: readonly Argument[] = [{ name: 'address', type: 'address', cut: true }];

const SLOW = 'Above 10000 keepalived logs a warning when it runs.';

const settings: readonly Keyword[] = [
  value('neighbor_ip', neighbour, {
    does: 'Sets the address of the neighbour at the other end of the session.',
    sameAs: 'neighbour_ip',
    missing: 'crashes',
    invalid: 'block-removed',
    required: true,
    note: 'A zone (%eth0) is refused.',
  }),
  value('neighbour_ip', neighbour, {
    does: 'Other spelling of neighbor_ip.',
    sameAs: 'neighbor_ip',
    missing: 'crashes',
    invalid: 'block-removed',
  }),
  value('source_ip', [{ name: 'address', type: 'address', cut: true }], {
    does: 'Sets the own address of the session.',
    default: 'chosen by the kernel',
    note: 'It must be of the family of neighbor_ip. Needed where one neighbour has several sessions.',
  }),
  value('min_rx', interval(1), {
    does: 'Sets the shortest time between control packets that this end can take.',
    default: '10',
    note: SLOW,
  }),
  value('min_tx', interval(1), {
    does: 'Sets the shortest time between control packets that this end wants to send.',
    default: '10',
    note: SLOW,
  }),
  value('idle_tx', interval(1000), {
    does: 'Sets the time between control packets while the session is down.',
    default: '1000',
    note: SLOW,
  }),
  value('multiplier', [{ name: 'count', type: 'integer', min: 1, max: 255 }], {
    does: 'Sets after how many missed control packets the session is down.',
    default: '5',
  }),
  flag('passive', { does: 'Waits for the neighbour to begin the session.', default: 'off' }),
  value('ttl', [{ name: 'ttl', type: 'integer', min: 1, max: 255 }], {
    does: 'Sets the TTL of control packets.',
    sameAs: 'hoplimit',
    default: '255 for IPv4',
    note: 'It sets the same field as hoplimit, whatever the family.',
  }),
  value('hoplimit', [{ name: 'hop limit', type: 'integer', min: 1, max: 255 }], {
    does: 'Sets the hop limit of control packets.',
    sameAs: 'ttl',
    default: '64 for IPv6',
    note: 'It sets the same field as ttl, whatever the family.',
  }),
  value('max_hops', [{ name: 'hops', type: 'integer', min: -1, max: 255 }], {
    does: 'Sets how many hops a control packet may have come.',
    default: '0',
    note: '-1 means 255, any number. One above ttl or hoplimit is reported and reduced, so 255 does not go with the IPv6 default of 64.',
  }),
  value('multihop', [onOff], {
    does: 'Uses the port for sessions over several hops (4784, RFC 5883).',
    since: '2.2.8',
    default: 'off',
  }),
  value('weight', weightArguments(253, { invalid: 'word-ignored' }), {
    does: 'Sets by how much the session changes the priority of what tracks it.',
    default: '0: down means FAULT',
    note: 'reverse stays set when a later weight line has none.',
  }),
  flag('vrrp', {
    does: 'Reports the session to VRRP only.',
    default: 'VRRP and checkers both hear of it',
    note: 'Together with checker the two cancel out.',
  }),
  flag('checker', {
    does: 'Reports the session to the checkers only.',
    default: 'VRRP and checkers both hear of it',
    note: 'Together with vrrp the two cancel out. With checker alone, track_bfd does not find it.',
  }),
];

/** A BFD session. */
export const bfdInstance = block(
  'bfd_instance',
  [{ name: 'name', type: 'name', defines: 'bfd_instance', maxBytes: 31 }],
  {
    does: 'Watches the path to a neighbour by BFD (RFC 5880), so that instances, groups and servers can depend on it.',
    repeat: 'first-reported',
    missing: 'crashes',
    invalid: 'block-removed',
    build: build.bfd,
    note: 'It must stand above what refers to it.',
  },
  settings,
);
