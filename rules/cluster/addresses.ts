import { atLeast } from '../../grammar/version.ts';
import type { Cluster, ClusterNode, RouterMember } from '../../src/cluster/cluster.ts';
import { oddMembers } from '../../src/cluster/disagreement.ts';
import { isUnderOtherId } from '../../src/cluster/held-under.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import type { Address } from '../../src/model/net/address.ts';
import type { AddressNames } from '../../src/model/vrrp/address-names.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { whereUnheard } from '../../src/rule/both-masters.ts';
import { misspeltAnywhere, unreadInclude } from '../../src/rule/consequences.ts';
import { nameSome } from '../../src/rule/name-some.ts';
import type { Message } from '../../src/rule/rule.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/addresses',
  title: 'Nodes do not have the same virtual addresses',
  severity: 'error',
  precision: 'high',
  verdict: 'silent',
  proof: [
    'live/vip-count-mismatch',
    'live/vip-set-mismatch',
    'live/vip-in-excluded-on-one-side',
    'live/excluded-vips-differ',
    'live/vip-count-mismatch-skip-check',
    'live/vip-written-twice',
  ],
  what: `A virtual address that some members of a virtual router have and others have not, in \`virtual_ipaddress\` or \`virtual_ipaddress_excluded\`, or with another prefix length; one that a node lists twice, before 2.3.3; and a virtual router of one node alone, where that node shares others with a node that sends multicast.`,
  why: `Up to 2.3.2 a node discards adverts whose list of addresses is not its own: each becomes master, and both hold what they have in common. Since 2.3.3 it only logs that; the address that is missing is with nobody while the other node is master. The same holds in every version for an excluded address, which is not in the adverts.`,
  advice: `Write the same addresses, with the same prefix lengths, on every node.`,
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Twice on one node, before 2.3.3',
        version: '2.2.7',
        beside: ['version/changed-behaviour'],
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
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
        192.0.2.200/24  #~ 'node2.conf' has '192.0.2.200' twice, and 'keepalived.conf' once.  #=>
    }
}
`,
        },
      },
      {
        title: 'One address more',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    advert_int 1
    virtual_ipaddress {
        192.0.2.201/24
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {  #~ ^VI_1^ 'node2.conf' lacks '192.0.2.201', which 'keepalived.conf' has.
    interface eth0
    virtual_router_id 51
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.200/24  #=> 192.0.2.200/24 ↵ 192.0.2.201/24
    }
}
`,
        },
      },
      {
        title: 'An instance that was forgotten on the other node',
        config: `vrrp_instance WEB {
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance MAIL {  #~ ^MAIL^ 'keepalived.conf' has virtual router 52 with '192.0.2.201', and no other node of the cluster has.
    interface eth0
    virtual_router_id 52
    priority 150
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance WEB {
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        192.0.2.200/24
    }
}  #=> } ↵ vrrp_instance MAIL { ↵     interface eth0 ↵     virtual_router_id 52 ↵     priority 100 ↵     virtual_ipaddress { ↵         192.0.2.201/24 ↵     } ↵ }
`,
        },
      },
      {
        title: 'A slip in one number',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
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
        192.0.2.220/24  #~ ^192.0.2.220/24^ 'node2.conf' has '192.0.2.220' where 'keepalived.conf' has '192.0.2.200'.  #=> 192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'Another prefix length',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    advert_int 1
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
    advert_int 1
    virtual_ipaddress {
        192.0.2.200/32  #~ '192.0.2.200' has the prefix length 32 on 'node2.conf', and 24 on 'keepalived.conf'.  #=> 192.0.2.200/24
    }
}
`,
        },
      },
    ],
    good: [
      {
        title: 'A link-local address on each VLAN, under one virtual router ID',
        config: `vrrp_instance VLAN2 {
    interface eth0.2
    virtual_router_id 1
    version 3
    priority 150
    virtual_ipaddress {
        fe80::1/64
        2001:db8:2::1/64
    }
}

vrrp_instance VLAN3 {
    interface eth0.3
    virtual_router_id 1
    version 3
    priority 150
    virtual_ipaddress {
        fe80::1/64
        2001:db8:3::1/64
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VLAN2 {
    interface eth0.2
    virtual_router_id 1
    version 3
    priority 100
    virtual_ipaddress {
        fe80::1/64
        2001:db8:2::1/64
    }
}

vrrp_instance VLAN3 {
    interface eth0.3
    virtual_router_id 1
    version 3
    priority 100
    virtual_ipaddress {
        fe80::1/64
        2001:db8:3::1/64
    }
}
`,
        },
      },
      {
        title: 'Another order',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    advert_int 1
    virtual_ipaddress {
        192.0.2.201/24
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.200/24
        192.0.2.201/24
    }
}
`,
        },
      },
    ],
  },
  check: {
    cluster(cluster, report) {
      for (const { member, partner } of onOneNode(cluster)) report(member.node, aboutOneNode(member, partner));
      for (const pair of oddMembers(cluster, listOf)) {
        for (const message of aboutLists(pair.odd, pair.usual, cluster.names)) report(pair.odd.node, message);
      }
      for (const { odd, usual } of oddMembers(cluster, prefixesOf)) {
        const others = new Map(allOf(usual.instance).map((address) => [address.ip.text, address]));
        for (const address of allOf(odd.instance)) {
          const other = others.get(address.ip.text);
          if (!other || other.ip.prefix === address.ip.prefix) continue;
          report(odd.node, {
            at: address.word,
            summary: `'${address.ip.text}' has the prefix length ${address.ip.prefix} on '${odd.node.name}', and ${other.ip.prefix} on '${usual.node.name}'.`,
            detail:
              'The route to its network that comes with it is not the same: what one master reaches directly, the other sends to a router.',
            severity: 'warning',
            related: [{ at: placeIn(usual.node, other.word.span), message: `The address on '${usual.node.name}'.` }],
          });
        }
      }
    },
  },
});

/** A virtual router of one node alone, and another node that shares others with it. */
function* onOneNode({ routers }: Cluster): Generator<{ readonly member: RouterMember; readonly partner: ClusterNode }> {
  const partners = partnersIn(routers);
  if (partners.size === 0) return;
  const uses = new Map<string, number>();
  for (const address of routers.flatMap(({ addresses }) => addresses)) uses.set(address, (uses.get(address) ?? 0) + 1);
  for (const { members, addresses } of routers) {
    const [member, other] = members;
    // Who sends to peers names them, which cluster/vrid looks at.
    if (!member || other || member.instance.refused || member.instance.unicast || addresses.length === 0) continue;
    const partner = partners.get(member.node);
    // In another virtual router too is another mistake.
    if (!partner || addresses.some((each) => (uses.get(each) ?? 0) > 1)) continue;
    // What is misspelt there, or stands in a file that was not read, may be its other half.
    const { configuration } = partner;
    if (unreadInclude(configuration) || misspeltAnywhere(['vrrp_instance', 'virtual_router_id'], configuration)) continue;
    yield { member, partner };
  }
}

/** For each node another one that has a virtual router with it. */
function partnersIn(routers: Cluster['routers']): ReadonlyMap<ClusterNode, ClusterNode> {
  const partners = new Map<ClusterNode, ClusterNode>();
  for (const { members } of routers) {
    const [first] = members;
    const second = members.find(({ node }) => node !== first?.node);
    if (!first || !second) continue;
    for (const { node } of members) partners.set(node, node === first.node ? second.node : first.node);
  }
  return partners;
}

function aboutOneNode({ node, instance }: RouterMember, partner: ClusterNode): Message {
  const [first, ...others] = allOf(instance);
  const addresses = `'${first?.ip.text}'${others.length > 0 ? ` and ${others.length} more` : ''}`;
  return {
    at: instance.nameWord.span,
    severity: 'warning',
    summary: `'${node.name}' has virtual router ${instance.virtualRouterId.value} with ${addresses}, and no other node of the cluster has.`,
    detail: `While '${node.name}' is down, nobody has ${addresses}.`,
    advice: `Write the instance on '${partner.name}' as well, with a priority of its own. Where the node that has it is not among these files, lint it with them.`,
  };
}

function listOf({ addresses, excludedAddresses }: VrrpInstance): string {
  return JSON.stringify([addresses, excludedAddresses].map((list) => list.map(({ ip }) => ip.text).sort()));
}

/** Lengths of what both have say nothing where the lists differ. */
function prefixesOf(instance: VrrpInstance): string {
  return allOf(instance)
    .map(({ ip }) => `${ip.text}/${ip.prefix}`)
    .sort()
    .join(' ');
}

function allOf({ addresses, excludedAddresses }: VrrpInstance): readonly Address[] {
  return [...addresses, ...excludedAddresses];
}

function* aboutLists(odd: RouterMember, usual: RouterMember, names: AddressNames): Generator<Message> {
  const own = new Set(allOf(odd.instance).map(({ ip }) => ip.text));
  const others = new Set(allOf(usual.instance).map(({ ip }) => ip.text));
  const advertised = new Set(odd.instance.addresses.map(({ ip }) => ip.text));
  const related = (address: Address | undefined) => [
    { at: placeIn(usual.node, address?.word.span ?? usual.instance.nameWord.span), message: `On '${usual.node.name}'.` },
  ];
  // Under another ID on the other node is another mistake (cluster/vrid).
  const { value: id } = odd.instance.virtualRouterId;
  const named = ({ instance }: RouterMember, address: Address) => ({ name: names.of(instance, address), names });
  const extra = allOf(odd.instance).filter(
    (each) => !others.has(each.ip.text) && !isUnderOtherId(odd.node, usual.node, named(odd, each), id),
  );
  const missing = allOf(usual.instance).filter(
    (each) => !own.has(each.ip.text) && !isUnderOtherId(usual.node, odd.node, named(usual, each), id),
  );
  const [first] = extra;
  const [other] = missing;
  if (first && other && extra.length === 1 && missing.length === 1) {
    yield {
      at: first.word,
      summary: `'${odd.node.name}' has '${first.ip.text}' where '${usual.node.name}' has '${other.ip.text}'.`,
      detail: consequence(advertised.has(first.ip.text) || usual.instance.addresses.includes(other), [usual, odd], `'${first.ip.text}'`),
      related: related(other),
    };
    return;
  }
  for (const address of extra) {
    yield {
      at: address.word,
      summary: `'${odd.node.name}' has '${address.ip.text}', which '${usual.node.name}' lacks.`,
      detail: consequence(advertised.has(address.ip.text), [usual, odd], `'${address.ip.text}'`),
      related: related(undefined),
    };
  }
  if (other) yield aboutMissing(odd, usual, [other, ...missing.slice(1)]);
  if (extra.length === 0 && missing.length === 0) yield* aboutRepeated(odd, usual);
  for (const address of usual.instance.addresses) {
    if (!own.has(address.ip.text) || advertised.has(address.ip.text)) continue;
    const excluded = odd.instance.excludedAddresses.find(({ ip }) => ip.text === address.ip.text);
    if (!excluded) continue;
    yield {
      at: excluded.word,
      ...(odd.instance.addresses.length === 0 && { follows: odd.instance.nameWord.span }),
      summary: `'${odd.node.name}' has '${address.ip.text}' as an excluded address, and '${usual.node.name}' in its adverts.`,
      detail: refusal(odd, usual) ?? 'The lists in the adverts differ, which keepalived logs with every advert.',
      related: related(address),
    };
  }
}

/** An address that one of them announces twice, which is another list (scenario vip-written-twice). Later versions leave the second one out. */
function* aboutRepeated(odd: RouterMember, usual: RouterMember): Generator<Message> {
  for (const [repeating, other] of [
    [odd, usual],
    [usual, odd],
  ] as const) {
    const { addresses } = repeating.instance;
    const seen = new Set<string>();
    const again = addresses.find(({ ip: { text } }) => {
      const isKnown = seen.has(text);
      seen.add(text);
      return isKnown;
    });
    if (!again || addresses.length <= other.instance.addresses.length) continue;
    const detail = refusal(odd, usual);
    if (detail === null) return;
    const isHere = repeating === odd;
    yield {
      at: isHere ? again.word : odd.instance.nameWord.span,
      summary: `'${repeating.node.name}' has '${again.ip.text}' twice, and '${other.node.name}' once.`,
      detail,
      advice: "Remove the second one. An address that is to be on two interfaces goes to 'virtual_ipaddress_excluded' the second time.",
      ...(isHere ? {} : { related: [{ at: placeIn(usual.node, again.word.span), message: `On '${usual.node.name}'.` }] }),
    };
    return;
  }
}

/** Of addresses that are missing, this many are named and shown. */
const SHOWN = 3;

function aboutMissing(odd: RouterMember, usual: RouterMember, missing: readonly [Address, ...Address[]]): Message {
  const shown = missing.slice(0, SHOWN);
  const names = nameSome(
    shown.map(({ ip }) => `'${ip.text}'`),
    missing.length,
  );
  const { nameWord, block, addresses } = odd.instance;
  // Where it has none at all, that is told of the node itself.
  const hasNone = addresses.length === 0;
  return {
    at: hasNone ? block.header : nameWord.span,
    ...(hasNone && { follows: nameWord.span }),
    summary: `'${odd.node.name}' lacks ${names}, which '${usual.node.name}' has.`,
    detail: consequence(
      missing.some((address) => usual.instance.addresses.includes(address)),
      [odd, usual],
      names,
    ),
    related: shown.map((address) => ({ at: placeIn(usual.node, address.word.span), message: `On '${usual.node.name}'.` })),
  };
}

/** What comes of an address that the first of two members lacks. */
function consequence(isAdvertised: boolean, [lacking, having]: readonly [RouterMember, RouterMember], addresses: string): string {
  const nobody = `While '${lacking.node.name}' is master, nobody has ${addresses}.`;
  return isAdvertised ? (refusal(lacking, having) ?? nobody) : nobody;
}

/** Up to 2.3.2 another list is refused. */
function refusal(member: RouterMember, other: RouterMember): string | null {
  const { version } = member.node.configuration.target;
  if (atLeast(version, '2.3.3')) return null;
  return whereUnheard(
    member,
    other,
    `keepalived ${version} discards adverts with another list of addresses: each becomes master, and both hold the addresses that they have in common.`,
  );
}
