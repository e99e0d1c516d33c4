import { groupBy } from '../../grammar/group-by.ts';
import { memoized } from '../../grammar/memoized.ts';
import type { IpAddress } from '../../src/binding/ip-address.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import type { Address } from '../../src/model/net/address.ts';
import { ipv4NetworkKey, networkOf } from '../../src/model/net/network.ts';
import { sharedInterfaceOf } from '../../src/model/vrrp/address-place.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'net/shared-network',
  title: 'Addresses of two instances are in one network, and the kernel removes them together',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  proof: [
    'live/shared-network-takes-address',
    'live/shared-network-excluded',
    'live/shared-network-own-address',
    'live/shared-network-no-prefix',
    'live/shared-network-promoted',
    'live/shared-network-sync-group',
    'live/shared-network-vmac',
  ],
  what: `Virtual or excluded IPv4 addresses of two instances on one interface with the same network and prefix length, where the host has no address of its own in that network. Where
nothing tells which addresses the host has, it is a note on an interface that no instance sends from; one that adverts are sent from has an address, and is taken to have it in that network.`,
  why: `The first address of a network on an interface is its primary address, all others are secondary ones, and the kernel removes these together with the primary one. When the instance with
the primary address is no longer master, the addresses of the other instance are gone too. That one stays master and announces what it does not have: keepalived does not notice.`,
  advice:
    'Leave the prefix length out (or write `/32`): such an address is a network of its own. Or write `promote_secondaries` into an instance whose `interface` it is, which switches the sysctl of that name on for it. Where no instance runs on the interface, the host needs an address of its own there.',
  unless: 'the host has an address of its own in that network, or the sysctl `promote_secondaries` of the interface is on already.',
  references: [
    { title: 'keepalived issue 442: the address of the other instance is gone', url: 'https://github.com/acassen/keepalived/issues/442' },
    { title: 'The sysctl promote_secondaries', url: 'https://docs.kernel.org/networking/ip-sysctl.html' },
  ],
  examples: {
    bad: [
      {
        title: 'The node is known to have its address in another network',
        config: `vrrp_instance WEB_A {
    interface eth1
    virtual_router_id 31
    priority 150
    unicast_src_ip 198.51.100.1
    unicast_peer {
        198.51.100.2
    }
    check_unicast_src
    virtual_ipaddress {
        192.0.2.101/24
    }
}

vrrp_instance WEB_B {
    interface eth1
    virtual_router_id 32
    priority 100
    unicast_src_ip 198.51.100.1
    unicast_peer {
        198.51.100.2
    }
    check_unicast_src
    virtual_ipaddress {
        192.0.2.102/24  #~ ^192.0.2.102/24^ '192.0.2.102' and '192.0.2.101' of 'WEB_A' are both in 192.0.2.0/24 on 'eth1'.  #=> 192.0.2.102
    }
}
`,
      },
      {
        title: 'Nothing tells which addresses the node has; excluded addresses and another interface',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/32
    }
    virtual_ipaddress_excluded {
        203.0.113.1/24 dev eth2
    }
}

vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 52
    virtual_ipaddress {
        198.51.100.200/32
        203.0.113.2/24 dev eth2  #~ ^203.0.113.2/24^ unless the host has an address of its own there  #=> 203.0.113.2 dev eth2
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Adverts are sent from the interface: the host has an address there, as a rule in the same network',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
      },
      {
        title: 'An own address there, no prefix length, promote_secondaries, a sync group, and a macvlan for each',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    mcast_src_ip 192.0.2.1
    virtual_ipaddress {
        192.0.2.200/24
        198.51.100.1
    }
    virtual_ipaddress_excluded {
        203.0.113.1/24 dev eth1
    }
}

vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
    virtual_ipaddress {
        192.0.2.201/24
        198.51.100.2
    }
}

vrrp_instance VI_3 {
    interface eth1
    virtual_router_id 53
    promote_secondaries
    virtual_ipaddress {
        203.0.113.3/24
    }
}

vrrp_instance VI_4 {
    interface eth2
    virtual_router_id 54
    virtual_ipaddress {
        203.0.113.4/24
    }
}

vrrp_instance VI_5 {
    interface eth2
    virtual_router_id 55
    virtual_ipaddress {
        203.0.113.5/24
    }
}

vrrp_sync_group VG_1 {
    group {
        VI_4
        VI_5
    }
}

vrrp_instance VI_6 {
    interface eth3
    virtual_router_id 56
    use_vmac vrrp.56
    virtual_ipaddress {
        203.0.113.6/24
    }
}

vrrp_instance VI_7 {
    interface eth3
    virtual_router_id 57
    use_vmac vrrp.57
    virtual_ipaddress {
        203.0.113.7/24
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const first = new Map<string, Placed>();
      const told = new Set<string>();
      for (const placed of placedIn(configuration)) {
        const { place, address, instance } = placed;
        const key = `${ipv4NetworkKey(address.ip)} ${place}`;
        const other = first.get(key);
        if (!other) first.set(key, placed);
        else if (!told.has(key) && address.ip.text !== other.address.ip.text && movesApart(other.instance, instance)) {
          told.add(key);
          const own = ownAddressIn(configuration, placed);
          if (own === 'yes' || promotedPlaces(configuration).has(place)) continue;
          const network = networkOf(address.ip);
          const isKnown = own === 'no';
          report({
            at: address.word,
            summary: isKnown
              ? `'${address.ip.text}' and '${other.address.ip.text}' of '${other.instance.name}' are both in ${network} on '${place}'.`
              : `'${address.ip.text}' and '${other.address.ip.text}' of '${other.instance.name}' are removed together, unless the host has an address of its own there.`,
            detail: `The kernel takes the first of them for the primary address of ${network} on '${place}'. When its instance is no longer master, the other address is gone too, while its instance stays master.`,
            advice: adviceFor(placed, other, configuration),
            ...(isKnown ? {} : { severity: 'info' as const }),
            related: [{ at: other.address.word, message: `The address of '${other.instance.name}'.` }],
          });
        }
      }
    },
  },
});

/** A virtual IPv4 address on an interface that others use too. */
interface Placed {
  readonly instance: VrrpInstance;
  readonly address: Address;
  readonly place: string;
}

const WHOLE = 32;

function* placedIn({ vrrpInstances }: Configuration): Generator<Placed> {
  for (const instance of vrrpInstances) {
    for (const list of [instance.addresses, instance.excludedAddresses]) {
      for (const address of list) {
        const place = address.ip.family === 'ipv4' && address.ip.prefix < WHOLE ? sharedInterfaceOf(instance, address) : null;
        if (place !== null) yield { instance, address, place };
      }
    }
  }
}

/** Whether one of two instances can be master without the other. */
function movesApart(a: VrrpInstance, b: VrrpInstance): boolean {
  return a !== b && (a.syncGroup === null || a.syncGroup !== b.syncGroup);
}

/** Whether the host has an address of its own in the network of a virtual one, as far as the configuration tells, or lets one expect. */
function ownAddressIn(configuration: Configuration, { address, place }: Placed): 'yes' | 'no' | 'unknown' {
  const { ip } = address;
  if (staticNetworks(configuration).has(`${ipv4NetworkKey(ip)} ${place}`)) return 'yes';
  const sources = sourcesAt(configuration).get(place);
  if (sources) return sources.isAnyIn(ip) ? 'yes' : 'no';
  // Where adverts are sent from the host has an address, and the virtual ones are mostly of its network.
  return runnersAt(configuration).has(place) ? 'yes' : 'unknown';
}

/** The networks of the static IPv4 addresses, each with its interface. */
const staticNetworks = memoized(({ staticAddresses, globals }: Configuration): ReadonlySet<string> => {
  const own = staticAddresses.filter(({ ip }) => ip.family === 'ipv4');
  return new Set(own.map(({ ip, dev }) => `${ipv4NetworkKey(ip)} ${dev ?? globals.defaultInterface.value}`));
});

/** The instances that run on each interface. */
const runnersAt = memoized(({ vrrpInstances }: Configuration): ReadonlyMap<string, readonly VrrpInstance[]> => {
  return groupBy(
    vrrpInstances.filter(({ interface: own }) => own.value !== null),
    ({ interface: own }) => own.value ?? '',
  );
});

/** The source addresses of adverts on each interface that has some. */
const sourcesAt = memoized((configuration: Configuration): ReadonlyMap<string, Sources> => {
  const found = new Map<string, Sources>();
  for (const [place, runners] of runnersAt(configuration)) {
    const sources = runners.flatMap(({ sourceAddress }) => sourceAddress.value ?? []);
    if (sources.length > 0) found.set(place, new Sources(sources));
  }
  return found;
});

/** Addresses of which it is asked whether one of them is in a network, for many networks of few lengths. */
class Sources {
  readonly #addresses: readonly IpAddress[];
  readonly #networks = new Map<number, ReadonlySet<string>>();

  constructor(addresses: readonly IpAddress[]) {
    this.#addresses = addresses.filter(({ family }) => family === 'ipv4');
  }

  isAnyIn(network: IpAddress): boolean {
    const { prefix } = network;
    const known = this.#networks.get(prefix) ?? new Set(this.#addresses.map((address) => ipv4NetworkKey({ ...address, prefix })));
    this.#networks.set(prefix, known);
    return known.has(ipv4NetworkKey(network));
  }
}

/**
 * An instance can ask for promote_secondaries of the interface that it runs on alone. Where none runs on this one, these addresses may be all that
 * the host has there: without the length of their network it would reach nobody.
 */
function adviceFor({ instance, address, place }: Placed, other: Placed, configuration: Configuration): string {
  const runner = instance.interface.value === place ? instance : runnersAt(configuration).get(place)?.[0];
  return runner
    ? `Write '${address.ip.text}' and '${other.address.ip.text}' without a prefix length, or 'promote_secondaries' into '${runner.name}'.`
    : `Give the host an address of its own in ${networkOf(address.ip)} on '${place}' (static_ipaddress does), or put the two instances into one sync group.`;
}

/** The interfaces on which an instance lets the kernel promote secondary addresses. */
const promotedPlaces = memoized(({ vrrpInstances }: Configuration): ReadonlySet<string | null> => {
  return new Set(vrrpInstances.filter(({ promoteSecondaries }) => promoteSecondaries.value).map(({ interface: own }) => own.value));
});
