import { isBlock } from '../../src/binding/bound.ts';
import type { Cluster } from '../../src/cluster/cluster.ts';
import { oddMembers } from '../../src/cluster/disagreement.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/settings',
  title: 'Nodes take their time, announce and report in different ways',
  severity: 'info',
  precision: 'medium',
  verdict: 'silent',
  proof: ['live/preempt-delay-on-backup', 'live/garp-once', 'live/garp-refresh'],
  what: `Settings of one virtual router that nodes need not share, and usually do: delays, gratuitous ARP, missed adverts, what is done on a change of state, the extra interface of \`use_vmac\` or \`use_ipvlan\`, the number of virtual routes and rules, how often and how patiently checks are run.`,
  why: `What happens at a failover then depends on the direction: one node announces the addresses less often, waits longer, or calls no script.`,
  advice: `Write the same on every node, unless the difference is meant.`,
  unless: `the nodes are not alike, or only one of them is to wait.`,
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'A delay on one node',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    preempt_delay 60
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {  #~ ^VI_1^ 'node2.conf' and 'keepalived.conf' differ in preempt_delay (0 and 60).  #=> vrrp_instance VI_1 { ↵     preempt_delay 60
    interface eth0
    virtual_router_id 51
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'An ipvlan on one node',
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
          'node2.conf': `vrrp_instance VI_1 {  #~ ^VI_1^ differ in use_ipvlan (false and true)
    interface eth0
    virtual_router_id 51
    priority 100  #=> priority 100 ↵ use_ipvlan vip0 192.0.2.104/24
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'A default route on one node, and strict mode on the other',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
    virtual_routes {
        default via 192.0.2.1 dev eth0
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {  #~ ^VI_1^ differ in strict_mode (true and false), virtual_routes (0 and 1).
    interface eth0
    virtual_router_id 51
    priority 100
    strict_mode on  #=>
    accept
    virtual_ipaddress {
        192.0.2.200/24
    }  #=> } ↵ virtual_routes { ↵     default via 192.0.2.1 dev eth0 ↵ }
}
`,
        },
      },
    ],
    good: [
      {
        title: 'A delay, and a node that never takes over from a lower priority',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    preempt_delay 60
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
    nopreempt
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'The same',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    preempt_delay 60
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
    preempt_delay 60
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
      const delays = delaysOf(cluster);
      for (const { odd, usual } of oddMembers(cluster, (instance) => JSON.stringify(settingsOf(instance, delays)))) {
        const others = settingsOf(usual.instance, delays);
        const isStrictElsewhere = odd.instance.strict.value !== usual.instance.strict.value;
        const losesDelay = [odd, usual].some(({ instance }) => instance.preemptDelay.as === 'corrected');
        const differing = Object.entries(settingsOf(odd.instance, delays)).filter(
          ([name, value]) =>
            others[name] !== value &&
            !(isStrictElsewhere && SET_BY_STRICT_MODE.has(name)) &&
            // That keepalived drops it on one of them is told there.
            !(losesDelay && name === 'preempt_delay'),
        );
        if (differing.length === 0) continue;
        report(odd.node, {
          at: odd.instance.nameWord.span,
          summary: `'${odd.node.name}' and '${usual.node.name}' differ in ${differing.map(([name, value]) => `${name} (${value} and ${others[name]})`).join(', ')}.`,
          detail: differing.some(([name]) => name.startsWith('garp_')) ? `${ANNOUNCED} ${DIRECTION}` : DIRECTION,
          related: [{ at: placeIn(usual.node, usual.instance.nameWord.span), message: `The instance on '${usual.node.name}'.` }],
        });
      }
    },
  },
});

/** What strict mode sets is told with strict mode. */
const SET_BY_STRICT_MODE: ReadonlySet<string> = new Set([
  'preempt_delay',
  'down_timer_adverts',
  'garp_lower_prio_repeat',
  'lower_prio_no_advert',
  'higher_prio_send_advert',
]);

const DIRECTION = 'A failover to one node is not what it is to the other: write the same on both, unless that is meant.';

const ANNOUNCED =
  'They announce the virtual addresses (gratuitous ARP) at other moments, or not as often: hosts that miss the first announcement wait longer after one of them takes over.';

/** Keywords that call something on a change of state. What they call may differ. */
const NOTIFY = ['notify', 'notify_master', 'notify_backup', 'notify_fault', 'notify_stop', 'smtp_alert'];

/** How long each instance waits before it takes over from a lower priority; one with nopreempt, which never does, as the first of the others. */
function delaysOf({ routers }: Cluster): ReadonlyMap<VrrpInstance, number> {
  return new Map(
    routers.flatMap(({ members }) => {
      const first = members.find(({ instance }) => instance.preempt.value);
      return members.map(
        ({ instance }) => [instance, (instance.preempt.value ? instance : first?.instance)?.preemptDelay.value ?? 0] as const,
      );
    }),
  );
}

function settingsOf(
  instance: VrrpInstance,
  delays: ReadonlyMap<VrrpInstance, number>,
): Readonly<Record<string, string | number | boolean>> {
  const written = new Set(instance.bound.children.filter((each) => !isBlock(each)).map(({ keyword }) => keyword.name));
  return {
    preempt_delay: delays.get(instance) ?? 0,
    down_timer_adverts: instance.downTimerAdverts.value,
    garp_master_repeat: instance.garpMasterRepeat.value,
    garp_master_delay: instance.garpMasterDelay.value,
    garp_master_refresh: instance.garpMasterRefresh.value,
    garp_lower_prio_repeat: instance.garpLowerPriorityRepeat.value,
    lower_prio_no_advert: instance.lowerPriorityNoAdvert.value,
    higher_prio_send_advert: instance.higherPrioritySendAdvert.value,
    strict_mode: instance.strict.value,
    use_vmac: instance.vmac.value !== null,
    use_ipvlan: instance.ipvlan.value !== null,
    // What they are may well differ, such as the gateway of each node.
    virtual_routes: instance.routes.length,
    virtual_rules: instance.rules.length,
    notifications: NOTIFY.filter((name) => written.has(name)).join(' ') || 'none',
  };
}
