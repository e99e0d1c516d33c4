import { isList } from '../../src/binding/bound.ts';
import { checksOf } from '../../src/cluster/checks.ts';
import type { SyncGroup } from '../../src/model/vrrp/sync-group.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { misspeltAnywhere } from '../../src/rule/consequences.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inStandards } from '../profiles.ts';

export default defineRule({
  id: 'vrrp/nothing-tracked',
  title: 'Nothing but the death of the node or its link moves the addresses',
  severity: 'info',
  // A router of the standard tracks nothing.
  profiles: inStandards('off'),
  precision: 'high',
  verdict: 'silent',
  proof: ['live/crash-and-nopreempt-unicast', 'live/sync-group', 'source/vrrp/vrrp_track.c:vrrp_set_effective_priority'],
  what: `Instances that track nothing: no script, process, file, BFD session or further interface, neither themselves nor in their sync group, in a configuration that has none at all
that do. A sync group of instances on several interfaces tracks all of these.`,
  why: `VRRP notices that a node or its interface is dead, and nothing else. When the service behind the virtual address fails, or the way out on another interface, the node keeps
the address, and clients get no answer from a cluster whose other node is well.`,
  advice:
    'Track what clients need: the service (`track_script`, `track_process`), and on a router the other interface (`track_interface`).',
  unless: 'the address is all that clients need of the node, or something else stops keepalived when the service fails.',
  references: [
    { title: 'keepalived.conf(5): track_script, track_process, track_interface', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'The service may die',
        config: `vrrp_instance VI_1 {  #~ ^vrrp_instance^ tracks nothing  #=> vrrp_track_process haproxy {↵    process haproxy↵}↵↵vrrp_instance VI_1 {↵    track_process {↵        haproxy↵    }
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'The own interface is tracked anyway',
        config: `vrrp_instance VI_1 {  #~ ^vrrp_instance^ tracks nothing but its own interface  #=> vrrp_track_process haproxy {↵    process haproxy↵}↵↵vrrp_instance VI_1 {↵    track_process {↵        haproxy↵    }
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_interface {
        eth0
    }
}
`,
      },
    ],
    good: [
      {
        title: 'A list that is misspelt: that is told of the word',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_proces {
        haproxy
    }
}
`,
      },
      {
        title: 'A router, whose sides move together',
        config: `vrrp_sync_group GATEWAY {
    group {
        INSIDE
        OUTSIDE
    }
}

vrrp_instance INSIDE {
    interface eth1
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.1/24
    }
}

vrrp_instance OUTSIDE {
    interface eth0
    virtual_router_id 52
    virtual_ipaddress {
        198.51.100.10/24
    }
}
`,
      },
      {
        title: 'Tracked by the group',
        config: `vrrp_track_process haproxy {
    process haproxy
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_process {
        haproxy
    }
}
`,
      },
      {
        title: 'A check that nothing tracks has a finding of its own',
        config: `vrrp_script check_web {
    script "/usr/local/bin/check-web"
    interval 2
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'A director, whose virtual servers are checked by keepalived itself',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}

virtual_server 192.0.2.200 80 {
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.11 80 {
        TCP_CHECK {
        }
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const { vrrpInstances, bound, syncGroups, vrrpScripts, trackProcesses, trackFiles, bfdInstances } = configuration;
      const [first, ...others] = byName(vrrpInstances);
      // Where something is tracked but not kept, another rule says so, and where something is defined and not tracked.
      if (
        !first ||
        bound.children.some(({ keyword }) => keyword.name === 'virtual_server') ||
        vrrpInstances.some(tracks) ||
        syncGroups.some((group) => tracks(group) || tiesInterfaces(group))
      )
        return;
      if (vrrpScripts.length + trackProcesses.length + trackFiles.length + bfdInstances.length > 0) return;
      const own = vrrpInstances.some(({ dontTrackPrimary }) => dontTrackPrimary.value) ? '' : ' but its own interface';
      const misspelt = misspeltAnywhere([...TRACKING_LISTS, 'vrrp_track_process', 'vrrp_script'], configuration);
      report({
        at: first.block.keyword,
        ...(misspelt && { follows: misspelt }),
        summary: `${others.length === 0 ? `'${first.name}'` : `Neither '${first.name}' nor any other instance`} tracks ${others.length === 0 ? 'nothing' : 'anything'}${own}.`,
        detail: 'When the service behind its addresses fails, the node keeps them all the same.',
      });
    },
    /** What the other nodes track is told of this one by name. */
    withdraws({ routers }, withdraw) {
      for (const { members } of routers) {
        const isTracked = members.some(({ instance }) => !instance.refused && checksOf(instance).length > 0);
        if (!isTracked) continue;
        for (const { node, instance } of members) {
          const [first] = byName(node.configuration.vrrpInstances);
          if (first && !instance.refused && checksOf(instance).length === 0) withdraw(node, first.block.keyword);
        }
      }
    },
  },
});

const TRACKING_LISTS: ReadonlySet<string> = new Set(['track_script', 'track_process', 'track_file', 'track_bfd', 'track_interface']);

/** So that instances may change places and it stays the same finding. */
function byName(instances: readonly VrrpInstance[]): readonly VrrpInstance[] {
  return [...instances].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether an instance moves with the interface of another one, as that of a router with the way out on its other side. */
function tiesInterfaces({ members }: SyncGroup): boolean {
  return new Set(members.map((member) => member.interface.value)).size > 1;
}

/** Whether a list says that something is tracked, other than the own interface of an instance. */
function tracks(tracking: VrrpInstance | SyncGroup): boolean {
  const own = 'interface' in tracking ? tracking.interface.value : null;
  return tracking.bound.children.some((list) => {
    if (!TRACKING_LISTS.has(list.keyword.name)) return false;
    if (list.keyword.name !== 'track_interface' || own === null || !isList(list)) return true;
    return list.lines.length === 0 || list.lines.some(({ args }) => args[0]?.word.text !== own);
  });
}
