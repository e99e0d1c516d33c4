import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'vrrp/shared-vmac',
  title: 'Two instances would use one virtual MAC address',
  severity: 'error',
  precision: 'high',
  verdict: 'logs',
  proof: [
    'live/use-vmac-shared-with-instance-in-fault',
    'live/use-vmac-shared-by-two-addresses-in-fault',
    'live/use-vmac-shared-by-other-family-unnoticed',
    'source/vrrp/vrrp.c:check_vmac_conflicts',
  ],
  what: `Two instances with one \`virtual_router_id\` that are not in one sync group, of which an address of one (\`use_vmac\` on the
address, or \`use_vmac_addr\`) would get the virtual MAC address that the other one, or an address of it, has on the same interface.`,
  why: `The MAC address is made of the virtual router ID and the address family. When one instance leaves MASTER, it takes the macvlan away
from under the other. keepalived therefore keeps one of them in fault state: its addresses are never up. Its config test does not see it;
only a real run logs it.`,
  advice: 'Give one of the instances another virtual router ID, or put both into one sync group.',
  references: [
    { title: 'keepalived.conf(5): use_vmac, use_vmac_addr', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'RFC 9568, section 7.3: Virtual Router MAC Address', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-7.3' },
  ],
  covers: ['net/vmac-conflict-with-instance', 'net/vmac-conflict-between-addresses'],
  examples: {
    bad: [
      {
        title: 'An address on the macvlan of another instance',
        beside: ['l3/no-vmac'],
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    virtual_ipaddress_excluded {
        198.51.100.201/24 dev eth1 use_vmac
    }
}

vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 51  #=> virtual_router_id 52
    use_vmac  #~ stays in FAULT
    virtual_ipaddress {
        198.51.100.200/24
    }
}
`,
      },
      {
        title: 'Addresses of two instances on a third interface',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    use_vmac_addr
    virtual_ipaddress {
        192.0.2.200/24
        203.0.113.201/24 dev eth2
    }
}

vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 51  #=> virtual_router_id 52
    use_vmac_addr
    virtual_ipaddress {
        198.51.100.200/24
        203.0.113.202/24 dev eth2  #~ ^203.0.113.202/24^ stays in FAULT
    }
}
`,
      },
    ],
    good: [
      {
        title: 'In one sync group, or with another ID',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    virtual_ipaddress_excluded {
        198.51.100.201/24 dev eth1 use_vmac
    }
}

vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 51
    use_vmac
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

vrrp_instance VI_3 {
    interface eth1
    virtual_router_id 53
    use_vmac
    virtual_ipaddress {
        198.51.100.203/24
    }
}
`,
      },
    ],
  },
  words: {
    'vrrp/vip-on-vmac-of-other-instance': ({ subject, data: { address, other } }) => ({
      summary: `'${address}' of '${other}' needs the virtual MAC address that 'use_vmac' gives '${subject}'.`,
      detail: `'${subject}' stays in FAULT, which only the log of a real run says.`,
      advice: `Give '${subject}' or '${other}' another virtual router ID, or put both into one sync group.`,
      against: 'This address needs the same virtual MAC address.',
    }),
    'vrrp/vips-share-vmac': ({ subject, data: { address, other } }) => ({
      summary: `'${address}' needs the virtual MAC address that an address of '${other}' has.`,
      detail: `'${subject}' stays in FAULT, which only the log of a real run says.`,
      advice: `Give '${subject}' or '${other}' another virtual router ID, or put both into one sync group.`,
      against: 'This address has it.',
    }),
  },
});
