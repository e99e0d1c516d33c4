import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'lvs/scheduler',
  title: 'The scheduler of a virtual server is missing or has flags that are not its own',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'reports',
  proof: ['source/check/check_data.c:validate_check_config', 'config-test'],
  what: `A virtual server without a valid \`lvs_sched\` (or \`lb_algo\`), and the flags of the hashing schedulers (\`sh-port\`,
\`sh-fallback\`, \`mh-port\`,
\`mh-fallback\`) with another scheduler above them.`,
  why: `Without a scheduler keepalived takes \`wlc\`: new connections go to the server with the fewest. The flags decide whether the port of
the client counts, and what happens when its server is out; without them all clients behind one address go to one server, or a client whose
server is out gets no other.`,
  advice: 'Write `lvs_sched` above the flags, and use the flags that begin with its name.',
  references: [
    { title: 'keepalived.conf(5): lvs_sched, sh-port, mh-port', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'ipvsadm(8): --scheduler, --sched-flags', url: 'https://man7.org/linux/man-pages/man8/ipvsadm.8.html' },
  ],
  examples: {
    bad: [
      {
        title: 'None at all',
        config: `virtual_server 192.0.2.10 80 {  #~ ^virtual_server 192.0.2.10 80^ has no scheduler ('lvs_sched', formerly 'lb_algo')
    lvs_method NAT  #=> lvs_sched wlc ↵ lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        weight 1
    }
}
`,
      },
      {
        title: 'A flag of another scheduler',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    sh-port  #~ scheduler 'rr' does not hash  #=>
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        weight 1
    }
}

virtual_server 192.0.2.11 80 {
    lvs_sched mh
    sh-fallback  #~ its scheduler is 'mh'  #=> mh-fallback
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        weight 1
    }
}
`,
      },
    ],
    good: [
      {
        title: 'A scheduler with its own flags',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched mh
    mh-port
    mh-fallback
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        weight 1
    }
}
`,
      },
    ],
  },
  words: {
    'lvs/scheduler-missing': ({ subject, used }) => ({
      summary: `Virtual server '${subject}' has no scheduler ('lvs_sched', formerly 'lb_algo').`,
      detail: `keepalived takes '${used}': new connections go to the server that has the fewest for its weight.`,
      advice: `Write 'lvs_sched ${used}', or the scheduler that you want.`,
    }),
    'lvs/hashed-obsolete': ({ subject }) => ({
      summary: `'hashed' of '${subject}' does nothing since keepalived 2.1.4, and its config test fails.`,
      advice: "Remove 'hashed'.",
    }),
    'lvs/scheduler-flag-needs-hash-scheduler': ({ subject, written, used }) => ({
      summary: `keepalived ignores '${written}' of '${subject}', because scheduler '${used}' does not hash.`,
      advice: `Remove '${written}', or use 'lvs_sched ${written?.slice(0, 2)}' above it.`,
      against: 'The scheduler.',
    }),
    'lvs/scheduler-flag-of-other-scheduler': ({ subject, written, used }) => ({
      summary: `keepalived ignores '${written}' of '${subject}' without a word, because its scheduler is '${used}'.`,
      advice: `Write '${used}${written?.slice(2)}'.`,
      against: 'The scheduler.',
    }),
  },
});
