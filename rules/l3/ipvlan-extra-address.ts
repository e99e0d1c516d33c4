import { lineSpan } from '../../src/binding/place.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'l3/ipvlan-extra-address',
  title: 'use_ipvlan takes one more address on every node',
  severity: 'info',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/vrrp/vrrp_vmac.c:netlink_link_add_ipvlan', 'source/linux/drivers/net/ipvlan/ipvlan_core.c:ipvlan_addr_lookup'],
  what: 'IPv4 instances with `use_ipvlan` and an address. Nothing is wrong with them; the rule says what they cost.',
  why: `An ipvlan interface has the MAC address of its parent, so no virtual MAC address appears on the network. But it needs an IPv4 address of its
own on each node. Two nodes with one virtual address then take five addresses instead of three, and every further node takes two. Since keepalived
2.2.0 the virtual addresses are on the parent interface all the same; only the adverts use the ipvlan.`,
  advice: `Leave out \`use_ipvlan\` as well as \`use_vmac\`. The virtual addresses are then on the interface itself, the frames on the network are the same,
and no further address is needed.`,
  unless: 'scripts, firewall rules or monitoring depend on the extra interface.',
  references: [{ title: 'keepalived.conf(5): use_ipvlan', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'An ipvlan with its own address',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_ipvlan vip0 192.0.2.103/24  #~ five addresses instead of three  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Each virtual address counts once, each node twice',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_ipvlan vip0 192.0.2.103/24  #~ six addresses instead of four  #=>
    virtual_ipaddress {
        192.0.2.200/24
        192.0.2.201/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'No extra interface, no extra address',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'IPv6 makes do with the link-local address',
        config: `vrrp_instance VI_6 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_ipvlan vip6
    virtual_ipaddress {
        fe80::200/64
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { name, family, ipvlan, addresses, excludedAddresses } of configuration.vrrpInstances) {
        if (family !== 'ipv4' || !ipvlan.value?.address || !ipvlan.node) continue;
        const virtual = addresses.length + excludedAddresses.length;
        report({
          at: lineSpan(ipvlan.node),
          summary: `'use_ipvlan' costs an address on every node: '${ipvlan.value.address.text}' on this one.`,
          detail:
            `Two nodes take ${count(virtual + 4)} addresses instead of ${count(virtual + 2)} for '${name}'; ` +
            `without 'use_ipvlan' and 'use_vmac' the MAC address on the network is the same one.`,
        });
      }
    },
  },
});

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

function count(number: number): string {
  return WORDS[number] ?? String(number);
}
