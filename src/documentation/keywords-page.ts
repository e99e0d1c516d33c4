import type { EntryLanguage, EntryOption } from '../../grammar/keywords/entries/entry.ts';
import { entryLanguage } from '../../grammar/keywords/entries/index.ts';
import type { BlockKeyword, Keyword } from '../../grammar/keywords/keyword.ts';
import { NEWEST_VERSION, OLDEST_VERSION } from '../../grammar/version.ts';
import { enumerate } from '../report/prose.ts';
import {
  argumentFacts,
  entryArgumentFacts,
  type Fact,
  formSyntax,
  headSyntax,
  keywordFacts,
  languageFacts,
  optionFacts,
  optionSyntax,
  syntaxOf,
  versionsOf,
  wordsOf,
} from './keyword-facts.ts';

const HEAD = `# Keywords

Every keyword of keepalived ${OLDEST_VERSION} to ${NEWEST_VERSION}, block by block, as kvlint knows it. \`kvlint explain KEYWORD\` tells the same of one, with the rules that look at it.

Unless a note below a table says otherwise, keepalived reports a wrong word and ignores its line, stops reading with exit status 2 where a word is missing, and lets the last line count
where a keyword stands twice; of lists, all lines count. What builds leave out only when they are told to (\`--disable-…\`) is not noted.`;

/** docs/keywords.md. */
export function keywordsPageMarkdown(vocabulary: readonly Keyword[], directives: readonly Keyword[]): string {
  const parts = [HEAD, contents(vocabulary), '## The top level', ...table(vocabulary)];
  parts.push('## Anywhere', 'These lines may stand in any block, in lists, and at the top level.', ...table(directives));
  for (const keyword of vocabulary) if (keyword.kind === 'block') parts.push(...blockSections(keyword, []));
  for (const [language, lists] of languagesOf(vocabulary)) parts.push(...languageSections(language, lists));
  return `${parts.join('\n\n')}\n`;
}

function contents(vocabulary: readonly Keyword[]): string {
  const blocks = vocabulary.filter(({ kind }) => kind === 'block').map(({ name }) => name);
  const entries = [...languagesOf(vocabulary).keys()].map(entryTitle);
  return ['The top level', 'Anywhere', ...blocks, ...entries].map((title) => `[${title}](#${anchor(title)})`).join(' · ');
}

/** The anchor that GitHub gives a heading. */
function anchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}

function blockSections(block: BlockKeyword, around: readonly string[]): readonly string[] {
  const path = [...around, block.name];
  const parts = [`${'#'.repeat(Math.min(path.length + 1, 5))} ${path.join(' › ')}`, block.does];
  const forms = [syntaxOf(block), ...(block.forms ?? []).map((form) => formSyntax(block, form))];
  parts.push(forms.map((form) => `\`${form}\``).join(', '));
  const facts = [...argumentFacts(block).map(([label, text]): Fact => [`\`${label}\``, text]), ...unusualFacts(block)];
  if (facts.length > 0) parts.push(facts.map(([label, text]) => `- ${label}: ${text}`).join('\n'));
  parts.push(...table(block.keywords));
  for (const keyword of block.keywords) if (keyword.kind === 'block') parts.push(...blockSections(keyword, path));
  return parts;
}

/** The table of some keywords, and the notes on them. */
function table(keywords: readonly Keyword[]): readonly string[] {
  const rows = keywords.map((keyword) =>
    row([
      `\`${keyword.name}\`${keyword.kind === 'block' || keyword.kind === 'list' ? ' `{ … }`' : ''}`,
      keyword.does,
      words(keyword),
      keyword.default ?? '',
      versions(keyword),
    ]),
  );
  const notes = keywords.flatMap((keyword) => (keyword.kind === 'block' ? [] : note(keyword.name, unusualFacts(keyword))));
  return [[row(['keyword', 'does', 'words', 'default', 'versions']), row(Array(5).fill('---')), ...rows].join('\n'), ...listOf(notes)];
}

function words(keyword: Keyword): string {
  if (keyword.kind === 'block') return wordsOf(keyword.args).map(code).join(' ');
  const facts = argumentFacts(keyword).map(([label, text]) => `${code(label)} ${text}`);
  const language = keyword.kind === 'list' ? entryLanguage(keyword) : null;
  return [...facts, ...(language ? [`[${language.describes}](#${anchor(entryTitle(language))}) a line`] : [])].join('<br>');
}

function versions(subject: Pick<Keyword, 'since' | 'until'>): string {
  const text = versionsOf(subject);
  return text === 'all' ? '' : text;
}

/** What no column of the table tells, and the page does not say of all keywords at its beginning. */
function unusualFacts(keyword: Keyword): readonly Fact[] {
  const twice = keyword.kind === 'list' ? 'all of them count' : 'the last one counts';
  return keywordFacts(keyword).filter(([label, text]) => {
    switch (label) {
      case 'default':
      case 'versions':
        return false;
      case 'twice':
        return text !== twice;
      case 'if wrong':
        return text !== 'keepalived says so and ignores the line';
      case 'if missing':
        return text !== 'keepalived stops reading, with exit status 2';
      case 'build':
        return !text.startsWith('not with --disable-');
      default:
        return true;
    }
  });
}

function languagesOf(
  keywords: readonly Keyword[],
  found = new Map<EntryLanguage, string[]>(),
): ReadonlyMap<EntryLanguage, readonly string[]> {
  for (const keyword of keywords) {
    if (keyword.kind === 'block') languagesOf(keyword.keywords, found);
    const language = keyword.kind === 'list' ? entryLanguage(keyword) : null;
    if (!language) continue;
    const lists = found.get(language) ?? [];
    found.set(language, lists.includes(keyword.name) ? lists : [...lists, keyword.name]);
  }
  return found;
}

function entryTitle({ describes }: EntryLanguage): string {
  return `Entries: ${describes}`;
}

function languageSections(language: EntryLanguage, lists: readonly string[]): readonly string[] {
  const head = headSyntax(language);
  const intro = `A line of ${enumerate(lists.map(code))}: ${head === '' ? 'options' : `${code(head)} and options`}.`;
  const parts = [`## ${entryTitle(language)}`, intro];
  const headFacts = entryArgumentFacts([...(language.head ?? []), ...(language.bare ? [language.bare] : [])]);
  if (headFacts.length > 0) parts.push(headFacts.map(([label, text]) => `- ${code(label)}: ${text}`).join('\n'));
  parts.push(...optionTable(language));
  for (const inner of innerLanguages(language)) parts.push(`### Inside: ${inner.describes}`, ...optionTable(inner));
  return parts;
}

/** The languages of the parts of an entry, each once. */
function innerLanguages(language: EntryLanguage, found = new Set<EntryLanguage>()): ReadonlySet<EntryLanguage> {
  for (const { inner } of language.options) {
    if (!inner || found.has(inner)) continue;
    found.add(inner);
    innerLanguages(inner, found);
  }
  return found;
}

function optionTable(language: EntryLanguage): readonly string[] {
  const rows = language.options.map((option) => {
    const args = entryArgumentFacts(option.args).map(([label, text]) => `${code(label)} ${text}`);
    return row([code(option.form ? option.word : optionSyntax(option)), option.does, args.join('<br>'), lists(option), versions(option)]);
  });
  const usual = languageFacts(language);
  const isUsual = ([label, text]: Fact): boolean => label === 'versions' || usual.some((fact) => fact[0] === label && fact[1] === text);
  const notes = language.options.flatMap((option) =>
    note(
      option.word,
      optionFacts(option, language).filter((fact) => !isUsual(fact)),
    ),
  );
  const head = row(['option', 'does', 'words', 'only in', 'versions']);
  return [
    `Unless a note says otherwise: ${usual.map(([label, text]) => `${label}, ${text}`).join('; ')}.`,
    [head, row(Array(5).fill('---')), ...rows].join('\n'),
    ...listOf(notes),
  ];
}

function lists({ lists: only = [] }: EntryOption): string {
  return only.map(code).join(', ');
}

function note(name: string, facts: readonly Fact[]): readonly string[] {
  if (facts.length === 0) return [];
  const texts = facts.map(([label, text]) => (label === 'note' ? text : `${label}: ${text}`).replace(/\.$/, ''));
  return [`- ${code(name)}: ${texts.join('. ')}.`];
}

function listOf(lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? [lines.join('\n')] : [];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function code(text: string): string {
  return `\`${text}\``;
}
