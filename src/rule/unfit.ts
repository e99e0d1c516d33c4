import type { ArgumentType, Invalid, Keyword } from '../../grammar/keywords/keyword.ts';
import type { Misfit } from '../binding/bound.ts';
import { inSeconds } from './in-seconds.ts';

/** A word that is not what its keyword takes. */
export type Unfit = Misfit<'invalid-value'>;

/** Whether a value of this type is not to be shown. */
export function isSecret(type: ArgumentType): boolean {
  return type.type === 'text' && type.secret === true;
}

/** Whether the word stands where an entry of a list has its options, as the second of two entries on a line does. */
export function isEntryOption({ keyword, invalid }: Unfit['data']): boolean {
  return keyword.kind === 'list' && (invalid === 'word-ignored' || invalid === 'entry-lost');
}

/** `vrrp_garp_interval 0`: a zero where nothing, which is the default, cannot be written as a number. Asked of a value that does not fit, or would not. */
export function isZeroForNothing(keyword: Keyword, text: string): boolean {
  const [argument] = keyword.args;
  if (keyword.kind !== 'value' || (argument?.type !== 'integer' && argument?.type !== 'decimal')) return false;
  return /^0+(?:\.0*)?$/.test(text) && /^(?:0|no|none|off)\b(?!: required)/.test(keyword.default ?? '');
}

/** What keepalived does about the word. `who`: how the sentence calls keepalived. */
export function unfitEffect(data: Unfit['data'], who: 'keepalived' | 'it' = 'keepalived'): string {
  const { keyword, argument, used, invalid } = data;
  if (isEntryOption(data)) return `${who} says so and ${effectOnEntry(data)}.`;
  if (invalid === 'unnoticed' || invalid === 'refuses') return `${who} ${EFFECTS[invalid]('line', keyword.name)}`;
  if (data.misread) return `${who} says so and takes it for ${timeTaken(data)}.`;
  if (used !== undefined && !isSecret(argument)) return `${who} says so and uses '${shownValue(used)}'.`;
  if (used !== undefined) {
    const most = argument.type === 'text' ? argument.maxBytes : undefined;
    return most === undefined
      ? `${who} says so and uses a part of it.`
      : `${who} says so, sends its first ${most} bytes only, and fails its config test. The nodes must agree in these.`;
  }
  const unit = keyword.kind === 'block' ? 'block' : 'line';
  return `${who} ${EFFECTS[typeof invalid === 'object' ? 'ignored' : invalid](unit, keyword.name)}`;
}

function effectOnEntry({ used, invalid }: Unfit['data']): string {
  if (used !== undefined) return `uses '${shownValue(used)}'`;
  return invalid === 'entry-lost' ? 'drops the whole entry, so that it is not tracked' : 'takes the entry without it';
}

/** What keepalived takes a word for whose digits it has read in the smallest unit that it keeps, or that has none; they are all times. */
function timeTaken({ argument, used }: Unfit['data']): string {
  if (Number.isInteger(used)) return inSeconds(Number(used));
  const decimals = argument.type === 'decimal' ? (argument.decimals ?? 0) : 0;
  const count = Math.round(Number(used) * 10 ** decimals);
  return `${count} ${decimals === 3 ? 'millisecond' : 'microsecond'}${count === 1 ? '' : 's'}`;
}

/** What keepalived does where it takes no value. */
const EFFECTS: Readonly<Record<Extract<Invalid, string>, (unit: 'block' | 'line', name: string) => string>> = {
  ignored: (unit) => `says so and ignores the ${unit}.`,
  'word-ignored': (_, name) => `says so and takes '${name}' without it.`,
  'options-lost': () => 'says so and takes the first word alone: every word behind it is dropped.',
  // What becomes of an earlier line is told with that one.
  'earlier-lost': (unit) => `says so and ignores the ${unit}.`,
  clamped: (unit) => `says so and ignores the ${unit}.`,
  used: (unit) => `says so and ignores the ${unit}.`,
  'address-lost': () => 'says so, and the check has no address left: it can never connect.',
  unnoticed: () => 'takes it for the name of an interface, without a word; no interface can have it.',
  'entry-lost': () => 'says so and leaves out the entry.',
  refuses: () => "finds no interface of that name and refuses to run, unless 'dynamic_interfaces' lets it wait for one.",
  silent: (unit) => `ignores the ${unit} without a word.`,
  'block-removed': (unit) => `says so and leaves out the ${unit === 'block' ? 'block' : 'block around it'}.`,
};

function shownValue(value: number | boolean | string): string {
  return value === true ? 'on' : value === false ? 'off' : String(value);
}
