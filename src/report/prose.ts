/** Cuts a text behind its first sentence: a full stop, question or exclamation mark and a blank, but not that of an abbreviation. */
export function splitFirstSentence(text: string): { readonly first: string; readonly rest: string } {
  const end = /(?<!\b(?:e\.g|i\.e|cf|vs|etc))[.?!]["')]?(?=\s)/.exec(text);
  if (!end) return { first: text.trim(), rest: '' };
  const cut = end.index + end[0].length;
  return { first: text.slice(0, cut).trim(), rest: text.slice(cut).trim() };
}

/** `1 error`, `2 errors`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(items: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`;
}

/** Text on one line. */
export function flatten(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** How a view is called in prose; null is the one in which no config-id matches. */
export function viewName(configId: string | null): string {
  return configId === null ? 'no config-id' : `config-id '${configId}'`;
}
