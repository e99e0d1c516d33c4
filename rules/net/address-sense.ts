import { type IpAddress, isLoopback, isMulticast, parseAddress } from '../../src/binding/ip-address.ts';
import { ipv4Ends, ipv4NetworkKey, ipv4Number } from '../../src/model/net/network.ts';
import { nodeAddresses } from '../../src/model/net/node-addresses.ts';
import { replace, unsafe } from '../../src/rule/fix.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'net/address-sense',
  title:
    'An address that no host can have, one without the length of its network, a network on the loopback interface, or a wrong broadcast address',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/linux/net/ipv4/fib_frontend.c:fib_add_ifaddr', 'live/vip-on-loopback-with-its-network', 'live/vip-on-loopback-alone'],
  what: `A virtual or static address that is a loopback or a multicast address, the address of its own network or its broadcast address, and a \`brd\` outside of the network or equal to the address.
A virtual address without a prefix length, in an instance that has another one of the same network with a length. An IPv4 address with the length of its
network on the loopback interface (\`dev lo\`).`,
  why: `The kernel takes \`192.0.2.0/24\` or \`192.0.2.255/24\` for the network itself or for all hosts of it: clients cannot connect to it. With a wrong \`brd\`, packets to all hosts reach nobody, or the address is taken for them.
On the loopback interface the kernel takes the whole network of an IPv4 address for its own: \`192.0.2.200/24 dev lo\` makes the node answer itself instead of any other host of
192.0.2.0/24. It cannot reach them, and its answers do not reach them either: neither at the virtual address nor at its own.`,
  advice:
    'Use an address between the two, and `brd +`, or no `brd` at all. On the loopback interface write `/32`, or put the address on the interface of its network.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Addresses that are none of a host',
        notMended: 'Which address is meant is not written.',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        127.0.0.1  #~ ^127.0.0.1^ is a loopback address: a client that asks for it asks itself.
        224.0.0.18  #~ ^224.0.0.18^ is a multicast address, and no host can have it.
        0.0.0.0 dev eth0  #~ ^0.0.0.0^ is no address of a host. The kernel sets nothing
    }
}

vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
    virtual_ipaddress {
        fe80::200
        ff02::12  #~ ^ff02::12^ is a multicast address, and no host can have it. The kernel refuses it
    }
}
`,
      },
      {
        title: 'The network, everybody, and another network',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.0/24  #~ ^192.0.2.0/24^ the network itself  #=> 192.0.2.10/24
        192.0.2.255/24  #~ ^192.0.2.255/24^ broadcast address  #=> 192.0.2.11/24
        192.0.2.12/24 brd 192.0.3.255  #~ ^192.0.3.255^ outside  #=> 192.0.2.12/24
    }
}
`,
      },
      {
        title: 'A length that was forgotten',
        fixed: 'unsafe',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.10/24
        192.0.2.11  #~ ^192.0.2.11^ has no prefix length, and '192.0.2.10/24' has one.  #=> 192.0.2.11/24
    }
}
`,
      },
      {
        title: 'A whole network on the loopback interface',
        fixed: 'unsafe',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24 dev lo  #~ ^192.0.2.200/24^ makes this node take the whole network for its own  #=> 192.0.2.200/32 dev lo
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Hosts, and whole networks of one',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.10/24 brd 192.0.2.255
        192.0.2.0/31
        192.0.2.255/32
        203.0.113.255
        198.51.100.1
    }
}
`,
      },
      {
        title: 'One address on the loopback interface, and a network that is meant to be all there',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/32 dev lo
        192.0.2.201 dev lo
        198.51.100.0/24 dev lo
    }
}

static_ipaddress {
    127.0.0.2/8 dev lo
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { addresses } of configuration.vrrpInstances) {
        const networks = addresses.filter(({ ip }) => ip.family === 'ipv4' && ip.prefixGiven && ip.prefix >= 1 && ip.prefix <= LONGEST);
        const lengths = new Map(networks.map(({ ip }) => [ipv4NetworkKey(ip), ip]));
        for (const { ip, word } of addresses) {
          if (ip.family !== 'ipv4' || ip.prefixGiven || word.text !== ip.text) continue;
          const other = [...new Set(networks.map(({ ip: { prefix } }) => prefix))].flatMap(
            (prefix) => lengths.get(ipv4NetworkKey({ ...ip, prefix })) ?? [],
          );
          const [neighbour, second] = other;
          if (!neighbour || second) continue;
          report({
            at: word,
            severity: 'info',
            fix: unsafe(replace(word, `${ip.text}/${neighbour.prefix}`)),
            summary: `'${ip.text}' has no prefix length, and '${neighbour.text}/${neighbour.prefix}' has one.`,
            detail: 'keepalived takes it as a network of one address.',
            advice: `Write '${ip.text}/${neighbour.prefix}', or '${ip.text}/32' if that is meant.`,
          });
        }
      }
      for (const { ip, word, options, dev } of nodeAddresses(configuration)) {
        const noHost = noHostHas(
          ip,
          dev === LOOPBACK,
          options.some(({ option }) => option.word === 'autojoin'),
        );
        if (noHost !== null) {
          report({ at: word, ...noHost, advice: 'Write an address of a host, in the network of the clients.' });
          continue;
        }
        if (ip.family !== 'ipv4' || !ip.prefixGiven || ip.prefix < 1 || ip.prefix > LONGEST) continue;
        const host = ipv4Number(ip) % 2 ** (32 - ip.prefix);
        const network = ipv4Number(ip) - host;
        const last = 2 ** (32 - ip.prefix) - 1;
        // The address of a network on the loopback interface says that all of it is meant.
        if (dev === LOOPBACK && (host === 0 || ip.text.startsWith('127.'))) continue;
        if (dev === LOOPBACK) {
          report({
            at: word,
            fix: word.text === `${ip.text}/${ip.prefix}` ? unsafe(replace(word, `${ip.text}/32`)) : null,
            summary: `'${ip.text}/${ip.prefix} dev lo' makes this node take the whole network for its own.`,
            detail: `While it has the address it reaches no other host of that network, and none of them reaches it, neither at '${ip.text}' nor at its own address there.`,
            advice: `Write '${ip.text}/32 dev lo', or put the address on the interface of its network.`,
          });
          continue;
        }
        if (host === 0 || host === last) {
          report({
            at: word,
            summary: `'${ip.text}/${ip.prefix}' is ${host === 0 ? 'the network itself' : 'the broadcast address of its network'}, and no host can have it.`,
            detail: 'Clients cannot connect to it.',
            advice: `Write an address between '${ipv4Ends(ip).join("' and '")}'.`,
          });
        }
        const brd = options.find(({ option }) => option.word === 'brd' || option.word === 'broadcast')?.values[0];
        const broadcast = brd && parseAddress(brd.text);
        if (!brd || broadcast?.family !== 'ipv4') continue;
        const offset = ipv4Number(broadcast) - network;
        if (broadcast.text !== ip.text && offset >= 0 && offset <= last) continue;
        report({
          at: brd,
          summary:
            broadcast.text === ip.text
              ? `'${brd.text}' is the address itself.`
              : `The broadcast address '${brd.text}' lies outside of the network of '${ip.text}/${ip.prefix}'.`,
          detail: 'Packets to all hosts of the network do not reach them.',
          advice: "Write 'brd +', or leave 'brd' out.",
        });
      }
    },
  },
});

const LOOPBACK = 'lo';

/** Why no client gets to an address, whatever its network is; null for one that a host can have. */
function noHostHas(ip: IpAddress, onLoopback: boolean, joins: boolean): { summary: string; detail: string } | null {
  const { family, text } = ip;
  if (isLoopback(ip)) {
    return onLoopback
      ? null
      : {
          summary: `'${text}' is a loopback address: a client that asks for it asks itself.`,
          detail: 'No packet for it comes to this node.',
        };
  }
  if (text === '0.0.0.0' || text === '::') {
    return { summary: `'${text}' is no address of a host.`, detail: 'The kernel sets nothing: nobody answers for what was meant.' };
  }
  if (!isMulticast(ip) || joins) return null;
  return {
    summary: `'${text}' is a multicast address, and no host can have it.`,
    detail: family === 'ipv4' ? 'Clients cannot connect to it.' : 'The kernel refuses it: no node ever has the address.',
  };
}

/** In a network of two or one there is neither of the two (RFC 3021). */
const LONGEST = 30;
