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
  const match = /^~(SEQx?|LST)\(([^)]*)\)[ \t]*/.exec(text);
  return match ? { form: match[1] ?? '', inside: match[2] ?? '', textStart: match[0].length } : null;
}

/** Reads the parts in the brackets. `lookUp` gives the value of a definition. A string says why it is not valid. */
export function readRepetition(parts: RepetitionText, version: Version, lookUp: (name: string) => string | null): Repetition | string {
  const since: Version = parts.form === 'SEQ' ? '2.0.9' : '2.1.0';
  if (!atLeast(version, since)) return `keepalived knows ~${parts.form} since ${since} only`;
  return parts.form === 'LST' ? readList(parts.inside) : readSequence(parts.inside, parts.form === 'SEQx', lookUp);
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

function readSequence(inside: string, hexadecimal: boolean, lookUp: (name: string) => string | null): Repetition | string {
  const [name = '', ...numbers] = inside.split(',').map((part) => part.trim());
  if (!NAME.test(name)) return `'${name}' is not a name`;
  if (numbers.length < 1 || numbers.length > 3) return 'it takes a name and one to three numbers: ~SEQ(NAME, START, STEP, END)';
  const values: bigint[] = [];
  for (const text of numbers) {
    const value = readNumber(text, lookUp);
    if (value === null) return `'${text}' is not a number`;
    values.push(value);
  }
  const end = values.at(-1) ?? 0n;
  const start = values.length > 1 ? (values[0] ?? 0n) : end < 0n ? -1n : 1n;
  const step = values.length === 3 ? (values[1] ?? 0n) : end >= start ? 1n : -1n;
  if (step === 0n) return 'the step is 0';
  if ((end > start && step < 0n) || (end < start && step > 0n)) return `steps of ${step} never lead from ${start} to ${end}`;
  if (hexadecimal && (start < 0n || end < 0n)) return '~SEQx takes no negative numbers';
  return { names: [name], rounds: sequence(start, step, end, hexadecimal ? 16 : 10) };
}

function* sequence(start: bigint, step: bigint, end: bigint, radix: number): Generator<readonly string[]> {
  for (let value = start; step > 0n ? value <= end : value >= end; value += step) yield [value.toString(radix)];
}

function readNumber(text: string, lookUp: (name: string) => string | null): bigint | null {
  const reference = /^\$(?:\{(\w+)\}|(\w+))$/.exec(text);
  const digits = reference ? (lookUp(reference[1] ?? reference[2] ?? '') ?? '').trim() : text;
  const match = /^([+-]?)(0x[0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/.exec(digits);
  if (!match) return null;
  const body = match[2] ?? '0';
  const magnitude = BigInt(/^0[0-7]+$/.test(body) ? `0o${body.slice(1)}` : body);
  return match[1] === '-' ? -magnitude : magnitude;
}

function readList(inside: string): Repetition | string {
  const text = inside.trim();
  if (!text.startsWith('{')) {
    const [name = '', ...values] = text.split(',').map((part) => part.trim());
    if (!NAME.test(name)) return `'${name}' is not a name`;
    if (values.length === 0) return 'it takes a name and at least one value';
    if (values.some((value) => /[\s{}]/.test(value))) return 'a value holds a blank or a brace';
    return { names: [name], rounds: values.map((value) => [value]) };
  }
  const groups = [...text.matchAll(/\{([^{}]*)\}[ \t]*(,|$)[ \t]*/g)];
  if (groups.map((group) => group[0]).join('') !== text) return 'the groups in braces must be separated by commas';
  const [names = [], ...rounds] = groups.map((group) => (group[1] ?? '').split(',').map((part) => part.trim()));
  const wrong = names.find((name) => !NAME.test(name));
  if (wrong !== undefined) return `'${wrong}' is not a name`;
  if (rounds.length === 0) return 'it takes names and at least one group of values';
  return { names, rounds: rounds.map((values) => names.map((_, i) => values[i] ?? '')) };
}
