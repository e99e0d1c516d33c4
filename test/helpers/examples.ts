import { expect } from 'vitest';
import type { Finding } from '../../src/finding/finding.ts';
import type { Example, Rule } from '../../src/rule/rule.ts';
import { textOf } from '../../src/rule/text-of.ts';
import { type LintTextOptions, lintText } from './lint-text.ts';

/** `text  #~ fragment  #~ another fragment` */
const MARKER = /[ \t]*#~[ \t]*/;

/** One sentence, which may hold abbreviations and names with dots. */
const SENTENCE = /^(?:(?![.?!]["')]? ).)+[.?!]$/s;

interface Expected {
  readonly file: string;
  readonly line: number;
  readonly fragment: string;
}

/** The texts of an example without its marks, and what these expect. */
function readExample(example: Example): { config: string; files: Record<string, string>; expected: Expected[] } {
  const expected: Expected[] = [];
  const strip = (file: string, text: string): string =>
    text
      .split('\n')
      .map((line, i) => {
        const [code = '', ...fragments] = line.split(MARKER);
        for (const fragment of fragments) expected.push({ file, line: i + 1, fragment: fragment.trimEnd() });
        return fragments.length > 0 ? code : line;
      })
      .join('\n');
  const config = strip('keepalived.conf', example.config);
  const files = Object.fromEntries(Object.entries(example.files ?? {}).map(([name, text]) => [name, strip(name, text)]));
  return { config, files, expected };
}

/** What a rule says of an example, beside the other rules. */
export function messagesOf(rule: Rule, example: Example, rest: LintTextOptions = {}): readonly Finding[] {
  const { config, files } = readExample(example);
  const severity = rule.severity === 'off' ? 'info' : rule.severity;
  const options = { ...rest, files, severities: new Map([[rule.id, severity]]), ...(example.version ? { version: example.version } : {}) };
  const { findings } = lintText(config, options);
  expect(findings.filter((finding) => finding.rule === 'internal-error')).toEqual([]);
  return findings.filter((finding) => finding.rule === rule.id);
}

/** Expects that a rule reports the lines that are marked, and no other. */
export function expectMarked(rule: Rule, example: Example, options: LintTextOptions = {}): void {
  const { expected } = readExample(example);
  expect(expected.length, 'a bad example marks a line with #~').toBeGreaterThan(0);
  const found = messagesOf(rule, example, options);
  for (const { summary } of found) expect(summary, 'a summary is one sentence').toMatch(SENTENCE);
  const left = [...found];
  for (const { file, line, fragment } of expected) {
    const index = left.findIndex((finding) => finding.path === file && finding.line === line && textOf(finding).includes(fragment));
    expect(index, `${file}:${line} must say '${fragment}'; found ${JSON.stringify(found, null, 1)}`).toBeGreaterThanOrEqual(0);
    left.splice(index, 1);
  }
  expect(left, 'every finding is marked').toEqual([]);
}

/** Expects that a rule has nothing to say of an example. */
export function expectSilence(rule: Rule, example: Example, options: LintTextOptions = {}): void {
  expect(messagesOf(rule, example, options)).toEqual([]);
}
