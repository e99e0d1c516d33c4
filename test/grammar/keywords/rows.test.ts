import { describe, expect, test } from 'vitest';
import { holdsAt } from '../../../grammar/keywords/at-version.ts';
import { allPlaces, directives, findKeyword, type Place, pathOf } from '../../../grammar/keywords/index.ts';
import type { Argument, ArgumentType, Keyword } from '../../../grammar/keywords/keyword.ts';
import { compareVersions, NEWEST_VERSION, OLDEST_VERSION, parseVersion, type Version } from '../../../grammar/version.ts';

/** The shapes that a row must have for the interpreter, the documentation and a reader to make sense of it. */

const places: readonly Place[] = [...allPlaces(), ...directives.map((keyword) => ({ keyword, blocks: [] }))];

/** The versions at which rows change, so that each test sees every set of arguments. */
const versions = new Set<Version>([
  OLDEST_VERSION,
  NEWEST_VERSION,
  ...places.flatMap(({ keyword }) => argumentsOf(keyword).flatMap((a) => a.since ?? [])),
]);

function argumentsOf(keyword: Keyword): readonly Argument[] {
  const line = keyword.kind === 'list' ? (keyword.line ?? []) : [];
  const forms = keyword.kind === 'block' ? (keyword.forms ?? []) : [];
  return [...keyword.args, ...line, ...forms.flatMap((form) => form.args)];
}

/** Each list of words of a row: behind the keyword, of an entry, behind the word of a header form. */
function wordLists(keyword: Keyword): readonly (readonly Argument[])[] {
  const line = keyword.kind === 'list' && keyword.line ? [keyword.line] : [];
  const forms = keyword.kind === 'block' && keyword.forms ? keyword.forms.map((form) => form.args) : [];
  return [keyword.args, ...line, ...forms];
}

function typesOf(type: ArgumentType): readonly ArgumentType[] {
  return type.type === 'either' ? type.of.flatMap(typesOf) : [type];
}

/** A row named `name` beside the row at `place`, in any version. */
const sibling = ({ blocks }: Place, name: string): Keyword | undefined => findKeyword(blocks.at(-1) ?? null, name);

/** The paths of the rows that break a rule; a test expects none. */
const offenders = (breaks: (place: Place) => boolean): readonly string[] => [...new Set(places.filter(breaks).map(pathOf))];

describe('texts', () => {
  test('say in one sentence what the keyword does', () => {
    expect(offenders(({ keyword }) => !/^[A-Z`].*[^.]\.$/.test(keyword.does) || /\. [A-Z]/.test(keyword.does))).toEqual([]);
  });

  test('have notes of whole sentences and defaults without a full stop', () => {
    expect(offenders(({ keyword }) => keyword.note !== undefined && !/\S\.$/.test(keyword.note))).toEqual([]);
    expect(
      offenders(({ keyword }) => keyword.default !== undefined && (keyword.default.trim() === '' || keyword.default.endsWith('.'))),
    ).toEqual([]);
  });
});

describe('versions', () => {
  const all = places.flatMap(({ keyword }) => [
    keyword,
    ...argumentsOf(keyword),
    ...(keyword.deprecated ? [{ since: keyword.deprecated.since }] : []),
    ...(keyword.earlier ?? []).map(({ before }) => ({ since: before })),
  ]);

  test('are three plain numbers', () => {
    for (const { since = OLDEST_VERSION, until = NEWEST_VERSION } of all as readonly { since?: Version; until?: Version }[]) {
      expect(parseVersion(since)).toBe(since);
      expect(parseVersion(until)).toBe(until);
    }
  });

  test('begin after the oldest version, since every row holds from there on unless it says otherwise', () => {
    const early = (row: { readonly since?: Version }) => row.since !== undefined && compareVersions(row.since, OLDEST_VERSION) <= 0;
    expect(offenders(({ keyword }) => early(keyword) || argumentsOf(keyword).some(early))).toEqual([]);
  });

  test('end after they begin', () => {
    const backwards = ({ since = OLDEST_VERSION, until }: { readonly since?: Version; readonly until?: Version }) =>
      until !== undefined && compareVersions(since, until) >= 0;
    expect(offenders(({ keyword }) => backwards(keyword) || argumentsOf(keyword).some(backwards))).toEqual([]);
  });

  test('of older ways stand in order, the oldest first', () => {
    const disordered = (keyword: Keyword) =>
      (keyword.earlier ?? []).some(
        ({ before }, i, earlier) => i > 0 && compareVersions(earlier[i - 1]?.before ?? OLDEST_VERSION, before) >= 0,
      );
    expect(offenders(({ keyword }) => disordered(keyword))).toEqual([]);
  });
});

describe('arguments', () => {
  test('have ranges that hold at least one value', () => {
    const empty = (type: ArgumentType) =>
      (type.type === 'integer' || type.type === 'decimal') && type.min !== undefined && type.max !== undefined && type.min > type.max;
    expect(offenders(({ keyword }) => argumentsOf(keyword).flatMap(typesOf).some(empty))).toEqual([]);
  });

  test('have whole bounds where they take whole numbers', () => {
    const broken = (type: ArgumentType) =>
      type.type === 'integer' && [type.min, type.max, type.zero].some((bound) => bound !== undefined && !Number.isSafeInteger(bound));
    expect(offenders(({ keyword }) => argumentsOf(keyword).flatMap(typesOf).some(broken))).toEqual([]);
  });

  test('replace a 0 only where 0 is out of range, by a value within it', () => {
    const useless = (type: ArgumentType) =>
      (type.type === 'integer' || type.type === 'decimal') &&
      type.zero !== undefined &&
      !((type.min ?? 0) > 0 && type.zero >= (type.min ?? 0) && type.zero <= (type.max ?? Number.POSITIVE_INFINITY));
    expect(offenders(({ keyword }) => argumentsOf(keyword).flatMap(typesOf).some(useless))).toEqual([]);
  });

  test('list each value of an enumeration once, and give versions to listed values only', () => {
    const faulty = (type: ArgumentType) =>
      type.type === 'enum' &&
      (type.values.length === 0 ||
        new Set(type.values).size !== type.values.length ||
        Object.keys(type.valuesSince ?? {}).some((value) => !type.values.includes(value)));
    expect(offenders(({ keyword }) => argumentsOf(keyword).flatMap(typesOf).some(faulty))).toEqual([]);
  });

  test('are named', () => {
    expect(offenders(({ keyword }) => argumentsOf(keyword).some(({ name }) => name.trim() === ''))).toEqual([]);
  });

  test.each([...versions].sort(compareVersions))('can be told apart in %s', (version) => {
    const ambiguous = (args: readonly Argument[]) => {
      const read = args.filter((argument) => holdsAt(argument, version));
      const positional = read.filter(({ keyword }) => keyword === undefined);
      const words = read.flatMap(({ keyword }) => keyword ?? []);
      return (
        new Set(words).size !== words.length ||
        positional.some(({ repeat }, i) => repeat === true && i < positional.length - 1) ||
        positional.some(({ optional }, i) => optional !== true && positional.slice(0, i).some((before) => before.optional === true))
      );
    };
    expect(offenders(({ keyword }) => keyword.anyOrder !== true && wordLists(keyword).some(ambiguous))).toEqual([]);
  });

  test('are none for a flag', () => {
    expect(offenders(({ keyword }) => keyword.kind === 'flag' && keyword.args.length > 0)).toEqual([]);
    expect(offenders(({ keyword }) => keyword.kind === 'value' && keyword.args.length === 0)).toEqual([]);
  });

  test('refer to names that some block defines', () => {
    const types = places.flatMap(({ keyword }) => argumentsOf(keyword).flatMap(typesOf));
    const defined = new Set(types.map((type) => type.type === 'name' && type.defines));
    expect(types.filter((type) => type.type === 'name' && type.refers !== undefined && !defined.has(type.refers))).toEqual([]);
  });

  test.each(['vrrp_instance.authentication.auth_pass', 'vrrp_instance.auth_hmac.key', 'SSL.password'])('of %s hold a secret', (path) => {
    const secrets = places
      .filter((place) => pathOf(place) === path)
      .flatMap(({ keyword }) => keyword.args.filter((argument) => argument.type === 'text' && argument.secret));
    expect(secrets).toHaveLength(1);
  });
});

describe('names', () => {
  test('stand once in a block', () => {
    const doubled = ({ keyword }: Place) =>
      keyword.kind === 'block' && new Set(keyword.keywords.map(({ name }) => name)).size !== keyword.keywords.length;
    expect(offenders(doubled)).toEqual([]);
    const root = places.filter(({ blocks }) => blocks.length === 0).map(({ keyword }) => keyword.name);
    expect(root).toEqual([...new Set(root)]);
  });

  test('of replacements exist', () => {
    const paths = new Set(places.map(pathOf));
    const dangling = (place: Place) => {
      const use = place.keyword.deprecated?.use;
      return use !== undefined && !paths.has(use) && sibling(place, use) === undefined;
    };
    expect(offenders(dangling)).toEqual([]);
  });

  test('of keywords that set the same thing, or must stand above, are in the same block', () => {
    const dangling = (place: Place) =>
      [place.keyword.sameAs, ...(place.keyword.after ?? [])].some(
        (name) => name !== undefined && (name === place.keyword.name || sibling(place, name) === undefined),
      );
    expect(offenders(dangling)).toEqual([]);
  });
});

describe('treatments', () => {
  test('of a second line are refined only where the first line wins with a report', () => {
    const refined = ({ keyword }: Place) =>
      (keyword.replaceable !== undefined || keyword.sameAgain !== undefined) &&
      ![keyword, ...(keyword.earlier ?? [])].some(({ repeat }) => repeat === 'first-reported');
    expect(offenders(refined)).toEqual([]);
  });

  test('of extra words have a version only where there is something to begin', () => {
    expect(offenders(({ keyword }) => keyword.extraSince !== undefined && keyword.extra === undefined)).toEqual([]);
  });

  test('of a missing word stand only where a word is wanted', () => {
    const wanting = ({ keyword }: Place) => keyword.missing !== undefined && wordLists(keyword).every((args) => args.length === 0);
    expect(offenders(wanting)).toEqual([]);
  });

  test('of entries are told by their words, unless they have a grammar of their own', () => {
    const own = ['address', 'route', 'rule', 'virtual-server-group-entry'];
    const untold = ({ keyword }: Place) => keyword.kind === 'list' && own.includes(keyword.entry) === (keyword.line !== undefined);
    expect(offenders(untold)).toEqual([]);
  });
});
