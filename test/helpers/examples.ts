import { expect } from 'vitest';
import type { Filter } from '../../src/engine/filter.ts';
import type { Finding } from '../../src/finding/finding.ts';
import type { Safety } from '../../src/rule/fix.ts';
import type { Example, Rule } from '../../src/rule/rule.ts';
import { textOf } from '../../src/rule/text-of.ts';
import { fixText, type LintTextOptions, lintText } from './lint-text.ts';

/** `text  #~ fragment  #~ ^part of the text^ another fragment` */
const MARKER = /[ \t]*#~[ \t]*/;

/** `text  #=> what stands there when it is mended` */
const MENDED = /[ \t]*#=>(?:[ \t]|$)/;

/** The part of the line that is reported, where that is not all of it; `^^` behind it for the second such part, `…` in it where it goes on below. */
const PART = /^\^(.+?)(…?)\^(\^*)(?:[ \t]+|$)/;

/** One sentence, which may hold abbreviations and names with dots. */
const SENTENCE = /^(?:(?![.?!]["')]? ).)+[.?!]$/s;

interface Expected {
  readonly file: string;
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** Null where it ends on another line. */
  readonly endColumn: number | null;
  readonly fragment: string;
}

/** What an example holds. */
interface Texts {
  readonly config: string;
  readonly files: Readonly<Record<string, string>>;
  readonly otherNodes: Readonly<Record<string, string>>;
}

/** The texts of an example without its marks, and what these expect. */
function readExample(example: Example): Texts & { expected: Expected[] } {
  const expected: Expected[] = [];
  const strip = (file: string, text: string): string =>
    text
      .split('\n')
      .map((line, i) => {
        const [reported = '', mended] = line.split(MENDED);
        const [code = '', ...marks] = reported.split(MARKER);
        for (const mark of marks) expected.push({ file, line: i + 1, ...readMark(code, mark.trimEnd()) });
        return marks.length > 0 || mended !== undefined ? code : line;
      })
      .join('\n');
  const config = strip('keepalived.conf', example.config);
  const stripAll = (texts: Example['files'] = {}) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, strip(name, text)]));
  return { config, files: stripAll(example.files), otherNodes: stripAll(example.otherNodes), expected };
}

/** The texts of an example without its marks. */
export function plainExample(example: Example): Texts {
  const { config, files, otherNodes } = readExample(example);
  return { config, files, otherNodes };
}

/** The texts of an example when the advice has been followed; null where it does not show that. */
export function mendedExample(example: Example): Texts | null {
  let isMended = false;
  const mend = (text: string): string =>
    text
      .split('\n')
      .flatMap((line) => {
        const [reported = '', mended] = line.split(MENDED);
        const [code = ''] = reported.split(MARKER);
        if (mended === undefined) return [code];
        isMended = true;
        const indent = /^[ \t]*/.exec(code)?.[0] ?? '';
        return mended === '' ? [] : mended.split(/ ?↵ ?/).map((each) => `${indent}${each}`);
      })
      .join('\n');
  const config = mend(example.config);
  const mendAll = (texts: Example['files'] = {}) => Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, mend(text)]));
  const texts = { config, files: mendAll(example.files), otherNodes: mendAll(example.otherNodes) };
  return isMended ? texts : null;
}

function readMark(code: string, mark: string): Pick<Expected, 'column' | 'endColumn' | 'fragment'> {
  const [all, part = code.trim(), goesOn = '', more = ''] = PART.exec(mark) ?? [];
  let at = code.indexOf(part);
  for (const _ of more) at = code.indexOf(part, at + 1);
  expect(at, `'${part}' of a mark stands in '${code}'`).toBeGreaterThanOrEqual(0);
  // An empty line is reported as one character.
  const length = Math.max(part.length, 1);
  return { column: at + 1, endColumn: goesOn === '' ? at + length + 1 : null, fragment: mark.slice(all?.length ?? 0) };
}

function isAt(finding: Finding, { file, line, column, endColumn }: Expected): boolean {
  const end = finding.endLine === finding.line ? finding.endColumn : null;
  return finding.path === file && finding.line === line && finding.column === column && end === endColumn;
}

/** What a rule says of an example. */
export function messagesOf(rule: Rule, example: Example, options: LintTextOptions = {}): readonly Finding[] {
  return findingsIn(rule, example, options).filter((finding) => finding.rule === rule.id);
}

/** How an example is linted: by all rules that are on by default, and one that may not be. */
function optionsFor(rule: Rule, example: Example, rest: LintTextOptions): LintTextOptions {
  const { files, otherNodes } = readExample(example);
  const severity = rule.severity === 'off' ? 'info' : rule.severity;
  const clusters = Object.entries(example.clusters ?? {}).map(([name, paths]) => ({
    name,
    includes: (_node: string, root: string) => paths.includes(root),
  }));
  return {
    ...(clusters.length > 0 && { clusters }),
    ...rest,
    files,
    otherNodes,
    severities: new Map([[rule.id, severity]]),
    ...(example.version ? { version: example.version } : {}),
  };
}

/** What these rules say of an example. */
function findingsIn(rule: Rule, example: Example, rest: LintTextOptions): readonly Finding[] {
  const { findings } = lintText(readExample(example).config, optionsFor(rule, example, rest));
  expect(findings.filter((finding) => finding.rule === 'internal-error')).toEqual([]);
  return findings;
}

/** Expects that no other rule reports a place that the rule reports, but for those that the example names: one cause gives one finding. */
function expectOneFindingOfAPlace(rule: Rule, { beside = [] }: Example, findings: readonly Finding[]): void {
  const placeOf = ({ path, line, column, endLine, endColumn }: Finding): string => `${path}:${line}:${column}-${endLine}:${endColumn}`;
  const own = new Set(findings.filter((finding) => finding.rule === rule.id).map(placeOf));
  const others = findings.filter((finding) => finding.rule !== rule.id && own.has(placeOf(finding)));
  expect([...new Set(others.map((other) => other.rule))].sort(), 'rules that report the same place').toEqual([...beside].sort());
}

/** Expects that a rule reports the lines that are marked, and no other. */
export function expectMarked(rule: Rule, example: Example, options: LintTextOptions = {}): void {
  const { expected } = readExample(example);
  expect(expected.length, 'a bad example marks a line with #~').toBeGreaterThan(0);
  const all = findingsIn(rule, example, options);
  expectOneFindingOfAPlace(rule, example, all);
  const found = all.filter((finding) => finding.rule === rule.id);
  for (const { summary } of found) expect(summary, 'a summary is one sentence').toMatch(SENTENCE);
  const left = [...found];
  for (const mark of expected) {
    const index = left.findIndex((finding) => isAt(finding, mark) && textOf(finding).includes(mark.fragment));
    expect(index, `marked is ${JSON.stringify(mark)}; found ${JSON.stringify(found, null, 1)}`).toBeGreaterThanOrEqual(0);
    left.splice(index, 1);
  }
  expect(left, 'every finding is marked').toEqual([]);
}

/**
 * Expects that following the advice on a bad example leaves nothing that the rule reports, and no new warning or error of any other rule. Notes may
 * appear: what a mistake hid is read now.
 */
export function expectMended(rule: Rule, example: Example, options: LintTextOptions = {}): void {
  const mended = mendedExample(example);
  if (mended === null) {
    expect(example.notMended, 'a bad example shows what its lines are when they are mended (#=>), or says why it does not').toBeTruthy();
    return;
  }
  const left = findingsIn(rule, { ...example, ...mended }, options);
  expect(left.filter((finding) => finding.rule === rule.id)).toEqual([]);
  const before = numbersOf(findingsIn(rule, example, options));
  const more = [...numbersOf(left)].filter(([id, number]) => number > (before.get(id) ?? 0)).map(([id]) => id);
  expect(
    left.filter((finding) => more.includes(finding.rule)),
    'no new warning or error',
  ).toEqual([]);
}

/** Expects that the fixes of a rule make of a bad example what it says they do. */
export function expectFixed(rule: Rule, example: Example): void {
  const { config, files, otherNodes } = readExample(example);
  const original = { ...files, ...otherNodes, 'keepalived.conf': config };
  const made = (safety: Safety): Readonly<Record<string, string>> => {
    const options = optionsFor(rule, example, {});
    const onlyOwn: Filter = (findings) => findings.map((each) => (each.rule === rule.id ? each : { ...each, fix: null }));
    const { files: changed, takenBack } = fixText(config, { ...options, filters: [onlyOwn], safety });
    // Of several, one may have to wait for what only a person can do.
    if (example.fixed !== 'some') {
      expect(
        takenBack.map(({ finding, because }) => `${finding.path}:${finding.line}: ${because}`),
        'no fix is taken back',
      ).toEqual([]);
    }
    return { ...original, ...Object.fromEntries(changed.map(({ path, after }) => [path, after])) };
  };
  const safe = made('safe');
  const all = made('unsafe');
  if (example.fixed === undefined) {
    expect(all, 'an example that is fixed says so (`fixed`)').toEqual(original);
    return;
  }
  const mended = mendedExample(example);
  if (mended === null) throw new Error('an example that is fixed shows the text that is mended (#=>)');
  const wanted = { ...mended.files, ...mended.otherNodes, 'keepalived.conf': mended.config };
  if (example.fixed === 'some') {
    expect(all, 'something is fixed').not.toEqual(original);
    const lines = new Set([...Object.values(original), ...Object.values(wanted)].flatMap((text) => text.split('\n')));
    expect(Object.values(all).flatMap((text) => text.split('\n').filter((line) => !lines.has(line)))).toEqual([]);
    return;
  }
  expect(all).toEqual(wanted);
  if (example.fixed === 'safe') expect(safe).toEqual(wanted);
  else expect(safe, 'what is unsafe is not made without being asked for').not.toEqual(wanted);
}

/** How many warnings and errors each rule has. */
function numbersOf(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const finding of findings) if (finding.severity !== 'info') numbers.set(finding.rule, (numbers.get(finding.rule) ?? 0) + 1);
  return numbers;
}

/** Expects that a rule has nothing to say of an example. */
export function expectSilence(rule: Rule, example: Example, options: LintTextOptions = {}): void {
  expect(messagesOf(rule, example, options)).toEqual([]);
}
