import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'lvs/quorum',
  title: 'A quorum can never be reached, or a hysteresis undoes it',
  severity: 'warning',
  precision: 'very-high',
  verdict: { '2.0.0': 'reports' },
  proof: ['source/check/check_data.c:validate_check_config', 'source/ipwrapper.c:update_quorum_state', 'config-test'],
  what: `A \`quorum\` above the sum of the weights of all real servers, a \`hysteresis\` that is not below the quorum, and real servers that
all have weight 0.`,
  why: `The virtual server is up while the weights of the living real servers add up to the quorum. keepalived lowers a quorum that cannot
be reached to the sum of the weights: then one failed server is enough to take the whole service down, or to send every client to the sorry
server. With weight 0 everywhere no server gets a connection; the quorum becomes 0, the hysteresis wraps round to 4294967295, and the
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
        weight 2
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
});
