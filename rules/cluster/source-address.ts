import { memoized } from '../../grammar/memoized.ts';
import { bindsToMissingAddress } from '../../src/behaviour/running.ts';
import { isMulticast } from '../../src/binding/ip-address.ts';
import type { RouterMember } from '../../src/cluster/cluster.ts';
import { placeOfSetting } from '../../src/cluster/disagreement.ts';
import { placeOfSource, slipsOf, sourceOf } from '../../src/cluster/peering.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/source-address',
  title: 'A node sends from an address that the others do not expect, or that is theirs',
  severity: 'error',
  precision: 'high',
  verdict: 'silent',
  proof: [
    'live/unicast-source-not-listed-checked',
    'live/unicast-wrong-peer-on-lower',
    'live/unicast-source-not-on-node',
    'live/unicast-copied-file',
    'live/multicast-source-copied-to-higher',
    'live/multicast-source-copied-to-lower',
    'live/multicast-source-copied-ipv6',
    'source/vrrp/vrrp.c:open_vrrp_read_socket',
  ],
  what: `A \`unicast_src_ip\` that no other node lists among its peers, while each of them lists an address that no node sends from; and one source address on two nodes, also of multicast adverts (\`mcast_src_ip\`).`,
  why: `The others send their adverts to the address that they list, and with check_unicast_src they discard what comes from another one. A host that does not have its source address hears nobody: up to 2.3.2 the instance stays in fault state, and the node never takes over; since 2.3.3 it becomes master whatever the others do. By multicast, the host that has the address discards adverts that come from it (IPv4), and the host that does not have it cannot send any (IPv6): where that one has the higher priority, both are master.`,
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
        title: 'A copied file, with multicast',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    mcast_src_ip 192.0.2.101
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    mcast_src_ip 192.0.2.101  #~ 'node2.conf' and 'keepalived.conf' both send from '192.0.2.101'.  #=> mcast_src_ip 192.0.2.102
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
        title: 'The address of the other node as the source of one instance, which is told there: it is a peer of the next one',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
    priority 100
    unicast_src_ip 192.0.2.102
    unicast_peer {
        192.0.2.101
    }
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    unicast_src_ip 192.0.2.102
    unicast_peer {
        192.0.2.101
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
    priority 150
    unicast_src_ip 192.0.2.102
    unicast_peer {
        192.0.2.101
    }
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
        },
      },
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
        const bySource = new Map<string, RouterMember>();
        const told = new Set<string>();
        for (const member of router.members) {
          const source = sourceOf(member);
          const { unicast, ipvlan } = member.instance;
          // A virtual address or a group for the source is told at each node that has one, and there is a rule about addresses of ipvlans.
          if (source === null || router.addresses.includes(source) || (!unicast && (ipvlan.value || isGroup(member)))) continue;
          if (unicast && isPeerOfAnother(member, source)) continue;
          const key = `${unicast} ${source}`;
          const other = bySource.get(key);
          if (!other) {
            bySource.set(key, member);
            continue;
          }
          const { source: file, offset } = placeOfSource(member);
          // Nodes of one file may have the line in common.
          if (told.has(`${file.path} ${offset}`)) continue;
          told.add(`${file.path} ${offset}`);
          report(member.node, {
            at: placeOfSetting(member.instance, member.instance.sourceAddress),
            summary: `'${member.node.name}' and '${other.node.name}' both send from '${source}'.`,
            detail: `Only one host can have that address. ${unicast ? withoutAddress(member) : byMulticast(member)}`,
            advice: unicast
              ? 'On each node write its own address, and list those of the others as peers.'
              : 'On each node write its own address, or remove the line: keepalived then takes that of the interface.',
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

/** Whether another instance of the same node has a source among its peers: that the node takes another's address for its own is told there. */
function isPeerOfAnother({ node, instance }: RouterMember, source: string): boolean {
  const listed = instancesByPeer(node.configuration).get(source);
  return listed?.some((other) => other !== instance) ?? false;
}

const instancesByPeer = memoized((configuration: Configuration): ReadonlyMap<string, readonly VrrpInstance[]> => {
  const found = new Map<string, VrrpInstance[]>();
  for (const instance of configuration.vrrpInstances) {
    for (const { ip } of instance.peers) {
      const listed = found.get(ip.text);
      if (listed) listed.push(instance);
      else found.set(ip.text, [instance]);
    }
  }
  return found;
});

/** What becomes of a member whose host does not have its source address. */
function withoutAddress({ node }: RouterMember, source?: string): string {
  const host = source === undefined ? 'The other one' : `If '${node.name}' has no address '${source}', it`;
  return bindsToMissingAddress(node.configuration)
    ? `${host} hears no adverts, and becomes master whatever the others do.`
    : `${host} stays in fault state, and does not take over when the others fail.`;
}

function isGroup({ instance: { sourceAddress } }: RouterMember): boolean {
  return sourceAddress.value !== null && isMulticast(sourceAddress.value);
}

/** What becomes of members that send multicast adverts from one address. */
function byMulticast({ instance: { family } }: RouterMember): string {
  const lost = family === 'ipv4' ? 'That host discards adverts that come from it' : 'No other host can send adverts from it';
  return `${lost}: if the other one has the higher priority, both are master.`;
}
