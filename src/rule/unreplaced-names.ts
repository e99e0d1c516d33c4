import { memoized } from '../../grammar/memoized.ts';
import { partitionPoint } from '../../grammar/partition-point.ts';
import type { Span } from '../../grammar/tree.ts';
import { atLeast } from '../../grammar/version.ts';
import type { Configuration } from '../model/configuration.ts';

/** A `$NAME` of a definition that keepalived leaves as it is, because of the character behind it: `$VIP/24`. */
export interface UnreplacedName extends Span {
  readonly name: string;
  readonly next: string;
}

/** Those of a configuration, in the order of its text. */
export const unreplacedNames = memoized((configuration: Configuration): readonly UnreplacedName[] => {
  const names = definedNames(configuration);
  if (names.size === 0) return [];
  // Before '=' it is a definition that keepalived does not make, which is another matter.
  const stops = atLeast(configuration.target.version, '2.1.0') ? /[\s,)=]/ : /[\s=]/;
  const found: UnreplacedName[] = [];
  for (const { index, 1: name = '', 2: next = '' } of configuration.expansion.text.matchAll(REFERENCE)) {
    if (names.has(name) && !stops.test(next)) found.push({ start: index, end: index + name.length + 1, name, next });
  }
  return found;
});

/** The first one in a word: that keepalived does not understand the word follows from it. */
export function unreplacedNameIn({ start, end }: Span, configuration: Configuration): UnreplacedName | undefined {
  const all = unreplacedNames(configuration);
  const first = all[partitionPoint(all, (each) => each.start < start)];
  return first && first.start < end ? first : undefined;
}

const REFERENCE = /\$([A-Za-z_][A-Za-z0-9_]*)(?![A-Za-z0-9_])(.)/g;

/** Every name that the files of the view define, by a line of its own or by a repetition. */
function definedNames(configuration: Configuration): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { text } of configuration.expansion.sources) {
    if (!text.includes('$')) continue;
    for (const match of text.matchAll(/(?:^|[{}])[ \t]*(?:@\S+[ \t]+)?\$([A-Za-z_][A-Za-z0-9_]*)=/gm)) names.add(match[1] ?? '');
    for (const match of text.matchAll(/~(?:SEQx?|LST)\([ \t]*([A-Za-z_][A-Za-z0-9_]*)[ \t]*,/g)) names.add(match[1] ?? '');
  }
  return names;
}
