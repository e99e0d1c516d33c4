import type { ClusterNode } from '../../src/cluster/cluster.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import type { VirtualServer } from '../../src/model/lvs/virtual-server.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/virtual-server',
  title: 'Directors do not serve the same',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/check/check_data.c:validate_check_config'],
  what: `A virtual server of one node of a cluster that another one with virtual servers lacks; and one that has other real servers, another scheduler or another method there.`,
  why: `Which service answers, and from where, then depends on which node is master: after a failover a service is gone, or requests go to servers that are not in use any more.`,
  advice: `Write the same virtual servers on every node, best in one included file.`,
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'A server was added on one node',
        config: `virtual_server 192.0.2.200 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        weight 1
    }
    real_server 198.51.100.12 80 {
        weight 1
    }
}
`,
        otherNodes: {
          'node2.conf': `virtual_server 192.0.2.200 80 {  #~ ^virtual_server 192.0.2.200 80^ Virtual server '192.0.2.200 80' lacks real server '198.51.100.12:80' on 'node2.conf', which it has on 'keepalived.conf'.
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        weight 1
    }
}  #=>     real_server 198.51.100.12 80 { ↵         weight 1 ↵     } ↵ }
`,
        },
      },
    ],
    good: [
      {
        title: 'Another order, other weights',
        config: `virtual_server 192.0.2.200 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        weight 1
    }
    real_server 198.51.100.12 80 {
        weight 1
    }
}
`,
        otherNodes: {
          'node2.conf': `virtual_server 192.0.2.200 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.12 80 {
        weight 1
    }
    real_server 198.51.100.11 80 {
        weight 1
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
      const [first, ...others] = directors;
      if (!first) return;
      for (const node of others) {
        for (const server of node.configuration.virtualServers) {
          const usual = sameIn(first, server);
          if (usual)
            for (const summary of differences(node, server, first, usual))
              report(node, {
                at: server.block.header,
                summary,
                detail: CONSEQUENCE,
                related: [{ at: placeIn(first, usual.block.header), message: `On '${first.name}'.` }],
              });
          else
            report(node, {
              at: server.block.header,
              summary: `'${node.name}' has virtual server '${server.name}', and '${first.name}' has not.`,
              detail: GONE,
            });
        }
        for (const server of first.configuration.virtualServers) {
          if (sameIn(node, server)) continue;
          report(first, {
            at: server.block.header,
            summary: `'${first.name}' has virtual server '${server.name}', and '${node.name}' has not.`,
            detail: GONE,
          });
        }
      }
    },
  },
});

const CONSEQUENCE = 'After a failover other servers answer.';
const GONE = 'While the other node is master, nobody answers there.';

function sameIn({ configuration }: ClusterNode, { name, protocol }: VirtualServer): VirtualServer | undefined {
  return configuration.virtualServers.find((each) => each.name === name && each.protocol.value === protocol.value);
}

function* differences(node: ClusterNode, own: VirtualServer, other: ClusterNode, usual: VirtualServer): Generator<string> {
  const [mine, theirs] = [own, usual].map(({ realServers }) => realServers.map(({ ip, port }) => `${ip.text}:${port.value}`));
  const about = `Virtual server '${own.name}'`;
  for (const each of theirs ?? [])
    if (!mine?.includes(each)) yield `${about} lacks real server '${each}' on '${node.name}', which it has on '${other.name}'.`;
  for (const each of mine ?? [])
    if (!theirs?.includes(each)) yield `${about} has real server '${each}' on '${node.name}', which it lacks on '${other.name}'.`;
  if (own.scheduler.value !== usual.scheduler.value)
    yield `${about} has scheduler '${own.scheduler.value}' on '${node.name}', and '${usual.scheduler.value}' on '${other.name}'.`;
  if (own.method.value !== usual.method.value && own.method.value !== null && usual.method.value !== null)
    yield `${about} has method '${own.method.value}' on '${node.name}', and '${usual.method.value}' on '${other.name}'.`;
}
