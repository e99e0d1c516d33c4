import { groupBy } from '../../grammar/group-by.ts';
import { memoized } from '../../grammar/memoized.ts';
import type { Span } from '../../grammar/tree.ts';
import { lineSpan } from '../../src/binding/place.ts';
import type { ClusterNode } from '../../src/cluster/cluster.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import type { RealServer } from '../../src/model/lvs/real-server.ts';
import type { VirtualServer } from '../../src/model/lvs/virtual-server.ts';
import type { Setting } from '../../src/model/setting.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/virtual-server',
  title: 'Directors do not serve the same',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/check/check_data.c:validate_check_config'],
  what: `A virtual server of one node of a cluster that another one with virtual servers lacks; and one that has other real servers, another scheduler, another method or another persistence there.`,
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
          'node2.conf': `virtual_server 192.0.2.200 80 {  #~ ^virtual_server 192.0.2.200 80^ Virtual server '192.0.2.200 80' lacks real server '198.51.100.12 80' on 'node2.conf', which it has on 'keepalived.conf'.
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
      {
        title: 'A slip in an address, and settings of one node',
        config: `virtual_server 192.0.2.200 80 {
    lvs_sched wlc
    lvs_method NAT
    persistence_timeout 300
    protocol TCP
    real_server 198.51.100.11 80 {
        TCP_CHECK {
        }
    }
    real_server 198.51.100.12 80 {
        TCP_CHECK {
        }
    }
}
`,
        otherNodes: {
          'node2.conf': `virtual_server 192.0.2.200 80 {  #~ ^virtual_server 192.0.2.200 80^ has no persistence_timeout on 'node2.conf', and '300' on 'keepalived.conf'.  #=> virtual_server 192.0.2.200 80 { ↵     persistence_timeout 300
    lvs_sched rr   #~ ^lvs_sched rr^ share the connections in another way  #=> lvs_sched wlc
    lvs_method DR  #~ ^lvs_method DR^ their answers may not reach the clients  #=> lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        TCP_CHECK {
        }
    }
    real_server 198.51.100.21 80 {  #~ ^real_server 198.51.100.21 80^ has real server '198.51.100.21 80' on 'node2.conf' where 'keepalived.conf' has '198.51.100.12 80'.  #=> real_server 198.51.100.12 80 {
        TCP_CHECK {
        }
    }
}
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
      {
        title: 'Twice on each node, which is another mistake',
        config: `virtual_server 192.0.2.200 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        TCP_CHECK {
        }
    }
}

virtual_server 192.0.2.200 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.12 80 {
        TCP_CHECK {
        }
    }
}
`,
        otherNodes: {
          'node2.conf': `virtual_server 192.0.2.200 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        TCP_CHECK {
        }
    }
}

virtual_server 192.0.2.200 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.12 80 {
        TCP_CHECK {
        }
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
          // A second one of the same name is another mistake (lvs/servers).
          if (sameIn(node, server) !== server) continue;
          const usual = sameIn(first, server);
          if (usual) for (const message of differences(node, server, first, usual)) report(node, message);
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

const GONE = 'While the other node is master, nobody answers there.';

/** The first virtual server of a node with the name and the protocol of another one. */
function sameIn({ configuration }: ClusterNode, server: VirtualServer): VirtualServer | undefined {
  return byService(configuration).get(serviceOf(server))?.[0];
}

/** A director may have thousands. */
const byService = memoized(({ virtualServers }: Configuration) => groupBy(virtualServers, serviceOf));

function serviceOf({ name, protocol }: VirtualServer): string {
  return `${name} ${protocol.value}`;
}

function* differences(node: ClusterNode, own: VirtualServer, other: ClusterNode, usual: VirtualServer): Generator<Message> {
  yield* serverDifferences(node, own, other, usual);
  for (const { what, of, detail } of SETTINGS) {
    const [mine, theirs] = [of(own), of(usual)];
    if (mine.value === theirs.value) continue;
    // Real servers say it themselves.
    if (what === 'method' && (mine.value === null || theirs.value === null)) continue;
    yield {
      at: placeOf(own, mine),
      summary: `Virtual server '${own.name}' has ${worded(what, mine.value)} on '${node.name}', and ${worded(null, theirs.value)} on '${other.name}'.`,
      detail,
      related: [{ at: placeIn(other, placeOf(usual, theirs)), message: `On '${other.name}'.` }],
    };
  }
}

/** Two lists of real servers that differ in one server each way are a slip in an address, or an exchange that was made on one node. */
function* serverDifferences(node: ClusterNode, own: VirtualServer, other: ClusterNode, usual: VirtualServer): Generator<Message> {
  const mine = new Set(own.realServers.map(nameOf));
  const theirs = new Set(usual.realServers.map(nameOf));
  const extra = own.realServers.filter((each) => !theirs.has(nameOf(each)));
  const missing = usual.realServers.filter((each) => !mine.has(nameOf(each)));
  const about = `Virtual server '${own.name}'`;
  const [first] = extra;
  const [second] = missing;
  const detail = 'After a failover other servers answer.';
  const on = (span: Span): Message['related'] => [{ at: placeIn(other, span), message: `On '${other.name}'.` }];
  if (first && second && extra.length === 1 && missing.length === 1) {
    yield {
      at: first.block.header,
      summary: `${about} has real server '${nameOf(first)}' on '${node.name}' where '${other.name}' has '${nameOf(second)}'.`,
      detail,
      related: on(second.block.header),
    };
    return;
  }
  for (const each of missing) {
    const summary = `${about} lacks real server '${nameOf(each)}' on '${node.name}', which it has on '${other.name}'.`;
    yield { at: own.block.header, summary, detail, related: on(each.block.header) };
  }
  for (const each of extra) {
    const summary = `${about} has real server '${nameOf(each)}' on '${node.name}', which it lacks on '${other.name}'.`;
    yield { at: each.block.header, summary, detail, related: on(usual.block.header) };
  }
}

/** As the lines write it. */
function nameOf({ ip, port }: RealServer): string {
  return `${ip.text} ${port.value}`;
}

type Value = string | number | null;

/** What both must have alike, and what comes of it where they have not. */
const SETTINGS: readonly {
  readonly what: string;
  readonly of: (server: VirtualServer) => Setting<Value>;
  readonly detail: string;
}[] = [
  {
    what: 'scheduler',
    of: ({ scheduler }) => scheduler,
    detail: 'After a failover the same servers share the connections in another way.',
  },
  {
    what: 'method',
    of: ({ method }) => method,
    detail: 'Real servers are set up for one method: while the node with the other one is master, their answers may not reach the clients.',
  },
  {
    what: 'persistence_timeout',
    of: ({ persistence }) => persistence.timeout,
    detail: 'For how long a client comes back to the same real server depends on which node is master.',
  },
];

function worded(what: string | null, value: Value): string {
  if (value === null) return what === null ? 'none' : `no ${what}`;
  return what === null ? `'${value}'` : `${what} '${value}'`;
}

function placeOf({ block }: VirtualServer, { node }: Setting<unknown>): Span {
  return node ? lineSpan(node) : block.header;
}
