import type { Node } from '../../grammar/tree.ts';
import { keywordSpan, lineSpan } from '../../src/binding/place.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { announcement } from '../../src/rule/announcement.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'l3/garp-suppressed',
  title: 'A failover is announced only once, and no virtual MAC address makes up for it',
  severity: 'warning',
  precision: 'high',
  profiles: { 'l3-only': 'error' },
  verdict: 'silent',
  proof: [
    'live/use-vmac-other-net-lost-garp-client-reaches-new-node',
    'live/use-vmac-own-net-lost-garp-client-goes-on-to-old-node',
    'live/garp-min-garp-use-vmac',
    'live/garp-interval-one-second',
    'live/garp-once',
    'live/garp-min-garp',
    'live/garp-default-ten',
    'live/garp-refresh',
    'live/garp-once-lost-client-goes-on-to-old-node',
    'live/garp-repeat-0-is-1',
    'source/vrrp/vrrp_arp.c:queue_garp',
  ],
  what: `Instances without \`use_vmac\` whose gratuitous ARP (for IPv6: unsolicited neighbour advertisements) on becoming master is cut down to a single
round: one repeat, no second set, no refresh. \`vrrp_min_garp\` does this for all instances.`,
  why: `Without a virtual MAC address each failover changes the MAC address behind the virtual addresses. Nothing but these frames tells the neighbours.
A single one is easily lost: in the queue of a port that has just come up, in a switch that limits broadcasts, or because the neighbour was busy. Whoever
misses it goes on sending to the old node until its ARP entry runs out, which takes routers and firewalls up to four hours. With a virtual MAC address
the entry stays right, as long as the node has no address of its own in that network: one that has asks with its own MAC address, and neighbours learn that.`,
  advice: `Leave the defaults: five rounds at once, and five more after \`garp_master_delay\` seconds (5). Where neighbours miss even those, add
\`garp_master_refresh\`. Up to 2.3.1 \`garp_interval\` is no way to spread the load: an address that waits is announced once, whatever \`garp_master_repeat\` says.`,
  unless:
    'the virtual addresses are reached by routes rather than by ARP, for example when they are on a loopback interface and announced by a routing daemon.',
  references: [
    {
      title: 'keepalived.conf(5): garp_master_repeat, garp_master_delay, garp_master_refresh, vrrp_min_garp',
      url: 'https://www.keepalived.org/manpage.html',
    },
    { title: 'RFC 9568, section 6.4.2: Backup', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-6.4.2' },
    { title: 'keepalived issue 20: routers kept the old MAC address for hours', url: 'https://github.com/acassen/keepalived/issues/20' },
  ],
  examples: {
    bad: [
      {
        title: 'One round, no second set',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    garp_master_repeat 1  #~ one round of gratuitous ARP  #=>
    garp_master_delay 0  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'vrrp_min_garp for all instances, though none has a virtual MAC address',
        config: `global_defs {
    vrrp_min_garp  #~ Instances 'VI_1' and 'VI_6'  #=>
}

vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_6 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        fe80::200/64
    }
}
`,
      },
    ],
    good: [
      {
        title: 'With a virtual MAC address the neighbours need not learn a new one',
        config: `global_defs {
    vrrp_min_garp
}

vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_vmac vip0
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'One round at a time, but repeated',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    garp_master_repeat 1
    garp_master_delay 0
    garp_master_refresh 60
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    state BACKUP
    interface eth0
    virtual_router_id 52
    priority 150
    garp_master_repeat 1
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
      },
      {
        title: 'Addresses on the loopback interface are reached by routes',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    garp_master_repeat 1
    garp_master_delay 0
    virtual_ipaddress {
        192.0.2.200/32 dev lo
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const [cause, instances] of byCause(configuration.vrrpInstances.filter(announcesOnce))) report(messageFor(cause, instances));
    },
  },
});

/** Whether neighbours learn of a failover from one round of frames alone. */
function announcesOnce(instance: VrrpInstance): boolean {
  const { vmac, garpMasterRepeat, garpMasterDelay, garpMasterRefresh, addresses, excludedAddresses } = instance;
  return (
    !vmac.value &&
    garpMasterRepeat.value <= 1 &&
    garpMasterDelay.value === 0 &&
    garpMasterRefresh.value === 0 &&
    [...addresses, ...excludedAddresses].some(({ dev, useVmac }) => dev !== 'lo' && !useVmac)
  );
}

/** One setting in global_defs can hold for many instances: it is reported once. */
function byCause(instances: readonly VrrpInstance[]): ReadonlyMap<Node, readonly VrrpInstance[]> {
  const causes = new Map<Node, VrrpInstance[]>();
  for (const instance of instances) {
    const cause = instance.garpMasterRepeat.node ?? instance.garpMasterDelay.node ?? instance.block;
    const found = causes.get(cause);
    if (found) found.push(instance);
    else causes.set(cause, [instance]);
  }
  return causes;
}

function messageFor(cause: Node, instances: readonly VrrpInstance[]): Message {
  const families = new Set(instances.map(({ family }) => family).sort());
  const frames = [...families].map(announcement).join(' or ');
  const [first] = instances;
  const delay = instances.length === 1 && first?.garpMasterDelay.node;
  return {
    at: lineSpan(cause),
    summary: `${subject(instances)} only one round of ${frames} on becoming master.`,
    detail:
      `Without a virtual MAC address nothing else tells the neighbours where the addresses are now: who misses it sends to the old node ` +
      `until its entry runs out.`,
    related: delay && delay !== cause ? [{ at: keywordSpan(delay), message: 'This switches the second set of rounds off.' }] : [],
  };
}

const SHOWN_NAMES = 4;

function subject(instances: readonly VrrpInstance[]): string {
  const names = instances.map(({ name }) => `'${name}'`);
  if (names.length === 1) return `Instance ${names.join()} sends`;
  const last = names.length > SHOWN_NAMES ? `${names.length - SHOWN_NAMES + 1} others` : names.at(-1);
  return `Instances ${names.slice(0, Math.min(SHOWN_NAMES, names.length) - 1).join(', ')} and ${last} send`;
}
