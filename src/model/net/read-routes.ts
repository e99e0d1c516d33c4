import { PROTOCOLS } from '../../../grammar/keywords/entries/names.ts';
import { signedCNumber } from '../../../grammar/keywords/forms.ts';
import type { Word } from '../../../grammar/tree.ts';
import { atLeast, between, type Version } from '../../../grammar/version.ts';
import type { BoundList } from '../../binding/bound.ts';
import { type Entry, lastUse, type UsedOption, usesOf } from '../../binding/entries/entry.ts';
import { type IpAddress, parseAddress, parsePrefixedAddress } from '../../binding/ip-address.ts';
import type { EntryLists } from '../../daemon/entry-lists.ts';
import type { Correct } from '../correction.ts';
import { leadsNowhere, noteWayToNowhere } from './dropping-route.ts';
import { noteMistakes, reportedAt } from './entry-corrections.ts';
import { hasHostBits } from './network.ts';
import type { Nexthop, Route } from './route.ts';

/** What the entries of one list are turned into routes or rules with. */
export interface ListContext {
  readonly lists: EntryLists;
  readonly version: Version;
  /** Notes what happens to the instance or the list that they belong to. */
  readonly correct: Correct;
}

/** The number by which the kernel knows routes and rules of keepalived. */
const KEEPALIVED = 18;

/** The routes of a list that keepalived keeps. */
export function readRoutes(list: BoundList, context: ListContext): readonly Route[] {
  const routes: Route[] = [];
  for (const entry of context.lists.of(list)) {
    noteMistakes('route', entry, context.version, context.correct);
    const route = entry.kept ? settleRoute(entry, context) : null;
    if (route) routes.push(route);
  }
  return routes;
}

function settleRoute(entry: Entry, context: ListContext): Route | null {
  const words = destinationWords(entry);
  const word = words.at(-1);
  if (!word) return null;
  const { version, correct } = context;
  const device = lastUse(entry, 'dev')?.values[0] ?? null;
  const group = lastUse(entry, 'track_group');
  const untracked = lastUse(entry, 'no_track');
  const destination = parsePrefixedAddress(word.text)?.ip ?? null;
  noteDestination(words, word, destination, correct);
  noteGatewayBesideNexthops(entry, correct);
  noteInterfaceBesideNexthops(entry, correct);
  noteWayToNowhere(entry, entry.family ?? 'ipv4', correct);
  settleTimes(entry, context);
  if (!untracked) settleProtocol(entry, 'route', context);
  const why = leadsNowhere(entry) ? 'to-nowhere' : 'no-dev';
  let tracked = !untracked;
  if (!untracked && !device && between(version, '2.0.1', '2.3.2')) {
    tracked = false;
    correct(`net/route-untracked-${why}`, 'ignores', reportedAt(version), word.span, { written: word.text });
  }
  if (group && !device) correct(`net/route-track-group-${why}`, 'ignores', reportedAt(version), group.word.span);
  else if (group && untracked) noteUntrackedGroup(group, untracked, correct);
  return {
    node: entry.node,
    word,
    destination,
    family: entry.family ?? 'ipv4',
    gateway: gatewayOf(entry.options),
    interface: device?.text ?? null,
    nexthops: nexthopsOf(entry),
    tracked,
    trackGroup: device && group ? (group.values[0]?.text ?? null) : null,
    options: entry.options,
  };
}

/** The words that say where a route leads, with or without an option word before them, in the order of the text. */
function destinationWords({ bare, options }: Entry): readonly Word[] {
  const behind = options.filter(({ option }) => option.args[0]?.type === 'destination').flatMap(({ values }) => values);
  return behind.length === 0 ? bare : [...bare, ...behind].sort((a, b) => a.start - b.start);
}

function noteDestination(words: readonly Word[], last: Word, destination: IpAddress | null, correct: Correct): void {
  for (const word of words) {
    if (word !== last) correct('net/route-destination-twice', 'ignores', 'silent', word.span, { written: word.text, against: last.span });
  }
  if (destination?.family === 'ipv4' && hasHostBits(destination)) {
    correct('net/route-host-bits', 'drops', 'silent', last.span, { written: last.text });
  }
}

function gatewayOf(options: readonly UsedOption[]): IpAddress | null {
  const via = lastUse({ options }, 'via');
  return parseAddress(via?.values.at(-1)?.text ?? '');
}

/** Of IPv4 the kernel takes a gateway in front of nexthops only where it is that of the first one; of IPv6 it leaves it out. */
function noteGatewayBesideNexthops(entry: Entry, correct: Correct): void {
  const via = lastUse(entry, 'via');
  const [first] = nexthopsOf(entry);
  const gateway = gatewayOf(entry.options);
  if (!via || !first || gateway?.family !== 'ipv4' || gateway.text === first.gateway?.text) return;
  correct('net/route-gateway-and-nexthop', 'drops', 'silent', via.word.span, { written: gateway.text });
}

/** Of IPv4 the kernel takes an interface in front of nexthops only where the first one names it as well; of IPv6 those of the nexthops count. */
function noteInterfaceBesideNexthops(entry: Entry, correct: Correct): void {
  const dev = lastUse(entry, 'dev');
  const [first] = usesOf(entry, 'nexthop');
  const [name] = dev?.values ?? [];
  if (!dev || !name || !first || (entry.family ?? 'ipv4') !== 'ipv4' || leadsNowhere(entry)) return;
  if (name.text === nexthopOf(first).interface) return;
  correct('net/route-interface-and-nexthop', 'drops', 'silent', dev.word.span, { written: name.text, against: first.word.span });
}

function nexthopsOf(entry: Entry): readonly Nexthop[] {
  return usesOf(entry, 'nexthop').map(nexthopOf);
}

function nexthopOf({ inner }: UsedOption): Nexthop {
  return { gateway: gatewayOf(inner), interface: lastUse({ options: inner }, 'dev')?.values[0]?.text ?? null };
}

/** keepalived tells its own routes and rules by their protocol, so what it tracks must have that. */
export function settleProtocol(entry: Entry, name: 'route' | 'rule', { version, correct }: ListContext): void {
  const word = lastUse(entry, 'protocol')?.values[0];
  if (!word || !atLeast(version, '2.0.1')) return;
  const number = signedCNumber(word.text) ?? (Object.hasOwn(PROTOCOLS, word.text) ? PROTOCOLS[word.text as keyof typeof PROTOCOLS] : null);
  if (number === null || number === KEEPALIVED) return;
  const more = { written: word.text, used: String(KEEPALIVED) };
  correct(`net/${name}-protocol-not-keepalived`, 'overrides', reportedAt(version), word.span, more);
}

/** What stands behind a track_group is of no use with no_track, which only the log of a real run tells. */
export function noteUntrackedGroup(group: UsedOption, untracked: UsedOption, correct: Correct): void {
  correct('net/static-track-group-and-no-track', 'ignores', 'logs', group.word.span, { against: untracked.word.span });
}

/** Milliseconds that 1 without unit counts. */
const BARE: ReadonlyMap<string, number> = new Map([
  ['rtt', 1 / 8],
  ['rttvar', 1 / 4],
  ['rto_min', 1],
]);

/** Milliseconds. */
const SHORTEST = 200;
const LONGEST = 120_000;

/** keepalived takes TCP times from 200 ms to 120 s, in whole milliseconds. */
function settleTimes({ options }: Entry, { version, correct }: ListContext): void {
  for (const { option, values } of options) {
    const bare = BARE.get(option.word);
    const word = values.at(-1);
    if (bare !== undefined && word) settleTime(word, bare, version, correct);
  }
}

function settleTime(word: Word, bare: number, version: Version, correct: Correct): void {
  const [, number = '', decimals = '', unit = ''] = /^(\d*\.?(\d*))(\D*)$/.exec(word.text) ?? [];
  const inSeconds = unit.startsWith('s');
  if (decimals.length > (inSeconds ? 3 : 0)) {
    correct('net/route-time-decimals', 'overrides', reportedAt(version), word.span, { written: word.text });
  }
  const time = Number(number) * (unit === '' ? bare : inSeconds ? 1000 : 1);
  if ((time >= SHORTEST && time <= LONGEST) || !atLeast(version, '2.2.3')) return;
  const [check, used] =
    time < SHORTEST ? (['net/route-time-too-small', '200 ms'] as const) : (['net/route-time-too-large', '120 s'] as const);
  correct(check, 'overrides', atLeast(version, '2.2.8') ? 'reports' : 'logs', word.span, { written: word.text, used });
}
