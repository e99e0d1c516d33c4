import type { Word } from '../../grammar/tree.ts';
import type { ForwardingMethod, RealServer, SorryServer } from '../../src/model/lvs/real-server.ts';
import type { VirtualServer } from '../../src/model/lvs/virtual-server.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'lvs/real-server-is-director',
  title: 'A real server is a node of the cluster itself',
  severity: 'warning',
  precision: 'high',
  isCause: true,
  verdict: 'silent',
  proof: ['source/linux/net/netfilter/ipvs/ip_vs_xmit.c:ip_vs_nat_xmit', 'source/linux/net/netfilter/ipvs/ip_vs_core.c:ip_vs_in_hook'],
  what: `A \`real_server\` or \`sorry_server\` that is one of the node's unicast peers: the directors of the cluster are to serve as well.`,
  why: `With NAT the director rewrites where a packet goes, and not where it comes from. The other node answers the client directly, past the director, from an address that the client
did not call: about every second connection hangs. With direct routing each node has the same virtual server table: a packet that the master hands to the backup is
balanced there once more, and may go round in circles until the kernel gives up.`,
  advice:
    'Use servers of their own whose default route is a virtual address of the inside (NAT), or a proxy (haproxy, nginx) on both nodes in place of LVS. With direct routing, mark packets from the other director so that they are not balanced again.',
  unless:
    'with direct routing, a firewall mark keeps packets of the other director from being balanced again: a virtual server of firewall marks alone is taken to be one.',
  references: [
    { title: 'keepalived issue 2330: NAT to the directors', url: 'https://github.com/acassen/keepalived/issues/2330' },
    { title: 'LVS-HOWTO: LVS-NAT, Localnode', url: 'http://www.austintek.com/LVS/LVS-HOWTO/HOWTO/' },
  ],
  examples: {
    bad: [
      {
        title: 'NAT to both nodes',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    unicast_src_ip 192.0.2.11
    unicast_peer {
        192.0.2.12
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}

virtual_server 192.0.2.200 80 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 192.0.2.11 80 {
        TCP_CHECK {
        }
    }
    real_server 192.0.2.12 80 {  #~ ^192.0.2.12^ is the other director  #=> real_server 192.0.2.22 80 {
        TCP_CHECK {
        }
    }
}
`,
      },
      {
        title: 'Direct routing, with the other director for an emergency',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    unicast_src_ip 192.0.2.11
    unicast_peer {
        192.0.2.12
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}

virtual_server 192.0.2.200 80 {
    lb_algo rr
    lb_kind DR
    protocol TCP
    sorry_server 192.0.2.12 80  #~ ^192.0.2.12^ balanced there once more  #=> sorry_server 192.0.2.22 80
    real_server 192.0.2.21 80 {
        TCP_CHECK {
        }
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Servers of their own, and the node itself for an emergency',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    unicast_src_ip 192.0.2.11
    unicast_peer {
        192.0.2.12
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}

virtual_server 192.0.2.200 80 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    sorry_server 127.0.0.1 80
    real_server 198.51.100.21 80 {
        TCP_CHECK {
        }
    }
}
`,
      },
      {
        title: 'Direct routing to both nodes, of what the firewall marks: not the packets of the other node',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    unicast_src_ip 192.0.2.11
    unicast_peer {
        192.0.2.12
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}

virtual_server fwmark 1 {
    lb_algo rr
    lb_kind DR
    real_server 192.0.2.11 80 {
        TCP_CHECK {
        }
    }
    real_server 192.0.2.12 80 {
        TCP_CHECK {
        }
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const peers = new Map(configuration.vrrpInstances.flatMap(({ peers }) => peers.map(({ ip, word }) => [ip.text, word] as const)));
      if (peers.size === 0) return;
      // That the directors are to serve as well is one decision, told once for each of its effects, where it first shows.
      const firsts = new Map<ForwardingMethod, Word>();
      for (const virtualServer of configuration.virtualServers) {
        // What the firewall marks may leave out the packets of the other director, which is how this is done right.
        const isMarked = virtualServer.protocol.value === null;
        for (const server of serversOf(virtualServer)) {
          const { ip } = server;
          const peer = peers.get(ip.text);
          const method = server.method.value;
          if (!peer || (isMarked && method !== 'NAT')) continue;
          const { addressWord } = server;
          const first = firsts.get(method);
          report({
            at: addressWord,
            summary: `The server '${ip.text}' is ${peers.size === 1 ? 'the other' : 'another'} director: a unicast peer of this node.`,
            detail: EFFECTS[method],
            related: [{ at: peer, message: 'The peer.' }],
            ...(first && { follows: first }),
          });
          if (!first) firsts.set(method, addressWord);
        }
      }
    },
  },
});

function serversOf({ realServers, sorryServer }: VirtualServer): readonly (RealServer | SorryServer)[] {
  return sorryServer ? [...realServers, sorryServer] : realServers;
}

const EFFECTS: Readonly<Record<ForwardingMethod, string>> = {
  NAT: 'It answers clients directly, past this one, from an address that they did not call: their connections hang.',
  DR: 'It has the same virtual server, so a connection that is handed to it may be balanced there once more, and go to and fro.',
  TUN: 'It has the same virtual server, so a connection that is handed to it may be balanced there once more, and go to and fro.',
};
