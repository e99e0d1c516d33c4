import { describe, expect, it } from 'vitest';
import { addressLanguage } from '../../../grammar/keywords/entries/address.ts';
import type { EntryLanguage } from '../../../grammar/keywords/entries/entry.ts';
import { routeLanguage } from '../../../grammar/keywords/entries/route.ts';
import { ruleLanguage } from '../../../grammar/keywords/entries/rule.ts';
import { rules } from '../../../rules/index.ts';
import { configure } from '../../helpers/configure.ts';
import { lintText } from '../../helpers/lint-text.ts';

/** Every option of a language and of those inside it, behind the words that lead to it. */
function optionsOf(language: EntryLanguage, before: string): readonly string[] {
  return language.options.flatMap(({ word, form, inner }) => {
    const path = `${before} ${form ? '6' : word}`;
    return inner ? [path, ...optionsOf(inner, path)] : [path];
  });
}

const VALUES = ['', '?', '999999999999999999999', '192.0.2.9', '2001:db8::9', '192.0.2.9/99', 'default', 'throw', 'to'];

/** Lines with each option once and twice, each with values that hardly any of them takes. */
function linesOf(language: EntryLanguage, starts: readonly string[]): readonly string[] {
  const options = starts.flatMap((start) => optionsOf(language, start));
  return options.flatMap((path) => VALUES.flatMap((value) => [`${path} ${value}`, `${path} ${value} ${path.split(' ').at(-1)} ${value}`]));
}

const covered = new Set(rules.flatMap(({ covers = [] }) => covers));

/** Checks that nothing puts into words, though a line fails them. */
function unsaid(list: string, lines: readonly string[]): readonly string[] {
  const { corrections } = configure(`${list} {\n${lines.join('\n')}\n}\n`);
  return [...new Set(corrections.map(({ check }) => check).filter((check) => !covered.has(check)))];
}

describe('every mistake that an entry can have', () => {
  it.each([
    ['static_ipaddress', addressLanguage, ['192.0.2.1/24', '2001:db8::1']],
    ['static_routes', routeLanguage, ['', '192.0.2.0/24', '2001:db8::/32', '10.0.0.0/8 encap', '10.0.0.0/8 or 192.0.2.1']],
    ['static_rules', ruleLanguage, ['', 'from 192.0.2.0/24', 'from 2001:db8::/32 table 5', 'goto 5']],
  ])('in %s is put into words by some rule', (list, language, starts) => {
    expect(unsaid(list, linesOf(language, starts))).toEqual([]);
  });
});

it('never advises the opposite of what was written', () => {
  const { findings } = lintText('static_routes {\n192.0.2.0/24 via 198.51.100.1 dev eth0 track\n}\n');
  expect(findings.flatMap(({ line, advice }) => (line === 2 ? [advice] : []))).toEqual([
    "Remove 'track': it is so where 'no_track' does not stand.",
  ]);
});
