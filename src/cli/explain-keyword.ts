import { entryLanguage } from '../../grammar/keywords/entries/index.ts';
import { directives, type Place } from '../../grammar/keywords/index.ts';
import type { Keyword } from '../../grammar/keywords/keyword.ts';
import {
  argumentFacts,
  entryArgumentFacts,
  type Fact,
  formSyntax,
  headSyntax,
  keywordFacts,
  optionFacts,
  optionSyntax,
  syntaxOf,
  wordsOf,
} from '../documentation/keyword-facts.ts';
import type { Colors } from '../report/colors.ts';
import { enumerate } from '../report/prose.ts';
import { wrap } from '../report/terminal.ts';
import type { Rule } from '../rule/rule.ts';
import type { Appearance } from './appearance.ts';
import { type EntryPlace, partOf } from './entry-places.ts';

/** What a keyword means wherever it may stand. */
export function explainKeyword(places: readonly Place[], rules: readonly Rule[], { width }: Appearance, colors: Colors): string {
  const meanings = meaningsOf(places, ({ keyword }) => keyword);
  const parts = meanings.map((same) => {
    const { keyword } = same[0];
    // Of several meanings the heading tells which one this is.
    const heading =
      meanings.length > 1
        ? `${syntaxOf(keyword)}  (${placesText(keyword, same.slice(0, 1))}${same.length > 1 ? ' …' : ''})`
        : syntaxOf(keyword);
    return page(heading, keyword.does, [['stands in', placesText(keyword, same)], ...factsOf(keyword)], width, colors);
  });
  const names = places.flatMap(({ keyword }) => [keyword.name, ...(keyword.sameAs === undefined ? [] : [keyword.sameAs])]);
  return withRules(parts, names, rules, colors);
}

/** What an option of the entries of lists means, such as `dev` of an address. */
export function explainOption(places: readonly EntryPlace[], rules: readonly Rule[], { width }: Appearance, colors: Colors): string {
  const parts = meaningsOf(places, ({ option, language }) => [option, language.describes]).map((same) => {
    const { option, language } = same[0];
    const facts: Fact[] = [['stands in', enumerate([...new Set(same.map(partOf))])], ...entryArgumentFacts(option.args)];
    facts.push(...optionFacts(option, language));
    if (option.inner) facts.push(['holds', option.inner.options.map(({ word }) => word).join(', ')]);
    return page(optionSyntax(option), option.does, facts, width, colors);
  });
  return withRules(parts, places[0] ? [places[0].option.word] : [], rules, colors);
}

/** Rows that say the same of different places are told once. */
function meaningsOf<T>(places: readonly T[], rowOf: (place: T) => unknown): readonly [T, ...T[]][] {
  const meanings = new Map<string, [T, ...T[]]>();
  for (const place of places) {
    const key = JSON.stringify(rowOf(place));
    const known = meanings.get(key);
    if (known) known.push(place);
    else meanings.set(key, [place]);
  }
  return [...meanings.values()];
}

function placesText(keyword: Keyword, places: readonly Place[]): string {
  return directives.includes(keyword) ? 'any block, and the top level' : enumerate([...new Set(places.map(blockPath))]);
}

/** The block that a place is in, with those around it: `vrrp_instance.authentication`. */
function blockPath({ blocks }: Place): string {
  return blocks.length === 0 ? 'the top level' : blocks.map(({ name }) => name).join('.');
}

function factsOf(keyword: Keyword): readonly Fact[] {
  const facts: Fact[] = [];
  if (keyword.kind === 'block') for (const form of keyword.forms ?? []) facts.push(['or', formSyntax(keyword, form)]);
  if (keyword.kind === 'list') facts.push(...lineFacts(keyword));
  facts.push(...argumentFacts(keyword), ...keywordFacts(keyword));
  if (keyword.kind === 'block') facts.push(['holds', [...keyword.keywords.map(({ name }) => name)].sort().join(', ')]);
  return facts;
}

/** How a line of a list looks. */
function lineFacts(list: Extract<Keyword, { kind: 'list' }>): readonly Fact[] {
  if (list.line) return [['each line', wordsOf(list.line).join(' ')]];
  const language = entryLanguage(list);
  if (!language) return [];
  const options = language.options.filter(({ lists }) => lists === undefined || lists.includes(list.name));
  return [
    [
      'each line',
      [language.describes, headSyntax(language), 'and options']
        .filter((part) => part !== '')
        .join(': ')
        .replace(': and', ' and'),
    ],
    ['options', `${options.map(({ word }) => word).join(', ')}; kvlint explain '${list.name} ${options[0]?.word}' tells more of one`],
  ];
}

const MIN_LABEL = 12;
const MAX_LABEL = 24;

function page(syntax: string, does: string, facts: readonly Fact[], width: number, colors: Colors): string {
  const longest = Math.max(...facts.map(([label]) => label.length)) + 2;
  const column = Math.min(Math.max(longest, MIN_LABEL), MAX_LABEL);
  const lines = [colors.bold(syntax), '', ...wrap(does, width), ''];
  for (const [label, text] of facts) {
    const [first = '', ...rest] = wrap(text, width - column);
    const indented = rest.map((line) => `${' '.repeat(column)}${line}`);
    if (label.length + 2 > column) lines.push(colors.cyan(label), `${' '.repeat(column)}${first}`, ...indented);
    else lines.push(`${colors.cyan(label.padEnd(column))}${first}`, ...indented);
  }
  return lines.join('\n');
}

function withRules(parts: readonly string[], names: readonly string[], rules: readonly Rule[], colors: Colors): string {
  const related = relatedRules(new Set(names), rules).map(({ id, title }) => `  ${id}: ${title}`);
  const list = related.length > 0 ? [[colors.bold('Rules that look at it'), ...related].join('\n')] : [];
  return `${[...parts, ...list].join('\n\n')}\n`;
}

/**
 * Rules that say something of the keyword: their page names it as code, or one of their examples has a finding on its line. Rules about the language
 * itself show any keyword, so these count only where they name it alone.
 */
function relatedRules(names: ReadonlySet<string>, rules: readonly Rule[]): readonly Rule[] {
  return rules.filter(({ id, what, why, advice, examples }) => {
    const code = [what, why, advice].flatMap(codeIn);
    if (id.startsWith('syntax/')) return code.some((each) => names.has(each));
    const isNamed = code.some((each) => each.split(/[^\w-]+/).some((word) => names.has(word)));
    return (
      isNamed ||
      examples.bad.some(({ config }) =>
        config.split('\n').some((line) => isReported(line) && names.has(line.trim().split(/\s+/, 1)[0] ?? '')),
      )
    );
  });
}

function isReported(line: string): boolean {
  return line.includes('#~');
}

/** What stands between backticks. */
function codeIn(markdown: string): readonly string[] {
  return markdown.split('`').filter((_, index) => index % 2 === 1);
}
