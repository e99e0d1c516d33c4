import { memoized } from '../../grammar/memoized.ts';
import type { Span } from '../../grammar/tree.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import type { Correction } from '../../src/model/correction.ts';
import { defineCorrectionRule, type Wording } from '../../src/rule/correction-rule.ts';

const UNWEIGHTED = "Write 'weight 0' where a failure is to mean FAULT";

export default defineCorrectionRule({
  id: 'vrrp/tracking',
  title: 'What is tracked does not count as written',
  severity: 'warning',
  precision: 'very-high',
  isCause: true,
  verdict: 'reports',
  proof: [
    'live/sync-group-weighted-interface-keeps-weight',
    'live/sync-group-track-interface-weight-member',
    'live/sync-group-weighted-script-of-member-dropped',
    'live/sync-group-file-own-weight',
    'live/sync-group-tracking-weight-keeps-script',
    'live/sync-group-file-default-weight',
    'live/sync-group-process-weight',
    'live/owner-255-weighted-script',
    'live/owner-255-weighted-interface',
    'live/owner-255-file-own-weight',
    'live/owner-255-file-default-weight',
    'live/sync-group-owner-weighted-script',
    'live/sync-group-script-on-both',
    'live/script-tracked-twice',
    'live/track-own-interface-weight',
    'live/dont-track-primary',
    'live/process-quorum',
  ],
  what: `Weights that keepalived does not use: in a member of a sync group without \`sync_group_tracking_weight\`, in an instance with
priority 255, and in a group with such a member. Entries that stand twice, in one list or in an instance and its group; the own interface,
which is tracked anyway; and the quorum of a \`vrrp_track_process\` that contradicts \`quorum_max\`.`,
  why: `The members of a sync group change their state together, so that the priority of one cannot be lowered alone; and 255 says that the
node owns the addresses, whatever happens. keepalived then either stops tracking (scripts, files and BFD sessions: a failure has no effect
at all) or takes the weight for 0 (interfaces: a failure, which was to cost some priority, means FAULT).`,
  advice: `Decide what a failure is to do. In a sync group: write \`weight 0\` (FAULT for all), or \`sync_group_tracking_weight\` and the same
weights in every member, or track in the group itself. For an owner: use a priority below 255.`,
  references: [
    { title: 'keepalived.conf(5): track_script, sync_group_tracking_weight', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'RFC 9568, section 5.2.4: Priority', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-5.2.4' },
  ],
  covers: ['vrrp/owner-weighted-script-second-check'],
  examples: {
    bad: [
      {
        title: 'Weights in a sync group',
        config: `vrrp_script check_haproxy {
    script "/usr/bin/pgrep haproxy"
    weight -20
}

track_file load {
    file /run/load
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_interface {
        eth2 weight -10  #~ ^eth2^ but uses it all the same  #=> eth2 weight 0
    }
    track_script {
        check_haproxy  #~ stops tracking 'check_haproxy'  #=> check_haproxy weight 0
    }
    track_file {
        load  #~ keepalived takes weight '0'  #=> load weight 0
    }
}

vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 52
    virtual_ipaddress {
        198.51.100.200/24
    }
    track_file {
        load weight 5  #~ ^load^ stops tracking 'load'  #=> load weight 0
    }
}

vrrp_sync_group VG_1 {
    group {
        VI_1
        VI_2
    }
}
`,
      },
      {
        title: 'Weights for the owner of the addresses',
        config: `bfd_instance to_peer {
    neighbor_ip 192.0.2.102
    weight -20
}

vrrp_script check_haproxy {
    script "/usr/bin/pgrep haproxy"
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 255  #=> priority 200
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_interface {
        eth2 weight -10  #~ ^eth2^ stops tracking 'eth2'
    }
    track_script {  #=>
        check_haproxy weight 10  #~ ^check_haproxy^ stops tracking 'check_haproxy'  #=>
    }  #=>
    track_bfd {
        to_peer  #~ stops tracking 'to_peer'
    }
}

vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 52
    virtual_ipaddress {
        198.51.100.200/24
    }
}

vrrp_sync_group VG_1 {
    group {
        VI_1
        VI_2
    }
    sync_group_tracking_weight
    track_script {
        check_haproxy weight 10  #~ ^check_haproxy^ a member with priority 255
    }
}
`,
      },
      {
        title: 'The own interface, which the instance is told not to track',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    dont_track_primary  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_interface {
        eth0  #~ 'dont_track_primary' keeps keepalived from tracking  #=>
        eth1
    }
}
`,
      },
      {
        title: 'Twice',
        config: `vrrp_script check_haproxy {
    script "/usr/bin/pgrep haproxy"
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_interface {
        eth0  #~ own interface  #=>
        eth2
        eth2  #~ a second time  #=>
    }
    track_script {  #=>
        check_haproxy  #~ both by 'VI_1' and by its sync group  #=>
    }  #=>
}

vrrp_instance VI_2 {
    interface eth1  #~ own interface of 'VI_2', and its sync group tracks it too  #=> interface eth1
    virtual_router_id 52
    virtual_ipaddress {
        198.51.100.200/24
    }
}

vrrp_sync_group VG_1 {
    group {
        VI_1
        VI_2
    }
    track_interface {  #=>
        eth1  #=>
    }  #=>
    track_script {
        check_haproxy
    }
}
`,
      },
      {
        title: 'More than there may be',
        config: `vrrp_track_process haproxy {
    process /usr/sbin/haproxy
    quorum_max 2
    quorum 3  #~ ^3^ above 'quorum_max'  #=> quorum 2
}

vrrp_track_process squid {
    process /usr/sbin/squid
    quorum 3
    quorum_max 2  #~ ^2^ below 'quorum'  #=> quorum_max 3
}
`,
      },
    ],
    good: [
      {
        title: 'FAULT for the whole group, and weights where they count',
        config: `vrrp_script check_haproxy {
    script "/usr/bin/pgrep haproxy"
}

track_file load {
    file /run/load
    weight 0
}

vrrp_track_process haproxy {
    process /usr/sbin/haproxy
    quorum 1
    quorum_max 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_haproxy
    }
    track_file {
        load
    }
}

vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 52
    virtual_ipaddress {
        198.51.100.200/24
    }
    track_interface {
        eth2
    }
}

vrrp_sync_group VG_1 {
    group {
        VI_1
        VI_2
    }
}

vrrp_instance VI_3 {
    interface eth3
    virtual_router_id 53
    virtual_ipaddress {
        203.0.113.200/24
    }
    track_script {
        check_haproxy weight -20
    }
}
`,
      },
    ],
  },
  words: {
    'vrrp/sync-member-weighted-interface': (correction, configuration) => ({
      ...sameInGroup(correction, configuration),
      summary:
        `keepalived says that it ignores weight '${correction.written}', because '${correction.subject}' is in a sync group without 'sync_group_tracking_weight', but uses it all ` +
        'the same: when this interface goes down, the priority of this one member changes, and a group moves only when all its members do.',
      advice: `${UNWEIGHTED}, or track the interface in the group itself.`,
      against: 'The sync group.',
    }),
    'vrrp/sync-member-weighted-script': stopsInGroup('script'),
    'vrrp/sync-member-weighted-file': stopsInGroup('file'),
    'vrrp/sync-member-weighted-bfd': stopsInGroup('BFD session'),
    'vrrp/sync-member-default-weight-file': (correction, configuration) => ({
      ...sameInGroup(correction, configuration),
      summary: `keepalived takes weight '0' instead of '1', the default, because '${correction.subject}' is in a sync group without 'sync_group_tracking_weight'.`,
      detail: `Any number in the file but 0 then sends the whole group to FAULT.`,
      advice: `${UNWEIGHTED}, or 'sync_group_tracking_weight' in the group.`,
      against: 'The sync group.',
    }),
    'vrrp/owner-weighted-interface': stopsForOwner('interface'),
    'vrrp/owner-weighted-script': stopsForOwner('script'),
    'vrrp/owner-weighted-file': stopsForOwner('file'),
    'vrrp/owner-weighted-bfd': stopsForOwner('BFD session'),
    'vrrp/owner-default-weight-file': ({ subject }) => ({
      summary: `keepalived takes weight '0' instead of '1', the default, because '${subject}' has priority 255.`,
      detail: `Any number in the file but 0 then means FAULT.`,
      advice: `${UNWEIGHTED}, or use a priority below 255.`,
      against: 'Priority 255: the owner of the addresses.',
    }),
    'vrrp/sync-group-owner-weighted-script': groupWithOwner(),
    'vrrp/sync-group-owner-weighted-file': groupWithOwner(),
    'vrrp/sync-group-owner-weighted-process': groupWithOwner(),
    'vrrp/sync-group-owner-weighted-bfd': groupWithOwner(),
    'vrrp/sync-group-owner-weighted-interface': groupWithOwner(),
    'vrrp/track-interface-on-instance-and-sync-group': onBoth(),
    'vrrp/track-interface-own-and-of-sync-group': ({ subject, written }) => ({
      summary: `'${written}' is the own interface of '${subject}', and its sync group tracks it too.`,
      detail: 'A member tracks its own interface anyway, and takes the group along to fault state.',
      advice: `Remove '${written}' from 'track_interface' of the group.`,
      against: 'The sync group tracks it here.',
    }),
    'vrrp/track-script-on-instance-and-sync-group': onBoth(),
    'vrrp/track-process-on-instance-and-sync-group': onBoth(),
    'vrrp/track-bfd-on-instance-and-sync-group': onBoth(),
    'track/interface-own': ({ subject, written }, { vrrpInstances }) =>
      vrrpInstances.some(({ name, dontTrackPrimary }) => name === subject && dontTrackPrimary.value)
        ? {
            severity: 'warning',
            summary: `'${written}' is the own interface of '${subject}', which 'dont_track_primary' keeps keepalived from tracking.`,
            detail: `keepalived ignores the entry as well: '${subject}' goes on whatever happens to the interface.`,
            advice: "Remove the entry, and 'dont_track_primary' too where the interface is to be tracked.",
            against: 'The interface of the instance.',
          }
        : {
            severity: 'info',
            summary: `'${written}' is the own interface of '${subject}', which is tracked anyway.`,
            detail: `keepalived ignores the entry, and a weight behind it.`,
            advice: 'Remove the entry.',
            against: 'The interface of the instance.',
          },
    'track/interface-duplicate': twice(),
    'track/script-duplicate': twice(),
    'track/file-duplicate': twice(),
    'track/process-duplicate': twice(),
    'track/bfd-duplicate': twice(),
    'track-process/quorum-above-max': ({ subject, written }) => ({
      summary: `keepalived ignores 'quorum ${written}' of '${subject}', which is above 'quorum_max'.`,
      detail: `Fewer processes than written count as enough.`,
      advice: 'Write a quorum that is not above quorum_max.',
      against: 'The most that may run.',
    }),
    'track-process/quorum-max-below-quorum': ({ subject, written }) => ({
      summary: `keepalived ignores 'quorum_max ${written}' of '${subject}', which is below 'quorum'.`,
      detail: `Any number of processes counts as good.`,
      advice: 'Write a quorum_max that is not below quorum.',
      against: 'The least that must run.',
    }),
  },
});

/** What is tracked in several members of one group with one weight is one mistake, told where it stands first. */
function sameInGroup(correction: Correction, configuration: Configuration): { readonly follows?: Span } {
  const first = firstInGroups(configuration).get(trackedInGroup(correction, configuration));
  return first && first !== correction.at ? { follows: first } : {};
}

const firstInGroups = memoized((configuration: Configuration): ReadonlyMap<string, Span> => {
  const first = new Map<string, Span>();
  for (const correction of configuration.corrections) {
    if (!correction.check.startsWith('vrrp/sync-member-')) continue;
    const key = trackedInGroup(correction, configuration);
    if (!first.has(key)) first.set(key, correction.at);
  }
  return first;
});

function trackedInGroup(correction: Correction, configuration: Configuration): string {
  return [correction.check, correction.against?.start, correction.written, nameAt(correction, configuration)].join('\0');
}

function stopsInGroup(what: string): Wording {
  return (correction, configuration) => ({
    ...sameInGroup(correction, configuration),
    severity: 'error',
    summary:
      `keepalived stops tracking '${nameAt(correction, configuration)}' in '${correction.subject}', because it has weight '${correction.written}' and the instance is in a sync ` +
      `group without 'sync_group_tracking_weight'.`,
    detail: `The ${what} may fail without any effect.`,
    advice: `${UNWEIGHTED}, or 'sync_group_tracking_weight' in the group.`,
    against: 'The sync group.',
  });
}

function nameAt({ at }: Correction, { expansion }: Configuration): string {
  return expansion.text.slice(at.start, at.end);
}

function stopsForOwner(what: string): Wording {
  return (correction, configuration) => ({
    severity: 'error',
    summary:
      `keepalived stops tracking '${nameAt(correction, configuration)}' in '${correction.subject}', because it has weight '${correction.written}' and the instance has ` +
      `priority 255.`,
    detail: `The ${what} may fail without any effect.`,
    advice: `Use a priority below 255, or ${UNWEIGHTED[0]?.toLowerCase()}${UNWEIGHTED.slice(1)}.`,
    against: 'Priority 255: the owner of the addresses.',
  });
}

function groupWithOwner(): Wording {
  return ({ subject, written }) => ({
    summary: `keepalived takes weight '0' instead of '${written}', because sync group '${subject}' has a member with priority 255.`,
    detail: `A failure sends the whole group to FAULT.`,
    advice: 'Use priorities below 255 in all members, or remove the weight.',
    against: 'The member that owns its addresses.',
  });
}

const STUCK =
  'Neither has a weight: keepalived then waits for it twice, hears of it once, and keeps the whole group in fault state for ever.';

function onBoth(): Wording {
  return ({ subject, written, effect }) => ({
    ...(effect === 'faults' && { severity: 'error' }),
    summary: `'${written}' is tracked both by '${subject}' and by its sync group.`,
    detail: effect === 'faults' ? STUCK : 'The weight of the group counts, unless the instance tracks it without one.',
    advice: 'Track it in one of the two places.',
    against: 'The sync group tracks it here.',
  });
}

function twice(): Wording {
  return ({ subject, written }) => ({
    summary: `'${written}' is tracked a second time by '${subject}'.`,
    detail: `keepalived ignores this entry, with its weight.`,
    advice: 'Remove one of the two.',
    against: 'The entry that counts.',
  });
}
