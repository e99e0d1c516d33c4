import type { RouterMember } from '../../src/cluster/cluster.ts';
import { placeOfSetting } from '../../src/cluster/disagreement.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/ipvlan-address',
  title: 'Two nodes have the same ipvlan address',
  severity: 'error',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/vrrp/vrrp_vmac.c:netlink_link_add_ipvlan', 'source/linux/drivers/net/ipvlan/ipvlan_core.c:ipvlan_addr_lookup'],
  what: `The address behind \`use_ipvlan\`, on two members of a virtual router.`,
  why: `The ipvlan interface has its address all the time, master or not: two hosts answer for it at once.`,
  advice: `Give each node an address of its own behind use_ipvlan.`,
  references: [{ title: 'Linux: ipvlan', url: 'https://docs.kernel.org/networking/ipvlan.html' }],
  examples: {
    bad: [
      {
        title: 'A copied line',
        beside: ['l3/ipvlan-extra-address'],
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    use_ipvlan vip0 192.0.2.103/24
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
    use_ipvlan vip0 192.0.2.103/24  #~ 'node2.conf' and 'keepalived.conf' both have the ipvlan address '192.0.2.103'.  #=> use_ipvlan vip0 192.0.2.104/24
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
        title: 'One for each',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    use_ipvlan vip0 192.0.2.103/24
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
    use_ipvlan vip0 192.0.2.104/24
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
      const holders = new Map<string, RouterMember>();
      for (const member of cluster.routers.flatMap(({ members }) => members)) {
        const address = member.instance.ipvlan.value?.address?.text;
        if (address === undefined) continue;
        const other = holders.get(address);
        if (!other) holders.set(address, member);
        // Views of one file with one line are told there.
        else if (other.node !== member.node && other.node.root !== member.node.root) {
          report(member.node, {
            at: placeOfSetting(member.instance, member.instance.ipvlan),
            summary: `'${member.node.name}' and '${other.node.name}' both have the ipvlan address '${address}'.`,
            detail: 'The interface has it whether the node is master or not: two hosts answer for it.',
            related: [
              {
                at: placeIn(other.node, placeOfSetting(other.instance, other.instance.ipvlan)),
                message: `The same on '${other.node.name}'.`,
              },
            ],
          });
        }
      }
    },
  },
});
