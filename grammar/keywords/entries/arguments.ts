import { isWhole, MAX_UNSIGNED, signedCNumber } from '../forms.ts';
import type { ArgumentType } from '../keyword.ts';
import type { EntryArgument, EntryOption } from './entry.ts';
import { SCOPES, TABLES } from './names.ts';

type Form = Extract<ArgumentType, { type: 'form' }>;

const form = (description: string, fits: (word: string) => boolean): Form => ({ type: 'form', form: description, fits });

const inRange = (number: number | null, max: number): boolean => number !== null && number >= 0 && number <= max;

/** A whole decimal number. */
export const whole = (name: string, max: number, min = 0): EntryArgument => ({ name, type: 'integer', min, max });

/** A whole decimal number of up to 64 bits. */
export const whole64 = (name: string): EntryArgument => ({
  name,
  ...form('0..18446744073709551615', (word) => /^\d+$/.test(word) && BigInt(word) <= 0xffff_ffff_ffff_ffffn),
});

export const address = (name: string, family?: 'ipv4' | 'ipv6'): EntryArgument => ({ name, type: 'address', family });

export const device: EntryArgument = { name: 'interface', type: 'interface' };

/** `lock` keeps the kernel from changing the value. */
export const lock: EntryArgument = { name: 'lock', type: 'enum', values: ['lock'], optional: true };

/** A family may stand before a gateway; it must be that of the entry. */
export const gatewayFamily: EntryArgument = { name: 'family', type: 'enum', values: ['inet', 'inet6'], optional: true };

export const trackGroup: EntryArgument = { name: 'group', type: 'name', refers: 'track_group', above: true };

export const scope: EntryArgument = { name: 'scope', type: 'number-or-name', min: 0, max: 255, names: SCOPES, file: 'rt_scopes' };

export const dsfield: EntryArgument = { name: 'dsfield', type: 'number-or-name', min: 0, max: 255, file: 'rt_dsfield' };

/** A routing table; 0 is one for routes only. */
export const table = (min: 0 | 1): EntryArgument => ({
  name: 'table',
  type: 'number-or-name',
  min,
  max: MAX_UNSIGNED,
  names: TABLES,
  file: 'rt_tables',
  wraps: true,
});

const isRealm = (word: string): boolean => (/^[\d+-]/.test(word) ? inRange(signedCNumber(word), 255) : word !== '');

/** One realm or two; which names there are, only the host's rt_realms knows. */
export const realms: EntryArgument = {
  name: 'realms',
  ...form('TO or FROM/TO, each 0..255 or a name of rt_realms', (word) => {
    const parts = word.split('/');
    return parts.length <= 2 && parts.every(isRealm);
  }),
};

/** An empty part counts as 0. */
const isMark = (word: string): boolean => word === '' || inRange(signedCNumber(word), MAX_UNSIGNED);

export const mark: EntryArgument = {
  name: 'mark',
  ...form('MARK or MARK/MASK, each 0..4294967295 (decimal, 0x or 0 octal)', (word) => {
    const parts = word.split('/');
    return parts.length <= 2 && parts.every(isMark);
  }),
};

/** Ports. keepalived takes no single port, by mistake, and looks neither at the size of the numbers nor at what follows them. */
export const ports: EntryArgument = {
  name: 'ports',
  ...form('LOW-HIGH, each 0..65535 (for a single port: 80-80)', (word) => /^\d+-\d+/.test(word)),
};

/** A transport protocol; which names there are, only the host's /etc/protocols knows. */
export const transport: EntryArgument = {
  name: 'protocol',
  ...form('0..127 or a name of /etc/protocols', (word) => (/^[\d+-]/.test(word) ? isWhole(word, 0, 127) : word !== '')),
  onHost: 'protocols',
};

export const vrf: EntryArgument = { name: 'vrf', type: 'interface', onHost: 'interfaces' };

/** User ids. keepalived looks at neither their order nor at what follows. */
export const userIds: EntryArgument = {
  name: 'range',
  ...form('LOW-HIGH, each 0..4294967295', (word) => {
    const [, low, high] = /^(\d+)-(\d+)/.exec(word) ?? [];
    return low !== undefined && high !== undefined && Number(low) <= MAX_UNSIGNED && Number(high) <= MAX_UNSIGNED;
  }),
};

export const broadcast: EntryArgument = {
  name: 'broadcast',
  type: 'either',
  of: [form('+ (all host bits set) or - (none)', (word) => word === '+' || word === '-'), { type: 'address', family: 'ipv4' }],
};

/** Seconds that an address stays preferred. */
export const lifetime: EntryArgument = {
  name: 'seconds',
  type: 'either',
  of: [
    { type: 'enum', values: ['forever'] },
    { type: 'integer', min: 0, max: MAX_UNSIGNED, unit: 'seconds' },
  ],
};

export const routePreference: EntryArgument = {
  name: 'preference',
  type: 'either',
  of: [
    { type: 'enum', values: ['low', 'medium', 'high'] },
    { type: 'integer', min: 0, max: 255 },
  ],
};

/**
 * A time of a TCP metric; decimals beyond those allowed are reported and rounded.
 * `bare`: what a number without unit counts in; `largest`: the most of them.
 */
export const tcpTime = (bare: string, largest: number): EntryArgument => ({
  name: 'time',
  ...form(
    `a number with s, sec or secs (up to 3 decimals) or ms, msec or msecs; without unit it counts in ${bare}, at most ${largest}`,
    (word) => {
      const [, number = '', unit] = /^(\d+\.?\d*|\.\d+)(s|secs?|ms|msecs?)?$/.exec(word) ?? [];
      return number !== '' && (unit !== undefined || Number(number) <= largest);
    },
  ),
});

export const mplsLabels: EntryArgument = {
  name: 'labels',
  ...form('LABEL or LABEL/LABEL, each 0..1048575 (decimal, 0x or 0 octal)', (word) => {
    const labels = word.split('/');
    return labels.length <= 2 && labels.every((label) => inRange(signedCNumber(label), 1_048_575));
  }),
};

export const ilaLocator: EntryArgument = {
  name: 'locator',
  ...form('four hexadecimal groups joined by colons, such as 1:2:3:4', (word) => /^[\da-fA-F]{1,4}(:[\da-fA-F]{1,4}){3}$/.test(word)),
};

/** A second name for an option. */
export const alias = (word: string, option: EntryOption): EntryOption => ({ ...option, word, sameAs: option.word });
