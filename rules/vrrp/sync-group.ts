import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'vrrp/sync-group',
  title: 'A sync group that does not hold together what it should',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'reports',
  proof: [
    'live/sync-group-owner-mix',
    'live/sync-group-member-in-two-groups',
    'live/sync-group-unknown-member',
    'source/vrrp/vrrp_sync.c:vrrp_sync_can_goto_master',
  ],
  what: `A \`vrrp_sync_group\` with only one member, an instance in two groups, and a group of members of which some own their addresses
(priority 255) and some do not.`,
  why: `A sync group is there so that several instances change state together, such as the inside and the outside of a firewall. keepalived
takes an instance only into the first group that names it: the others go on alone. A member with priority 255
is held back by the others: after a failover it takes its addresses back only when every member wants to be master, and weights of the group become faults.`,
  advice: 'List every instance once, in the group that it belongs to, with priorities below 255.',
  references: [{ title: 'keepalived.conf(5): vrrp_sync_group', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'An instance in two groups, which leaves one for the second',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 52
    virtual_ipaddress {
        198.51.100.200/24
    }
}

vrrp_instance VI_3 {
    interface eth2
    virtual_router_id 53
    virtual_ipaddress {
        203.0.113.200/24
    }
}

vrrp_sync_group VG_1 {
    group {
        VI_1
        VI_2  #=> VI_2 ↵ VI_3
    }
}

vrrp_sync_group VG_2 {  #~ ^VG_2^ only one member, 'VI_3'  #=>
    group {  #=>
        VI_2  #~ is in sync group 'VG_1' already  #=>
        VI_3  #=>
    }  #=>
}  #=>
`,
      },
      {
        title: 'An owner and a backup',
        config: `vrrp_instance VI_1 {
    state MASTER  #=> state BACKUP
    interface eth0
    virtual_router_id 51
    priority 255  #=> priority 200
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    state BACKUP
    interface eth1
    virtual_router_id 52
    priority 100
    virtual_ipaddress {
        198.51.100.200/24
    }
}

vrrp_sync_group VG_1 {  #~ ^VG_1^ 'VI_2' does not own its addresses
    group {
        VI_1
        VI_2
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Inside and outside',
        config: `vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    state MASTER
    interface eth1
    virtual_router_id 52
    priority 150
    virtual_ipaddress {
        198.51.100.200/24
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
    ],
  },
  words: {
    'vrrp/sync-group-without-members': ({ subject }) => ({
      severity: 'error',
      summary: `Sync group '${subject}' lists no instance.`,
      detail: `keepalived removes it, with its scripts and trackers.`,
      advice: "Write the names of its instances into 'group { … }'.",
    }),
    'vrrp/sync-group-single-member': ({ subject, data: { member, missing } }) => ({
      // The names that are wrong are told where they stand.
      ...(missing > 0 ? { severity: 'info' } : {}),
      summary: `Sync group '${subject}' has only one member, '${member}'.`,
      detail: missing > 0 ? 'keepalived does not know the others that it lists.' : 'There is nothing that it could keep in step.',
      advice:
        missing > 0
          ? 'Correct the names of the others, and this goes with them.'
          : 'Add the instances that must change state together, or remove the group; its scripts and trackers can stand in the instance.',
    }),
    'vrrp/sync-group-member-in-two-groups': ({ subject, data: { member, group } }) => ({
      severity: 'error',
      summary:
        group === subject ? `'${member}' is listed twice in sync group '${subject}'.` : `'${member}' is in sync group '${group}' already.`,
      detail:
        group === subject
          ? 'keepalived ignores the second mention.'
          : `keepalived leaves it out of '${subject}', whose other members change state without it.`,
      advice: group === subject ? 'Remove one of the two.' : 'Put all these instances into one group.',
      against: 'The group that it is in.',
    }),
    'vrrp/sync-group-owner-mix': ({ subject, data: { member } }) => ({
      severity: 'error',
      summary: `Members of sync group '${subject}' own their addresses (priority 255), and '${member}' does not own its addresses.`,
      detail:
        `The owners do not take their addresses ` +
        'back as long as another member stays backup, and the weights of what the group tracks become faults.',
      advice: 'Use priorities below 255 in all members.',
      against: 'The member that is no owner.',
    }),
  },
});
