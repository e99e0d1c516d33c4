import { groupBy } from '../../grammar/group-by.ts';
import { ADDRESS_BITS } from '../../src/binding/ip-address.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import type { Address } from '../../src/model/net/address.ts';
import { ipv4NetworkKey, networkOf } from '../../src/model/net/network.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { type Fix, replace, unsafe } from '../../src/rule/fix.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inStandards } from '../profiles.ts';

export default defineRule({
  id: 'vrrp/vmac-network',
  title: 'An address on a macvlan takes the route to the network of its host',
  severity: 'warning',
  // A router of the standard has addresses like this; without a virtual MAC address, as l3-only demands, there is no macvlan.
  profiles: { ...inStandards('off'), 'l3-only': 'off' },
  precision: 'high',
  verdict: 'silent',
  proof: ['live/use-vmac-network-takes-route', 'live/use-vmac-network-alone'],
  what: `A virtual or excluded IPv4 address with a prefix length below 32 on the macvlan of \`use_vmac\`, in the network of the address that the instance sends its adverts from. Where nothing tells what
the instance sends from, it is a note: the host mostly has an address of its own in that network. Where all that it sends from lies elsewhere, nothing is said.`,
  why: `An address with a prefix length brings a route to its network along. So a master has two of them, one through the macvlan, without a metric, and that of its own address through the interface below. Where the
latter has a metric, as NetworkManager and dhcpcd set one, and systemd-networkd for what comes by DHCP, it loses. Then the node reaches its network from the virtual address, and no longer answers ARP for its own one:
keepalived switches \`arp_filter\` on for the interface below, and the kernel answers there only who is reached by it. While the node is master, neighbours reach it by the virtual address alone: no SSH, no monitoring,
no unicast advert.`,
  advice:
    'Write the address without a prefix length (or with `/32`): it then has no route of its own, and that of the host goes on to hold.',
  unless: 'the host has no address of its own in that network, or its route to it has no metric.',
  references: [
    {
      title: 'keepalived issue 2512: the host cannot be reached on eth0 when use_vmac is set',
      url: 'https://github.com/acassen/keepalived/issues/2512',
    },
    { title: 'The sysctl arp_filter', url: 'https://docs.kernel.org/networking/ip-sysctl.html' },
    { title: 'keepalived.conf(5): use_vmac', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'The network of the own address',
        fixed: 'unsafe',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    use_vmac vip0
    mcast_src_ip 192.0.2.101
    virtual_ipaddress {
        192.0.2.200/24  #~ ^192.0.2.200/24^ 'VI_1' puts a second route to 192.0.2.0/24 on its macvlan 'vip0'  #=> 192.0.2.200
    }
    virtual_ipaddress_excluded {
        192.0.2.201/24  #=> 192.0.2.201
    }
}
`,
      },
      {
        title: 'Nothing tells of the own address',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    use_vmac vip0
    virtual_ipaddress {
        192.0.2.200/24  #~ ^192.0.2.200/24^ where the host has an address of its own there  #=> 192.0.2.200
    }
}
`,
      },
    ],
    good: [
      {
        title: 'No prefix length, an address of another interface, and a network in which the host has no address',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    use_vmac vip0
    mcast_src_ip 192.0.2.101
    virtual_ipaddress {
        192.0.2.200
        203.0.113.200/24 dev eth1
        198.51.100.200/24
    }
}
`,
      },
    ],
  },
  check: {
    view({ vrrpInstances }: Configuration, report) {
      for (const instance of vrrpInstances) {
        const { vmac, sourceAddress, name, refused } = instance;
        if (!vmac.value || refused) continue;
        const source = sourceAddress.value;
        for (const addresses of groupBy(addressesOnMacvlan(instance), ({ ip }) => ipv4NetworkKey(ip)).values()) {
          const [first] = addresses;
          if (!first) continue;
          const isKnown = source !== null;
          if (isKnown && ipv4NetworkKey({ ...source, prefix: first.ip.prefix }) !== ipv4NetworkKey(first.ip)) continue;
          report({
            at: first.word,
            summary: `'${name}' puts a second route to ${networkOf(first.ip)} on its macvlan '${vmac.value.interface}'${isKnown ? '.' : ', where the host has an address of its own there.'}`,
            detail: `It has no metric. Where the route of '${instance.interface.value}' has one (NetworkManager, dhcpcd, DHCP), neighbours no longer reach this node by its own address while it is master.`,
            advice: `Write ${addresses.length === 1 ? `'${first.ip.text}'` : 'the addresses of this network'} without a prefix length.`,
            ...(isKnown ? { fix: withoutLengths(addresses) } : { severity: 'info' as const }),
          });
        }
      }
    },
  },
});

/** The IPv4 addresses that bring a route along: those on the macvlan of the instance, with the length of a network. */
function addressesOnMacvlan({ addresses, excludedAddresses, interface: own, family }: VrrpInstance): readonly Address[] {
  if (family !== 'ipv4') return [];
  return [...addresses, ...excludedAddresses].filter(
    ({ ip, dev }) => ip.family === 'ipv4' && ip.prefix < ADDRESS_BITS.ipv4 && (dev === null || dev === own.value),
  );
}

/** Unsafe: packets of the host then leave from its own address. */
function withoutLengths(addresses: readonly Address[]): Fix {
  return unsafe(...addresses.map(({ word, ip }) => replace(word, ip.text)));
}
