import { cNumber, MAX_SIGNED } from '../../grammar/keywords/forms.ts';
import type { ArgumentType } from '../../grammar/keywords/keyword.ts';
import { familyOf, isMulticast, parseAddress, parseCutAddress, parsePrefixedAddress } from './ip-address.ts';

/** What a word can mean: a number for integers and decimals, a boolean for booleans, else the text. */
export type Value = number | boolean | string;

/** A word that is not what its argument wants. */
export interface Unfit {
  /** What is wrong, as a predicate of the word: `is not a whole number`. It never holds the word, which may be a secret. */
  readonly why: string;
  /** What stands there, undefined where keepalived could read nothing. */
  readonly asRead?: Value | undefined;
  /** The nearest value that is allowed. */
  readonly nearest?: Value;
  /** What keepalived uses instead, whatever the keyword does with other words that do not fit. */
  readonly replacement?: Value | undefined;
  /**
   * What keepalived from 2.2.3 on takes a word for that begins like a decimal number: its digits, in the smallest unit that is kept. `5s` is 5
   * microseconds where six decimals are. Source: read_decimal_unsigned_long_func (lib/parser.c).
   */
  readonly misread?: number | undefined;
  /** What keepalived does where it does not look at what is wrong with the word; else what the keyword says. */
  readonly unseen?: 'unnoticed' | 'refuses' | undefined;
}

/** A word that does not fit, told from values by its class. */
export class UnfitValue implements Unfit {
  readonly why: string;
  readonly asRead: Value | undefined;
  readonly nearest: Value | undefined;
  readonly replacement: Value | undefined;
  readonly misread: number | undefined;
  readonly unseen: 'unnoticed' | 'refuses' | undefined;

  constructor(why: string, more: Omit<Unfit, 'why'> = {}) {
    this.why = why;
    this.asRead = more.asRead;
    this.nearest = more.nearest;
    this.replacement = more.replacement;
    this.misread = more.misread;
    this.unseen = more.unseen;
  }
}

/** A port behind a host: no name has a colon in it. */
const PORT_BEHIND = /:\d+$/;

/** Longest name of a network interface that Linux has (IFNAMSIZ less the final zero), in bytes. */
const INTERFACE_NAME_BYTES = 15;

/** Reads one word, without its quotes, as its argument wants it. */
export function readValue(type: ArgumentType, text: string): Value | UnfitValue {
  switch (type.type) {
    case 'integer':
      return ranged(type, integer(type, text));
    case 'decimal':
      return ranged(type, decimal(type, text));
    case 'boolean':
      return BOOLEANS.get(text) ?? new UnfitValue('is not one of true, on, yes, false, off and no (in lower case)');
    case 'enum':
      return enumeration(type, text);
    case 'address':
      return address(type, text);
    case 'interface':
      return interfaceName(type, text);
    case 'mac':
      return MAC.test(text) ? text : new UnfitValue('is no MAC address');
    case 'hex':
      return hexadecimal(type, text);
    case 'host':
      return PORT_BEHIND.test(text) && familyOf(text) === null ? new UnfitValue('has its port in it') : text;
    case 'umask':
      return isFileMode(text) ? text : new UnfitValue('is no file mode');
    case 'form':
      return type.fits(text) ? text : new UnfitValue(`is not ${type.form}`);
    case 'path':
      if (type.filled && text === '') return new UnfitValue('is empty');
      return type.directory && DEVICE.test(text) ? new UnfitValue('is a device and no directory') : text;
    case 'name':
    case 'text':
      return limited(text, type.maxBytes);
    case 'either':
      return firstFit(type.of, text);
    default:
      return text;
  }
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['on', true],
  ['yes', true],
  ['false', false],
  ['off', false],
  ['no', false],
]);

type IntegerType = Extract<ArgumentType, { type: 'integer' }>;
type DecimalType = Extract<ArgumentType, { type: 'decimal' }>;
type NumberType = IntegerType | DecimalType;

const WHOLE = /^\s*[+-]?\d+$/;
const DECIMAL = /^\s*[+-]?(?:\d+(?:\.(\d*))?|\.(\d+))$/;
/** Six groups, or the five before the virtual router id. */
const MAC = /^[\da-f]{1,2}(?::[\da-f]{1,2}){4,5}$/i;
const MODE_NAMES = /^\|?(?:(?:I[RWX](?:USR|GRP|OTH)|IRWX[UGO])(?:\|(?:I[RWX](?:USR|GRP|OTH)|IRWX[UGO]))*\|?)?$/;
const MOST_MODE_BITS = 0o777;

/** An unsigned number takes no minus sign, not even before 0; nothing at all (`""`) is 0. */
function integer(type: IntegerType, text: string): number | UnfitValue {
  const { min = Number.NEGATIVE_INFINITY } = type;
  if (text === '') return 0;
  const isNegative = min >= 0 && text.includes('-');
  if (WHOLE.test(text)) return isNegative ? new UnfitValue('is negative', { asRead: Number(text), nearest: min }) : Number(text);
  const asRead = Number.parseInt(text, 10) || 0;
  const isTaken = type.takesDigits && !(min >= 0 && text.startsWith('-')) && !(type.writtenZero && asRead === 0);
  const more = isTaken ? { replacement: inRange(type, asRead), nearest: nearestTo(type, asRead) } : {};
  return new UnfitValue('is not a whole number', { asRead, ...more });
}

/** Digits beyond those that keepalived keeps are rounded away, and reported. */
function decimal(type: DecimalType, text: string): number | UnfitValue {
  if (text === '') return 0;
  const { decimals } = type;
  const match = DECIMAL.exec(text);
  if (!match) {
    const isTaken = type.takesDigits && !text.startsWith('-');
    return new UnfitValue('is not a number', isTaken ? { misread: misread(type, text), asRead: beginning(type, text) } : {});
  }
  const number = Number(text);
  const digits = (match[1] ?? match[2] ?? '').length;
  if (decimals === undefined || digits <= decimals) return number;
  const rounded = Number(number.toFixed(decimals));
  return new UnfitValue(`has more than ${decimals} decimals`, { replacement: rounded });
}

/** A number as keepalived takes it; undefined where it does not. */
function inRange({ min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, zero }: NumberType, number: number): number | undefined {
  if (number === 0 && zero !== undefined) return zero;
  return number >= min && number <= max ? number : undefined;
}

/** The number that a word begins with, which keepalived before 2.2.3 goes on with. */
function beginning(type: DecimalType, text: string): number | undefined {
  return inRange(type, Number.parseFloat(text) || 0);
}

/** {@link Unfit.misread}; undefined where keepalived does not go on with it. */
function misread(type: DecimalType, text: string): number | undefined {
  const { decimals = 0 } = type;
  const point = text.indexOf('.');
  const kept = point < 0 ? text : text.slice(0, point) + text.slice(point + 1, point + 1 + decimals);
  const digits = /^\s*\+?(\d*)/.exec(kept)?.[1] ?? '';
  return inRange(type, Number(digits) / 10 ** decimals);
}

function ranged(type: NumberType, number: number | UnfitValue): number | UnfitValue {
  if (number instanceof UnfitValue) return number;
  const taken = inRange(type, number);
  if (taken === number) return number;
  if (taken !== undefined) return new UnfitValue('is not allowed', { replacement: taken });
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = type;
  const nearest = nearestTo(type, number);
  const isCut = type.type === 'integer' && type.cutFrom !== undefined && Math.abs(number) <= type.cutFrom;
  const read = { asRead: number, nearest, replacement: isCut ? nearest : undefined };
  if (max === Number.POSITIVE_INFINITY) return new UnfitValue(`is less than ${min}`, read);
  if (min === Number.NEGATIVE_INFINITY) return new UnfitValue(`is more than ${max}`, read);
  return new UnfitValue(`lies outside ${min} to ${max}`, read);
}

/** The nearest number that is allowed; undefined where keepalived reads none because the number does not fit 32 bits. */
function nearestTo({ min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: NumberType, number: number): number | undefined {
  return Math.abs(number) > MAX_SIGNED ? undefined : Math.min(Math.max(number, min), max);
}

function enumeration(type: Extract<ArgumentType, { type: 'enum' }>, text: string): string | UnfitValue {
  const bare = type.sign && (text[0] === '+' || text[0] === '-') ? text.slice(1) : text;
  if (type.values.includes(bare)) return text;
  if (type.ignoreCase) {
    const lower = bare.toLowerCase();
    const found = type.values.find((value) => value.toLowerCase() === lower);
    if (found !== undefined) return found;
  }
  const since = type.valuesSince?.[bare];
  if (since !== undefined) return new UnfitValue(`needs keepalived ${since}`, { asRead: text });
  return new UnfitValue(type.values.length === 1 ? `is not ${type.values[0]}` : `is not one of ${series(type.values)}`, { asRead: text });
}

function address(type: Extract<ArgumentType, { type: 'address' }>, text: string): string | UnfitValue {
  const read = type.prefix ? parsePrefixedAddress(text) : null;
  const ip = type.prefix ? read?.ip : type.cut ? parseCutAddress(text) : parseAddress(text);
  if (!ip) {
    const slash = text.indexOf('/');
    return new UnfitValue(
      slash > 0 && familyOf(text.slice(0, slash)) !== null ? 'has a prefix length, which may not stand here' : 'is no IP address',
    );
  }
  if (type.family && ip.family !== type.family)
    return new UnfitValue(`is no ${type.family === 'ipv4' ? 'IPv4' : 'IPv6'} address`, { asRead: text });
  if (type.multicast && !isMulticast(ip)) return new UnfitValue('is no multicast address', { asRead: text });
  if (read && !read.prefixValid) return new UnfitValue('has no valid prefix length', { replacement: ip.text });
  return text;
}

function interfaceName({ unchecked, mustExist }: Extract<ArgumentType, { type: 'interface' }>, text: string): string | UnfitValue {
  const taken = { replacement: text, unseen: mustExist ? 'refuses' : 'unnoticed' } as const;
  if (byteLength(text, INTERFACE_NAME_BYTES) > INTERFACE_NAME_BYTES)
    return new UnfitValue(`is longer than ${INTERFACE_NAME_BYTES} bytes`, unchecked === 'all' ? taken : {});
  if (text === '' || text === '.' || text === '..' || NOT_IN_INTERFACE_NAMES.test(text))
    return new UnfitValue('cannot be the name of an interface', unchecked ? taken : {});
  return text;
}

/** What Linux keeps out of interface names. */
const NOT_IN_INTERFACE_NAMES = /[/:\s]/;

function hexadecimal(type: Extract<ArgumentType, { type: 'hex' }>, text: string): string | UnfitValue {
  if (!(type.wildcard ? HEX_OR_X : HEX).test(text)) return new UnfitValue('is not hexadecimal');
  return type.bytes !== undefined && text.length > type.bytes * 2 ? new UnfitValue(`is longer than ${type.bytes} bytes`) : text;
}

/** Digits alone: an `0x` in front is none, though where an `x` stands for any digit it is taken for one. */
const HEX = /^[\da-f]+$/i;
const HEX_OR_X = /^[\da-fx]+$/i;

function isFileMode(text: string): boolean {
  const number = cNumber(text);
  return number === null ? text !== '' && MODE_NAMES.test(text) : number <= MOST_MODE_BITS;
}

/** Devices that stand for "nowhere", and are no place to keep files in. */
const DEVICE = /^\/dev\/(?:null|zero|full|u?random)$/;

function limited(text: string, maxBytes: number | undefined): string | UnfitValue {
  if (maxBytes === undefined || byteLength(text, maxBytes) <= maxBytes) return text;
  return new UnfitValue(`is longer than ${maxBytes} bytes`, {
    asRead: text,
    nearest: new TextDecoder().decode(UTF8.encode(text).subarray(0, maxBytes)),
  });
}

function firstFit(types: readonly ArgumentType[], text: string): Value | UnfitValue {
  const unfit: UnfitValue[] = [];
  for (const type of types) {
    const value = readValue(type, text);
    if (!(value instanceof UnfitValue)) return value;
    unfit.push(value);
  }
  return new UnfitValue(unfit.map(({ why }) => why).join(' and '), { asRead: unfit.at(-1)?.asRead });
}

const UTF8 = new TextEncoder();

/** Length in UTF-8, counted only as far as it matters whether it exceeds `limit`. */
function byteLength(text: string, limit: number): number {
  if (text.length > limit || text.length * 3 <= limit) return text.length;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return UTF8.encode(text).length;
  return text.length;
}

function series(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
