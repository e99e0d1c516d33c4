import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { encapsulationLanguage } from '../../../../grammar/keywords/entries/encapsulation.ts';
import type { EntryArgument, EntryLanguage, EntryOption } from '../../../../grammar/keywords/entries/entry.ts';
import { entryLanguage, findOption } from '../../../../grammar/keywords/entries/index.ts';
import { nexthopLanguage } from '../../../../grammar/keywords/entries/nexthop.ts';
import { allPlaces } from '../../../../grammar/keywords/index.ts';
import type { EntryKind } from '../../../../grammar/keywords/keyword.ts';
import { compareVersions, OLDEST_VERSION } from '../../../../grammar/version.ts';

function languageOf(entry: EntryKind): EntryLanguage {
  const language = entryLanguage({ entry });
  if (!language) throw new Error(`no language for ${entry}`);
  return language;
}

/** Every language with the words that lead to it. */
function withInner(path: string, language: EntryLanguage): readonly (readonly [string, EntryLanguage])[] {
  const inner = language.options.flatMap((option) => (option.inner ? withInner(`${path} ${option.word}`, option.inner) : []));
  return [[path, language], ...inner];
}

const KINDS = ['address', 'route', 'rule', 'virtual-server-group-entry'] as const satisfies readonly EntryKind[];

const languages = KINDS.flatMap((kind) => withInner(kind, languageOf(kind)));

/** The options that break a rule, as `route via`; a test expects none. */
const offenders = (breaks: (option: EntryOption, language: EntryLanguage) => boolean): readonly string[] =>
  languages.flatMap(([path, language]) =>
    language.options.filter((option) => breaks(option, language)).map(({ word }) => `${path} ${word}`),
  );

const knows = (language: EntryLanguage, word: string): boolean => language.options.some((option) => option.word === word);

const argumentsOf = (language: EntryLanguage): readonly EntryArgument[] => [
  ...(language.head ?? []),
  ...language.options.flatMap((option) => option.args),
];

describe('the languages of entries', () => {
  test('know every option word of keepalived 2.0 to 2.4, and no other', () => {
    const list = readFileSync(new URL('known-options.txt', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    const named = [
      ...KINDS.map((kind) => [kind, languageOf(kind)] as const),
      ['nexthop', nexthopLanguage] as const,
      ...withInner('encapsulation', encapsulationLanguage),
    ];
    const words = named.flatMap(([path, language]) => language.options.filter(({ form }) => !form).map(({ word }) => `${path} ${word}`));
    expect(words.sort()).toEqual(list.sort());
  });

  test('exist for every list whose own row does not describe its entries', () => {
    const undescribed = [...allPlaces()].flatMap(({ keyword }) =>
      keyword.kind === 'list' && keyword.line === undefined && entryLanguage(keyword) === null ? [keyword.name] : [],
    );
    expect(undescribed).toEqual([]);
  });

  test('name each option once', () => {
    for (const [path, { options }] of languages) {
      const words = options.map(({ word }) => word);
      expect(words, path).toEqual([...new Set(words)]);
    }
  });

  test('say in one sentence what each option does', () => {
    expect(offenders(({ does }) => !/^[A-Z].*[^.]\.$/.test(does) || /\. [A-Z]/.test(does))).toEqual([]);
    expect(offenders(({ note }) => note !== undefined && !/\S\.$/.test(note))).toEqual([]);
  });

  test('refer to options that they have', () => {
    const dangling = ({ sameAs, needs = [], deprecated }: EntryOption, language: EntryLanguage) =>
      [sameAs, deprecated?.use, ...needs].some((word) => word !== undefined && !knows(language, word));
    expect(offenders(dangling)).toEqual([]);
    for (const [path, language] of languages) {
      expect(
        language.required?.options.filter((word) => !knows(language, word)),
        path,
      ).toEqual(language.required && []);
    }
  });

  test('limit options to lists that exist and have such entries', () => {
    const lists = [...allPlaces()].flatMap(({ keyword }) => (keyword.kind === 'list' ? [keyword] : []));
    for (const kind of KINDS) {
      const own = lists.filter(({ entry }) => entry === kind).map(({ name }) => name);
      const limits = languageOf(kind).options.flatMap((option) => option.lists ?? []);
      expect(limits.filter((name) => !own.includes(name))).toEqual([]);
    }
  });

  test('tell options by their form only where no option word has that form', () => {
    expect(
      offenders(({ form }, language) => form !== undefined && language.options.some((other) => !other.form && form.fits(other.word))),
    ).toEqual([]);
  });

  test('say what another family means only for options of one family', () => {
    expect(offenders(({ family, otherFamily }) => otherFamily !== undefined && family === undefined)).toEqual([]);
  });

  test('have versions after the oldest', () => {
    const early = ({ since, earlier = [] }: EntryOption) =>
      [since, ...earlier.map(({ before }) => before)].some(
        (version) => version !== undefined && compareVersions(version, OLDEST_VERSION) <= 0,
      );
    expect(offenders(early)).toEqual([]);
  });

  test('have ranges that hold at least one value', () => {
    for (const [path, language] of languages) {
      for (const argument of argumentsOf(language)) {
        if (argument.type !== 'integer' && argument.type !== 'number-or-name') continue;
        expect(argument.min ?? 0, `${path} ${argument.name}`).toBeLessThanOrEqual(argument.max ?? Number.POSITIVE_INFINITY);
      }
    }
  });
});

describe('findOption', () => {
  const address = languageOf('address');
  const route = languageOf('route');
  const rule = languageOf('rule');

  test('knows use_vmac for virtual addresses since 2.2.0', () => {
    expect(findOption(address, 'use_vmac', 'virtual_ipaddress', '2.2.0')?.word).toBe('use_vmac');
    expect(findOption(address, 'use_vmac', 'virtual_ipaddress', '2.1.5')).toBeNull();
    expect(findOption(address, 'use_vmac', 'static_ipaddress', '2.4.3')).toBeNull();
  });

  test('knows track_group for what is static', () => {
    expect(findOption(route, 'track_group', 'static_routes', '2.4.3')?.repeat).toBe('entry-dropped');
    expect(findOption(route, 'track_group', 'virtual_routes', '2.4.3')).toBeNull();
  });

  test('knows second names', () => {
    expect(findOption(route, 'oif', 'virtual_routes', '2.4.3')).toMatchObject({ sameAs: 'dev', invalid: 'refuses' });
    expect(findOption(route, 'gw', 'virtual_routes', '2.4.3')).toMatchObject({ sameAs: 'via', deprecated: { use: 'via' } });
    expect(findOption(rule, 'lookup', 'virtual_rules', '2.4.3')).toMatchObject({ sameAs: 'table', action: true });
  });

  test('takes a number for a route type, and for three actions of a rule', () => {
    expect(findOption(route, '6', 'virtual_routes', '2.4.3')?.args).toMatchObject([{ type: 'destination' }]);
    expect(findOption(route, '300', 'virtual_routes', '2.4.3')).toBeNull();
    expect(findOption(rule, '6', 'virtual_rules', '2.4.3')?.action).toBe(true);
    expect(findOption(rule, '9', 'virtual_rules', '2.4.3')).toBeNull();
  });

  test('takes no destination or misspelt word for an option', () => {
    expect(findOption(route, '192.0.2.0/24', 'virtual_routes', '2.4.3')).toBeNull();
    expect(findOption(rule, 'ip_proto', 'virtual_rules', '2.4.3')).toBeNull();
    expect(findOption(rule, 'constructor', 'virtual_rules', '2.4.3')).toBeNull();
  });

  test('leads from a route through a nexthop and its encapsulation to the parameters', () => {
    const nexthop = findOption(route, 'nexthop', 'virtual_routes', '2.4.3')?.inner;
    const encap = nexthop && findOption(nexthop, 'encap', 'virtual_routes', '2.4.3')?.inner;
    const ip6 = encap && findOption(encap, 'ip6', 'virtual_routes', '2.4.3')?.inner;
    expect(ip6 && findOption(ip6, 'dst', 'virtual_routes', '2.4.3')?.args).toMatchObject([{ type: 'address', family: 'ipv6' }]);
    expect(ip6 && findOption(ip6, 'ttl', 'virtual_routes', '2.4.3')).toBeNull();
  });
});

test('a missing value ends keepalived in routes and rules, and only drops an address', () => {
  expect(languageOf('route').missing).toBe('exits');
  expect(languageOf('rule').missing).toBe('exits');
  expect(languageOf('address').missing).toBe('entry-dropped');
});
