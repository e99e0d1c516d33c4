import { isNameInBrackets } from './stand-in.ts';

/**
 * What to write in the place of a list of another language, as a template puts it in that does not go through it: `['192.0.2.1/24',`, `[192.0.2.1`,
 * `-`. An address in brackets, as URLs have it, is one address; a name in them stands for something, and is no list. Null for every other word.
 */
export function adviceForList(word: string): string | null {
  if (word === '-') return `Write the entry alone: a '-' begins none.`;
  if (!word.startsWith('[') || isNameInBrackets(word)) return null;
  const [, address, length = ''] = /^\[([\w.:/]+)\](\/\d+)?$/.exec(word) ?? [];
  return address === undefined
    ? 'Write each entry on a line of its own, without brackets, quotes and commas: a list of another language is none here. In a template, go through the list.'
    : `Write '${address}${length}', without the brackets.`;
}
