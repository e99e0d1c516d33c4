import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { vocabulary } from '../../grammar/keywords/index.ts';
import type { Keyword } from '../../grammar/keywords/keyword.ts';
import { rules } from '../../rules/index.ts';
import { ROOT } from '../helpers/guide.ts';

/** Larger texts take longer to break, and break no better. */
const LARGEST = 100_000;

/** The texts that mutants are made of: the fixtures, the examples of all rules, and the files of KVLINT_FUZZ_CORPUS, a directory. */
export function seeds(): readonly string[] {
  const corpus = process.env.KVLINT_FUZZ_CORPUS;
  const examples = rules.flatMap((rule) => [...rule.examples.bad, ...rule.examples.good].map(({ config }) => config));
  const files = [...filesBelow(join(ROOT, 'fixtures')), ...(corpus === undefined ? [] : filesBelow(corpus))];
  return [...examples, ...files.map((file) => readFileSync(file, 'utf8'))].filter((text) => text.length <= LARGEST);
}

/** The files of a directory that may be configurations. */
export function filesBelow(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .filter((path) => !/\.(?:json|md|txt|sarif)$/.test(path) && statSync(path).isFile());
}

/** One slip: `at` and `with` are where and with what, as shares of what there is to choose from. */
interface Slip {
  readonly kind: keyof typeof SLIPS;
  readonly at: number;
  readonly with: number;
}

/** What people and programs do to a text: `lines` are changed in place. */
const SLIPS = {
  line: (lines: string[], at: number) => lines.splice(at, 1),
  twice: (lines: string[], at: number) => lines.splice(at, 0, lines[at] ?? ''),
  swap: (lines: string[], at: number, other: number) => {
    const to = Math.floor(other * lines.length);
    [lines[at], lines[to]] = [lines[to] ?? '', lines[at] ?? ''];
  },
  end: (lines: string[], at: number) => lines.splice(at),
  join: (lines: string[], at: number) => lines.splice(at, 2, `${lines[at]} ${lines[at + 1] ?? ''}`),
  split: (lines: string[], at: number, where: number) => edit(lines, at, where, (before, after) => `${before}\n${after}`),
  letter: (lines: string[], at: number, where: number) => edit(lines, at, where, (before, after) => before.slice(0, -1) + after),
  sign: (lines: string[], at: number, where: number) =>
    edit(lines, at, where, (before, after) => `${before}${pick(SIGNS, (where * 7919) % 1)}${after}`),
  number: (lines: string[], at: number, which: number) => {
    lines[at] = (lines[at] ?? '').replace(/\d+/, () => pick(NUMBERS, which));
  },
  word: (lines: string[], at: number, which: number) => {
    lines[at] = (lines[at] ?? '').replace(/[\w.:/-]+/, () => pick(WORDS, which));
  },
  directive: (lines: string[], at: number, which: number) => lines.splice(at, 0, pick(DIRECTIVES, which)),
  ends: (lines: string[]) =>
    lines.forEach((line, index) => {
      lines[index] = `${line}\r`;
    }),
} as const;

const SIGNS = [
  '{',
  '}',
  '"',
  "'",
  '#',
  '!',
  '@',
  '$',
  '~',
  '\\',
  '\t',
  '\0',
  '(',
  ')',
  ',',
  '/',
  '\u{feff}',
  'é',
  '“',
  '\u{1f600}',
  ' ',
  '=',
];
const NUMBERS = ['0', '-1', '1', '255', '256', '65536', '4294967296', '99999999999999999999', '0x1f', '1.5', '1e9', ''];
const WORDS = [
  ...new Set([...vocabulary.flatMap(namesOf), 'eth0', '192.0.2.1', '2001:db8::1', '192.0.2.0/24', 'on', 'off', 'x'.repeat(300)]),
];
const DIRECTIVES = [
  '@low',
  '@^low priority 5',
  '$X=1',
  '$X=$X$X',
  'include nothing.conf',
  'include *.conf',
  '~SEQ(i, 1, 3) priority $i',
  '~LST(i, a, b) { x $i }',
  '${_ENV HOME}',
  '${X',
  '{',
  '}',
];

function namesOf(keyword: Keyword): readonly string[] {
  return [keyword.name, ...('keywords' in keyword ? keyword.keywords.flatMap(namesOf) : [])];
}

function pick<T>(items: readonly T[], share: number): T {
  return items[Math.min(items.length - 1, Math.floor(share * items.length))] as T;
}

function edit(lines: string[], at: number, where: number, change: (before: string, after: string) => string): void {
  const line = lines[at] ?? '';
  const position = Math.floor(where * (line.length + 1));
  lines[at] = change(line.slice(0, position), line.slice(position));
}

/** Each place as likely as any other: most texts would have their first and last line broken otherwise. */
function share(): fc.Arbitrary<number> {
  return fc.noBias(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));
}

const slip: fc.Arbitrary<Slip> = fc.record({
  kind: fc.constantFrom(...(Object.keys(SLIPS) as (keyof typeof SLIPS)[])),
  at: share(),
  with: share(),
});

/** Texts with one to four slips in them. */
export function mutants(texts: readonly string[]): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...texts), fc.array(slip, { minLength: 1, maxLength: 4 })).map(([text, slips]) => {
    const lines = text.split('\n');
    for (const { kind, at, with: other } of slips) SLIPS[kind](lines, Math.floor(at * lines.length), other);
    return lines.join('\n');
  });
}
