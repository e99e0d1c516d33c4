import { signedCNumber } from '../forms.ts';
import type { NumberOrName } from './entry.ts';

/**
 * Names of numbers that every keepalived knows. A host may know more from the files of iproute2 in /etc/iproute2; since 2.3.2 also from the
 * directories beside them (rt_tables.d and so on), since 2.3.4 also from /usr/share/iproute2 and the directories that
 * iproute_etc_dir and iproute_usr_dir name. A built-in name counts only where no file has a name for its number.
 */
export const SCOPES = { global: 0, site: 200, link: 253, host: 254, nowhere: 255 } as const;

export const TABLES = { default: 253, main: 254, local: 255 } as const;

/** Who made a route. `keepalived` (18) is a name only where rt_protos has it. */
export const PROTOCOLS = {
  none: 0,
  redirect: 1,
  kernel: 2,
  boot: 3,
  static: 4,
  gated: 8,
  ra: 9,
  mrt: 10,
  zebra: 11,
  bird: 12,
  dnrouted: 13,
  xorp: 14,
  ntk: 15,
  dhcp: 16,
  babel: 42,
} as const;

/** Transport protocols that /etc/protocols names on every distribution. */
export const TRANSPORTS: ReadonlySet<string> = new Set([
  ...['ip', 'icmp', 'igmp', 'ggp', 'ipencap', 'st', 'tcp', 'egp', 'igp', 'pup', 'udp', 'hmp', 'xns-idp', 'rdp', 'iso-tp4', 'dccp', 'xtp'],
  ...['ddp', 'idpr-cmtp', 'ipv6', 'ipv6-route', 'ipv6-frag', 'idrp', 'rsvp', 'gre', 'esp', 'ipv6-crypt', 'ah', 'ipv6-auth', 'skip'],
  ...['ipv6-icmp', 'icmpv6', 'ipv6-nonxt', 'ipv6-opts', 'rspf', 'vmtp', 'eigrp', 'ospf', 'ax.25', 'ipip', 'etherip', 'encap', 'pim'],
  ...['ipcomp', 'vrrp', 'l2tp', 'isis', 'sctp', 'fc', 'mobility-header', 'udplite', 'mpls-in-ip', 'manet', 'hip', 'shim6', 'wesp', 'rohc'],
]);

export const ROUTE_TYPES = {
  unicast: 1,
  local: 2,
  broadcast: 3,
  brd: 3,
  anycast: 4,
  multicast: 5,
  blackhole: 6,
  unreachable: 7,
  prohibit: 8,
  throw: 9,
  nat: 11,
  xresolve: 12,
} as const;

/** The number of a word; `host` where only the host's files can tell; null where the word cannot fit. */
export function numberOf(argument: NumberOrName, word: string): number | 'host' | null {
  if (/^[\d+-]/.test(word)) {
    const written = signedCNumber(word);
    if (written === null) return null;
    const number = argument.wraps ? ((written % 2 ** 32) + 2 ** 32) % 2 ** 32 : written;
    return number >= argument.min && number <= argument.max ? number : null;
  }
  const names = argument.names ?? {};
  if (Object.hasOwn(names, word)) return names[word] ?? null;
  return argument.file === undefined ? null : 'host';
}
