import { cNumber, MAX_SIGNED, MAX_UNSIGNED } from '../forms.ts';
import { alias, device, dsfield, mark, ports, realms, table, trackGroup, transport, userIds, whole, whole64 } from './arguments.ts';
import type { EntryArgument, EntryLanguage, EntryOption } from './entry.ts';

/** `default`, `any` and `all` fit only before anything has told the family. */
const prefix: readonly EntryArgument[] = [
  { name: 'address', type: 'address', prefix: true, until: '2.0.8' },
  { name: 'address', type: 'destination', since: '2.0.8' },
];

const SKIPS = 'keepalived skips the word behind it, whatever it is, in every version up to 2.4.3.';

const preference: EntryOption = {
  word: 'preference',
  does: 'Sets the place of the rule: the kernel tries lower numbers first.',
  args: [{ name: 'preference', type: 'number-or-name', min: 0, max: MAX_UNSIGNED }],
  note:
    'Without one, keepalived counts down from 16384 for each family, and reports that since 2.0.16. Two rules with one preference are ' +
    'not reported.',
};

const tos: EntryOption = { word: 'tos', does: 'Matches packets with this type of service.', args: [dsfield] };

const iif: EntryOption = {
  word: 'iif',
  does: 'Matches packets that come in on an interface.',
  args: [device],
  invalid: 'refuses',
  note: 'An interface that does not exist is allowed with dynamic_interfaces.',
};

const matches: readonly EntryOption[] = [
  {
    word: 'inet6',
    does: 'Makes the rule one for IPv6.',
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
    does: 'Makes the rule one for IPv4.',
    args: [],
    since: '2.0.8',
    family: 'ipv4',
    otherFamily: 'entry-dropped',
    decidesFamily: true,
    skipsNext: true,
    note: SKIPS,
  },
  { word: 'not', does: 'Turns the rule round: it then matches what it would not.', args: [] },
  { word: 'from', does: 'Matches packets from these addresses.', args: prefix, decidesFamily: true },
  { word: 'to', does: 'Matches packets to these addresses.', args: prefix, decidesFamily: true },
  preference,
  alias('order', preference),
  alias('priority', preference),
  tos,
  alias('dsfield', tos),
  { word: 'fwmark', does: 'Matches packets with a firewall mark.', args: [mark] },
  iif,
  alias('dev', iif),
  {
    word: 'oif',
    does: 'Matches packets of this host that are bound to an interface.',
    args: [device],
    invalid: 'refuses',
    note: 'An interface that does not exist is allowed with dynamic_interfaces.',
  },
  { word: 'tunnel-id', does: 'Matches packets with a tunnel id.', args: [whole64('id')], headers: 'Linux 4.3' },
  {
    word: 'uidrange',
    does: 'Matches packets that these users send.',
    args: [userIds],
    headers: 'Linux 4.10',
    note: 'Neither the order of the two nor what follows them is checked.',
  },
  {
    word: 'ipproto',
    does: 'Matches packets of a transport protocol.',
    args: [transport],
    since: '2.0.1',
    invalid: 'option-ignored',
    headers: 'Linux 4.17',
    note: 'ip_proto, as the man page has it, is unknown.',
  },
  {
    word: 'sport',
    does: 'Matches packets from these ports.',
    args: [ports],
    since: '2.0.1',
    invalid: 'option-ignored',
    headers: 'Linux 4.17',
  },
  {
    word: 'dport',
    does: 'Matches packets to these ports.',
    args: [ports],
    since: '2.0.1',
    invalid: 'option-ignored',
    headers: 'Linux 4.17',
  },
  {
    word: 'protocol',
    does: 'Says who made the rule.',
    args: [whole('protocol', 255)],
    since: '2.0.1',
    invalid: 'option-ignored',
    headers: 'Linux 4.17',
    note: 'A number only. A rule without no_track must have 18: any other is reported and replaced.',
  },
];

const lookup: EntryOption = { word: 'table', does: 'Looks the packet up in a routing table.', args: [table(1)], action: true };

/** Drops the packets; the number of the action may stand instead of its name. */
const drop = (word: string, does: string): EntryOption => ({ word, does, args: [], action: true });

const DROP_BY_NUMBER = 'an action as number';

const actions: readonly EntryOption[] = [
  lookup,
  alias('lookup', lookup),
  { word: 'l3mdev', does: 'Looks the packet up in the table of its VRF.', args: [], action: true, headers: 'Linux 4.8' },
  {
    word: 'goto',
    does: 'Goes on with the rule of that preference.',
    args: [whole('target', MAX_UNSIGNED)],
    action: true,
    note: 'The rule needs a preference, and a smaller one than the target.',
  },
  { word: 'nop', does: 'Does nothing.', args: [], action: true },
  drop('blackhole', 'Drops the packet in silence.'),
  drop('unreachable', 'Drops the packet and answers that the network is unreachable.'),
  drop('prohibit', 'Drops the packet and answers that this is forbidden.'),
  {
    ...drop(DROP_BY_NUMBER, 'Drops the packet: 6 as blackhole, 7 as unreachable, 8 as prohibit.'),
    form: { type: 'form', form: '6, 7 or 8', fits: (word) => [6, 7, 8].includes(cNumber(word) ?? 0) },
  },
  {
    word: 'type',
    does: 'May stand before an action, but not before table, lookup and l3mdev.',
    args: [],
    before: ['goto', 'nop', 'blackhole', 'unreachable', 'prohibit', DROP_BY_NUMBER],
  },
];

const LOOKUPS = ['table', 'lookup', 'l3mdev'];

const suppressPrefix: EntryOption = {
  word: 'suppress_prefixlength',
  does: 'Passes over routes whose prefix is this long or shorter.',
  args: [whole('length', MAX_SIGNED)],
  needs: LOOKUPS,
  headers: 'Linux 3.12',
};

const suppressGroup: EntryOption = {
  word: 'suppress_ifgroup',
  does: 'Passes over routes over interfaces of a group.',
  args: [{ name: 'group', type: 'number-or-name', min: 0, max: MAX_SIGNED, names: { default: 0 }, file: 'group' }],
  needs: LOOKUPS,
  headers: 'Linux 3.12',
};

const lookupOptions: readonly EntryOption[] = [
  {
    word: 'realms',
    does: 'Sets the routing realms.',
    args: [realms],
    needs: LOOKUPS,
    family: 'ipv4',
    otherFamily: 'entry-dropped',
    decidesFamily: true,
  },
  suppressPrefix,
  alias('sup_pl', suppressPrefix),
  suppressGroup,
  alias('sup_group', suppressGroup),
];

const tracking: readonly EntryOption[] = [
  { word: 'no_track', does: 'Keeps the instance from reacting when the rule is deleted.', args: [], since: '2.0.3' },
  {
    word: 'track_group',
    does: 'Puts the instances of a track_group into FAULT when the rule is deleted.',
    args: [trackGroup],
    since: '2.0.3',
    lists: ['static_rules'],
    invalid: 'option-ignored',
    repeat: 'rest-dropped',
    note: 'The rule needs dev or iif.',
  },
];

/** An entry of virtual_rules and static_rules. */
export const ruleLanguage: EntryLanguage = {
  describes: 'a rule',
  unknown: 'entry-dropped',
  missing: 'exits',
  invalid: 'entry-dropped',
  required: { options: actions.filter(({ action }) => action).map(({ word }) => word), otherwise: 'entry-dropped' },
  options: [...matches, ...actions, ...lookupOptions, ...tracking],
};
