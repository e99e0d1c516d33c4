import { placesOf } from '../../grammar/keywords/index.ts';

/** What to do with a keyword that stands in a list, where it is read as an entry: `priority 100` among the virtual addresses. Null for every other word. */
export function adviceForKeyword(word: string): string | null {
  if (word === 'fwmark') return FIREWALL_MARK;
  const places = placesOf(word);
  if (places.length === 0) return null;
  const around = places.length === 1 ? places[0]?.blocks.at(-1)?.name : undefined;
  const where = around === undefined ? '' : `, into ${around}`;
  return `Move the line out of this list${where}: '${word}' is a keyword, and no entry.`;
}

const FIREWALL_MARK =
  "Remove the line from this list: a firewall mark is no address. 'fwmark NUMBER' stands in a virtual_server_group, or behind 'virtual_server'.";

/** Whether a word says something of what a block defines, `vrrp_script` or `track_file`, so that it names none in a list of them. */
export function isKeywordOf(block: string, word: string): boolean {
  return placesOf(word).some(({ blocks }) => blocks.at(-1)?.name === block);
}
