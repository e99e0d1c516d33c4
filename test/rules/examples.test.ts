import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import type { Example, Rule } from '../../src/rule/rule.ts';
import { lintText } from '../helpers/lint-text.ts';

/** `text  #~ fragment  #~ another fragment` */
const MARKER = /[ \t]*#~[ \t]*/;

interface Expected {
  readonly file: string;
  readonly line: number;
  readonly fragment: string;
}

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

function findingsOf(rule: Rule, example: Example): { path: string; line: number; message: string }[] {
  const { config, files } = readExample(example);
  const severity = rule.severity === 'off' ? 'info' : rule.severity;
  const options = { files, severities: new Map([[rule.id, severity]]), ...(example.version ? { version: example.version } : {}) };
  const { findings } = lintText(config, options);
  expect(findings.filter((finding) => finding.rule === 'internal-error')).toEqual([]);
  return findings.filter((finding) => finding.rule === rule.id);
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it('has a bad example and a good one', () => {
    expect(rule.examples.bad.length).toBeGreaterThan(0);
    expect(rule.examples.good.length).toBeGreaterThan(0);
  });

  it.each(rule.examples.bad.map((example) => [example.title, example] as const))('reports: %s', (_title, example) => {
    const { expected } = readExample(example);
    expect(expected.length, 'a bad example marks a line with #~').toBeGreaterThan(0);
    const found = findingsOf(rule, example);
    const left = [...found];
    for (const { file, line, fragment } of expected) {
      const index = left.findIndex((finding) => finding.path === file && finding.line === line && finding.message.includes(fragment));
      expect(index, `${file}:${line} must say '${fragment}'; found ${JSON.stringify(found, null, 1)}`).toBeGreaterThanOrEqual(0);
      left.splice(index, 1);
    }
    expect(left, 'every finding is marked').toEqual([]);
  });

  it.each(rule.examples.good.map((example) => [example.title, example] as const))('is silent about: %s', (_title, example) => {
    expect(findingsOf(rule, example)).toEqual([]);
  });
});
