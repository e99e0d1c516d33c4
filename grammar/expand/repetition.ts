import type { Version } from '../version.ts';
import { atLeast } from '../version.ts';

/** A `~SEQ`, `~SEQx` or `~LST` with its values, made one at a time: a sequence may have billions. */
export interface Repetition {
  readonly names: readonly string[];
  readonly rounds: Iterable<readonly string[]>;
}

/** Where the parts of a repetition stand: `~SEQ(…)` and the text behind it. */
export interface RepetitionText {
  readonly form: string;
  readonly inside: string;
  /** Offset of the repeated text. */
  readonly textStart: number;
}

/** `~SEQ(…) text` at the start of a line; null where the line begins otherwise. */
export function matchRepetition(text: string): RepetitionText | null {
  const match = /^~(SEQx?|LST)[ \t]*\(([^)]*)\)[ \t]*/.exec(text);
  return match ? { form: match[1] ?? '', inside: match[2] ?? '', textStart: match[0].length } : null;
}

/** Reads the parts in the brackets. `replace` puts definitions into the numbers of a sequence. A string says why it is not valid. */
export function readRepetition(parts: RepetitionText, version: Version, replace: (numbers: string) => string): Repetition | string {
  const since: Version = parts.form === 'SEQ' ? '2.0.9' : '2.1.0';
  if (!atLeast(version, since)) return `keepalived knows ~${parts.form} since ${since} only`;
  return parts.form === 'LST' ? readList(parts.inside) : readSequence(parts.inside, parts.form === 'SEQx', version, replace);
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Characters of the numbers of a sequence, blanks included, that keepalived has room for. */
const NUMBERS_ROOM = 62;

function readSequence(inside: string, hexadecimal: boolean, version: Version, replace: (numbers: string) => string): Repetition | string {
  const [, name = '', comma = '', rest = ''] = /^([^,]*)(,?)(.*)$/s.exec(inside) ?? [];
  if (!NAME.test(name.trim())) return `'${name.trim()}' is not a name`;
  if (rest.trimStart().length > NUMBERS_ROOM && atLeast(version, '2.1.0')) {
    return `its numbers take more than ${NUMBERS_ROOM} characters`;
  }
  const numbers = replace(rest).split(',');
  if (comma === '' || numbers.length > 3) return 'it takes a name and one to three numbers: ~SEQ(NAME, START, STEP, END)';
  const values: bigint[] = [];
  for (const text of numbers) {
    const value = readNumber(text.trim());
    if (value === null) return `'${text.trim()}' is not a number`;
    values.push(value);
  }
  const end = values.at(-1) ?? 0n;
  const start = values.length > 1 ? (values[0] ?? 0n) : end < 0n ? -1n : 1n;
  const step = values.length === 3 ? (values[1] ?? 0n) : end >= start ? 1n : -1n;
  if (step === 0n) return 'the step is 0';
  if ((end > start && step < 0n) || (end < start && step > 0n)) return `steps of ${step} never lead from ${start} to ${end}`;
  if (hexadecimal && (start < 0n || end < 0n)) return '~SEQx takes no negative numbers';
  return { names: [name.trim()], rounds: sequence(start, step, end, hexadecimal ? 16 : 10) };
}

function* sequence(start: bigint, step: bigint, end: bigint, radix: number): Generator<readonly string[]> {
  for (let value = start; step > 0n ? value <= end : value >= end; value += step) yield [value.toString(radix)];
}

/** A number as C's strtol() takes it: decimal, `0x` hexadecimal or `0` octal. Nothing at all is 0. */
function readNumber(text: string): bigint | null {
  const match = /^(?:([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*))?$/.exec(text);
  if (!match) return null;
  const digits = match[2] ?? '0';
  const magnitude = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return match[1] === '-' ? -magnitude : magnitude;
}

/** A value or name of a list, or a group of them in braces, with the blanks around it and the comma. It may be empty. */
const LIST_ITEM = /[ \t]*(?:(?:\{([^{}]*)\}|([^ \t,{})][^ \t,})]*))[ \t]*)?(?:,|$)/y;

function readList(inside: string): Repetition | string {
  const items: string[][] = [];
  let at = 0;
  // A comma at the end leaves one more item, an empty one.
  for (let more = true; more; ) {
    LIST_ITEM.lastIndex = at;
    const item = LIST_ITEM.exec(inside);
    if (!item) return `'${inside.slice(at).trim()}' is neither a word nor a group of words in braces`;
    at = LIST_ITEM.lastIndex;
    more = item[0].endsWith(',');
    items.push(item[1] === undefined ? [item[2] ?? ''] : item[1].split(',').map((word) => word.trim()));
  }
  const [names = [], ...rounds] = items;
  const wrong = names.find((name) => !NAME.test(name));
  if (wrong !== undefined) return `'${wrong}' is not a name`;
  if (rounds.length === 0) return 'it takes a name and at least one value';
  if (rounds.flat().some((value) => /[ \t]/.test(value))) return 'a value holds a blank';
  const long = rounds.find((values) => values.length > names.length);
  if (long) return `'{${long.join(', ')}}' has more values than there are names`;
  return { names, rounds: rounds.map((values) => names.map((_, i) => values[i] ?? '')) };
}
