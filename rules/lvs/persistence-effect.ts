import { keywordSpan } from '../../src/binding/place.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'lvs/persistence-effect',
  title: 'Persistence that makes no sense as written',
  severity: 'info',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/linux/net/netfilter/ipvs/ip_vs_core.c:ip_vs_schedule'],
  what: `\`persistence_timeout\` together with a scheduler that already sends a client to the same server (\`sh\`, \`mh\`), together with \`ops\`, which schedules every packet by itself, and one above half an
hour without \`inhibit_on_failure\`; \`persistence_granularity\` without \`persistence_timeout\`.`,
  why: `Persistence is looked up before the scheduler is asked, so of the two only one works. A client stays with its server for the whole time after its last connection, also when
the server has been switched off for new ones.`,
  advice: 'Keep the one that you mean.',
  unless: 'sessions are meant to last for hours.',
  options: {
    longest: { is: 'number', default: 1800, minimum: 1, what: 'Seconds of `persistence_timeout` that are not yet long' },
  },
  references: [
    { title: 'keepalived.conf(5): persistence_timeout, persistence_granularity, ops', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'Twice the same, and for hours',
        config: `virtual_server 192.0.2.200 80 {
    lb_algo sh
    lb_kind NAT
    protocol TCP
    persistence_timeout 300  #~ ^persistence_timeout^ scheduler 'sh'  #=>
    real_server 198.51.100.11 80 {
        TCP_CHECK {
        }
    }
}

virtual_server 192.0.2.200 443 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    persistence_timeout 7200  #~ ^persistence_timeout^ '7200' seconds  #=> persistence_timeout 600
    real_server 198.51.100.11 443 {
        TCP_CHECK {
        }
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Five minutes',
        config: `virtual_server 192.0.2.200 80 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    persistence_timeout 300
    real_server 198.51.100.11 80 {
        TCP_CHECK {
        }
    }
}
`,
      },
    ],
  },
  check: {
    view({ virtualServers }, report, { longest }) {
      for (const { persistence, scheduler, onePacketScheduling, inhibitOnFailure } of virtualServers) {
        const { timeout, granularity } = persistence;
        const { value, node } = timeout;
        if (value === null || node === null) {
          if (granularity.node === null || granularity.value === null) continue;
          report({
            at: keywordSpan(granularity.node),
            summary: "'persistence_granularity' has no effect without 'persistence_timeout'.",
            detail: 'Every connection is scheduled by itself.',
            advice: "Remove it, or write 'persistence_timeout' as well.",
          });
        } else if (onePacketScheduling.value) {
          report({
            at: keywordSpan(node),
            summary: "'persistence_timeout' and 'ops' contradict each other.",
            detail: "'ops' schedules every packet by itself, persistence sends a client to the same server.",
            advice: 'Remove the one that is not meant.',
          });
        } else if (STICKY.has(scheduler.value)) {
          report({
            at: keywordSpan(node),
            summary: `The scheduler '${scheduler.value}' sends a client to the same server without 'persistence_timeout'.`,
            detail:
              'Persistence is looked up first: while it lasts, the scheduler is not asked, and a change of its table reaches no client that is known.',
            advice: "Remove 'persistence_timeout', or choose another scheduler.",
          });
        } else if (value > longest && !inhibitOnFailure.value) {
          report({
            at: keywordSpan(node),
            summary: `A client stays with its server for '${value}' seconds after its last connection.`,
            detail: 'A server that is to be emptied for maintenance goes on getting its clients for as long.',
            advice: 'Write as few seconds as a client of the service may be away without losing its session.',
          });
        }
      }
    },
  },
});

/** Schedulers that choose by the address of the client. */
const STICKY: ReadonlySet<string> = new Set(['sh', 'mh']);
