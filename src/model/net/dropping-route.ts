import { ROUTE_TYPES } from '../../../grammar/keywords/entries/names.ts';
import { signedCNumber } from '../../../grammar/keywords/forms.ts';
import { type Entry, lastUse, type UsedOption, usesOf } from '../../binding/entries/entry.ts';
import type { Family } from '../../binding/ip-address.ts';
import type { Correct } from '../correction.ts';

/** Types of routes that lead nowhere: the kernel drops the packets, or goes on in the next table. */
const DROPPING: ReadonlySet<number> = new Set([ROUTE_TYPES.blackhole, ROUTE_TYPES.unreachable, ROUTE_TYPES.prohibit, ROUTE_TYPES.throw]);

export function leadsNowhere({ options }: Entry): boolean {
  return options.some(({ option, word }) => option.args[0]?.type === 'destination' && DROPPING.has(typeOf(word.text) ?? 0));
}

function typeOf(word: string): number | null {
  return Object.hasOwn(ROUTE_TYPES, word) ? ROUTE_TYPES[word as keyof typeof ROUTE_TYPES] : signedCNumber(word);
}

/**
 * The way that a route has which leads nowhere. Of IPv4 the kernel refuses such a route, and of IPv6 one with nexthops. Any other one of IPv6 it puts on
 * `lo`; keepalived asks it to remove the route with its interface or its gateway, and the kernel finds none.
 */
export function noteWayToNowhere(entry: Entry, family: Family, correct: Correct): void {
  if (!leadsNowhere(entry)) return;
  const [nexthop] = usesOf(entry, 'nexthop');
  const way = lastUse(entry, 'dev') ?? lastUse(entry, 'via') ?? nexthop;
  if (!way) return;
  const more = { written: textOf(way) };
  if (family === 'ipv4' || nexthop) correct('net/route-way-to-nowhere', 'drops', 'silent', way.word.span, more);
  else if (more.written !== 'dev lo') correct('net/route-way-to-nowhere-stays', 'ignores', 'silent', way.word.span, more);
}

function textOf({ word, values }: UsedOption): string {
  return [word, ...values].map(({ text }) => text).join(' ');
}
