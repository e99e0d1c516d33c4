import { describe, expect, it } from 'vitest';
import { entryLanguage } from '../../../grammar/keywords/entries/index.ts';
import { allPlaces, directives, vocabulary } from '../../../grammar/keywords/index.ts';
import { keywordsPageMarkdown } from '../../../src/documentation/keywords-page.ts';

const page = keywordsPageMarkdown(vocabulary, directives);
const sections = new Map(page.split(/^#{2,5} /m).map((section) => [section.slice(0, section.indexOf('\n')), section]));

describe('docs/keywords.md', () => {
  it.each([...allPlaces()].map((place) => [[...place.blocks.map(({ name }) => name), place.keyword.name].join(' › '), place] as const))(
    'has a row for %s, in the table of its block',
    (_, { keyword, blocks }) => {
      const section = sections.get(blocks.length === 0 ? 'The top level' : blocks.map(({ name }) => name).join(' › '));
      expect(section).toContain(`\n| \`${keyword.name}\``);
      expect(section).toContain(keyword.does);
    },
  );

  it('has a row for every option of every language of entries', () => {
    for (const { keyword } of allPlaces()) {
      const language = keyword.kind === 'list' ? entryLanguage(keyword) : null;
      const section = language && sections.get(`Entries: ${language.describes}`);
      for (const { word } of language?.options ?? []) expect(section).toMatch(new RegExp(`^\\| \`${word}[\` ]`, 'm'));
    }
  });

  it('has rows of as many cells as their tables have columns', () => {
    for (const line of page.split('\n').filter((each) => each.startsWith('|'))) {
      expect(line.replaceAll('\\|', '').match(/\|/g), line).toHaveLength(6);
    }
  });

  it('tells once of a word that versions took before they could do without it', () => {
    const [row = ''] = page.match(/^\| `sorry_server` .*$/m) ?? [];
    expect(row.match(/`PORT` [^|]*/g)).toEqual(['`PORT` a whole number from 0 to 65535 (may be left out from 2.0.15 on) ']);
  });

  it('links to sections that exist', () => {
    const anchors = new Set(
      [...page.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replace(/[^\w\- ]/g, '')
          .replaceAll(' ', '-'),
      ),
    );
    for (const [, target] of page.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(target);
  });

  it('says which word must stand before another one', () => {
    expect(sections.get('vrrp_instance')).toMatch(/`DIRECTION` reverse or noreverse, behind 'weight' and its value/);
  });

  it('says what is unusual below the table, and not what is usual', () => {
    const instance = sections.get('vrrp_instance') ?? '';
    expect(instance).toMatch(/^- `priority`: if wrong: keepalived says so and uses 100\./m);
    expect(instance).not.toMatch(/^- .*if missing: keepalived stops reading/m);
    expect(instance).not.toMatch(/^- .*twice: the last one counts/m);
  });
});
