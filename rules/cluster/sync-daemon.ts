import { lineSpan } from '../../src/binding/place.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/sync-daemon',
  title: 'The connection table is not synchronised on all nodes alike',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/linux/net/netfilter/ipvs/ip_vs_sync.c:ip_vs_process_message'],
  what: `\`lvs_sync_daemon\` on some nodes of a cluster with virtual servers and not on others, or with another multicast group.`,
  why: `The kernel of a backup learns open connections from the master by multicast. Where one side does not send or listen, each failover breaks every connection through the virtual servers.`,
  advice: `Write the same lvs_sync_daemon on every node, each with the interface of that host.`,
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'On one node only',
        config: `global_defs {
    lvs_sync_daemon eth1 VI_1
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    advert_int 1
    virtual_ipaddress {
        192.0.2.200/24
    }
}

virtual_server 192.0.2.200 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        weight 1
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {  #~ ^VI_1^ 'node2.conf' has no 'lvs_sync_daemon', and 'keepalived.conf' has one.  #=> global_defs { ↵     lvs_sync_daemon eth1 VI_1 ↵ } ↵ vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.200/24
    }
}

virtual_server 192.0.2.200 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        weight 1
    }
}
`,
        },
      },
    ],
    good: [
      {
        title: 'No virtual servers, nothing to synchronise',
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
      const directors = cluster.nodes.filter(({ configuration }) => configuration.virtualServers.length > 0);
      const usual = directors.find(({ configuration }) => configuration.globals.lvsSyncDaemon.value);
      const node = usual?.configuration.globals.lvsSyncDaemon.node;
      const daemon = usual?.configuration.globals.lvsSyncDaemon.value;
      if (!usual || !node || !daemon) return;
      const related = [{ at: placeIn(usual, lineSpan(node)), message: `The daemon on '${usual.name}'.` }];
      for (const odd of directors) {
        const own = odd.configuration.globals.lvsSyncDaemon;
        const [first] = odd.configuration.vrrpInstances;
        if (!own.value && first) {
          report(odd, {
            at: first.nameWord.span,
            summary: `'${odd.name}' has no 'lvs_sync_daemon', and '${usual.name}' has one.`,
            detail: 'It neither tells nor learns which connections are open: they break at a failover.',
            related,
          });
        } else if (own.value && own.node && own.value.group !== daemon.group) {
          report(odd, {
            at: lineSpan(own.node),
            summary: `'${odd.name}' sends the connection table to '${own.value.group}', and '${usual.name}' to '${daemon.group}'.`,
            detail: 'Neither hears the other: connections break at a failover.',
            related,
          });
        }
      }
    },
  },
});
