import { ADDRESS_BITS } from '../../src/binding/ip-address.ts';
import type { RouterMember, VirtualRouter } from '../../src/cluster/cluster.ts';
import { placeOfSetting } from '../../src/cluster/disagreement.ts';
import { placeOfSource, slipsOf } from '../../src/cluster/peering.ts';
import type { Address } from '../../src/model/net/address.ts';
import { contains } from '../../src/model/net/network.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inProfiles } from '../profiles.ts';

export default defineRule({
  id: 'cluster/network',
  title: 'A node is in another network than the virtual address',
  severity: 'info',
  precision: 'medium',
  profiles: inProfiles({ 'l3-only': 'warning' }),
  verdict: 'silent',
  proof: ['rfc/1122#3.3.1.1', 'source/vrrp/vrrp_arp.c:send_gratuitous_arp_immediate'],
  what: `A unicast member that sends from an address outside of the network of a virtual address (its prefix), while another member sends from inside.`,
  why: `Unicast adverts pass routers, so the nodes of a virtual router need not be in one network; the virtual address must be. Hosts of its network ask for it with ARP on their own segment, and gratuitous ARP does not leave the segment either. When a node elsewhere becomes master, nobody finds the address.`,
  advice: `Put the nodes into the network of the virtual address. Between networks, announce the address as a host route instead: /32 or /128 on a loopback or dummy interface, with a routing daemon on every node.`,
  unless: 'the node has another address in that network, and its adverts go over a network of their own on one side only.',
  references: [
    { title: 'RFC 1122, section 3.3.1.1: Local/Remote Decision', url: 'https://www.rfc-editor.org/rfc/rfc1122#section-3.3.1.1' },
  ],
  examples: {
    bad: [
      {
        title: 'The second node is in another site',
        notMended: 'The nodes are where they are.',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    check_unicast_src
    unicast_src_ip 192.0.2.101
    unicast_peer {
        198.51.100.102
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
    unicast_src_ip 198.51.100.102  #~ ^unicast_src_ip 198.51.100.102^ 'node2.conf' sends from '198.51.100.102', which is not in the network of '192.0.2.200/24'
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
        title: 'A host route, for a routing daemon to announce',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    check_unicast_src
    unicast_src_ip 192.0.2.101
    unicast_peer {
        198.51.100.102
    }
    virtual_ipaddress {
        192.0.2.200/32 dev lo
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    check_unicast_src
    unicast_src_ip 198.51.100.102
    unicast_peer {
        192.0.2.101
    }
    virtual_ipaddress {
        192.0.2.200/32 dev lo
    }
}
`,
        },
      },
      {
        title: 'Adverts over a network of their own',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    check_unicast_src
    unicast_src_ip 198.51.100.101
    unicast_peer {
        198.51.100.102
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
    unicast_src_ip 198.51.100.102
    unicast_peer {
        198.51.100.101
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
    cluster({ routers }, report) {
      for (const router of routers) {
        const slipped = new Set(slipsOf(router).map(({ member }) => member));
        for (const { member, inside, address } of outsidersOf(router)) {
          // That its own address is the mistake is told there.
          if (slipped.has(member)) continue;
          const source = member.instance.sourceAddress;
          report(member.node, {
            at: placeOfSetting(member.instance, source),
            summary: `'${member.node.name}' sends from '${source.value?.text}', which is not in the network of '${address.word.text}'; '${inside.node.name}' is in it.`,
            detail: `If '${member.node.name}' has no address in that network, nobody finds '${address.ip.text}' while it is master: hosts ask for it on their own segment only.`,
            related: [
              { at: address.word, message: 'The virtual address.' },
              { at: placeOfSource(inside), message: `The source on '${inside.node.name}'.` },
            ],
          });
        }
      }
    },
  },
});

interface Outsider {
  readonly member: RouterMember;
  /** A member that is in the network. */
  readonly inside: RouterMember;
  readonly address: Address;
}

function* outsidersOf({ members }: VirtualRouter): Generator<Outsider> {
  const unicast = members.filter(({ instance }) => instance.unicast && instance.sourceAddress.value !== null);
  // Found once for an address: all members have the same ones.
  const insiders = new Map<string, RouterMember | null>();
  for (const member of unicast) {
    for (const address of onOwnInterface(member)) {
      if (isIn(member, address)) continue;
      const key = `${address.ip.text}/${address.ip.prefix}`;
      const known = insiders.get(key);
      const inside = known === undefined ? (unicast.find((other) => isIn(other, address)) ?? null) : known;
      insiders.set(key, inside);
      if (!inside) continue;
      yield { member, inside, address };
      break;
    }
  }
}

/** The virtual addresses beside which a node can have its own: a host route has no network around it. */
function onOwnInterface({ instance }: RouterMember): readonly Address[] {
  return instance.addresses.filter(
    ({ dev, ip }) => (dev === null || dev === instance.interface.value) && ip.prefix < ADDRESS_BITS[ip.family],
  );
}

function isIn({ instance }: RouterMember, { ip }: Address): boolean {
  const source = instance.sourceAddress.value;
  return source !== null && contains(ip, source);
}
