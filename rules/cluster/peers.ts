import { keywordSpan } from '../../src/binding/place.ts';
import type { RouterMember } from '../../src/cluster/cluster.ts';
import { placeOfSetting } from '../../src/cluster/disagreement.ts';
import { peersOf, slipsOf, sourceOf, strangersOf } from '../../src/cluster/peering.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import { groupBy } from '../../src/cluster/sets.ts';
import { addInside, type Fix, unsafe } from '../../src/rule/fix.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/peers',
  title: 'A node does not list another one among its unicast peers',
  severity: 'error',
  precision: 'high',
  verdict: 'silent',
  proof: ['live/unicast-chain', 'live/unicast-wrong-peer-on-lower', 'live/unicast-lists-itself'],
  what: `A member of a unicast virtual router whose \`unicast_peer\` lacks the address that another member sends from; and, as a note, a peer that no node of the cluster sends from.`,
  why: `Adverts go to the peers that are listed. Who is not listed hears nothing while that node is master: it becomes master too, and both hold the addresses. If the lower priority forgets the higher one, that shows only after the roles have changed.`,
  advice: `List the source address of every other node in unicast_peer, on every node.`,
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'The third node was added on one side',
        fixed: 'unsafe',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    check_unicast_src
    unicast_peer {
        192.0.2.102
        192.0.2.103
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
    unicast_peer {  #~ ^unicast_peer^ 'node2.conf' does not list '192.0.2.103', from which 'node3.conf' sends.
        192.0.2.101  #=> 192.0.2.101 ↵ 192.0.2.103
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
          'node3.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 50
    unicast_src_ip 192.0.2.103
    check_unicast_src
    unicast_peer {
        192.0.2.101
        192.0.2.102
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
      {
        title: 'Its own address beside them does no harm',
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
        192.0.2.102
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
        const unicast = router.members.filter(({ instance }) => instance.unicast);
        const slips = slipsOf(router);
        const slipped = new Set(slips.map(({ member }) => member));
        const bySource = groupBy(unicast, sourceOf);
        const sources = new Set(bySource.keys());
        for (const member of unicast) {
          const own = sourceOf(member);
          const peers = peersOf(member);
          for (const [source, others] of bySource) {
            if (source === null || source === own || peers.has(source)) continue;
            for (const other of others) {
              // That the other one's own address is the mistake is told there.
              if (slipped.has(other)) continue;
              report(member.node, {
                at: blockOf(member),
                summary: `'${member.node.name}' does not list '${source}', from which '${other.node.name}' sends.`,
                detail: `While '${member.node.name}' is master, '${other.node.name}' hears nothing, becomes master too, and both hold the addresses.`,
                advice: `Write '${source}' into 'unicast_peer'.`,
                fix: listing(member, source),
                related: [
                  {
                    at: placeIn(other.node, placeOfSetting(other.instance, other.instance.sourceAddress)),
                    message: `The source on '${other.node.name}'.`,
                  },
                ],
              });
            }
          }
          // Where two send from one address, the other one is what the peers are waiting for.
          if (sources.has(null) || sources.size < unicast.length) continue;
          for (const stranger of strangersOf(member, sources)) {
            if (slips.some(({ expected, other }) => expected === stranger || (other !== member && expected.ip.text === stranger.ip.text)))
              continue;
            report(member.node, {
              at: stranger.word,
              summary: `'${member.node.name}' lists '${stranger.ip.text}', from which no node of this cluster sends.`,
              detail: 'If its configuration is elsewhere, all is well; else it is left over from a node that is gone, or a mistake.',
              advice: 'Remove it if there is no such node.',
              severity: 'info',
            });
          }
        }
      }
    },
  },
});

/** Whether the other node is meant to be a peer is not sure: it may have been added there by mistake. */
function listing({ instance }: RouterMember, source: string): Fix | null {
  const change = addInside(instance.peerBlocks.at(-1), source);
  return change && unsafe(change);
}

function blockOf({ instance }: RouterMember) {
  const [block] = instance.peerBlocks;
  return block ? keywordSpan(block) : instance.nameWord.span;
}
