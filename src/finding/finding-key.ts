import { compareText } from './order.ts';

/** What a finding is about, whatever its line number and the words that are used for it. None of the texts holds a secret. */
export interface KeyParts {
  readonly rule: string;
  /** The root file, as reports show it. */
  readonly root: string;
  /** The blocks around the place, outermost first, each by keyword and name. */
  readonly blocks: readonly string[];
  /** The first word of the line; empty where the place is in no line of words. */
  readonly keyword: string;
  /** The text at fault. */
  readonly value: string;
  /** Which one it is of several that are equal in all of the above, from 1. */
  readonly number: number;
}

const SEPARATOR = '|';
const BLOCK_SEPARATOR = ' > ';

/** The key as text: `rule|root|block > block|keyword|value|number`. A `|` within a part is written `\|`, a backslash `\\`. */
export function formatKey({ rule, root, blocks, keyword, value, number }: KeyParts): string {
  return [rule, root, blocks.join(BLOCK_SEPARATOR), keyword, value, String(number)].map(escapePart).join(SEPARATOR);
}

/** A key as the root file that it names and all the rest. Null where a text is no key. */
export function splitKey(key: string): { readonly rule: string; readonly root: string; readonly rest: string } | null {
  const match = /^((?:[^|\\]|\\.)*)\|((?:[^|\\]|\\.)*)\|((?:(?:[^|\\]|\\.)*\|){3}[1-9]\d*)$/s.exec(key);
  if (!match) return null;
  const [, rule = '', root = '', rest = ''] = match;
  return { rule: unescapePart(rule), root: unescapePart(root), rest };
}

/** The same key for another root file. */
export function keyFor(root: string, { rule, rest }: { readonly rule: string; readonly rest: string }): string {
  return [escapePart(rule), escapePart(root), rest].join(SEPARATOR);
}

/** Keys by root file, so that what a change does to one file stands together. */
export function sortedKeys(keys: Iterable<string>): readonly string[] {
  return [...keys]
    .map((key) => ({ key, root: splitKey(key)?.root ?? '' }))
    .sort((a, b) => compareText(a.root, b.root) || compareText(a.key, b.key))
    .map(({ key }) => key);
}

function escapePart(text: string): string {
  return text.replace(/[\\|]/g, '\\$&');
}

function unescapePart(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}
