import { priorityOf } from '../../src/cluster/checks.ts';
import type { Cluster, ClusterNode, RouterMember, VirtualRouter } from '../../src/cluster/cluster.ts';
import { placeOfSetting } from '../../src/cluster/disagreement.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import type { SyncGroup } from '../../src/model/vrrp/sync-group.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/sync-group',
  title: 'Nodes do not agree on what moves together, or where to',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  proof: ['live/sync-group-opposite-ordered', 'live/sync-group-one-sided', 'live/sync-group-one-sided-high'],
  what: `A \`vrrp_sync_group\` of some nodes whose virtual routers are in no group, or another one, on other nodes; and a group whose virtual routers have their highest priority on different nodes.`,
  why: `When one instance of the group fails, the node gives up all of them; the other node takes over only the one whose adverts stop, or keeps one that the group wants back. Addresses that belong together end on two nodes, or with nobody.

A group moves as a whole: where its members want different nodes, it stays where it first became master, whatever the priorities say.`,
  advice: `Write the same sync group on every node, and give one node the highest priority for all that is in it.`,
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'On one node only',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 52
    priority 150
    virtual_ipaddress {
        198.51.100.200/24
    }
}

vrrp_sync_group VG_1 {
    group {
        VI_1
        VI_2
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {  #~ ^VI_1^ 'keepalived.conf' has the virtual routers 51 and 52 in one sync group, and 'node2.conf' has not.
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 52
    priority 100
    virtual_ipaddress {
        198.51.100.200/24
    }
}  #=> } ↵ vrrp_sync_group VG_1 { ↵     group { ↵         VI_1 ↵         VI_2 ↵     } ↵ }
`,
        },
      },
      {
        title: 'Each node first for one of two that move together',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 52
    priority 100
    virtual_ipaddress {
        198.51.100.200/24
    }
}

vrrp_sync_group VG_1 {
    group {
        VI_1
        VI_2
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
    interface eth1
    virtual_router_id 52
    priority 150  #~ 'keepalived.conf' has the highest priority for virtual router 51, and 'node2.conf' for 52  #=> priority 50
    virtual_ipaddress {
        198.51.100.200/24
    }
}

vrrp_sync_group VG_1 {
    group {
        VI_1
        VI_2
    }
}
`,
        },
      },
    ],
    good: [
      {
        title: 'Two other nodes, each of which has one of them alone',
        config: `vrrp_sync_group G {
    group {
        VI_0
        VI_1
    }
}

vrrp_instance VI_0 {
    interface eth0
    virtual_router_id 50
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_1 {
    interface eth1
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        198.51.100.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_0 {
    interface eth0
    virtual_router_id 50
    priority 100
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
          'node3.conf': `vrrp_instance VI_1 {
    interface eth1
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        198.51.100.200/24
    }
}
`,
        },
      },
      {
        title: 'On both, under another name',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 52
    priority 150
    virtual_ipaddress {
        198.51.100.200/24
    }
}

vrrp_sync_group VG_1 {
    group {
        VI_1
        VI_2
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
    interface eth1
    virtual_router_id 52
    priority 100
    virtual_ipaddress {
        198.51.100.200/24
    }
}

vrrp_sync_group CLUSTER {
    group {
        VI_1
        VI_2
    }
}
`,
        },
      },
    ],
  },
  check: {
    cluster(cluster, report) {
      const [reference, ...others] = [...cluster.nodes].sort((a, b) => groupsOf(b).length - groupsOf(a).length);
      if (!reference) return;
      for (const group of groupsOf(reference)) {
        const ids = idsOf(group);
        let grouped = true;
        for (const node of others) {
          const own = node.configuration.vrrpInstances.filter(({ virtualRouterId }) => ids.includes(virtualRouterId.value ?? 0));
          const [first] = own;
          if (!first || own.length < ids.length) continue;
          if (groupsOf(node).some((each) => idsOf(each).join() === ids.join())) continue;
          grouped = false;
          report(node, {
            at: first.nameWord.span,
            summary: `'${reference.name}' has the virtual routers ${ids.join(' and ')} in one sync group, and '${node.name}' has not.`,
            detail: `When one of them fails on '${reference.name}', it gives up all; '${node.name}' moves each by itself, so that addresses that belong together end on two nodes.`,
            related: [{ at: placeIn(reference, group.nameWord.span), message: `The group on '${reference.name}'.` }],
          });
        }
        const opposed = grouped ? opposedIn(cluster, group) : null;
        if (opposed) report(opposed.second.node, aboutOpposed(opposed));
      }
    },
  },
});

/** Who leads for two virtual routers of one group: not the same node. */
interface Opposed {
  readonly first: RouterMember;
  readonly second: RouterMember;
}

function opposedIn({ routers }: Cluster, group: SyncGroup): Opposed | null {
  const own = routers.filter(({ members }) => members.some(({ instance }) => group.members.includes(instance)));
  const ids = idsOf(group).join();
  // Who has no such group moves each virtual router by itself.
  const leaders = own
    .flatMap((router) => leaderOf(router) ?? [])
    .filter(({ node }) => groupsOf(node).some((each) => idsOf(each).join() === ids));
  const [first, ...others] = leaders;
  const second = others.find(({ node }) => node !== first?.node);
  return first && second ? { first, second } : null;
}

/** The member with the highest priority, if there is one. */
function leaderOf({ members }: VirtualRouter): RouterMember | null {
  const [first, second] = [...members].sort((a, b) => priorityOf(b.instance) - priorityOf(a.instance));
  return first && second && priorityOf(first.instance) > priorityOf(second.instance) ? first : null;
}

function aboutOpposed({ first, second }: Opposed): Message {
  const [one, other] = [first.instance, second.instance];
  return {
    at: placeOfSetting(other, other.priority),
    summary: `'${first.node.name}' has the highest priority for virtual router ${one.virtualRouterId.value}, and '${second.node.name}' for ${other.virtualRouterId.value}, and they are in one sync group.`,
    detail: 'The group moves as a whole, and stays where it first became master: after a maintenance it may be on either node.',
    advice: 'Give one node the highest priority for all of them; or take the group apart if each node is to have one.',
    related: [{ at: placeIn(first.node, placeOfSetting(one, one.priority)), message: `The priority on '${first.node.name}'.` }],
  };
}

function groupsOf({ configuration }: ClusterNode): readonly SyncGroup[] {
  return configuration.syncGroups.filter(({ members }) => members.length > 1);
}

function idsOf({ members }: SyncGroup): readonly number[] {
  return members.map(({ virtualRouterId }) => virtualRouterId.value ?? 0).sort((a, b) => a - b);
}
