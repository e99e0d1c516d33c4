import { build } from './build.ts';
import { MAX_UNSIGNED } from './forms.ts';
import type { Argument, Earlier, ValueKeyword } from './keyword.ts';
import { value } from './rows.ts';

/** The shortest time that is not none, in seconds. */
const SHORTEST = 0.000001;

/** The longest connect_timeout in seconds: its microseconds must fit 32 bits. */
const LONGEST_CONNECT = 4294.967295;

/** A time in seconds; without decimals before 2.0.13. */
const seconds = (name: string, range: { readonly min: number; readonly max?: number }): readonly Argument[] => [
  { name, type: 'integer', min: Math.ceil(range.min), unit: 'seconds', until: '2.0.13' },
  { name, type: 'decimal', takesDigits: true, ...range, decimals: 6, unit: 'seconds', since: '2.0.13' },
];

/** Where the times and tries of one level come from when it does not set them itself. */
export interface TimingDefaults {
  readonly delayLoop: string;
  readonly retry: string;
  readonly delayBeforeRetry: string;
  readonly warmup: string;
}

/** The times and tries of checks: a virtual server hands them down to its real servers, and these to their checkers. */
export const timing = (defaults: TimingDefaults, retry: { readonly min: 0 | 1; readonly takesDigits?: true }): readonly ValueKeyword[] => [
  value('delay_loop', seconds('interval', { min: SHORTEST }), {
    does: 'Sets the time from one check to the next.',
    default: defaults.delayLoop,
  }),
  value('retry', [{ name: 'count', type: 'integer', ...retry, max: MAX_UNSIGNED }], {
    does: 'Sets how often a failed check is tried again before the server is taken out.',
    default: defaults.retry,
    note: retry.min === 1 ? 'A checker itself may also say 0.' : undefined,
  }),
  value('delay_before_retry', seconds('delay', { min: 0 }), {
    does: 'Sets the time from a failed check to the next try.',
    default: defaults.delayBeforeRetry,
  }),
  value('warmup', seconds('max_delay', { min: 0 }), {
    does: 'Sets the longest random delay before the first check, so that not all checks start at once; 0 starts them at once.',
    default: defaults.warmup,
  }),
];

/** How long checks wait for a connection; known to checkers in every version, to servers since 2.0.13. */
export const connectTimeout = (otherwise: string, facts: { readonly since?: '2.0.13' } = {}): ValueKeyword =>
  value('connect_timeout', seconds('timeout', { min: SHORTEST, max: LONGEST_CONNECT }), {
    does: 'Sets how long a checker waits for its connection and for each answer.',
    default: otherwise,
    ...facts,
  });

/** A port behind the address of a server, where 0 stands for none. */
export const SERVER_PORT: Argument = { name: 'port', type: 'integer', takesDigits: true, writtenZero: true, min: 0, max: 65_535 };

export const SCRIPT_NOTE =
  'A script with parameters belongs inside one pair of quotes; unquoted words behind it are the user and the group. ' +
  'A script that is missing, not executable or unsafe is dropped, which only the log of a real run tells.';

/** keepalived takes the options of a tunnel all together, or none of them. */
const TUNNEL_OPTION = { optional: true, invalid: 'options-lost', since: '2.0.18' } as const;

/** How packets reach a server: a method and, for tunnels, their kind. */
export const METHOD: readonly Argument[] = [
  { name: 'method', type: 'enum', values: ['NAT', 'DR', 'TUN'] },
  {
    name: 'tunnel type',
    type: 'enum',
    values: ['ipip', 'gue', 'gre'],
    keyword: 'type',
    ...TUNNEL_OPTION,
    missing: 'options-lost',
  },
  { name: 'port number', type: 'integer', min: 1, max: 65_535, keyword: 'port', ...TUNNEL_OPTION, missing: 'options-lost' },
  { name: 'checksum', type: 'enum', values: ['nocsum', 'csum', 'remcsum'], ...TUNNEL_OPTION },
];

/** How keepalived treats the words of {@link METHOD}. */
export const METHOD_FACTS = { anyOrder: true, extra: 'options-lost', extraSince: '2.0.18' } as const;

export const METHOD_NOTE =
  'Case counts. type gue needs a port and no other type takes one; csum and remcsum do not go with ipip (the default), remcsum not ' +
  'with gre. A mistake in these words drops them all, but the method itself holds. Tunnel types need Linux 5.2 headers, gre 5.3.';

/** A word that may be missing (reported since 2.0.17) or stand twice (reported since 2.2.8). */
export const REPORTED_WORD = {
  missing: 'reported',
  repeat: 'last-reported',
  earlier: [
    { before: '2.0.17', missing: 'exits', repeat: 'last' },
    { before: '2.2.8', repeat: 'last' },
  ],
} as const satisfies Omit<Earlier, 'before'> & { readonly earlier: readonly Earlier[] };

/** The host of HTTP checks, which each level hands down to the next. */
export const virtualhost = (does: string, otherwise?: string): ValueKeyword =>
  value('virtualhost', [{ name: 'host', type: 'text' }], { does, default: otherwise, ...REPORTED_WORD });

/** The name of a server in SNMP. */
export const snmpName = (server: string): ValueKeyword =>
  value('snmp_name', [{ name: 'name', type: 'text' }], {
    does: `Names the ${server} in the SNMP tables.`,
    since: '2.2.3',
    build: build.snmpChecker,
    missing: 'reported',
    extra: 'refused',
    repeat: 'last-reported',
    earlier: [{ before: '2.2.8', repeat: 'last' }],
  });
