import { sentTtl } from '../../src/behaviour/acceptance.ts';
import { lineSpan } from '../../src/binding/place.ts';
import type { RouterMember } from '../../src/cluster/cluster.ts';
import { sourceOf } from '../../src/cluster/peering.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import type { UnicastPeer } from '../../src/model/vrrp/vrrp-instance.ts';
import { whereUnheard } from '../../src/rule/both-masters.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/ttl',
  title: 'A node discards the adverts of another one because of their TTL',
  severity: 'error',
  precision: 'high',
  verdict: 'silent',
  proof: ['live/unicast-ttl-too-low', 'live/unicast-ipv6-min-ttl', 'live/unicast-min-ttl-ok'],
  what: `A peer with \`min_ttl\` or \`max_ttl\` whose node sends its adverts with a TTL (for IPv6: a hop limit) outside of these limits.`,
  why: `Adverts outside of the limits are discarded: the node hears nothing, becomes master as well, and both hold the addresses. keepalived sends unicast adverts of IPv4 with TTL 255 unless \`unicast_ttl\` says otherwise; those of IPv6 have the hop limit of the host, which is 64.`,
  advice: `Write \`unicast_ttl 255\` on every node and \`min_ttl 255\` for every peer where all are on one segment. Each router between two nodes takes 1 from the TTL.`,
  unless: 'another hop limit than 64 is set on the hosts (sysctl `net.ipv6.conf.*.hop_limit`).',
  references: [{ title: 'keepalived.conf(5): unicast_ttl, unicast_peer', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'A pair whose hosts decide what it sends from',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_ttl 64
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
    unicast_ttl 64
    unicast_peer {
        192.0.2.101 min_ttl 255  #~ ^min_ttl^ their TTL is 64, and 'min_ttl' is 255.  #=> 192.0.2.101 min_ttl 64
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'A limit on one node, and a lower TTL on the other',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    check_unicast_src
    unicast_ttl 64
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
    virtual_router_id 51
    priority 100
    check_unicast_src
    unicast_src_ip 192.0.2.102
    unicast_peer {
        192.0.2.101 min_ttl 255  #~ ^min_ttl^ 'node2.conf' discards the adverts of 'keepalived.conf': their TTL is 64, and 'min_ttl' is 255.  #=> 192.0.2.101 min_ttl 64
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'IPv6 adverts do not leave with 255 by themselves',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    check_unicast_src
    unicast_src_ip 2001:db8::101
    unicast_peer {
        2001:db8::102
    }
    virtual_ipaddress {
        2001:db8::200/64
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    check_unicast_src
    unicast_src_ip 2001:db8::102
    unicast_peer {
        2001:db8::101 min_ttl 255  #~ ^min_ttl^ their hop limit is 64  #=> 2001:db8::101 min_ttl 64
    }
    virtual_ipaddress {
        2001:db8::200/64
    }
}
`,
        },
      },
    ],
    good: [
      {
        title: '255 on both sides, where IPv4 needs no word for it',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    check_unicast_src
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102 min_ttl 255
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
    check_unicast_src
    unicast_ttl 255
    unicast_src_ip 192.0.2.102
    unicast_peer {
        192.0.2.101 min_ttl 255 max_ttl 255
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'The same for IPv6',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    check_unicast_src
    unicast_ttl 255
    unicast_src_ip 2001:db8::101
    unicast_peer {
        2001:db8::102 min_ttl 255
    }
    virtual_ipaddress {
        2001:db8::200/64
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    check_unicast_src
    unicast_ttl 255
    unicast_src_ip 2001:db8::102
    unicast_peer {
        2001:db8::101 min_ttl 255
    }
    virtual_ipaddress {
        2001:db8::200/64
    }
}
`,
        },
      },
    ],
  },
  check: {
    cluster({ routers }, report) {
      for (const { members } of routers) {
        const unicast = members.filter(({ instance }) => instance.unicast);
        const bySource = new Map(unicast.map((member) => [sourceOf(member), member]));
        for (const member of unicast) {
          for (const peer of member.instance.peers) {
            const sender = bySource.get(peer.ip.text) ?? partnerOf(member, members);
            // Limits that no packet meets are told where they stand.
            if (!sender || sender === member || peer.minTtl > peer.maxTtl) continue;
            const ttl = sentTtl(sender.instance);
            if (ttl < peer.minTtl || ttl > peer.maxTtl) report(member.node, aboutLimit(member, peer, sender, ttl));
          }
        }
      }
    },
  },
});

/** The other node of a pair where each has one peer and the host decides what the other one sends from: who else should the peer be? */
function partnerOf(member: RouterMember, members: readonly RouterMember[]): RouterMember | undefined {
  const [partner, ...others] = members.filter((each) => each !== member);
  if (!partner?.instance.unicast || others.length > 0 || sourceOf(partner) !== null) return undefined;
  return member.instance.peers.length === 1 && partner.instance.peers.length === 1 ? partner : undefined;
}

function aboutLimit(member: RouterMember, { word, node: line, minTtl, maxTtl }: UnicastPeer, sender: RouterMember, ttl: number): Message {
  const { node } = member;
  const [limit, value] = ttl < minTtl ? ['min_ttl', minTtl] : ['max_ttl', maxTtl];
  const at = line.words.findIndex(({ text }) => text === limit);
  const { unicastTtl, family } = sender.instance;
  const what = family === 'ipv4' ? 'TTL' : 'hop limit';
  const other = sender.node.name;
  const ofHost =
    unicastTtl.value === null && family === 'ipv6'
      ? " Where 'unicast_ttl' is not written, IPv6 adverts have the hop limit of the host."
      : '';
  return {
    at: line.words[at] ?? word,
    summary: `'${node.name}' discards the adverts of '${other}': their ${what} is ${ttl}, and '${limit}' is ${value}.`,
    detail:
      whereUnheard(
        member,
        sender,
        `While '${other}' is master, '${node.name}' hears nothing, becomes master too, and both hold the addresses.`,
      ) + ofHost,
    advice: `Write 'unicast_ttl ${value}' on '${other}', or ${ttl} as '${limit}' here if that is what is meant.`,
    related: unicastTtl.node ? [{ at: placeIn(sender.node, lineSpan(unicastTtl.node)), message: `The TTL of '${other}'.` }] : [],
  };
}
