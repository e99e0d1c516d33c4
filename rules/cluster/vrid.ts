import type { ClusterNode, RouterMember } from '../../src/cluster/cluster.ts';
import { placeOfSetting } from '../../src/cluster/disagreement.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/vrid',
  title: 'Nodes announce one virtual address under different virtual router IDs',
  severity: 'error',
  precision: 'high',
  verdict: 'silent',
  proof: ['live/vrid-mismatch'],
  what: 'A virtual address that two nodes of a cluster have in instances with different `virtual_router_id`.',
  why: `The ID says which adverts belong together. Nodes with different IDs ignore each other's adverts: each becomes master, and both hold the address
at the same time.`,
  advice: 'Write the same virtual_router_id on every node that has the address.',
  references: [{ title: 'RFC 9568, section 5.2.3 (Virtual Rtr ID)', url: 'https://www.rfc-editor.org/rfc/rfc9568#section-5.2.3' }],
  examples: {
    bad: [
      {
        title: 'One digit',
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
    virtual_router_id 52  #~ 'node2.conf' has '192.0.2.200' under virtual_router_id 52, and 'keepalived.conf' under 51.  #=> virtual_router_id 51
    priority 100
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
        title: 'An address of each family, each with an ID of its own',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_6 {
    interface eth0
    virtual_router_id 61
    priority 150
    virtual_ipaddress {
        fe80::200/64
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

vrrp_instance VI_6 {
    interface eth0
    virtual_router_id 61
    priority 100
    virtual_ipaddress {
        fe80::200/64
    }
}
`,
        },
      },
      {
        title: 'In two instances of each node, which is another mistake',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
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
    }
}

vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
    priority 100
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
    cluster({ routers }, report) {
      const holders = new Map<string, RouterMember>();
      const told = new Set<unknown>();
      for (const member of routers.flatMap(({ members }) => members)) {
        const { instance, node } = member;
        for (const { ip } of [...instance.addresses, ...instance.excludedAddresses]) {
          const other = holders.get(ip.text);
          if (!other) {
            holders.set(ip.text, member);
            continue;
          }
          // Two instances of one node with one address are another mistake.
          if (
            other.node === node ||
            other.instance.virtualRouterId.value === instance.virtualRouterId.value ||
            hasUnder(node, ip.text, other.instance.virtualRouterId.value) ||
            told.has(instance)
          )
            continue;
          told.add(instance);
          report(node, {
            at: placeOfSetting(instance, instance.virtualRouterId),
            summary: `'${node.name}' has '${ip.text}' under virtual_router_id ${instance.virtualRouterId.value}, and '${other.node.name}' under ${other.instance.virtualRouterId.value}.`,
            detail: "They ignore each other's adverts, both become master, and both hold the address at the same time.",
            related: [
              {
                at: placeIn(other.node, placeOfSetting(other.instance, other.instance.virtualRouterId)),
                message: `The ID on '${other.node.name}'.`,
              },
            ],
          });
        }
      }
    },
  },
});

/** Whether a node has an address under a virtual router ID, be it that it has it under another one as well. */
function hasUnder({ configuration }: ClusterNode, address: string, virtualRouterId: number | null): boolean {
  return configuration.vrrpInstances.some(
    (instance) =>
      instance.virtualRouterId.value === virtualRouterId &&
      [...instance.addresses, ...instance.excludedAddresses].some(({ ip }) => ip.text === address),
  );
}
