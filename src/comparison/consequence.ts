import type { ChangeKind, Value } from './change.ts';
import type { Fact, Subject } from './subject.ts';

/** What decides which node holds the addresses, by the kind of block. */
const ELECTION: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'vrrp_instance',
    new Set([
      ...['priority', 'interface', 'virtual_router_id', 'version', 'advert_int', 'nopreempt', 'preempt_delay', 'down_timer_adverts'],
      ...['adverts', 'unicast_peer', 'unicast_src_ip', 'mcast_src_ip', 'mcast_dst_ip', 'unicast_ttl', 'check_unicast_src'],
      ...[
        'auth_type',
        'auth_pass',
        'auth_hmac',
        'strict_mode',
        'use_vmac',
        'use_ipvlan',
        'fault state',
        'dont_track_primary',
        'track_src_ip',
      ],
      ...['track_interface', 'track_script', 'track_file', 'track_process', 'track_bfd', 'unicast_fault_no_peer', 'vrf'],
    ]),
  ],
  [
    'vrrp_sync_group',
    new Set([
      ...['group', 'sync_group_tracking_weight'],
      ...['track_interface', 'track_script', 'track_file', 'track_process', 'track_bfd'],
    ]),
  ],
  ['vrrp_script', new Set(['script', 'interval', 'timeout', 'weight', 'rise', 'fall', 'init_fail', 'user'])],
  ['track_file', new Set(['file', 'weight'])],
  ['vrrp_track_process', new Set(['process', 'weight', 'quorum', 'quorum_max'])],
  ['bfd_instance', new Set(['neighbor_ip', 'source_ip', 'weight', 'vrrp', 'left out'])],
  ['global_defs', new Set(['vrrp_strict', 'vrrp_version', 'vrrp_check_unicast_src', 'vrrp_mcast_group4', 'vrrp_mcast_group6'])],
  ['keepalived', new Set(['runs'])],
]);

/** Whether something decides which node holds the addresses. */
export function kindOf(kind: string, what: string): ChangeKind {
  return ELECTION.get(kind)?.has(what) ? 'election' : 'setting';
}

type Tell = (before: Value | null, after: Value | null, subject: Subject) => string | null;

/** What changes of an instance lead to, by keyword. */
const OF_INSTANCES: ReadonlyMap<string, Tell> = new Map<string, Tell>([
  ['priority', (_, after) => `The master is the node with the highest priority; this one takes part with ${after}.`],
  [
    'virtual_router_id',
    (before, after) =>
      before === null || after === null
        ? null
        : `It leaves virtual router ${before} for ${after}: it and nodes that stay with ${before} take no notice of each other.`,
  ],
  ['interface', (before, after) => `Its adverts leave ${before ?? 'no interface'} for ${after ?? 'none'}.`],
  ['version', (_, after) => `Nodes that do not speak version ${after} of VRRP drop its adverts, and it drops theirs.`],
  [
    'advert_int',
    (_, after, { facts }) =>
      facts.some(({ what, value }) => what === 'version' && value === 2)
        ? 'Nodes with another interval drop its adverts, and it drops theirs.'
        : `It sends an advert every ${after} s; how long the others wait before they take over depends on it.`,
  ],
  [
    'nopreempt',
    (_, after) =>
      after === true
        ? 'When it comes back it leaves the addresses to a master of lower priority.'
        : 'When it comes back it takes the addresses from a master of lower priority.',
  ],
  ['auth_pass', () => 'Nodes with another password drop its adverts, and it drops theirs.'],
  ['auth_type', () => 'Nodes with another authentication drop its adverts, and it drops theirs.'],
  [
    'unicast_peer',
    (before, after) => {
      const [old, now] = [addressOf(before), addressOf(after)];
      if (old === now) return `It takes adverts of ${now} ${after === now ? 'with any TTL' : 'only with a TTL within these limits'}.`;
      return [old === null ? '' : `It sends no adverts to ${old} any more.`, now === null ? '' : `It sends its adverts to ${now}.`]
        .filter((part) => part !== '')
        .join(' ');
    },
  ],
  ['adverts', (before, after) => `Its adverts go by ${after}; nodes that listen for ${before} only do not hear it.`],
  ['fault state', (_, after) => (after === true ? 'It holds no address: keepalived keeps it in fault state.' : null)],
]);

/** The address of a peer, without the limits for its TTL. */
function addressOf(peer: Value | null): string | null {
  return peer === null ? null : (String(peer).split(' ')[0] ?? null);
}

/** What a change of a setting leads to, in one sentence; undefined where the setting says it all. */
export function consequenceOf(subject: Subject, what: string, before: Fact | null, after: Fact | null): string | undefined {
  if (subject.kind !== 'vrrp_instance') return undefined;
  return OF_INSTANCES.get(what)?.(before?.shown ?? null, after?.shown ?? null, subject) ?? undefined;
}
