import { bindsToMissingAddress } from '../../src/behaviour/running.ts';
import { lineSpan } from '../../src/binding/place.ts';
import { peerMistakes } from '../../src/cluster/peering.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import type { Address } from '../../src/model/net/address.ts';
import type { UnicastPeer, VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';
import type { Message } from '../../src/rule/rule.ts';

export default defineCorrectionRule({
  id: 'vrrp/unicast',
  title: 'Unicast peers or their options do not do what they say',
  severity: 'error',
  precision: 'very-high',
  verdict: 'reports',
  proof: [
    'live/unicast-min-ttl-above-max-lower',
    'live/unicast-min-ttl-above-max',
    'live/unicast-wrong-peer-on-lower',
    'live/unicast-ttl-without-peers',
    'live/unicast-fault-no-peer',
    'live/unicast-peer-is-itself',
    'live/unicast-peer-is-virtual',
    'live/unicast-source-not-on-node',
    'live/unicast-lists-itself',
    'live/unicast-peer-twice',
  ],
  what: `\`unicast_ttl\` or \`unicast_fault_no_peer\` in an instance without any usable peer, a peer that stands twice, is this node itself, the source of another instance of it or a virtual address, and limits for the TTL
of a peer that no packet can meet.`,
  why: `Without a peer keepalived sends multicast, but with the TTL that \`unicast_ttl\` turned to 0: an IPv4 packet with TTL 0 never leaves the
node. No other router hears an advert, and every one of them becomes master. A peer whose \`min_ttl\` is above its \`max_ttl\` is never heard, with the same end.

A node that is its own peer sends its adverts to itself; the other node that was meant does not get any. As master it takes them for those of another
host with its own address, and says so in the log with each.`,
  advice: 'List every other node of the virtual router once in `unicast_peer`, and this one never.',
  references: [
    { title: 'keepalived.conf(5): unicast_peer, unicast_ttl, unicast_fault_no_peer', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'RFC 9568, section 5.1.1.3: TTL', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-5.1.1.3' },
  ],
  covers: ['unicast/peer-is-own-address'],
  examples: {
    bad: [
      {
        title: 'A TTL, but no peer',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_ttl 64  #~ turns 'unicast_ttl 64' of 'VI_1' to 0  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'A list that is empty here',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_fault_no_peer  #~ stays in fault state
    unicast_src_ip 192.0.2.101  #=> @lb1 unicast_src_ip 192.0.2.101 ↵ @^lb1 unicast_src_ip 192.0.2.102
    unicast_peer {
        @lb1 192.0.2.102  #=> @lb1 192.0.2.102 ↵ @^lb1 192.0.2.101
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'The same peer twice, itself, and one that is never heard',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.101  #~ a peer of itself  #=>
        192.0.2.102
        192.0.2.102  #~ a second time  #=>
        192.0.2.103 min_ttl 255 max_ttl 64  #~ ^255^ every packet  #=> 192.0.2.103 min_ttl 255 max_ttl 255
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'The virtual address in the place of the other node',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.200  #~ ^192.0.2.200^ is also one of its virtual addresses  #=> 192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'The instances of several nodes in one file',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102  #~ ^192.0.2.102^ is the source address of 'VI_2', which runs on the same node
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    state BACKUP
    interface eth0
    virtual_router_id 52
    priority 100
    unicast_src_ip 192.0.2.102  #=> unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.101  #=> 192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.201
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Each other node once',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_ttl 64
    unicast_fault_no_peer
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
        192.0.2.103 min_ttl 64 max_ttl 255
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
  },
  words: {
    'unicast/ttl-without-peers': ({ subject, written }) => ({
      summary: `keepalived turns 'unicast_ttl ${written}' of '${subject}' to 0, because the instance has no unicast peer.`,
      detail: `It sends multicast instead, and an IPv4 packet with TTL 0 never leaves this node: every router becomes master.`,
      advice: "Remove 'unicast_ttl', or list the other nodes in 'unicast_peer'.",
    }),
    'unicast/fault-no-peer': ({ subject }) => ({
      summary: `Instance '${subject}' has 'unicast_fault_no_peer' and no usable peer, so it stays in fault state.`,
      detail: `This node never takes the addresses.`,
      advice: "List the other nodes in 'unicast_peer'.",
    }),
    'unicast/peer-duplicate': ({ subject, written }) => ({
      severity: 'warning',
      summary: `Peer '${written}' of '${subject}' is listed a second time.`,
      detail: `keepalived ignores this line; if another node was meant, it hears nothing and becomes master.`,
      advice: 'Remove the line, or write the address that was meant.',
      against: 'The first time.',
    }),
    'unicast/peer-min-above-max': ({ subject }) => ({
      summary: `'min_ttl' is above 'max_ttl', so '${subject}' discards every packet of this peer.`,
      detail: `It never hears the peer: where this node has the lower priority, both are master.`,
      advice: "Write a 'min_ttl' that is not above 'max_ttl'; 255 for both accepts adverts from the same segment only.",
      against: 'The limit that it exceeds.',
    }),
  },
  check: {
    view(configuration, report) {
      const { vrrpInstances } = configuration;
      const contradiction = peersOfThisNode(configuration);
      if (contradiction) report(contradiction);
      for (const instance of vrrpInstances) {
        const { peers, addresses, excludedAddresses } = instance;
        if (peers.length === 0) continue;
        const virtual = new Map([...excludedAddresses, ...addresses].map((address) => [address.ip.text, address]));
        const isAlone = peers.every((peer) => isOwn(peer, instance) || virtual.has(peer.ip.text));
        for (const peer of peers) {
          const address = virtual.get(peer.ip.text);
          if (isOwn(peer, instance)) report(aboutOwn(peer, instance, isAlone));
          else if (address) report(aboutVirtual(peer, instance, address, isAlone));
        }
      }
    },
    // Where the others show which node was meant, cluster/peers tells it.
    withdraws(cluster, withdraw) {
      for (const { member, exchanged } of peerMistakes(cluster)) if (exchanged) withdraw(member.node, exchanged.instead.word);
    },
  },
});

function isOwn({ ip }: UnicastPeer, { sourceAddress: { value, node } }: VrrpInstance): boolean {
  return node !== null && ip.text === value?.text;
}

function aboutOwn({ word, ip }: UnicastPeer, { name, sourceAddress: { node } }: VrrpInstance, isAlone: boolean): Message {
  return {
    at: word,
    verdict: 'silent',
    ...(!isAlone && { severity: 'warning' }),
    summary: `Instance '${name}' is a peer of itself: '${ip.text}' is also its source address.`,
    detail: isAlone
      ? 'It sends its adverts to itself, and the node that was meant hears nothing of them.'
      : 'As master it also hears its own adverts, and logs each of them as one that another host sends from its address. If the line was meant for another node, that one hears nothing.',
    advice: 'Remove the line, or write the address of the other node.',
    related: node ? [{ at: lineSpan(node), message: 'The source address.' }] : [],
  };
}

/** One finding for all: what was written for another node mostly lists all the others. */
function peersOfThisNode(configuration: Configuration): Message | null {
  const sources = new Map<string, VrrpInstance>();
  for (const instance of configuration.vrrpInstances) {
    const { sourceAddress, unicast, ipvlan } = instance;
    if (unicast && sourceAddress.value && sourceAddress.node && !ipvlan.value) sources.set(sourceAddress.value.text, instance);
  }
  const found = configuration.vrrpInstances.flatMap((instance) =>
    instance.peers.flatMap((peer) => {
      const other = sources.get(peer.ip.text);
      return other && other !== instance && !isOwn(peer, instance) ? [{ instance, peer, other }] : [];
    }),
  );
  const [first] = found;
  if (!first) return null;
  const { instance, peer, other } = first;
  const otherwise = bindsToMissingAddress(configuration) ? 'hears no adverts' : 'stays in fault state';
  return {
    at: peer.word,
    verdict: 'silent',
    summary: `Peer '${peer.ip.text}' of '${instance.name}' is the source address of '${other.name}', which runs on the same node.`,
    detail: `Where the node has this address, '${instance.name}' sends its adverts to the node itself; where it has not, '${other.name}' ${otherwise}.${found.length > 1 ? ` So it is with ${found.length - 1} more.` : ''}`,
    advice:
      "Write this node's own address as the source of every instance, and only other nodes as peers. Each node has a configuration of its own.",
    related: other.sourceAddress.node
      ? [{ at: lineSpan(other.sourceAddress.node), message: `The source address of '${other.name}'.` }]
      : [],
  };
}

function aboutVirtual({ word, ip }: UnicastPeer, { name }: VrrpInstance, virtual: Address, isAlone: boolean): Message {
  return {
    at: word,
    verdict: 'silent',
    ...(!isAlone && { severity: 'warning' }),
    summary: `Peer '${ip.text}' of '${name}' is also one of its virtual addresses.`,
    detail: `The master has that address itself and sends these adverts to itself${isAlone ? ': the other node hears nothing, and becomes master too' : '. If the line was meant for another node, that one hears nothing'}.`,
    advice: "Write the other node's own address as the peer, and as virtual address one that no node has.",
    related: [{ at: virtual.word, message: 'The virtual address.' }],
  };
}
