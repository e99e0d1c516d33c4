import { atLeast } from '../../grammar/version.ts';
import { parseAddress } from '../../src/binding/ip-address.ts';
import { lineSpan } from '../../src/binding/place.ts';
import { priorityOf } from '../../src/cluster/checks.ts';
import type { RouterMember } from '../../src/cluster/cluster.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { defineRule, type Spot } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'vrrp/startup-delay',
  title: 'A node may be master before its network is up',
  severity: 'info',
  precision: 'high',
  verdict: 'silent',
  proof: ['live/startup-delay-high', 'live/nopreempt-startup-delay'],
  what: 'An instance with `nopreempt`, or on a bond, a bridge, a VLAN or a team, without `vrrp_startup_delay` (2.0.14 and later).',
  why: `After a boot such an interface passes no packets for a while (spanning tree, LACP), although it is up. keepalived hears no adverts, takes over, and there are two masters until it hears them. With \`nopreempt\` the wrong one may stay.`,
  advice: 'Write `vrrp_startup_delay 10` or so in `global_defs`: for so long VRRP only listens.',
  unless:
    'the network passes packets as soon as the interface is up. A node whose priority is the lowest of its cluster gives way as soon as it hears another one: there, nothing is told.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'A bond that is not ready',
        config: `global_defs {  #=> global_defs {↵    vrrp_startup_delay 10
    router_id lb1
}

vrrp_instance VI_1 {
    interface bond0  #~ ^interface bond0^ Nothing holds
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'nopreempt on the node that has the lower priority: it gives way as soon as it hears the other one',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    nopreempt
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'It listens first',
        config: `global_defs {
    vrrp_startup_delay 10
}

vrrp_instance VI_1 {
    interface bond0
    virtual_router_id 51
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
      const { globals, vrrpInstances, target } = configuration;
      if (globals.startupDelay.value > 0 || !atLeast(target.version, '2.0.14')) return;
      const hasty = vrrpInstances.find(isHasty);
      if (!hasty) return;
      const { interface: own, name } = hasty;
      const slow = isSlow(own.value ?? '');
      report({
        at: placeOf(hasty),
        summary: `Nothing holds '${name}' back until its network is up.`,
        detail: slow
          ? `'${own.value}' may be up after a boot before it passes packets: the node then hears nobody and takes over.`
          : "After a boot the node may hear nobody at first and become master. If its priority is the higher one it keeps the addresses, which 'nopreempt' was to prevent.",
      });
    },
    withdraws({ nodes, routers }, withdraw) {
      const givesWay = new Set(routers.flatMap(({ members }) => lowestOf(members)));
      for (const node of nodes) {
        const hasty = node.configuration.vrrpInstances.filter(isHasty);
        const [first] = hasty;
        if (first && hasty.every((instance) => givesWay.has(instance))) withdraw(node, placeOf(first));
      }
    },
  },
});

/** Whether an instance may be master after a boot although another node is. */
function isHasty({ interface: own, preempt }: VrrpInstance): boolean {
  return isSlow(own.value ?? '') || !preempt.value;
}

function placeOf({ interface: own, nameWord }: VrrpInstance): Spot {
  return isSlow(own.value ?? '') && own.node ? lineSpan(own.node) : nameWord;
}

/** The instance with the lowest priority of a virtual router, if there is one: as soon as it hears any other node it gives way. */
function lowestOf(members: readonly RouterMember[]): readonly VrrpInstance[] {
  const lowest = Math.min(...members.map(({ instance }) => priorityOf(instance)));
  const low = members.filter(({ instance }) => priorityOf(instance) === lowest);
  return members.length > 1 && low.length === 1 ? low.map(({ instance }) => instance) : [];
}

/** Interfaces that are up before they pass packets. */
const SLOW = /^(?:bond|br|team|lagg|vmbr|vlan)[-\d]|\.\d+$/;

/** An address that stands where an interface should looks like a VLAN, and is told as what it is. */
function isSlow(name: string): boolean {
  return SLOW.test(name) && parseAddress(name) === null;
}
