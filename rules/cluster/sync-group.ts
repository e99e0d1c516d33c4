import type { ClusterNode } from '../../src/cluster/cluster.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import type { SyncGroup } from '../../src/model/vrrp/sync-group.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/sync-group',
  title: 'Instances change together on one node, and each by itself on another',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  proof: ['live/sync-group-one-sided', 'live/sync-group-one-sided-high'],
  what: `A \`vrrp_sync_group\` of some nodes whose virtual routers are in no group, or another one, on other nodes.`,
  why: `When one instance of the group fails, the node gives up all of them; the other node takes over only the one whose adverts stop, or keeps one that the group wants back. Addresses that belong together end on two nodes, or with nobody.`,
  advice: `Write the same sync group on every node.`,
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
    ],
    good: [
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
        for (const node of others) {
          const own = node.configuration.vrrpInstances.filter(({ virtualRouterId }) => ids.includes(virtualRouterId.value ?? 0));
          const [first] = own;
          if (!first || own.length < ids.length) continue;
          if (groupsOf(node).some((each) => idsOf(each).join() === ids.join())) continue;
          report(node, {
            at: first.nameWord.span,
            summary: `'${reference.name}' has the virtual routers ${ids.join(' and ')} in one sync group, and '${node.name}' has not.`,
            detail: `When one of them fails on '${reference.name}', it gives up all; '${node.name}' moves each by itself, so that addresses that belong together end on two nodes.`,
            related: [{ at: placeIn(reference, group.nameWord.span), message: `The group on '${reference.name}'.` }],
          });
        }
      }
    },
  },
});

function groupsOf({ configuration }: ClusterNode): readonly SyncGroup[] {
  return configuration.syncGroups.filter(({ members }) => members.length > 1);
}

function idsOf({ members }: SyncGroup): readonly number[] {
  return members.map(({ virtualRouterId }) => virtualRouterId.value ?? 0).sort((a, b) => a - b);
}
