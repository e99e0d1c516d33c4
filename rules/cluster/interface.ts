import { oddMembers, placeOfSetting } from '../../src/cluster/disagreement.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/interface',
  title: 'The nodes have the virtual router on interfaces of different names',
  severity: 'info',
  precision: 'medium',
  verdict: 'silent',
  proof: ['live/different-interfaces', 'source/vrrp/vrrp_ipaddress.c:netlink_ipaddress'],
  what: `Members of one virtual router whose \`interface\` has different names.`,
  why: `It is legitimate where the hosts differ. Where they are alike, one of the names is a mistake: the node speaks on another network and both become master, or it does not start because the interface is not there.`,
  advice: `Check that each name is the interface of that host that is on the common network.`,
  unless: `the names of the hosts differ, and both interfaces are on the common network.`,
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'eth0 and eth1',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    advert_int 1
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth1  #~ 'node2.conf' has the virtual router on 'eth1', and 'keepalived.conf' on 'eth0'.  #=> interface eth0
    virtual_router_id 51
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'Unicast adverts get there by any interface, the addresses do not',
        config: `vrrp_instance VI_1 {
    interface bond0
    virtual_router_id 51
    priority 150
    check_unicast_src
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface ens192  #~ while the node is master: if it is not on their network  #=> interface bond0
    virtual_router_id 51
    priority 100
    check_unicast_src
    unicast_src_ip 192.0.2.102
    unicast_peer {
        192.0.2.101
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
    ],
    good: [
      {
        title: 'The same name',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    advert_int 1
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
    ],
  },
  check: {
    cluster(cluster, report) {
      for (const { odd, usual } of oddMembers(cluster, (instance) => instance.interface.value ?? '')) {
        if (odd.instance.interface.value === null || usual.instance.interface.value === null) continue;
        const isUnicast = odd.instance.unicast && usual.instance.unicast;
        report(odd.node, {
          at: placeOfSetting(odd.instance, odd.instance.interface),
          summary: `'${odd.node.name}' has the virtual router on '${odd.instance.interface.value}', and '${usual.node.name}' on '${usual.instance.interface.value}'.`,
          // Unicast adverts go by the routes of the hosts.
          detail: isUnicast
            ? 'The virtual addresses are set on it while the node is master: if it is not on their network, nobody reaches them there.'
            : 'If these are not on one network, the nodes do not hear each other: each becomes master.',
          related: [
            {
              at: placeIn(usual.node, placeOfSetting(usual.instance, usual.instance.interface)),
              message: `The interface on '${usual.node.name}'.`,
            },
          ],
        });
      }
    },
  },
});
