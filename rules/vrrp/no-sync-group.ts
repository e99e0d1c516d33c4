import { lineSpan } from '../../src/binding/place.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { virtualRouterKey } from '../../src/model/vrrp/virtual-router-key.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { defineRule, type Spot } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'vrrp/no-sync-group',
  title: 'Two sides of a router that fail one by one',
  severity: 'info',
  precision: 'medium',
  verdict: 'silent',
  proof: ['live/sync-group-one-sided', 'live/sync-group'],
  what: `Instances on different interfaces without a common sync group, without a tracked interface in common, and with the same first state and priority.`,
  why: `When one interface fails, its instance moves and the other one stays. Packets then come in on one node and have to go out on the other, which has lost the way back; connections that are translated or tracked break.`,
  advice: 'Put the instances into a `vrrp_sync_group`, or let each track the interface of the other.',
  unless: 'the instances are services of their own that have nothing to do with each other.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Inside and outside',
        config: `vrrp_instance OUTSIDE {
    interface eth0  #~ ^interface eth0^ 'INSIDE'
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance INSIDE {
    interface eth1
    virtual_router_id 52
    priority 150
    virtual_ipaddress {
        198.51.100.200/24
    }
}  #=> }↵↵vrrp_sync_group ROUTER {↵    group {↵        OUTSIDE↵        INSIDE↵    }↵}
`,
      },
    ],
    good: [
      {
        title: 'Together',
        config: `vrrp_instance OUTSIDE {
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance INSIDE {
    interface eth1
    virtual_router_id 52
    priority 150
    virtual_ipaddress {
        198.51.100.200/24
    }
}

vrrp_sync_group ROUTER {
    group {
        OUTSIDE
        INSIDE
    }
}
`,
      },
      {
        title: 'Each has its own master',
        config: `vrrp_instance A {
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance B {
    interface eth1
    virtual_router_id 52
    priority 100
    virtual_ipaddress {
        198.51.100.200/24
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const sides = sidesOf(configuration);
      if (!sides) return;
      const [first, twin] = sides;
      report({
        at: placeOf(first),
        summary: `When '${first.interface.value}' fails, '${first.name}' moves and '${twin.name}' stays.`,
        detail: 'On a router packets then come in on one node and have to go out on the other.',
        related: [{ at: twin.nameWord, message: 'The other side.' }],
      });
    },
    // That another node has the two in a group is told where the nodes are compared.
    withdraws({ nodes }, withdraw) {
      const grouped = new Set(nodes.flatMap(({ configuration }) => configuration.syncGroups.flatMap(({ members }) => pairsOf(members))));
      for (const node of nodes) {
        const sides = sidesOf(node.configuration);
        if (sides && grouped.has(pairOf(...sides))) withdraw(node, placeOf(sides[0]));
      }
    },
  },
});

/** Two instances that are likely two sides of one router, and that no group keeps in step; the first two that are. */
function sidesOf({ vrrpInstances }: Configuration): readonly [VrrpInstance, VrrpInstance] | null {
  // A router has a few sides; who has many instances has services, each of which may move by itself.
  if (vrrpInstances.length > MOST_SIDES) return null;
  for (const [i, first] of vrrpInstances.entries()) {
    const twin = vrrpInstances.slice(i + 1).find((other) => belongTogether(first, other));
    if (twin && !first.syncGroup && !twin.syncGroup) return [first, twin];
  }
  return null;
}

function placeOf({ interface: own, nameWord }: VrrpInstance): Spot {
  return own.node ? lineSpan(own.node) : nameWord;
}

/** All pairs of the members of a group, where it is one of the sides of a router. */
function pairsOf(members: readonly VrrpInstance[]): readonly string[] {
  if (members.length > MOST_SIDES) return [];
  return members.flatMap((first, i) => members.slice(i + 1).map((second) => pairOf(first, second)));
}

/** What two instances are on every node, in whichever order they stand. */
function pairOf(...instances: readonly VrrpInstance[]): string {
  return instances.map(virtualRouterKey).sort().join();
}

/** Instances of a node that may still be the sides of one router. */
const MOST_SIDES = 16;

/** Whether two instances are likely two sides of one router: on other interfaces, meant to be master on the same node, and bound by nothing. */
function belongTogether(a: VrrpInstance, b: VrrpInstance): boolean {
  const isSameNode = a.priority.value === b.priority.value && a.state.value === b.state.value && a.family === b.family;
  if (!isSameNode || a.interface.value === null || b.interface.value === null || a.interface.value === b.interface.value) return false;
  const common = (one: VrrpInstance, other: VrrpInstance): boolean =>
    one.tracking.interfaces.some(({ target }) => target === other.interface.value);
  return !common(a, b) && !common(b, a) && a.addresses.every(({ dev }) => dev === null) && b.addresses.every(({ dev }) => dev === null);
}
