import { memoized } from '../../grammar/memoized.ts';
import { partitionPoint } from '../../grammar/partition-point.ts';
import { lineWords, type Span, walk } from '../../grammar/tree.ts';
import type { Configuration } from '../model/configuration.ts';

/** The first word of a line that holds a blank which is none to keepalived, up to the last such word. */
export interface UnknownBlanks extends Span {
  /** Each of these blanks. */
  readonly blanks: readonly Span[];
  readonly keyword: string;
  /** Where the line ends: all behind the first of them is read otherwise than it looks. */
  readonly lineEnd: number;
}

/** Characters that look like a blank, or like nothing, and are letters to keepalived: it knows the white space of C alone. */
const UNKNOWN_BLANK = /[\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]/;

/** Lines with such blanks outside of quotes, in the order of the text. */
export const unknownBlanks = memoized(({ tree, expansion }: Configuration): readonly UnknownBlanks[] => {
  // Most files have none.
  if (!UNKNOWN_BLANK.test(expansion.text)) return [];
  const found: UnknownBlanks[] = [];
  for (const node of walk(tree.body)) {
    const words = lineWords(node);
    const concerned = words.filter(({ raw, quoted }) => !quoted && UNKNOWN_BLANK.test(raw));
    const [first] = concerned;
    const last = concerned.at(-1);
    if (!first || !last) continue;
    found.push({
      start: first.start,
      end: last.end,
      blanks: concerned.flatMap(({ raw, start }) => placesIn(raw, start)),
      keyword: words[0]?.text ?? '',
      lineEnd: words.at(-1)?.end ?? last.end,
    });
  }
  return found;
});

/** Those of the line in front of a place or at it: what is wrong there follows from them. */
export function unknownBlanksBefore({ start }: Span, configuration: Configuration): UnknownBlanks | undefined {
  const all = unknownBlanks(configuration);
  const last = all[partitionPoint(all, (each) => each.start <= start) - 1];
  return last && start < last.lineEnd ? last : undefined;
}

function placesIn(raw: string, start: number): readonly Span[] {
  return Array.from(raw.matchAll(new RegExp(UNKNOWN_BLANK, 'g')), ({ index }) => ({ start: start + index, end: start + index + 1 }));
}

/** A word without such blanks. */
export function withoutUnknownBlanks(text: string): string {
  return text.replace(new RegExp(UNKNOWN_BLANK, 'g'), '');
}
