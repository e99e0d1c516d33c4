import { memoized } from '../../grammar/memoized.ts';
import { lineWords, type Node, walk } from '../../grammar/tree.ts';
import { atLeast } from '../../grammar/version.ts';
import type { Family } from '../../src/binding/ip-address.ts';
import { lineSpan } from '../../src/binding/place.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import type { Address } from '../../src/model/net/address.ts';
import { standardVmacAddress, vmacAddress } from '../../src/model/vrrp/vmac-address.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { announcement } from '../../src/rule/announcement.ts';
import { demanded, type Fix, remove } from '../../src/rule/fix.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';
import { inProfiles, inStandards } from '../profiles.ts';

export default defineRule({
  id: 'l3/no-vmac',
  title: 'A virtual MAC address appears on the network',
  severity: 'info',
  precision: 'very-high',
  profiles: { ...inProfiles({ 'l3-only': 'error', cloud: 'error', openstack: 'warning', vmware: 'warning' }), ...inStandards('off') },
  verdict: 'silent',
  proof: [
    'live/use-vmac-virtual-mac',
    'live/use-vmac-ipv6-virtual-mac',
    'live/use-vmac-xmit-base-multicast',
    'live/use-vmac-unicast',
    'live/unicast-no-multicast-no-virtual-mac',
    'live/use-vmac-own-net-client-learns-own-mac',
    'live/use-vmac-own-mac-address',
    'live/strict-vmac-own-mac-ignored',
    'live/use-vmac-on-one-address',
    'live/use-vmac-addr',
    'live/use-vmac-addr-without-effect',
    'live/plain-own-mac-multicast',
    'live/plain-ipv6-own-mac',
    'source/linux/drivers/net/ipvlan/ipvlan_main.c:ipvlan_link_new',
    'config-test',
  ],
  what: `\`use_vmac\` in an instance or on an address, and \`use_vmac_addr\` where it applies to an address. The message names the MAC address
that would appear: \`00:00:5e:00:01:VRID\` for IPv4, \`00:00:5e:00:02:VRID\` for IPv6, or the one written behind \`use_vmac\`.`,
  why: `The virtual addresses are then answered for with a MAC address that belongs to no port, and that moves to another port at each failover.
Switches with port security, hypervisors that reject forged source addresses, and fabrics that learn MAC addresses from a controller drop such
frames: the address is up on the node and nobody reaches it. Another VRRP router on the same segment that uses the same virtual router ID has
the very same MAC address, and each then pulls the other's traffic.

Neither unicast peers nor \`vmac_xmit_base\` cure this. They move the adverts to the MAC address of the real interface; gratuitous ARP,
unsolicited neighbour advertisements and the answers to ARP for the virtual addresses still carry the virtual one.`,
  advice: `Remove \`use_vmac\`, \`use_vmac_addr\` and \`vmac_xmit_base\`. keepalived then puts the addresses on the interface itself and tells the
clients about the new MAC address with gratuitous ARP at each failover. Where something depends on the extra interface, \`use_ipvlan\` makes one
that has the MAC address of its parent, at the price of one more IPv4 address a node.`,
  unless:
    'the network team knows the virtual MAC address and has allowed it, or routers of other vendors take part in the same virtual router.',
  references: [
    { title: 'RFC 9568, section 7.3: Virtual Router MAC Address', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-7.3' },
    { title: 'RFC 9568, section 8.1.2: Host ARP Requests', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-8.1.2' },
    { title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'A macvlan with the virtual MAC address of VRID 51',
        fixed: 'unsafe',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_vmac vip0  #~ '00:00:5e:00:01:33'  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Unicast peers do not take the virtual MAC address away',
        fixed: 'unsafe',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_vmac vip0  #~ only move the adverts  #=>
    vmac_xmit_base  #=>
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
        title: 'A MAC address of your own choice is a virtual one too',
        fixed: 'unsafe',
        config: `vrrp_instance VI_6 {
    state BACKUP
    interface eth0
    virtual_router_id 7
    priority 150
    use_vmac vip6 02:00:5e:10:00  #~ '02:00:5e:10:00:07'  #=>
    virtual_ipaddress {
        fe80::200/64
        2001:db8::200/64
    }
}
`,
      },
      {
        title: 'On a single address, and on addresses of other interfaces',
        fixed: 'unsafe',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
        198.51.100.200/24 dev eth1 use_vmac  #~ ^use_vmac^ '198.51.100.200'  #=> 198.51.100.200/24 dev eth1
    }
}

vrrp_instance VI_2 {
    state BACKUP
    interface eth0
    virtual_router_id 52
    priority 150
    use_vmac_addr  #~ '00:00:5e:00:02:34'  #=>
    virtual_ipaddress {
        192.0.2.201/24
    }
    virtual_ipaddress_excluded {
        2001:db8::201/64
    }
}
`,
      },
    ],
    good: [
      {
        title: 'The addresses live on the interface itself',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'An ipvlan has the MAC address of its parent',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_ipvlan vip0 192.0.2.103/24
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
        const message = aboutInstance(instance, configuration);
        if (message) report(message);
        const addresses = [...instance.addresses, ...instance.excludedAddresses];
        for (const address of addresses) {
          if (address.useVmac && !isOnMacvlan(instance, address)) report(aboutAddress(instance, address, address.useVmac));
        }
        if (instance.vmacAddr.value && instance.vmacAddr.node) {
          const { node } = instance.vmacAddr;
          report({ at: lineSpan(node), fix: demanded(remove(node.span)), ...aboutAddresses(instance, addresses) });
        }
      }
    },
  },
});

function aboutInstance(instance: VrrpInstance, configuration: Configuration): Message | null {
  const { value, node } = instance.vmac;
  if (!node) return null;
  const at = lineSpan(node);
  const fix = removal(instance, node, configuration);
  if (!value) {
    if (instance.vmac.as !== 'corrected') return null;
    if (atLeast(configuration.target.version, '2.2.0')) {
      return {
        at,
        fix,
        summary: `'use_vmac' waits for an 'interface' to put a virtual MAC address on the network.`,
        detail:
          `keepalived drops it from an instance with unicast peers and no interface; with one it is in force, and ` +
          `${solicitations(instance.family)} carry '${standardVmacAddress(instance, instance.family)}'.`,
        advice: removeOf(instance),
      };
    }
    return {
      at,
      fix,
      advice: removeOf(instance),
      summary: `'use_vmac' waits for an update to put a virtual MAC address on the network.`,
      detail:
        `keepalived ${configuration.target.version} drops it together with unicast peers; from 2.2.0 on it is in force, and ${solicitations(instance.family)} ` +
        `carry '${standardVmacAddress(instance, instance.family)}'.`,
    };
  }
  const mac = vmacAddress(instance, value);
  const summary = `'use_vmac' puts the virtual MAC address '${mac}' on the network.`;
  const onlyAdverts = whatMovesAdverts(instance, configuration);
  if (onlyAdverts) {
    return {
      at,
      fix,
      advice: instance.unicast ? removeOf(instance) : `${removeOf(instance)} ${ipvlanFor(value.interface)}`,
      summary,
      detail: `${onlyAdverts} the adverts to the MAC address of ${parent(instance)}; ${solicitations(instance.family)} still carry the virtual one.`,
    };
  }
  return {
    at,
    fix,
    summary,
    detail:
      `Adverts, ${solicitations(instance.family)} carry it: a network that forwards only the MAC addresses it knows drops them, ` +
      `and another virtual router with the same ID on the segment has the same MAC address.`,
    advice: instance.unicast
      ? removeOf(instance)
      : `Remove 'use_vmac'; the addresses then live on ${parent(instance)} with its own MAC address. ${ipvlanFor(value.interface)}`,
  };
}

/** How often each word stands in a configuration. */
const wordCounts = memoized(({ tree }: Configuration): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const node of walk(tree.body)) for (const { text } of lineWords(node)) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
});

/**
 * Takes `use_vmac` away with the line that needs it. Where something else in the configuration speaks of the macvlan by its name, a person must decide
 * what it means then.
 */
function removal({ vmac, vmacXmitBase }: VrrpInstance, node: Node, configuration: Configuration): Fix | null {
  const name = vmac.value?.interface ?? '';
  const own = lineWords(node).filter(({ text }) => text === name).length;
  if ((wordCounts(configuration).get(name) ?? 0) > own) return null;
  return demanded(remove(node.span), ...(vmacXmitBase.node && vmacXmitBase.as !== 'default' ? [remove(vmacXmitBase.node.span)] : []));
}

function removeOf({ family }: VrrpInstance): string {
  return `Remove 'use_vmac', and 'vmac_xmit_base' where it is written. The addresses are then on the interface itself, and the clients hear of its MAC address by ${announcement(family)}.`;
}

/** Not for unicast instances: keepalived's config test does not take use_ipvlan beside peers. */
function ipvlanFor(name: string): string {
  return `If something needs the interface '${name}', use_ipvlan makes one without a MAC address of its own.`;
}

/** What keeps the virtual MAC address out of the adverts. Up to 2.0 unicast adverts leave from the macvlan unless vmac_xmit_base is written. */
function whatMovesAdverts(instance: VrrpInstance, { target: { version } }: Configuration): string | null {
  if (instance.unicast && atLeast(version, '2.1.0')) return 'Unicast peers only move';
  return instance.vmacXmitBase.value ? "'vmac_xmit_base' only moves" : null;
}

/** keepalived calls use_vmac on an address redundant where the instance's own macvlan carries it. */
function isOnMacvlan(instance: VrrpInstance, { dev, ip }: Address): boolean {
  return instance.vmac.value !== null && ip.family === instance.family && (dev === null || dev === instance.interface.value);
}

function aboutAddress(instance: VrrpInstance, address: Address, word: NonNullable<Address['useVmac']>): Message {
  const mac = standardVmacAddress(instance, address.ip.family);
  return {
    at: word.span,
    fix: demanded(remove(word)),
    summary: `'use_vmac' on the address '${address.ip.text}' puts the virtual MAC address '${mac}' on the network.`,
    detail: `${capital(solicitations(address.ip.family))} for this address carry it${instance.vmac.value ? '' : `, though the adverts of '${instance.name}' do not`}.`,
  };
}

/** use_vmac_addr applies to addresses that are not on the instance's own interface, or are of the other family. */
function aboutAddresses(instance: VrrpInstance, addresses: readonly Address[]): Pick<Message, 'summary' | 'detail'> {
  const own = instance.interface.value;
  const moved = addresses.filter(({ ip, dev }) => ip.family !== instance.family || (dev !== null && dev !== own));
  const macs = [...new Set(moved.map(({ ip }) => standardVmacAddress(instance, ip.family)))];
  if (macs.length === 0) {
    return {
      summary: `'use_vmac_addr' has nothing to act on in '${instance.name}'.`,
      detail:
        `It would put a virtual MAC address on the network for the first address ` +
        `that gets another interface, or is of the other family.`,
    };
  }
  return {
    summary: `'use_vmac_addr' puts the virtual MAC address ${macs.map((mac) => `'${mac}'`).join(' and ')} on the network.`,
    detail: `${capital(solicitations(moved[0]?.ip.family ?? instance.family))} for '${moved.map(({ ip }) => ip.text).join("', '")}' carry it.`,
  };
}

function parent(instance: VrrpInstance): string {
  return instance.interface.value === null ? 'the real interface' : `'${instance.interface.value}'`;
}

function solicitations(family: Family): string {
  return `${announcement(family)} and the answers to ${family === 'ipv4' ? 'ARP' : 'neighbour solicitations'}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
