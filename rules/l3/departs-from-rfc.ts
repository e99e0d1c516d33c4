import { virtualMac } from '../../src/model/net/network.ts';
import type { UnicastPeer, VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'l3/departs-from-rfc',
  title: 'What of the VRRP standard a layer 3 only setup gives up',
  severity: 'off',
  precision: 'very-high',
  profiles: { 'l3-only': 'info' },
  verdict: 'silent',
  proof: [
    'live/plain-own-mac-multicast',
    'live/unicast-no-multicast-no-virtual-mac',
    'live/unicast-stranger-low-ttl',
    'live/unicast-ttl-too-low',
    'source/linux/drivers/net/ipvlan/ipvlan_main.c:ipvlan_link_new',
  ],
  what: `Instances that knowingly leave RFC 9568 (and RFC 5798 before it, whose sections have the same numbers): no virtual router MAC address, adverts to
unicast peers, and with them the TTL of 255 that is not demanded of what is received. One message an instance lists what holds for it.`,
  why: `A policy that allows no virtual MAC address and no multicast cannot be met within the standard. keepalived works well without, but only
with keepalived: routers of other vendors expect multicast adverts, and hosts learn of a failover from gratuitous ARP instead of a switch learning
a port. An audit that asks for RFC compliance has to know.`,
  advice: 'There is nothing to fix. Write the departure down where the design is documented.',
  unless: 'the departures are known. The rule is off unless the profile `l3-only` is on.',
  references: [
    { title: 'RFC 9568, section 7.3: Virtual Router MAC Address', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-7.3' },
    { title: 'RFC 9568, section 8.1.2: Host ARP Requests', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-8.1.2' },
    { title: 'RFC 9568, section 5.1.1: IPv4 field descriptions', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-5.1.1' },
    { title: 'RFC 9568, section 7.1: Receiving VRRP Packets', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-7.1' },
    { title: 'RFC 5798: VRRP version 3, as it was before', url: 'https://www.rfc-editor.org/rfc/rfc5798.html' },
  ],
  examples: {
    bad: [
      {
        title: 'The layer 3 only setup: the address moves between MAC addresses, adverts go to the peer',
        notMended: 'There is nothing to fix.',
        config: `vrrp_instance VI_1 {  #~ ^vrrp_instance VI_1^ sections 7.3 and 8.1.2
    state BACKUP
    interface eth0
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
      },
      {
        title: 'IPv6, with the hop limit of the peer demanded all the same',
        notMended: 'There is nothing to fix.',
        config: `vrrp_instance VI_6 {  #~ ^vrrp_instance VI_6^ sections 7.3 and 8.2.2
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_ttl 255
    unicast_src_ip 2001:db8::101
    unicast_peer {
        2001:db8::102 min_ttl 255
    }
    virtual_ipaddress {
        fe80::200/64
    }
}
`,
      },
    ],
    good: [
      {
        title: 'As the standard has it: virtual MAC address and multicast',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_vmac
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const instance of configuration.vrrpInstances) {
        const departures = [...departuresOf(instance)];
        if (departures.length === 0) continue;
        report({
          at: instance.block.header,
          summary: `Instance '${instance.name}' knowingly departs from RFC 9568 and RFC 5798.`,
          detail: `It gives up ${departures.join('; ')}.`,
        });
      }
    },
  },
});

/** What an instance leaves of the standard, each with its sections. */
function* departuresOf(instance: VrrpInstance): Generator<string> {
  const ipv4 = instance.family === 'ipv4';
  if (!instance.vmac.value) {
    const vrid = instance.virtualRouterId.value;
    const mac = vrid === null ? 'the virtual MAC address' : `the virtual MAC address '${virtualMac(instance.family, vrid)}'`;
    const answers = ipv4 ? 'answers to ARP' : 'answers to neighbour solicitations';
    yield `${mac} in ${answers}, which carry that of the interface instead (sections 7.3 and ${ipv4 ? '8.1.2' : '8.2.2'})`;
  }
  if (!instance.unicast) return;
  yield `adverts to the group '${instance.multicastGroup.value}', which go to each peer instead (section ${ipv4 ? '5.1.1.2' : '5.1.2.2'})`;
  if (!instance.peers.every(demandsFullTtl)) {
    yield `the ${ipv4 ? 'TTL' : 'hop limit'} of 255 as proof that an advert comes from the same segment (sections ${ipv4 ? '5.1.1.3' : '5.1.2.3'} and 7.1)`;
  }
}

/** `min_ttl 255` on the line of a peer. */
function demandsFullTtl({ node }: UnicastPeer): boolean {
  const at = node.words.findIndex((word) => word.text === 'min_ttl');
  return at > 0 && Number(node.words[at + 1]?.text) === 255;
}
