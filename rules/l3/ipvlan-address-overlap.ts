import type { Origin } from '../../grammar/expand/expansion.ts';
import type { Span } from '../../grammar/tree.ts';
import { ADDRESS_BITS, type IpAddress } from '../../src/binding/ip-address.ts';
import { lineSpan, viewName } from '../../src/binding/place.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { bySubject, type Correction, shownVerdict } from '../../src/model/correction.ts';
import { contains, equalAddresses, networkOf } from '../../src/model/net/network.ts';
import type { Ipvlan, VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { defineRule, type Message, type ViewComparison } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'l3/ipvlan-address-overlap',
  title: 'The address of an ipvlan interface is missing, taken, or in the wrong network',
  severity: 'warning',
  precision: 'high',
  profiles: { 'l3-only': 'error' },
  verdict: 'silent',
  proof: ['source/vrrp/vrrp.c:vrrp_complete_instance', 'source/linux/drivers/net/ipvlan/ipvlan_core.c:ipvlan_addr_lookup'],
  what: `The address behind \`use_ipvlan\` must be one that nothing else has. The rule reports it where it is a virtual address of any instance, an
address that the configuration puts on the parent interface, a unicast peer, the source address of another instance, or the ipvlan address of
another instance or of another node that the same file describes; and where it is missing, of the wrong family, or in no network that the
instance is known to be in.`,
  why: `The ipvlan interface shares the MAC address of its parent and is told apart by its IP addresses only. An address that is on both of them is
routed to one, and the other goes deaf. If it is a virtual address, the node answers for it even while another node is master; if it is the address
of another node, both nodes answer ARP for it. keepalived checks nothing of this. It only demands that an IPv4 instance has such an address, and
leaves the instance in fault where there is none.`,
  advice: `Give each node an address of its own behind \`use_ipvlan\`, in the network of the virtual addresses, that is used nowhere else: two nodes then have
five addresses (one each, one ipvlan address each, one virtual one). Or remove \`use_ipvlan\`: without it and without \`use_vmac\` the virtual addresses
are on the interface itself, and its MAC address is the only one.`,
  references: [
    { title: 'keepalived.conf(5): use_ipvlan', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'Linux kernel documentation: IPVLAN Driver HOWTO', url: 'https://www.kernel.org/doc/html/latest/networking/ipvlan.html' },
  ],
  covers: ['ipvlan/ipv4-needs-address', 'ipvlan/address-family', 'ipvlan/address-family-late', 'ipvlan/address-not-verified'],
  examples: {
    bad: [
      {
        title: 'The virtual address as ipvlan address',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_ipvlan vip0 192.0.2.200/24  #~ ^192.0.2.200/24^ is also a virtual address  #=> use_ipvlan vip0 192.0.2.103/24
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'The address of the parent interface as ipvlan address',
        config: `static_ipaddress {
    192.0.2.102/24 dev eth0
}

vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    use_ipvlan vip0 192.0.2.102/24  #~ ^192.0.2.102/24^ is also an address of 'eth0'  #=> use_ipvlan vip0 192.0.2.103/24
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'One address for two nodes, and one that is a peer',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    @low priority 100
    @high priority 150
    use_ipvlan vip0 192.0.2.103/24  #~ ^192.0.2.103/24^ given to more than one node  #=> @low use_ipvlan vip0 192.0.2.103/24 ↵ @high use_ipvlan vip0 192.0.2.104/24
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    state BACKUP
    interface eth1
    virtual_router_id 52
    priority 100
    @low use_ipvlan vip1 198.51.100.103/24
    @high use_ipvlan vip1 198.51.100.102/24  #~ ^198.51.100.102/24^ a unicast peer  #=> @high use_ipvlan vip1 198.51.100.104/24
    unicast_peer {
        @low 198.51.100.101  #=> @low 198.51.100.104
        @high 198.51.100.102  #=> @high 198.51.100.103
    }
    virtual_ipaddress {
        198.51.100.200/24
    }
}
`,
      },
      {
        title: 'No address, and one from somewhere else',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_ipvlan vip0  #~ needs an IPv4 address  #=> use_ipvlan vip0 192.0.2.103/24
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    state BACKUP
    interface eth0
    virtual_router_id 52
    priority 150
    use_ipvlan vip1 198.51.100.103/24  #~ ^198.51.100.103/24^ in no network  #=> use_ipvlan vip1 192.0.2.104/24
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'An address of its own in the same network',
        config: `static_ipaddress {
    192.0.2.101/24 dev eth0
}

vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_ipvlan vip0 192.0.2.103/24
    mcast_src_ip 192.0.2.103
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'One file for two nodes, each with its own address',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    @low priority 100
    @low use_ipvlan vip0 192.0.2.104/24
    @high priority 150
    @high use_ipvlan vip0 192.0.2.103/24
    virtual_ipaddress {
        192.0.2.200
    }
}
`,
      },
      {
        title: 'IPv6 needs no address: the link-local one does',
        config: `vrrp_instance VI_6 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_ipvlan vip6
    virtual_ipaddress {
        fe80::200/64
        2001:db8::200/64
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      let holders: Holders | undefined;
      let faults: Faults | undefined;
      for (const instance of configuration.vrrpInstances) {
        const ipvlan = ipvlanOf(instance);
        if (!ipvlan) continue;
        holders ??= holdersByAddress(configuration);
        faults ??= faultsOf(configuration);
        const message = ipvlan.address
          ? (aboutTaken(instance, ipvlan, ipvlan.address, holders) ?? aboutNetwork(instance, ipvlan, ipvlan.address, configuration))
          : aboutMissing(instance, ipvlan, faults);
        if (message) report(message);
      }
    },
    compareViews: () => new NodeAddresses(),
  },
});

/** An ipvlan that keepalived makes, with the place that stands for its address. */
type Placed = Ipvlan & { readonly at: Span };

/** Something that has an address. */
interface Holder {
  readonly ip: IpAddress;
  readonly at: Span;
  /** What it is, as the end of a sentence that begins with the address: `is also …`. */
  readonly is: string;
  /** Whether it is an ipvlan interface. */
  readonly ipvlan?: true;
  /** The instance that may have it. */
  readonly owner?: VrrpInstance;
}

function ipvlanOf(instance: VrrpInstance): Placed | null {
  const { value, node } = instance.ipvlan;
  return value && node ? { ...value, at: value.addressWord?.span ?? lineSpan(node) } : null;
}

/** What keepalived says of an address that it cannot use, or that is not there, by instance. */
interface Faults {
  readonly otherFamily: ReadonlyMap<string, Correction>;
  readonly missing: ReadonlyMap<string, Correction>;
}

function faultsOf({ corrections }: Configuration): Faults {
  return {
    otherFamily: bySubject(corrections, new Set(['ipvlan/address-family'])),
    missing: bySubject(corrections, new Set(['ipvlan/ipv4-needs-address'])),
  };
}

function aboutMissing(instance: VrrpInstance, ipvlan: Placed, faults: Faults): Message | null {
  const otherFamily = faults.otherFamily.get(instance.name);
  if (otherFamily) {
    return {
      at: otherFamily.at,
      severity: 'error',
      verdict: shownVerdict(otherFamily),
      summary: `The ipvlan address '${otherFamily.written}' is not of the family of instance '${instance.name}'.`,
      detail: `keepalived ignores it${instance.family === 'ipv4' ? ', and leaves the instance in fault because it has none then' : ''}.`,
      related: otherFamily.against ? [{ at: otherFamily.against, message: 'This decides the family.' }] : [],
    };
  }
  if (instance.family !== 'ipv4') return null;
  const missing = faults.missing.get(instance.name);
  return {
    at: ipvlan.at,
    severity: 'error',
    verdict: missing ? shownVerdict(missing) : 'silent',
    summary: `'use_ipvlan' needs an IPv4 address in instance '${instance.name}'.`,
    detail: `keepalived leaves the instance in fault: this node never takes over its addresses. A source address on another line does not count.`,
    advice: "Write an address behind 'use_ipvlan' that nothing else has, in the network of the virtual addresses.",
  };
}

function aboutTaken(instance: VrrpInstance, ipvlan: Placed, address: IpAddress, holders: Holders): Message | null {
  const holder = holders.get(address.text)?.find(({ owner }) => owner !== instance);
  if (!holder) return null;
  return {
    at: ipvlan.at,
    summary: `The ipvlan address '${address.text}' is also ${holder.is}.`,
    detail: `Two interfaces then claim one address, and traffic to it reaches the wrong one.`,
    advice: 'Give the ipvlan interface an address that nothing else has.',
    related: [{ at: holder.at, message: `'${holder.ip.text}' stands here.` }],
  };
}

/** What has each address, the clearest conflict first. */
type Holders = ReadonlyMap<string, readonly Holder[]>;

function holdersByAddress(configuration: Configuration): Holders {
  const holders = new Map<string, Holder[]>();
  for (const holder of holdersOf(configuration)) {
    const known = holders.get(holder.ip.text);
    if (known) known.push(holder);
    else holders.set(holder.ip.text, [holder]);
  }
  return holders;
}

function* holdersOf(configuration: Configuration): Generator<Holder> {
  const { vrrpInstances } = configuration;
  for (const { name, addresses, excludedAddresses } of vrrpInstances) {
    for (const { ip, word } of [...addresses, ...excludedAddresses]) yield { ip, at: word.span, is: `a virtual address of '${name}'` };
  }
  yield* staticAddresses(configuration);
  for (const { name, peers } of vrrpInstances) {
    for (const { ip, word } of peers) yield { ip, at: word.span, is: `a unicast peer of '${name}', and so the address of another node` };
  }
  for (const instance of vrrpInstances) yield* ownAddresses(instance);
}

function* staticAddresses(configuration: Configuration): Generator<Holder> {
  for (const { ip, word, dev } of configuration.staticAddresses) {
    yield { ip, at: word.span, is: dev === null ? "an address of 'static_ipaddress'" : `an address of '${dev}' (static_ipaddress)` };
  }
}

/** The ipvlan address of an instance, and the source address that it expects on the host. */
function* ownAddresses(instance: VrrpInstance): Generator<Holder> {
  const ipvlan = ipvlanOf(instance);
  if (ipvlan?.address)
    yield { ip: ipvlan.address, at: ipvlan.at, is: `the ipvlan address of '${instance.name}'`, ipvlan: true, owner: instance };
  const source = instance.sourceAddress;
  if (!source.value || !source.node) return;
  const isItsIpvlan = ipvlan?.address && equalAddresses(ipvlan.address, source.value);
  if (!isItsIpvlan) yield { ip: source.value, at: lineSpan(source.node), is: `the source address of '${instance.name}'`, owner: instance };
}

function aboutNetwork(instance: VrrpInstance, ipvlan: Placed, address: IpAddress, configuration: Configuration): Message | null {
  const parent = instance.interface.value;
  const onParent = configuration.staticAddresses.filter(({ dev }) => dev === null || dev === parent);
  const known = [...instance.addresses, ...onParent].map(({ ip }) => ip).filter(({ family }) => family === address.family);
  const telling = known.filter((ip) => hasNetwork(ip) || hasNetwork(address));
  const first = telling.find(hasNetwork) ?? telling[0];
  if (!first || telling.length < known.length) return null;
  if (telling.some((ip) => contains(ip, address) || contains(address, ip))) return null;
  return {
    at: ipvlan.at,
    summary: `The ipvlan address '${address.text}' is in no network of instance '${instance.name}', such as '${nameOfNetwork(first)}'.`,
    detail: `Adverts leave with this address as their source, and the other nodes have no route back to it.`,
    related: [{ at: lineOfFirst(instance, first), message: `'${nameOfNetwork(first)}' comes from here.` }],
  };
}

/** Whether the prefix leaves room for others: a host route says nothing about the network around it. */
function hasNetwork(ip: IpAddress): boolean {
  return ip.prefix < ADDRESS_BITS[ip.family];
}

function nameOfNetwork(ip: IpAddress): string {
  return hasNetwork(ip) ? networkOf(ip) : ip.text;
}

function lineOfFirst(instance: VrrpInstance, ip: IpAddress): Span {
  return instance.addresses.find((address) => address.ip === ip)?.word.span ?? instance.block.header;
}

/** An address that one of the nodes has, and that no other one may have. */
interface NodeAddress {
  readonly configId: string | null;
  readonly text: string;
  readonly is: string;
  readonly at: Origin;
  /** Whether it is that of an ipvlan, which is what the rule reports. */
  readonly ipvlan: boolean;
  readonly view: string;
}

/** Gathers the addresses of the nodes of one root file, to find ipvlan addresses that another node has too. */
class NodeAddresses implements ViewComparison {
  readonly #byText = new Map<string, NodeAddress[]>();

  see(configuration: Configuration): void {
    const holders = [...configuration.vrrpInstances.flatMap((instance) => [...ownAddresses(instance)]), ...staticAddresses(configuration)];
    for (const { ip, at, is, ipvlan = false } of holders) {
      const address: NodeAddress = {
        configId: configuration.view.configId,
        text: ip.text,
        is,
        at: configuration.expansion.place(at),
        ipvlan,
        view: viewName(configuration),
      };
      const known = this.#byText.get(ip.text);
      if (known) known.push(address);
      else this.#byText.set(ip.text, [address]);
    }
  }

  report(report: (configId: string | null, message: Message) => void): void {
    for (const addresses of this.#byText.values()) {
      const [first] = addresses;
      const second = addresses.find(({ configId }) => configId !== first?.configId);
      if (!first || !second) continue;
      for (const address of addresses) {
        if (address.ipvlan) report(address.configId, aboutOtherNode(address, address.configId === first.configId ? second : first));
      }
    }
  }
}

function aboutOtherNode(address: NodeAddress, other: NodeAddress): Message {
  const { at, text } = address;
  const consequence = 'Both nodes answer ARP for it, and each loses the traffic that reaches the other one.';
  if (at.source.path === other.at.source.path && at.offset === other.at.offset) {
    return {
      at,
      summary: `The ipvlan address '${text}' is given to more than one node.`,
      detail: consequence,
      advice: "Put a config-id before 'use_ipvlan' (@ID), and give each node an address of its own.",
    };
  }
  return {
    at,
    summary: `The ipvlan address '${text}' is also ${other.is} on another node (${other.view}).`,
    detail: consequence,
    advice: 'Give each node an ipvlan address of its own.',
    related: [{ at: other.at, message: `'${text}' stands here.` }],
  };
}
