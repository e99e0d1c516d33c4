import { isBlock } from '../../src/binding/bound.ts';
import { lineSpan } from '../../src/binding/place.ts';
import type { ClusterNode } from '../../src/cluster/cluster.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/router-id',
  title: 'Two nodes call themselves by one router_id',
  severity: 'info',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/core/smtp.c:smtp_alert', 'source/vrrp/vrrp_snmp.c:vrrp_snmp_instance_trap'],
  what: `The same \`router_id\` in global_defs of two nodes of a cluster.`,
  why: `It stands in e-mails and SNMP traps: with one name for two, nobody can tell which node sends them.`,
  advice: `Write the name of the host, or leave the line out: keepalived then takes that name.`,
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'LVS_DEVEL, from the example that everybody copies',
        config: `global_defs {
    router_id LVS_DEVEL
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
`,
        otherNodes: {
          'node2.conf': `global_defs {
    router_id LVS_DEVEL  #~ 'node2.conf' and 'keepalived.conf' both call themselves 'LVS_DEVEL'.  #=>
}

vrrp_instance VI_1 {
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
    good: [
      {
        title: 'A name for each',
        config: `global_defs {
    router_id lb1
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
`,
        otherNodes: {
          'node2.conf': `global_defs {
    router_id lb2
}

vrrp_instance VI_1 {
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
      const names = new Map<string, ReturnType<typeof routerIdOf>>();
      for (const node of cluster.nodes) {
        const own = routerIdOf(node);
        if (!own) continue;
        const other = names.get(own.name);
        if (!other) names.set(own.name, own);
        else if (other.node.root !== node.root) {
          report(node, {
            at: lineSpan(own.line),
            summary: `'${node.name}' and '${other.node.name}' both call themselves '${own.name}'.`,
            detail: 'Nobody can tell from this name which of them sends an e-mail or an SNMP trap.',
            related: [{ at: placeIn(other.node, lineSpan(other.line)), message: `The same on '${other.node.name}'.` }],
          });
        }
      }
    },
  },
});

function routerIdOf(node: ClusterNode) {
  const lines = node.configuration.bound.children
    .filter(isBlock)
    .filter(({ keyword }) => keyword.name === 'global_defs')
    .flatMap(({ children }) => children.filter(({ keyword }) => keyword.name === 'router_id'));
  const last = lines.findLast((line) => !isBlock(line) && line.args.length > 0);
  const name = last?.args[0]?.word.text;
  return last && name !== undefined ? { node, name, line: last.node } : null;
}
