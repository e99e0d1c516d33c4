import { atLeast, type Version } from '../../grammar/version.ts';
import type { Cluster, ClusterNode, RouterMember } from '../../src/cluster/cluster.ts';
import { placeOfSetting } from '../../src/cluster/disagreement.ts';
import { hasUnder } from '../../src/cluster/held-under.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import type { UnicastPeer, VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { whereUnheard } from '../../src/rule/both-masters.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/vrid',
  title: 'Nodes of one virtual router have different IDs for it',
  severity: 'error',
  precision: 'high',
  verdict: 'silent',
  proof: ['live/vrid-mismatch', 'live/sync-group-one-member-unheard'],
  what: 'A virtual address that two nodes of a cluster have in instances with different `virtual_router_id`; and a unicast instance whose peers are nodes of the cluster without any instance of its ID.',
  why: `The ID says which adverts belong together. Nodes with different IDs ignore each other's adverts: each becomes master, and both hold the address
at the same time.`,
  advice: 'Write the same virtual_router_id on every node of the virtual router.',
  references: [{ title: 'RFC 9568, section 5.2.3 (Virtual Rtr ID)', url: 'https://www.rfc-editor.org/rfc/rfc9568#section-5.2.3' }],
  examples: {
    bad: [
      {
        title: 'One digit',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 52  #~ 'node2.conf' has '192.0.2.200' under virtual_router_id 52, and 'keepalived.conf' under 51.  #=> virtual_router_id 51
    priority 100
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'The IDs of two instances exchanged',
        config: `vrrp_instance WEB {
    interface eth0
    virtual_router_id 51  #=> virtual_router_id 52
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance MAIL {
    interface eth0
    virtual_router_id 52  #~ when one of the two virtual routers moves alone, both nodes hold one address  #=> virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance WEB {
    interface eth0
    virtual_router_id 52
    priority 100
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance MAIL {
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
        },
      },
      {
        title: 'Another ID and another address on either side',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51  #~ which has no virtual router 51 (IPv4)
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
    interface eth0
    virtual_router_id 52  #~ which has no virtual router 52 (IPv4)  #=> virtual_router_id 51
    priority 100
    check_unicast_src
    unicast_src_ip 192.0.2.102
    unicast_peer {
        192.0.2.101
    }
    virtual_ipaddress {
        192.0.2.201/24  #=> 192.0.2.200/24
    }
}
`,
        },
      },
    ],
    good: [
      {
        title: 'An address of each family, each with an ID of its own',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_6 {
    interface eth0
    virtual_router_id 61
    priority 150
    virtual_ipaddress {
        fe80::200/64
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_6 {
    interface eth0
    virtual_router_id 61
    priority 100
    virtual_ipaddress {
        fe80::200/64
    }
}
`,
        },
      },
      {
        title: 'In two instances of each node, which is another mistake',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
    priority 150
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
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
    priority 100
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
      const { routers, names } = cluster;
      const holders = new Map<string, RouterMember>();
      const told = new Set<unknown>();
      const exchanged = new Set<string>();
      for (const member of routers.flatMap(({ members }) => members)) {
        const { instance, node } = member;
        for (const name of names.all(instance)) {
          const other = holders.get(name);
          if (!other) {
            holders.set(name, member);
            continue;
          }
          // Two instances of one node with one address are another mistake.
          if (
            other.node === node ||
            other.instance.virtualRouterId.value === instance.virtualRouterId.value ||
            hasUnder(node, { name, names }, other.instance.virtualRouterId.value) ||
            told.has(instance)
          )
            continue;
          told.add(instance);
          const isExchanged = hasOnInterface(node, instance, other.instance) && hasOnInterface(other.node, other.instance, instance);
          // Two exchanged IDs are one mistake.
          const pair = [node.name, other.node.name].sort().join(' ');
          if (isExchanged && exchanged.has(pair)) continue;
          if (isExchanged) exchanged.add(pair);
          report(node, {
            at: placeOfSetting(instance, instance.virtualRouterId),
            summary: `'${node.name}' has '${name}' under virtual_router_id ${instance.virtualRouterId.value}, and '${other.node.name}' under ${other.instance.virtualRouterId.value}.`,
            ...(isExchanged
              ? {
                  detail: exchange(node.configuration.target.version),
                  advice: 'Exchange the virtual_router_ids of the two instances, or their addresses, on one of the nodes.',
                }
              : {
                  detail: whereUnheard(
                    member,
                    other,
                    "They ignore each other's adverts, both become master, and both hold the address at the same time.",
                  ),
                }),
            related: [
              {
                at: placeIn(other.node, placeOfSetting(other.instance, other.instance.virtualRouterId)),
                message: `The ID on '${other.node.name}'.`,
              },
            ],
          });
        }
      }
      for (const { member, peer, node } of lonely(cluster)) {
        const { name, virtualRouterId, family } = member.instance;
        report(member.node, {
          at: placeOfSetting(member.instance, virtualRouterId),
          summary: `'${member.node.name}' sends the adverts of '${name}' to '${node.name}', which has no virtual router ${virtualRouterId.value} (${family === 'ipv4' ? 'IPv4' : 'IPv6'}).`,
          detail: `'${node.name}' takes no notice of them: nobody takes over the addresses of '${name}'.`,
          advice: `Write the virtual_router_id that the instance has on '${node.name}'; or remove the instance or its peer if it is of one node only.`,
          related: [{ at: peer.word, message: `'${node.name}' sends from here.` }],
        });
      }
    },
  },
});

/** A unicast instance without any other member, and a node of the cluster that it sends to. */
interface Lonely {
  readonly member: RouterMember;
  readonly peer: UnicastPeer;
  readonly node: ClusterNode;
}

function* lonely({ nodes, routers }: Cluster): Generator<Lonely> {
  const alone = routers.filter(({ members }) => members.length === 1);
  if (alone.length === 0) return;
  const bySource = new Map(
    nodes.flatMap((node) =>
      node.configuration.vrrpInstances.flatMap(({ sourceAddress: { value } }) => (value ? [[value.text, node] as const] : [])),
    ),
  );
  for (const { members, addresses } of alone) {
    const [member] = members;
    if (!member?.instance.unicast) continue;
    const peers = member.instance.peers.map((peer) => ({ peer, node: bySource.get(peer.ip.text) }));
    const [first] = peers;
    // One that is not here may have the virtual router. Another ID for its addresses is told above.
    if (!first?.node || peers.some(({ node }) => !node || node === member.node)) continue;
    if (routers.some((router) => router.members[0] !== member && router.addresses.some((each) => addresses.includes(each)))) continue;
    yield { member, peer: first.peer, node: first.node };
  }
}

/** Whether a node has the virtual router of another one as well, on the interface of an instance of its own. */
function hasOnInterface({ configuration }: ClusterNode, own: VrrpInstance, { virtualRouterId, family }: VrrpInstance): boolean {
  return configuration.vrrpInstances.some(
    (each) =>
      each.virtualRouterId.value === virtualRouterId.value && each.family === family && each.interface.value === own.interface.value,
  );
}

/** What comes of two virtual routers whose addresses are those of the other one on the other node. Up to 2.3.2 another list is refused. */
function exchange(version: Version): string {
  const ids = 'Each of them has both IDs, with other addresses under each.';
  return atLeast(version, '2.3.3')
    ? `${ids} keepalived only logs that: when one of the two virtual routers moves alone, both nodes hold one address, and nobody the other.`
    : `${ids} keepalived ${version} discards adverts with another list: each becomes master of both, and both hold the addresses.`;
}
