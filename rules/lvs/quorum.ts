import { lineSpan } from '../../src/binding/place.ts';
import type { Checker } from '../../src/model/lvs/checker.ts';
import type { VirtualServer } from '../../src/model/lvs/virtual-server.ts';
import { unreadInclude } from '../../src/rule/consequences.ts';
import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'lvs/quorum',
  title: 'A quorum can never be reached, or a hysteresis undoes it',
  severity: 'warning',
  precision: 'very-high',
  verdict: { '2.0.0': 'reports' },
  proof: ['source/check/check_data.c:validate_check_config', 'source/check/ipwrapper.c:update_quorum_state', 'config-test'],
  what: `A \`quorum\` above the sum of the weights of all real servers, alone or together with its \`hysteresis\`, a \`hysteresis\` that is not below the
quorum, and real servers that all have weight 0.`,
  why: `The virtual server is up while the weights of the living real servers add up to the quorum. keepalived lowers a quorum that cannot
be reached to the sum of the weights: then one failed server is enough to take the whole service down, or to send every client to the sorry
server. From its start on, and whenever the quorum was lost, it takes the quorum for reached at the sum of \`quorum\` and \`hysteresis\`; where all servers
together weigh less, \`quorum_up\` never runs, and the sorry server has all clients for good. With weight 0 everywhere no server gets a connection; the quorum becomes 0, the hysteresis wraps round to 4294967295, and the
virtual server is never taken down again.`,
  advice: 'Count the weights: the quorum is a sum of weights, not a number of servers. Keep the hysteresis below it.',
  references: [{ title: 'keepalived.conf(5): quorum, hysteresis, weight', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'More than there is',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    quorum 3  #~ lowers the quorum of '192.0.2.10 80' from '3' to '2'  #=> quorum 1
    real_server 198.51.100.11 80 {
        weight 1
    }
    real_server 198.51.100.12 80 {
        weight 1
    }
}
`,
      },
      {
        title: 'A hysteresis as large as the quorum',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    quorum 2
    hysteresis 2  #~ sets it to '1'  #=> hysteresis 1
    real_server 198.51.100.11 80 {
        weight 3
    }
}
`,
      },
      {
        title: 'A hysteresis that is more than what the servers have above the quorum',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    quorum 2
    hysteresis 1  #~ ^hysteresis 1^ 'quorum 2' and 'hysteresis 1' ask for 3, and all real servers of '192.0.2.10 80' together weigh 2  #=>
    sorry_server 198.51.100.99 80
    real_server 198.51.100.11 80 {
        weight 1
    }
    real_server 198.51.100.12 80 {
        weight 1
    }
}

virtual_server 192.0.2.11 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    quorum 20
    hysteresis 5  #~ ^hysteresis 5^ So 'quorum_up' never runs  #=>
    quorum_up "/usr/libexec/keepalived/announce"
    real_server 198.51.100.11 80 {
        weight 20
    }
}
`,
      },
      {
        title: 'Nobody gets a connection',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        weight 0  #~ no real server of '192.0.2.10 80' gets a connection  #=> weight 1
    }
}
`,
      },
    ],
    good: [
      {
        title: 'One of three may fail',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    quorum 20
    hysteresis 5
    real_server 198.51.100.11 80 {
        weight 10
    }
    real_server 198.51.100.12 80 {
        weight 10
    }
    real_server 198.51.100.13 80 {
        weight 10
    }
}
`,
      },
      {
        title: 'As much as all servers weigh, and a weight that a check sets',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    quorum 2
    hysteresis 1
    real_server 198.51.100.11 80 {
        weight 3
    }
}

virtual_server 192.0.2.11 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    quorum 1
    hysteresis 0
    real_server 198.51.100.11 80 {
        weight 1
    }
}

virtual_server 192.0.2.12 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    quorum 10
    hysteresis 5
    real_server 198.51.100.11 80 {
        weight 10
        MISC_CHECK {
            misc_path "/usr/libexec/keepalived/load"
            misc_dynamic
        }
    }
}
`,
      },
    ],
  },
  words: {
    'lvs/quorum-above-weights': ({ subject, data: { quorum, weights } }) => ({
      summary: `keepalived lowers the quorum of '${subject}' from '${quorum}' to '${weights}', the weight of all its real servers.`,
      detail: `As soon as one of them fails, the whole virtual server counts as down.`,
      advice: 'Write a quorum below the sum of the weights, or give the real servers more weight.',
    }),
    'lvs/all-weights-zero': ({ subject }) => ({
      severity: 'error',
      summary: `All weights are 0, so no real server of '${subject}' gets a connection.`,
      detail: `keepalived sets the quorum to 0, so the service counts as up all the same, and is never taken down.`,
      advice: 'Give at least one real server a weight above 0.',
      against: 'The quorum.',
    }),
    'lvs/hysteresis-not-below-quorum': ({ subject, written, used }) =>
      used === '4294967295'
        ? {
            // It is told with the weights.
            again: true,
            summary: `The hysteresis of '${subject}' becomes '${used}', because its quorum is 0.`,
            detail: `The virtual server never changes its state again.`,
            advice: 'Give at least one real server a weight above 0.',
          }
        : {
            summary: `A hysteresis of '${written}' is not below the quorum of '${subject}'; keepalived sets it to '${used}'.`,
            advice: 'Write a hysteresis below the quorum, or a higher quorum.',
            against: 'The quorum.',
          },
  },
  check: {
    view(configuration, report) {
      if (unreadInclude(configuration)) return;
      for (const server of configuration.virtualServers) {
        const { name, dropped, quorum, hysteresis, sorryServer, realServers } = server;
        if (dropped || quorum.as === 'corrected' || hysteresis.as !== 'given' || !hysteresis.node || hasOwnWeights(server)) continue;
        const asked = quorum.value + hysteresis.value;
        const weights = realServers.reduce((sum, { weight }) => sum + weight.value, 0);
        if (asked <= weights) continue;
        report({
          at: lineSpan(hysteresis.node),
          verdict: 'silent',
          summary: `'quorum ${quorum.value}' and 'hysteresis ${hysteresis.value}' ask for ${asked}, and all real servers of '${name}' together weigh ${weights}.`,
          detail: `From its start on keepalived takes the quorum for reached at the sum of both, which is never. So ${
            sorryServer
              ? 'the sorry server has all clients, though the real servers are alive.'
              : "'quorum_up' never runs, and the virtual server counts as down."
          }`,
          advice: `Write a quorum and a hysteresis that are ${weights} at most together, or leave out 'hysteresis'.`,
          ...(sorryServer && { severity: 'error' }),
        });
      }
    },
  },
});

/** Whether checks set the weights of servers while they run. */
function hasOwnWeights({ realServers }: VirtualServer): boolean {
  return realServers.some(({ checkers }) => checkers.some(setsWeight));
}

function setsWeight({ kind, bound }: Checker): boolean {
  return kind === 'FILE_CHECK' || (kind === 'MISC_CHECK' && bound.children.some(({ keyword }) => keyword.name === 'misc_dynamic'));
}
