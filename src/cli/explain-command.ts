import { allPlaces, directives, type Place, pathOf, placesOf } from '../../grammar/keywords/index.ts';
import { rules } from '../../rules/index.ts';
import { type Colors, loadColors } from '../report/colors.ts';
import { type Appearance, appearanceOf } from './appearance.ts';
import type { ColorFlag } from './color-option.ts';
import { type EntryPlace, entryPlaces, pathOfOption } from './entry-places.ts';
import { ExitCode } from './exit-code.ts';
import { explainKeyword, explainOption } from './explain-keyword.ts';
import { explainRule } from './explain-rule.ts';
import type { Session } from './session.ts';
import { didYouMean } from './suggest.ts';
import { UsageError } from './usage-error.ts';

/** Prints what a rule or a keyword is about. */
export async function explainCommand(topic: string, color: ColorFlag | undefined, session: Session): Promise<ExitCode> {
  const appearance = appearanceOf(session.stdout, session, color);
  session.stdout.write(explain(topic.trim(), appearance, await loadColors(appearance.color)));
  return ExitCode.clean;
}

function explain(topic: string, appearance: Appearance, colors: Colors): string {
  const rule = rules.find(({ id }) => id === topic);
  if (rule) return explainRule(rule, appearance, colors);
  const places = findPlaces(topic);
  const options = findOptions(topic);
  if (places.length > 0 && options.length > 0) {
    return [explainKeyword(places, [], appearance, colors), explainOption(options, rules, appearance, colors)].join('\n');
  }
  if (places.length > 0) return explainKeyword(places, rules, appearance, colors);
  if (options.length > 0) return explainOption(options, rules, appearance, colors);
  const owners = findOwners(topic);
  if (owners.length > 0) return explainKeyword(owners, rules, appearance, colors);
  const shortened = rules.filter(({ id }) => id.endsWith(`/${topic}`));
  if (shortened.length > 0) return shortened.map((each) => explainRule(each, appearance, colors)).join('\n');
  throw new UsageError(`There is neither a rule nor a keyword '${topic}'.${suggestion(topic)} 'kvlint rules' lists the rules.`);
}

/** What could have been meant; behind a block or a list, its keywords or options; a keyword whose underscores are blanks or hyphens; the rules of a folder. */
function suggestion(topic: string): string {
  const ids = rules.map(({ id }) => id);
  const inFolder = ids.find((id) => id.startsWith(`${topic}/`));
  if (inFolder !== undefined) return ` Rules begin with '${topic}/': name one, such as '${inFolder}'.`;
  const [, block, name = topic] = /^(.+)[.\s](\S+)$/.exec(topic) ?? [];
  const keywords = [...allPlaces()].filter(({ blocks }) => block === undefined || blocks.at(-1)?.name === block);
  const options = [...entryPlaces()].filter((place) => block === undefined || pathOfOption(place).at(-2) === block);
  const names = new Set([...keywords.map(({ keyword }) => keyword.name), ...options.map(({ option }) => option.word)]);
  const meant = didYouMean(name, block === undefined ? [...ids, ...names] : names);
  const joined = topic.replace(/[-\s]+/g, '_');
  return meant !== '' || joined === topic ? meant : didYouMean(joined, new Set([...allPlaces()].map((place) => place.keyword.name)));
}

/** The places of `keyword`, or of `block.keyword` those that end so. */
function findPlaces(topic: string): readonly Place[] {
  const path = topic.split(/[.\s]+/);
  const named = placesOf(path.at(-1) ?? '').filter((place) => `.${pathOf(place)}`.endsWith(`.${path.join('.')}`));
  const directive = directives.find(({ name }) => name === topic);
  return directive ? [...named, { keyword: directive, blocks: [] }] : named;
}

/** The options of list entries of that name, or those that a path such as `virtual_routes nexthop via` leads to. */
function findOptions(topic: string): readonly EntryPlace[] {
  const path = topic.split(/[.\s]+/);
  return [...entryPlaces()].filter((place) => ` ${pathOfOption(place).join(' ')}`.endsWith(` ${path.join(' ')}`));
}

/** The keywords that a word belongs to: `virtual_server fwmark`, `track_script weight`; alone a word such as `min_ttl`, which nothing else is called. */
function findOwners(topic: string): readonly Place[] {
  const [, owner, word = topic] = /^(.+)[.\s](\S+)$/.exec(topic) ?? [];
  return [...(owner === undefined ? allPlaces() : findPlaces(owner))].filter(({ keyword }) => {
    const args = keyword.kind === 'list' ? [...keyword.args, ...(keyword.line ?? [])] : keyword.args;
    if (args.some((argument) => argument.keyword === word)) return true;
    if (owner === undefined) return false;
    const forms = keyword.kind === 'block' ? (keyword.forms ?? []) : [];
    return forms.some((form) => form.word === word) || args.some((argument) => argument.type === 'enum' && argument.values.includes(word));
  });
}
