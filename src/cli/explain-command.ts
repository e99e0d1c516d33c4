import { allPlaces, directives, type Place, pathOf, placesOf } from '../../grammar/keywords/index.ts';
import { rules } from '../../rules/index.ts';
import { type Colors, loadColors } from '../report/colors.ts';
import { type Appearance, appearanceOf } from './appearance.ts';
import { ExitCode } from './exit-code.ts';
import { explainKeyword } from './explain-keyword.ts';
import { explainRule } from './explain-rule.ts';
import type { Session } from './session.ts';
import { didYouMean } from './suggest.ts';
import { UsageError } from './usage-error.ts';

/** Prints what a rule or a keyword is about. */
export async function explainCommand(topic: string, color: boolean | undefined, session: Session): Promise<ExitCode> {
  const appearance = appearanceOf(session.stdout, session, color);
  session.stdout.write(explain(topic.trim(), appearance, await loadColors(appearance.color)));
  return ExitCode.clean;
}

function explain(topic: string, appearance: Appearance, colors: Colors): string {
  const rule = rules.find(({ id }) => id === topic);
  if (rule) return explainRule(rule, appearance, colors);
  const places = findPlaces(topic);
  if (places.length > 0) return explainKeyword(places, rules, appearance, colors);
  const shortened = rules.filter(({ id }) => id.endsWith(`/${topic}`));
  if (shortened.length > 0) return shortened.map((each) => explainRule(each, appearance, colors)).join('\n');
  throw new UsageError(`There is neither a rule nor a keyword '${topic}'.${suggestion(topic)} 'kvlint rules' lists the rules.`);
}

/** What could have been meant; behind a block, its keywords. */
function suggestion(topic: string): string {
  const [, block, name = topic] = /^(.+)[.\s](\S+)$/.exec(topic) ?? [];
  const places = [...allPlaces()].filter(({ blocks }) => block === undefined || blocks.at(-1)?.name === block);
  const keywords = places.map(({ keyword }) => keyword.name);
  return didYouMean(name, new Set(block === undefined ? [...rules.map(({ id }) => id), ...keywords] : keywords));
}

/** The places of `keyword`, or of `block.keyword` those that end so. */
function findPlaces(topic: string): readonly Place[] {
  const path = topic.split(/[.\s]+/);
  const named = placesOf(path.at(-1) ?? '').filter((place) => `.${pathOf(place)}`.endsWith(`.${path.join('.')}`));
  const directive = directives.find(({ name }) => name === topic);
  return directive ? [...named, { keyword: directive, blocks: [] }] : named;
}
