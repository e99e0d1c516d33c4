import type { Version } from '../version.ts';
import type { ArgumentType } from './keyword.ts';

type Form = Extract<ArgumentType, { type: 'form' }>;

/** Largest value of an unsigned 32 bit number. */
export const MAX_UNSIGNED = 4_294_967_295;

/** Largest value of a signed 32 bit number. */
export const MAX_SIGNED = 2_147_483_647;

/** Whether a word is a decimal number from `min` to `max`; a `+` may stand before it. */
export function isWhole(word: string, min: number, max: number): boolean {
  return /^\+?\d+$/.test(word) && Number(word) >= min && Number(word) <= max;
}

/** The value of a number as C writes it: decimal, `0x` and hexadecimal digits, or `0` and octal digits; null for anything else. */
export function cNumber(word: string): number | null {
  if (/^0[xX][0-9a-fA-F]+$/.test(word)) return Number.parseInt(word.slice(2), 16);
  if (/^0[0-7]*$/.test(word)) return Number.parseInt(word, 8);
  return /^[1-9]\d*$/.test(word) ? Number(word) : null;
}

/** As {@link cNumber}, with a sign or none before it. */
export function signedCNumber(word: string): number | null {
  const value = cNumber(word.replace(/^[+-]/, ''));
  return value !== null && word.startsWith('-') ? -value : value;
}

/** `LOW-HIGH`, both from `min` to `max`; `ordered`: LOW may not be above HIGH. */
function isRange(word: string, min: number, max: number, ordered: boolean): boolean {
  const [low = '', high = '', ...more] = word.split('-');
  return more.length === 0 && isWhole(low, min, max) && isWhole(high, min, max) && (!ordered || Number(low) <= Number(high));
}

/** What `status_code` takes since 2.0.17. */
export const STATUS_CODES = {
  type: 'form',
  form: 'a status from 100 to 599, or a range of them such as 200-299',
  fits: (word) => isWhole(word, 100, 599) || isRange(word, 100, 599, true),
} as const satisfies Form;

/** What `digest` takes. */
export const MD5_DIGEST = {
  type: 'form',
  form: '32 hexadecimal digits',
  fits: (word) => /^[\da-fA-F]{32}$/.test(word),
} as const satisfies Form;

/**
 * The IPv4 address that the C library makes of one to four numbers with points between them, of which the last one fills what is left: 24 is
 * 0.0.0.24. Null for anything else.
 */
export function filledAddress(word: string): string | null {
  const parts = word.split('.').map(cNumber);
  const last = parts.pop() ?? null;
  if (last === null || parts.length > 3 || last >= 256 ** (4 - parts.length)) return null;
  if (!parts.every((part) => part !== null && part < 256)) return null;
  const filled = Array.from({ length: 4 - parts.length }, (_, i) => Math.floor(last / 256 ** (3 - parts.length - i)) % 256);
  return [...parts, ...filled].join('.');
}

/** What `persistence_granularity` takes: it depends on the family of the virtual server, so this accepts either. */
export const NETMASK = {
  type: 'form',
  form: 'an IPv4 netmask such as 255.255.255.0, or an IPv6 prefix length 1..128',
  fits: (word) => isWhole(word, 1, 128) || filledAddress(word) !== null,
} as const satisfies Form;

/** What `name` of DNS_CHECK takes since 2.1.4: no empty label, where a one-letter first label is mistaken for one. */
export const DNS_NAME = {
  type: 'form',
  form: 'a domain name without empty labels; keepalived also refuses a first label of one letter (a.example)',
  fits: (word) => !word.includes('..') && word[1] !== '.' && !(word.startsWith('.') && word !== '.'),
} as const satisfies Form;

/** From here on keepalived reads decimal numbers itself, and not as floating-point ones. */
export const MISREADS_SINCE: Version = '2.2.3';
