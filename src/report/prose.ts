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

/** Most config-ids that are named one by one. */
const MAX_NAMED = 5;

/** Views in prose: `config-ids 'low' and 'high'`; null among them is the one in which no config-id matches. */
export function viewNames(views: readonly (string | null)[]): string {
  const ids = views.filter((view) => view !== null).map((id) => `'${id}'`);
  const unnamed = views.includes(null) ? ['any unnamed config-id'] : [];
  if (ids.length === 0) return enumerate(unnamed);
  const named = ids.length <= MAX_NAMED ? ids : [...ids.slice(0, MAX_NAMED - 1), `${ids.length - MAX_NAMED + 1} others`];
  return `${ids.length === 1 ? 'config-id' : 'config-ids'} ${enumerate([...named, ...unnamed])}`;
}
