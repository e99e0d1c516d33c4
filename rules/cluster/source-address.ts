import { bindsToMissingAddress } from '../../src/behaviour/running.ts';
import type { RouterMember } from '../../src/cluster/cluster.ts';
import { placeOfSetting } from '../../src/cluster/disagreement.ts';
import { placeOfSource, slipsOf, sourceOf } from '../../src/cluster/peering.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/source-address',
  title: 'A node sends from an address that the others do not expect',
  severity: 'error',
  precision: 'high',
  verdict: 'silent',
  proof: [
    'live/unicast-source-not-listed-checked',
    'live/unicast-wrong-peer-on-lower',
    'live/unicast-source-not-on-node',
    'live/unicast-copied-file',
    'source/vrrp/vrrp.c:open_vrrp_read_socket',
  ],
  what: `A \`unicast_src_ip\` that no other node lists among its peers, while each of them lists an address that no node sends from; and one source address on two nodes.`,
  why: `The others send their adverts to the address that they list, and with check_unicast_src they discard what comes from another one. A host that does not have its source address hears nobody: up to 2.3.2 the instance stays in fault state, and the node never takes over; since 2.3.3 it becomes master whatever the others do.`,
  advice: `Write the address that the interface of this node has, and list the same one on the other nodes.`,
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'A slip in one number',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    check_unicast_src
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
    interface eth0
    virtual_router_id 51
    priority 100
    unicast_src_ip 192.0.20.102  #~ 'node2.conf' sends from '192.0.20.102', and 'keepalived.conf' expects it at '192.0.2.102'.  #=> unicast_src_ip 192.0.2.102
    check_unicast_src
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
      {
        title: 'A copied file',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    check_unicast_src
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
    interface eth0
    virtual_router_id 51
    priority 100
    unicast_src_ip 192.0.2.101  #~ hears no adverts, and becomes master whatever the others do.  #=> unicast_src_ip 192.0.2.102
    check_unicast_src
    unicast_peer {
        192.0.2.102  #=> 192.0.2.101
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'The same up to 2.3.2',
        version: '2.2.7',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    check_unicast_src
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
    interface eth0
    virtual_router_id 51
    priority 100
    unicast_src_ip 192.0.2.101  #~ stays in fault state, and does not take over when the others fail.  #=> unicast_src_ip 192.0.2.102
    check_unicast_src
    unicast_peer {
        192.0.2.102  #=> 192.0.2.101
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
        title: 'The virtual address as the source of both: another rule tells that at each of them',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.200
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
    interface eth0
    virtual_router_id 51
    priority 100
    unicast_src_ip 192.0.2.200
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
      {
        title: 'Each lists the other',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    check_unicast_src
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
    interface eth0
    virtual_router_id 51
    priority 100
    unicast_src_ip 192.0.2.102
    check_unicast_src
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
  },
  check: {
    cluster(cluster, report) {
      for (const router of cluster.routers) {
        const bySource = new Map<string, (typeof router.members)[number]>();
        for (const member of router.members) {
          const source = sourceOf(member);
          // A virtual address for the source stops every such node, and is told at each of them.
          if (source === null || !member.instance.unicast || router.addresses.includes(source)) continue;
          const other = bySource.get(source);
          if (!other) {
            bySource.set(source, member);
            continue;
          }
          report(member.node, {
            at: placeOfSetting(member.instance, member.instance.sourceAddress),
            summary: `'${member.node.name}' and '${other.node.name}' both send from '${source}'.`,
            detail: `Only one host can have that address. ${withoutAddress(member)}`,
            advice: 'On each node write its own address, and list those of the others as peers.',
            related: [{ at: placeOfSource(other), message: `The same on '${other.node.name}'.` }],
          });
        }
        for (const { member, source, other, expected } of slipsOf(router)) {
          const checks = other.instance.checkUnicastSource.value ? ` and discards what comes from '${source}'` : '';
          report(member.node, {
            at: placeOfSetting(member.instance, member.instance.sourceAddress),
            summary: `'${member.node.name}' sends from '${source}', and '${other.node.name}' expects it at '${expected.ip.text}'.`,
            detail: `'${other.node.name}' sends its adverts to '${expected.ip.text}'${checks}. ${withoutAddress(member, source)}`,
            advice: `Write 'unicast_src_ip ${expected.ip.text}' if that is the address of this node; else correct the peer on '${other.node.name}'.`,
            related: [{ at: placeIn(other.node, expected.word.span), message: `What '${other.node.name}' lists.` }],
          });
        }
      }
    },
  },
});

/** What becomes of a member whose host does not have its source address. */
function withoutAddress({ node }: RouterMember, source?: string): string {
  const host = source === undefined ? 'The other one' : `If '${node.name}' has no address '${source}', it`;
  return bindsToMissingAddress(node.configuration)
    ? `${host} hears no adverts, and becomes master whatever the others do.`
    : `${host} stays in fault state, and does not take over when the others fail.`;
}
