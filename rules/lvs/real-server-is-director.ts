import type { Word } from '../../grammar/tree.ts';
import { isLoopback } from '../../src/binding/ip-address.ts';
import type { CheckerKind } from '../../src/model/lvs/checker.ts';
import type { ForwardingMethod, RealServer, SorryServer } from '../../src/model/lvs/real-server.ts';
import type { Protocol, VirtualServer } from '../../src/model/lvs/virtual-server.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'lvs/real-server-is-director',
  title: 'A real server is a node of the cluster itself',
  severity: 'warning',
  precision: 'high',
  isCause: true,
  verdict: 'silent',
  proof: [
    'source/linux/net/netfilter/ipvs/ip_vs_xmit.c:ip_vs_nat_xmit',
    'source/linux/net/netfilter/ipvs/ip_vs_core.c:ip_vs_in_hook',
    'source/linux/net/netfilter/ipvs/ip_vs_core.c:ip_vs_leave',
    'source/linux/net/netfilter/ipvs/ip_vs_core.c:ip_vs_ops4',
  ],
  what: `A \`real_server\` or \`sorry_server\` that is one of the node's unicast peers: the directors of the cluster are to serve as well. With NAT one that is a loopback address (127.0.0.1,
::1), and a \`real_server\` that is checked at the address and port of its own virtual server.`,
  why: `With NAT the director rewrites where a packet goes, and not where it comes from. The other node answers the client directly, past the director, from an address that the client
did not call: about every second connection hangs. With direct routing each node has the same virtual server table: a packet that the master hands to the backup is
balanced there once more, and may go round in circles until the kernel gives up. The kernel takes no packet of the network to a loopback address: with NAT it drops what comes for 127.0.0.1, while the checks of the
director itself pass. A check that asks the virtual server is balanced like a client: it says nothing of one server, and finds none where all are down, so that a server which stands alone never comes back.`,
  advice:
    'Use servers of their own whose default route is a virtual address of the inside (NAT), or a proxy (haproxy, nginx) on both nodes in place of LVS. For a service of the director itself write an address of its interface in place of 127.0.0.1. With direct routing, mark packets from the other director so that they are not balanced again.',
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
      {
        title: 'NAT to a loopback address, and a server that is the virtual server',
        config: `virtual_server 192.0.2.200 80 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    sorry_server 127.0.0.1 8080  #~ ^127.0.0.1^ drops what clients send to '127.0.0.1'  #=> sorry_server 192.0.2.11 8080
    real_server 192.0.2.200 80 {  #~ ^192.0.2.200^ is the virtual server itself  #=> real_server 198.51.100.21 80 {
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
    sorry_server 192.0.2.11 80
    real_server 198.51.100.21 80 {
        TCP_CHECK {
        }
    }
}
`,
      },
      {
        title: 'Direct routing to a loopback address, which leaves packets as they are, and another port of the virtual address',
        config: `virtual_server 192.0.2.200 80 {
    lb_algo rr
    lb_kind DR
    protocol TCP
    sorry_server 127.0.0.1 80
    real_server 198.51.100.21 80 {
        TCP_CHECK {
        }
    }
}

virtual_server 192.0.2.200 443 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 192.0.2.200 8443 {
        TCP_CHECK {
        }
    }
    real_server 198.51.100.21 8443 {
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
      for (const virtualServer of configuration.virtualServers) reportOwn(virtualServer, report);
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

/** Tells of servers that are this node, in a way that does not work. */
function reportOwn(virtualServer: VirtualServer, report: (message: Message) => void): void {
  if (virtualServer.dropped) return;
  for (const { ip, addressWord, method } of serversOf(virtualServer)) {
    if (method.value !== 'NAT' || !isLoopback(ip)) continue;
    report({
      at: addressWord,
      summary: `With NAT the kernel drops what clients send to '${ip.text}'.`,
      detail:
        'It takes no packet of the network to a loopback address. A check passes all the same, for it comes from this node: clients are sent there, and hang.',
      advice: `Write the address of an interface of this node in place of '${ip.text}', and let the service listen there.`,
    });
  }
  for (const server of virtualServer.realServers) {
    if (!isAskedByItsChecks(server, virtualServer)) continue;
    report({
      at: server.addressWord,
      summary: `The server '${server.ip.text}' is the virtual server itself: same address, same port.`,
      detail: 'Its check is balanced like a client: it says nothing of this server, and once no server is left it never passes again.',
      advice: 'Write the address of the host that serves, or another port with NAT.',
    });
  }
}

/** Checks that speak the protocol of a virtual server, by that protocol. */
const ASKS: Readonly<Record<Protocol, ReadonlySet<CheckerKind>>> = {
  TCP: new Set<CheckerKind>(['TCP_CHECK', 'HTTP_GET', 'SSL_GET', 'SMTP_CHECK']),
  UDP: new Set<CheckerKind>(['UDP_CHECK', 'DNS_CHECK']),
  SCTP: new Set<CheckerKind>(),
};

/** Whether a server and one of its checks have the address and port of their virtual server. */
function isAskedByItsChecks({ ip, port, checkers }: RealServer, { service, protocol }: VirtualServer): boolean {
  if (service.kind !== 'address' || service.ip?.text !== ip.text || service.port === 0 || port.value !== service.port) return false;
  const kinds = protocol.value && ASKS[protocol.value];
  return checkers.some((each) => kinds?.has(each.kind) && each.address.value?.text === ip.text && each.port.value === service.port);
}

function serversOf({ realServers, sorryServer }: VirtualServer): readonly (RealServer | SorryServer)[] {
  return sorryServer ? [...realServers, sorryServer] : realServers;
}

const EFFECTS: Readonly<Record<ForwardingMethod, string>> = {
  NAT: 'It answers clients directly, past this one, from an address that they did not call: their connections hang.',
  DR: 'It has the same virtual server, so a connection that is handed to it may be balanced there once more, and go to and fro.',
  TUN: 'It has the same virtual server, so a connection that is handed to it may be balanced there once more, and go to and fro.',
};
