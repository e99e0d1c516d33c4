import { groupBy } from '../../grammar/group-by.ts';
import type { Span } from '../../grammar/tree.ts';
import type { ClusterNode } from '../../src/cluster/cluster.ts';
import { placeOfSetting } from '../../src/cluster/disagreement.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/ipvlan-address',
  title: 'The ipvlan address of a node is an address of another one',
  severity: 'error',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/vrrp/vrrp_vmac.c:netlink_link_add_ipvlan', 'source/linux/drivers/net/ipvlan/ipvlan_core.c:ipvlan_addr_lookup'],
  what: `The address behind \`use_ipvlan\` that another node has as well: behind its own \`use_ipvlan\`, as the source of its adverts, or in \`static_ipaddress\`.`,
  why: `The ipvlan interface has its address all the time, master or not: two hosts answer for it at once.`,
  advice: `Give each node an address of its own behind use_ipvlan.`,
  references: [{ title: 'Linux: ipvlan', url: 'https://docs.kernel.org/networking/ipvlan.html' }],
  examples: {
    bad: [
      {
        title: 'A copied line',
        beside: ['l3/ipvlan-extra-address'],
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    use_ipvlan vip0 192.0.2.103/24
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
    use_ipvlan vip0 192.0.2.103/24  #~ 'node2.conf' and 'keepalived.conf' both have the ipvlan address '192.0.2.103'.  #=> use_ipvlan vip0 192.0.2.104/24
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'The address of the other host',
        beside: ['l3/ipvlan-extra-address'],
        config: `static_ipaddress {
    192.0.2.101/24 dev eth0
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    use_ipvlan vip0 192.0.2.103/24
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `static_ipaddress {
    192.0.2.102/24 dev eth0
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    use_ipvlan vip0 192.0.2.101/24  #~ is also an address of 'eth0' (static_ipaddress) on 'keepalived.conf'  #=> use_ipvlan vip0 192.0.2.104/24
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
        title: 'One for each',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    use_ipvlan vip0 192.0.2.103/24
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
    use_ipvlan vip0 192.0.2.104/24
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'The virtual address on both: another rule tells that at each of them',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    use_ipvlan vip0 192.0.2.200/24
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
    use_ipvlan vip0 192.0.2.200/24
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
    cluster({ nodes }, report) {
      const holders = groupBy(nodes.flatMap(addressesOf), ({ text }) => text);
      for (const [text, all] of holders) {
        const [first, ...others] = all;
        if (!first || others.length === 0) continue;
        for (const holder of all) {
          if (holder.ipvlan === null || isVirtual(text, holder.node)) continue;
          // Of ipvlan addresses alone the first one is as it was meant.
          const other = holder === first ? others.find(({ ipvlan }) => ipvlan === null) : first;
          // Views of one file are compared there.
          if (!other || other.node.root === holder.node.root) continue;
          report(holder.node, {
            at: holder.at,
            summary: other.ipvlan
              ? `'${holder.node.name}' and '${other.node.name}' both have the ipvlan address '${text}'.`
              : `The ipvlan address '${text}' of '${holder.node.name}' is also ${other.is} on '${other.node.name}'.`,
            detail: 'The interface has it whether the node is master or not: two hosts answer for it.',
            related: [
              { at: placeIn(other.node, other.at), message: other.ipvlan ? `The same on '${other.node.name}'.` : `'${text}' stands here.` },
            ],
          });
        }
      }
    },
  },
});

/** An address that a node has all the time. */
interface Held {
  readonly node: ClusterNode;
  readonly text: string;
  readonly at: Span;
  /** What it is, as the end of a sentence that begins with the address. */
  readonly is: string;
  /** The instance of whose ipvlan it is. */
  readonly ipvlan: VrrpInstance | null;
}

function addressesOf(node: ClusterNode): readonly Held[] {
  const { vrrpInstances, staticAddresses } = node.configuration;
  const held = vrrpInstances.flatMap((instance): readonly Held[] => {
    const { ipvlan, sourceAddress, name } = instance;
    const own = ipvlan.value?.address?.text;
    const source = sourceAddress.node ? sourceAddress.value?.text : undefined;
    return [
      ...(own === undefined
        ? []
        : [{ node, text: own, at: placeOfSetting(instance, ipvlan), is: `the ipvlan address of '${name}'`, ipvlan: instance }]),
      ...(source === undefined || source === own
        ? []
        : [{ node, text: source, at: placeOfSetting(instance, sourceAddress), is: `the source address of '${name}'`, ipvlan: null }]),
    ];
  });
  const fixed = staticAddresses.map(({ ip, word, dev }) => ({
    node,
    text: ip.text,
    at: word.span,
    is: dev === null ? "an address of 'static_ipaddress'" : `an address of '${dev}' (static_ipaddress)`,
    ipvlan: null,
  }));
  return [...held, ...fixed];
}

/** A virtual address behind use_ipvlan is told on each node by itself. */
function isVirtual(text: string, { configuration }: ClusterNode): boolean {
  return configuration.vrrpInstances.some(({ addresses, excludedAddresses }) =>
    [...addresses, ...excludedAddresses].some(({ ip }) => ip.text === text),
  );
}
