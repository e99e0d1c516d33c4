import { bindsToMissingAddress } from '../../src/behaviour/running.ts';
import type { IpAddress } from '../../src/binding/ip-address.ts';
import { lineSpan } from '../../src/binding/place.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import type { Address } from '../../src/model/net/address.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'vrrp/own-address',
  title: "A virtual address is also the node's own address",
  severity: 'error',
  precision: 'high',
  verdict: 'silent',
  proof: [
    'live/vip-is-unicast-source',
    'live/multicast-source-is-vip',
    'live/owner-real-address',
    'live/owner-real-address-and-another',
    'live/vip-is-static-address',
  ],
  what: `A virtual address that is also the source address of an instance of this node (\`unicast_src_ip\`, \`mcast_src_ip\`), or an address of
\`static_ipaddress\` on the same interface. An ipvlan has a rule of its own.`,
  why: `keepalived sets the virtual addresses when it becomes master and removes them when it starts, steps down or stops. It does not know that the address was
there before: it takes the node's own address away. Up to 2.3.2 a unicast instance then has no source address left and stays in fault state, so it never becomes master; since 2.3.3 it hears no adverts while it is a backup. With
multicast, a master discards the IPv4 adverts of another node that come from this address, since it has it too: when a node with a higher priority comes back, both are master. A
static address is gone after the first failover, and with it whatever the node needs it for. This holds with priority 255 too.`,
  advice: `Give the node an address of its own, and let the virtual address be one that no node has. Where the virtual router is to own an address of the node, as in RFC 9568,
put that address on another interface of the node only.`,
  references: [
    { title: 'keepalived.conf(5): unicast_src_ip, static_ipaddress', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'RFC 9568, section 1.7: Definitions, IP address owner', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-1.7' },
  ],
  covers: ['net/vip-equals-interface-address'],
  examples: {
    bad: [
      {
        title: 'The source of the adverts',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.101/24  #~ source address of 'VI_1'  #=> 192.0.2.200/24
    }
}
`,
      },
      {
        title: 'A static address',
        config: `static_ipaddress {  #=>
    192.0.2.101/24 dev eth0  #=>
}  #=>

vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.101/24  #~ also a static address
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Three addresses for two nodes',
        config: `static_ipaddress {
    192.0.2.101/24 dev eth0
    192.0.2.200/32 dev lo
}

vrrp_instance VI_1 {
    state BACKUP
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
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const own = ownAddresses(configuration);
      if (own.size === 0) return;
      for (const instance of configuration.vrrpInstances) {
        if (instance.vmac.value || instance.ipvlan.value) continue;
        for (const address of [...instance.addresses, ...instance.excludedAddresses]) {
          const place = address.dev ?? instance.interface.value;
          const found = own.get(address.ip.text)?.find(({ dev }) => dev === null || place === null || dev === place);
          if (found) report(found.about(instance, address));
        }
      }
    },
  },
});

/** An address that the node has beside the virtual ones. */
interface OwnAddress {
  /** The interface it is on, null where that is not known. */
  readonly dev: string | null;
  about(instance: VrrpInstance, address: Address): Message;
}

function ownAddresses(configuration: Configuration): ReadonlyMap<string, readonly OwnAddress[]> {
  const own = new Map<string, OwnAddress[]>();
  const isFault = !bindsToMissingAddress(configuration);
  const add = (text: string, address: OwnAddress): void => {
    const known = own.get(text);
    if (known) known.push(address);
    else own.set(text, [address]);
  };
  for (const instance of configuration.vrrpInstances) {
    const { sourceAddress, ipvlan, interface: dev } = instance;
    if (sourceAddress.value && sourceAddress.node && !ipvlan.value) {
      add(sourceAddress.value.text, { dev: dev.value, about: (holder, address) => aboutSource(instance, holder, address, isFault) });
    }
  }
  for (const fixed of configuration.staticAddresses) {
    const dev = fixed.dev ?? configuration.globals.defaultInterface.value;
    add(fixed.ip.text, { dev, about: (holder, address) => aboutStatic(fixed, holder, address) });
  }
  return own;
}

/** `isFault`: a unicast instance without its source address stays in fault state. */
function aboutSource(instance: VrrpInstance, holder: VrrpInstance, { word, ip }: Address, isFault: boolean): Message {
  const { name, sourceAddress, unicast } = instance;
  return {
    at: word,
    severity: unicast || ip.family === 'ipv4' ? 'error' : 'warning',
    summary: `Virtual address '${ip.text}' of '${holder.name}' is also the source address of '${name}'.`,
    detail: unicast ? ofUnicastSource(name, isFault) : ofMulticastSource(ip),
    advice: "Write the node's own address as the source, and as virtual address one that no node has.",
    related: sourceAddress.node ? [{ at: lineSpan(sourceAddress.node), message: 'The source address.' }] : [],
  };
}

function ofUnicastSource(name: string, isFault: boolean): string {
  const then = isFault
    ? `'${name}' has no source address left and stays in fault state: it never becomes master.`
    : `The node loses its own address, and '${name}' hears no adverts while it is a backup.`;
  return `keepalived removes it from the interface when it starts. ${then}`;
}

function ofMulticastSource({ family }: IpAddress): string {
  const lost = 'keepalived removes it from the interface when it starts, steps down or stops: a node whose own address it is loses it.';
  return family === 'ipv4'
    ? `A master has this address, and so discards adverts that come from it: when this node comes back with a higher priority, both are master. ${lost}`
    : lost;
}

function aboutStatic(fixed: Address, holder: VrrpInstance, { word, ip }: Address): Message {
  return {
    at: word,
    summary: `Virtual address '${ip.text}' of '${holder.name}' is also a static address of the same interface.`,
    detail: `keepalived removes it when the instance steps down: the address that was to stay is gone.`,
    advice: 'Remove one of the two.',
    related: [{ at: fixed.word, message: 'The static address.' }],
  };
}
