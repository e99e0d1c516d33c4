import { ROUTE_TYPES } from '../../../grammar/keywords/entries/names.ts';
import { cNumber } from '../../../grammar/keywords/forms.ts';
import { atLeast, type Version } from '../../../grammar/version.ts';
import { ANYWHERE, type Entry, type EntryName, type Mistake, nameOf, type Part } from '../../binding/entries/entry.ts';
import { familyOf } from '../../binding/ip-address.ts';
import type { CheckId } from '../../daemon/checks/index.ts';
import type { Verdict } from '../../daemon/verdict.ts';
import type { Correct, Effect } from '../correction.ts';

/** Before this version mistakes in entries went to the log only, which the config test does not show. */
const REPORTED_SINCE: Version = '2.0.7';

/** What the config test shows of a mistake in an entry that keepalived goes on after. */
export function reportedAt(version: Version): Verdict {
  return atLeast(version, REPORTED_SINCE) ? 'reports' : 'logs';
}

/** Hands on the mistakes of an entry as corrections. */
export function noteMistakes(name: EntryName, { node, mistakes }: Entry, version: Version, correct: Correct): void {
  let unknown = -1;
  for (const mistake of mistakes) {
    const { kind, word, against, fault } = mistake;
    if (fault === 'silent' && kind !== 'skipped') continue;
    // The value behind a misspelt option is a word that is no option as well.
    const index = kind === 'unknown' ? node.words.findIndex(({ start }) => start === word.start) : -1;
    const again = index > 0 && unknown === index - 1;
    if (index >= 0) unknown = index;
    const verdict = VERDICTS[fault] ?? reportedAt(version);
    const more = {
      written: word.text,
      mistake: { ...mistake, entry: name },
      ...(against ? { against: against.span } : {}),
      ...(again ? ({ again } as const) : {}),
    };
    correct(checkOf(name, mistake, version), EFFECTS[fault], verdict, word.span, more);
  }
}

const VERDICTS: Readonly<Partial<Record<Mistake['fault'], Verdict>>> = {
  exits: 'refuses',
  refuses: 'refuses',
  awaited: 'silent',
  logged: 'logs',
  silent: 'silent',
};

const EFFECTS: Readonly<Record<Mistake['fault'], Effect>> = {
  exits: 'exits',
  // It refuses to run when all is read.
  refuses: 'drops',
  // What it is for is not there before the interface is.
  awaited: 'drops',
  'entry-dropped': 'drops',
  'part-dropped': 'drops',
  'rest-dropped': 'ignores',
  'option-ignored': 'ignores',
  'value-lost': 'ignores',
  corrected: 'overrides',
  reported: 'reports',
  logged: 'reports',
  silent: 'reports',
};

/** The id of the check that a mistake fails: `net/route-encap-ip-dst-invalid`. */
function checkOf(name: EntryName, mistake: Mistake, version: Version): CheckId {
  return mistake.kind === 'host-name' ? 'net/name-of-host' : CHECKS[name](mistake, version);
}

type CheckOf = (mistake: Mistake, version: Version) => CheckId;

const CHECKS: Readonly<Record<EntryName, CheckOf>> = {
  address: addressCheck,
  route: routeCheck,
  rule: ruleCheck,
};

function addressCheck({ kind, option }: Mistake): CheckId {
  const of = option ? ` ${nameOf(option)}` : '';
  return ADDRESS_CHECKS[`${kind}${of}`] ?? (kind === 'missing' ? 'net/address-option-value-missing' : `net/address-${kind}`);
}

const ADDRESS_CHECKS: Readonly<Record<string, CheckId>> = {
  invalid: 'net/address-invalid',
  prefix: 'net/address-prefix-invalid',
  unknown: 'net/address-unknown-option',
  'repeated dev': 'net/address-dev-twice',
  'repeated peer': 'net/address-peer-twice',
  'repeated track_group': 'net/static-address-track-group-twice',
  'invalid dev': 'net/address-dev-invalid',
  'invalid scope': 'net/address-scope-invalid',
  'invalid brd': 'net/address-broadcast-invalid',
  'invalid label': 'net/address-label-too-long',
  'invalid peer': 'net/address-peer-invalid',
  'invalid preferred_lft': 'net/address-preferred-lft-invalid',
  'invalid track_group': 'net/static-address-track-group-unknown',
  'other-family brd': 'net/address-broadcast-ipv6',
  'other-family label': 'net/address-label-ipv6',
};

const EXPONENT_REFUSED_SINCE: Version = '2.2.3';
const TIMES: ReadonlySet<string> = new Set(['rtt', 'rttvar', 'rto_min']);

function routeCheck(mistake: Mistake, version: Version): CheckId {
  const { kind, option, part, word } = mistake;
  const name = option ? nameOf(option) : '';
  if (kind === 'invalid') {
    if (word.text === 'to' || (name === 'to' && Object.hasOwn(ROUTE_TYPES, word.text))) return 'net/route-type-and-to';
    if (TIMES.has(name) && /\de|e\d/i.test(word.text) && atLeast(version, EXPONENT_REFUSED_SINCE)) return 'net/route-time-exponential';
    if (name === 'weight' && Number(word.text) === 0) return 'net/route-nexthop-weight-zero';
    if (name === 'from' && isOfNoIpv6(word.text)) return 'net/route-from-ipv4';
    if (TUNNELS.has(part) && mistake.argument?.type === 'address' && familyOf(word.text))
      return `net/route-${part}-dst-${familyOf(word.text)}`;
  }
  if (kind === 'mixed' && part === 'entry' && ANYWHERE.has(word.text)) return 'net/route-default-after-family';
  if (kind === 'mixed' && part === 'nexthop' && mistake.argument?.name === 'family') return 'net/route-nexthop-inet-mismatch';
  return commonCheck('route', mistake) ?? `net/route-${part === 'entry' ? '' : `${part}-`}${suffixOf(mistake)}`;
}

const TUNNELS: ReadonlySet<Part> = new Set(['encap-ip', 'encap-ip6']);

function isOfNoIpv6(text: string): boolean {
  return ANYWHERE.has(text) || familyOf(text.split('/', 1)[0] ?? '') === 'ipv4';
}

function ruleCheck(mistake: Mistake): CheckId {
  const { kind, option, word } = mistake;
  const name = option ? nameOf(option) : '';
  if (kind === 'unknown' && isRouteType(word.text)) return 'net/rule-action-invalid';
  if (kind === 'invalid' && name === 'table' && Number(word.text) === 0) return 'net/rule-table-zero';
  if (kind === 'second-action' && name === 'table') return 'net/rule-two-actions-table';
  if (kind === 'second-action' && name === 'l3mdev') return 'net/rule-l3mdev-and-action';
  return commonCheck('rule', mistake) ?? `net/rule-${suffixOf(mistake)}`;
}

/** A type of routes that is no action of rules. */
function isRouteType(text: string): boolean {
  return Object.hasOwn(ROUTE_TYPES, text) || (cNumber(text) ?? 256) <= 255;
}

/** Ids that are not made like the others. */
function commonCheck(list: 'route' | 'rule', { kind, option, part, word }: Mistake): CheckId | undefined {
  const name = option ? nameOf(option) : '';
  if (kind === 'prefix') return 'net/address-prefix-invalid';
  if (kind === 'deprecated' && word.text === 'default6') return 'net/default6-deprecated';
  if (kind === 'missing' && part !== 'encap' && name !== 'encap') return 'net/option-value-missing';
  return SPECIAL[`${list} ${part} ${kind} ${name}`.trim()];
}

const SPECIAL: Readonly<Record<string, CheckId>> = {
  'route entry unknown': 'net/route-unknown-word',
  'route entry invalid to': 'net/route-unknown-word',
  'route nexthop unknown': 'net/route-nexthop-trailing',
  'route encap unknown': 'net/route-encap-type-unknown',
  'route entry missing encap': 'net/route-encap-type-missing',
  'route nexthop missing encap': 'net/route-encap-type-missing',
  'route entry invalid table': 'net/route-table-unknown',
  'route entry invalid features': 'net/route-feature-unknown',
  'route entry invalid fastopen_no_cookie': 'net/route-fastopen-invalid',
  'route entry invalid track_group': 'net/route-track-group-unknown',
  'route entry other-family inet': 'net/route-inet-on-ipv6',
  'route entry other-family inet6': 'net/route-inet6-on-ipv4',
  'route entry incomplete': 'net/route-no-destination',
  'route entry deprecated via': 'net/route-gw-deprecated',
  'route entry never as': 'net/route-as-to',
  'rule entry unknown': 'net/rule-unknown-option',
  'rule entry invalid table': 'net/rule-table-unknown',
  'rule entry invalid track_group': 'net/rule-track-group-unknown',
  'rule entry other-family inet': 'net/rule-inet-on-ipv6',
  'rule entry other-family inet6': 'net/rule-inet6-on-ipv4',
  'rule entry incomplete': 'net/rule-no-action',
  'rule entry unmet realms': 'net/rule-table-option-without-table',
};

/** What an id of a regular form ends in. */
function suffixOf({ kind, option, part }: Mistake): string {
  const name = option ? nameOf(option).replaceAll('_', '-') : '';
  switch (kind) {
    case 'invalid':
      return option?.form || isRouteType(name) ? 'unknown-word' : `${name}-invalid`;
    case 'other-family':
      return `${name}-${option?.family === 'ipv4' ? 'ipv6' : 'ipv4'}`;
    case 'mixed':
      return part === 'nexthop' ? 'family-mismatch' : 'mixed-family';
    case 'repeated':
      return `${name}-twice`;
    case 'conflict':
      return `${option?.conflicts?.[0]}-and-${name}`;
    case 'second-action':
      return 'two-actions';
    case 'unmet':
      return 'table-option-without-table';
    case 'skipped':
      return 'inet-skips-word';
    case 'never':
      return name;
    case 'unknown':
    case 'incomplete':
      return kind;
    default:
      return `${name}-${kind}`;
  }
}
