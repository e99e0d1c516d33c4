import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'lvs/sync-daemon',
  title: 'The IPVS synchronisation is set up twice, or for an instance that does not exist',
  severity: 'warning',
  precision: 'very-high',
  isCause: true,
  verdict: 'reports',
  proof: ['source/vrrp/vrrp.c:vrrp_complete_init', 'config-test'],
  what: `An \`lvs_sync_daemon\` that follows a \`vrrp_instance\` which is not there, and \`lvs_sync_daemon_interface\` in an instance
although the daemon is set up already.`,
  why: `The daemons of two directors keep their connection tables in step, so that connections outlive a failover. Without the instance
keepalived does not start them, which only the log of a real run says: after a failover every connection breaks.`,
  advice: 'Write `lvs_sync_daemon INTERFACE inst INSTANCE` once, in `global_defs`.',
  references: [{ title: 'keepalived.conf(5): lvs_sync_daemon', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'It follows nobody',
        config: `global_defs {
    lvs_sync_daemon eth1 inst VI_2  #~ ^VI_2^ no vrrp_instance 'VI_2'  #=> lvs_sync_daemon eth1 inst VI_1
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Two instances to follow',
        config: `global_defs {
    lvs_sync_daemon eth1 inst VI_1 inst VI_2  #~ ^VI_2^ follows 'VI_1' already  #=> lvs_sync_daemon eth1 inst VI_1
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Set up twice',
        config: `global_defs {
    lvs_sync_daemon eth1 inst VI_1
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    lvs_sync_daemon_interface eth1  #~ is set up already  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'It follows the instance',
        config: `global_defs {
    lvs_sync_daemon eth1 inst VI_1
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
  },
  words: {
    'vrrp/lvs-syncd-instance-unknown': ({ written }) => ({
      severity: 'error',
      summary: `There is no vrrp_instance '${written}'.`,
      detail: `keepalived does not start the sync daemon, and only the log of a real run says so: connections break at a failover.`,
      advice: 'Write the name of an instance; case counts.',
    }),
    'global/lvs-sync-daemon-instance-twice': ({ written, used }) => ({
      summary: `The sync daemon follows '${used}' already, and keepalived ignores '${written}'.`,
      detail: `It does not change sides with that instance.`,
      advice: 'Name one instance; put both into a sync group if the daemon is to follow both.',
      against: 'The instance that it follows.',
    }),
    'vrrp/lvs-sync-daemon-interface-twice': ({ subject }, { virtualServers }) => ({
      summary: `The sync daemon is set up already, and keepalived ignores this line of '${subject}'.`,
      advice:
        virtualServers.length === 0
          ? 'Remove it: there is no virtual_server here whose connections another node could need.'
          : "Remove it; 'lvs_sync_daemon' of global_defs is enough.",
      against: 'Here it is set up.',
    }),
  },
});
