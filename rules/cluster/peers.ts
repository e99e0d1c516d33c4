import { lineWords } from '../../grammar/tree.ts';
import { keywordSpan } from '../../src/binding/place.ts';
import type { RouterMember, VirtualRouter } from '../../src/cluster/cluster.ts';
import { countPeers, type Missing, peerMistakes, placeOfSource, sameListsOf, sourceOf } from '../../src/cluster/peering.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import type { UnicastPeer } from '../../src/model/vrrp/vrrp-instance.ts';
import { whereUnheard } from '../../src/rule/both-masters.ts';
import { addInside, type Fix, replace, unsafe } from '../../src/rule/fix.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/peers',
  title: 'A node does not list another one among its unicast peers',
  severity: 'error',
  precision: 'high',
  verdict: 'silent',
  proof: [
    'live/unicast-chain',
    'live/unicast-wrong-peer-on-lower',
    'live/unicast-lists-itself',
    'live/unicast-same-list',
    'live/unicast-same-list-too-short',
  ],
  what: `A member of a unicast virtual router whose \`unicast_peer\` lacks the address that another member sends from; and, as a note, a peer that no node of the cluster sends from. Where the sources are not written: two nodes that list the very same peers. Where one address is too many and one too few, that is one finding.`,
  why: `Adverts go to the peers that are listed. Who is not listed hears nothing while that node is master: it becomes master too, and both hold the addresses. If the lower priority forgets the higher one, that shows only after the roles have changed.`,
  advice: `List the source address of every other node in unicast_peer, on every node.`,
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'The third node was added on one side',
        fixed: 'unsafe',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    check_unicast_src
    unicast_peer {
        192.0.2.102
        192.0.2.103
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
    unicast_src_ip 192.0.2.102
    check_unicast_src
    unicast_peer {  #~ ^unicast_peer^ 'node2.conf' does not list '192.0.2.103', from which 'node3.conf' sends.
        192.0.2.101  #=> 192.0.2.101 ↵ 192.0.2.103
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
          'node3.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 50
    unicast_src_ip 192.0.2.103
    check_unicast_src
    unicast_peer {
        192.0.2.101
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'A slip in one number',
        fixed: 'unsafe',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    check_unicast_src
    unicast_peer {
        192.0.2.102
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
    unicast_src_ip 192.0.2.102
    check_unicast_src
    unicast_peer {
        192.0.2.110  #~ ^192.0.2.110^ 'node2.conf' lists '192.0.2.110' and not '192.0.2.101', from which 'keepalived.conf' sends.  #=> 192.0.2.101
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'A copied list: the node itself in the place of the other one',
        fixed: 'unsafe',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    check_unicast_src
    unicast_peer {
        192.0.2.102
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
    unicast_src_ip 192.0.2.102
    check_unicast_src
    unicast_peer {
        192.0.2.102  #~ ^192.0.2.102^ 'node2.conf' lists its own address '192.0.2.102' and not '192.0.2.101'  #=> 192.0.2.101
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'The same list on both nodes, which say nothing of their own addresses',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    check_unicast_src  #=> check_unicast_src ↵ unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.101  #=>
        192.0.2.102
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
    check_unicast_src  #=> check_unicast_src ↵ unicast_src_ip 192.0.2.102
    unicast_peer {  #~ ^unicast_peer^ 'node2.conf' and 'keepalived.conf' have the same peers
        192.0.2.101
        192.0.2.102  #=>
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'The same list, in which not both can be',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    check_unicast_src  #=> check_unicast_src ↵ unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
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
    check_unicast_src  #=> check_unicast_src ↵ unicast_src_ip 192.0.2.102
    unicast_peer {  #~ ^unicast_peer^ One of them at least is not in it
        192.0.2.102  #=> 192.0.2.101
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'The virtual address in the place of the other node',
        fixed: 'unsafe',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    check_unicast_src
    unicast_peer {
        192.0.2.102
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
    unicast_src_ip 192.0.2.102
    check_unicast_src
    unicast_peer {
        192.0.2.200  #~ ^192.0.2.200^ 'node2.conf' lists the virtual address '192.0.2.200' and not '192.0.2.101'  #=> 192.0.2.101
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
        title: 'Each lists the other',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    check_unicast_src
    unicast_peer {
        192.0.2.102
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
    unicast_src_ip 192.0.2.102
    check_unicast_src
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
      {
        title: 'Its own address beside them does no harm',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    check_unicast_src
    unicast_peer {
        192.0.2.102
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
    unicast_src_ip 192.0.2.102
    check_unicast_src
    unicast_peer {
        192.0.2.101
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'That a source is the virtual address is told there, and its node is a peer by its own',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.200
    check_unicast_src
    unicast_peer {
        192.0.2.102
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
    unicast_src_ip 192.0.2.102
    check_unicast_src
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
      {
        title: 'A node that sends multicast, or under another ID, is not missing: other rules tell of it',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    check_unicast_src
    unicast_peer {
        192.0.2.102
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
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'The same for one under another ID',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    check_unicast_src
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 15
    priority 100
    unicast_src_ip 192.0.2.102
    check_unicast_src
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
  },
  check: {
    cluster(cluster, report) {
      for (const { member, router, exchanged, missing, strangers } of peerMistakes(cluster)) {
        if (exchanged) report(member.node, aboutExchange(member, exchanged.instead, exchanged.missing, router));
        for (const each of missing) if (!isWritten(member, each)) report(member.node, aboutMissing(member, each));
        for (const each of strangers) report(member.node, aboutStranger(member, each));
      }
      for (const router of cluster.routers) {
        for (const alike of sameListsOf(router)) {
          const [first, member] = alike;
          if (first && member) report(member.node, aboutSameList(member, first, alike.length));
        }
      }
    },
  },
});

function aboutMissing(member: RouterMember, missing: Missing): Message {
  return {
    at: blockOf(member),
    summary: `'${member.node.name}' does not list '${missing.source}', from which '${missing.other.node.name}' sends.`,
    detail: consequence(member, missing),
    advice: `Write '${missing.source}' into 'unicast_peer'.`,
    fix: listing(member, missing.source),
    related: [sourceLine(missing)],
  };
}

function aboutExchange(member: RouterMember, { word, ip }: UnicastPeer, missing: Missing, { addresses }: VirtualRouter): Message {
  const own = ip.text === sourceOf(member) ? 'its own address ' : '';
  const virtual = addresses.includes(ip.text) ? 'the virtual address ' : '';
  return {
    at: word,
    summary: `'${member.node.name}' lists ${own || virtual}'${ip.text}' and not '${missing.source}', from which '${missing.other.node.name}' sends.`,
    detail: consequence(member, missing),
    advice:
      own || virtual
        ? `Write '${missing.source}' in its place.`
        : `Write '${missing.source}' in its place; or correct 'unicast_src_ip' on '${missing.other.node.name}' if '${ip.text}' is its address.`,
    fix: unsafe(replace(word, missing.source)),
    related: [sourceLine(missing)],
  };
}

function aboutStranger({ node }: RouterMember, { word, ip }: UnicastPeer): Message {
  return {
    at: word,
    summary: `'${node.name}' lists '${ip.text}', from which no node of this cluster sends.`,
    detail: 'If its configuration is elsewhere, all is well; else it is left over from a node that is gone, or a mistake.',
    advice: 'Remove it if there is no such node.',
    severity: 'info',
  };
}

/** Nobody knows which of the addresses are theirs; that not all of them can be in a list that is too short is sure. */
function aboutSameList(member: RouterMember, first: RouterMember, nodes: number): Message {
  const names = `'${member.node.name}' and '${first.node.name}'`;
  const isShort = countPeers(member) < nodes;
  return {
    at: blockOf(member),
    ...(isShort ? {} : { severity: 'warning' as const }),
    summary: `${names} have the same peers, so that the list does not hold the other nodes of each.`,
    detail: isShort
      ? whereUnheard(
          member,
          first,
          'One of them at least is not in it: it hears nothing of the other, becomes master too, and both hold the addresses.',
        )
      : 'Who is in it is a peer of itself, hears its own adverts as master and logs each of them; who is not hears nothing, and becomes master too.',
    advice: `Leave out the node itself on each node, and write its address as 'unicast_src_ip'.`,
    related: [{ at: placeIn(first.node, blockOf(first)), message: `The peers of '${first.node.name}'.` }],
  };
}

function consequence(member: RouterMember, { other }: Missing): string {
  const [name, listener] = [member.node.name, other.node.name];
  return whereUnheard(
    member,
    other,
    `While '${name}' is master, '${listener}' hears nothing, becomes master too, and both hold the addresses.`,
  );
}

function sourceLine({ other }: Missing): NonNullable<Message['related']>[number] {
  return { at: placeOfSource(other), message: `The source on '${other.node.name}'.` };
}

/** Whether the other node is meant to be a peer is not sure: it may have been added there by mistake. */
function listing({ instance }: RouterMember, source: string): Fix | null {
  const change = addInside(instance.peerBlocks.at(-1), source);
  return change && unsafe(change);
}

/** Whether an address stands in the list without being a peer: that keepalived does not read it is told there. */
function isWritten({ instance: { peerBlocks } }: RouterMember, { source }: Missing): boolean {
  return peerBlocks.some(({ body }) => body.some((line) => lineWords(line).some(({ text }) => text === source)));
}

function blockOf({ instance }: RouterMember) {
  const [block] = instance.peerBlocks;
  return block ? keywordSpan(block) : instance.nameWord.span;
}
