import { memoized } from '../../grammar/memoized.ts';
import { occurs } from '../../src/binding/occurring-keywords.ts';
import type { CheckId } from '../../src/daemon/checks/index.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { bySubject } from '../../src/model/correction.ts';
import type { VirtualServer } from '../../src/model/lvs/virtual-server.ts';
import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'lvs/servers',
  title: 'A server stands twice, or a virtual server is left without any',
  severity: 'error',
  precision: 'very-high',
  verdict: 'reports',
  proof: ['source/check/check_data.c:validate_check_config', 'config-test'],
  what: `Two real servers with one address and port in a virtual server, two virtual servers for one service, a virtual server none of whose
real servers can be used, and an \`lthreshold\` above its \`uthreshold\`.`,
  why: `Of two equal real servers keepalived removes the second, with its weight and its checks. Of two equal virtual servers it says
nothing: the kernel knows the service only once, and both lists of real servers and both sets of checks act on it. When the checks of one
take a server out, the other still counts it. A virtual server without usable real servers is removed: its address answers nothing.`,
  advice: 'Write each server once.',
  references: [{ title: 'keepalived.conf(5): virtual_server, real_server, uthreshold', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['lvs/vs-duplicate', 'lvs/lthreshold-above-uthreshold'],
  examples: {
    bad: [
      {
        title: 'The same real server again',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        weight 1
    }
    real_server 198.51.100.11 80 {  #~ ^real_server 198.51.100.11 80^ a second time  #=> real_server 198.51.100.12 80 {
        weight 5
    }
}
`,
      },
      {
        title: 'The same service again',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        weight 1
    }
}  #=>
  #=>
virtual_server 192.0.2.10 80 {  #~ ^virtual_server 192.0.2.10 80^ is there twice  #=>
    lvs_sched rr  #=>
    lvs_method NAT  #=>
    protocol TCP  #=>
    real_server 198.51.100.12 80 {
        weight 1
    }
}
`,
      },
      {
        title: 'None that can be used',
        config: `virtual_server 192.0.2.10 80 {  #~ ^virtual_server 192.0.2.10 80^ no usable real server
    lvs_sched rr
    protocol TCP  #=> protocol TCP ↵ lvs_method TUN
    real_server 2001:db8::11 80 {
        weight 1
    }
    lvs_method TUN  #=>
}
`,
      },
      {
        title: 'Full before it is empty',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        uthreshold 100
        lthreshold 200  #~ above 'uthreshold 100'  #=> lthreshold 50
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Two ports of one server',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 8080 {
        weight 1
    }
    real_server 198.51.100.11 8081 {
        uthreshold 200
        lthreshold 100
    }
}

virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol UDP
    real_server 198.51.100.11 8080 {
        weight 1
    }
}
`,
      },
    ],
  },
  words: {
    'lvs/rs-duplicate': ({ subject, written }) => ({
      summary: `Real server '${written}' stands a second time in '${subject}'.`,
      detail: `keepalived removes this one, with its weight and its checks.`,
      advice: 'Remove one of the two, or write the right address or port.',
      against: 'The one that stays.',
    }),
    'lvs/vs-no-real-servers': ({ subject }, configuration) => ({
      follows: ofOtherFamily(configuration).get(subject)?.at,
      summary: `Virtual server '${subject}' has no usable real server.`,
      detail: `keepalived removes it: its address answers nothing.`,
      advice: 'Correct the real servers in it, each of which is left out for a reason of its own.',
    }),
  },
  check: {
    view({ bound, virtualServers }, report) {
      for (const twins of twinsIn(virtualServers)) {
        report({
          at: twins.later.block.header,
          verdict: 'silent',
          summary: `Virtual server '${twins.later.name}' is there twice.`,
          detail:
            `The kernel knows the service only once: both lists of real servers and both sets of checks act on it, ` +
            "and keepalived's config test says nothing.",
          advice: 'Put the real servers into one virtual server.',
          related: [{ at: twins.first.block.header, message: 'The other one.' }],
        });
      }
      if (!occurs(bound, ({ name }) => name === 'lthreshold')) return;
      for (const { upperThreshold, lowerThreshold } of virtualServers.flatMap(({ realServers }) => realServers)) {
        if (upperThreshold.value <= 0 || lowerThreshold.value <= upperThreshold.value || !lowerThreshold.node || !upperThreshold.node)
          continue;
        report({
          at: lowerThreshold.node,
          severity: 'warning',
          verdict: 'silent',
          summary: `'lthreshold ${lowerThreshold.value}' is above 'uthreshold ${upperThreshold.value}'.`,
          detail: `keepalived does not compare them; the kernel takes the server as empty again while it is still full.`,
          advice: 'Write an lthreshold below the uthreshold.',
          related: [{ at: upperThreshold.node, message: 'The upper threshold.' }],
        });
      }
    },
  },
});

/** Two virtual servers for one service: the kernel takes only the first. */
function* twinsIn(servers: readonly VirtualServer[]): Generator<{ readonly first: VirtualServer; readonly later: VirtualServer }> {
  const known = new Map<string, VirtualServer>();
  for (const server of servers) {
    const { service } = server;
    if (server.dropped || service.kind === 'group') continue;
    const key =
      service.kind === 'fwmark' ? `${service.mark} ${server.family}` : `${service.ip?.text} ${service.port} ${server.protocol.value}`;
    const first = known.get(key);
    if (first) yield { first, later: server };
    else known.set(key, server);
  }
}

/** The first real server of the other address family, by virtual server: it is told there. */
const ofOtherFamily = memoized(({ corrections }: Configuration) => bySubject(corrections, new Set<CheckId>(['lvs/rs-family'])));
