import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'lvs/sorry-server',
  title: 'A sorry server that is not used as written',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'reports',
  proof: ['source/check/check_data.c:validate_check_config', 'config-test'],
  what: `A sorry server that is also a real server and has another setting for what happens to its weight: \`sorry_server_inhibit\` differs
from \`inhibit_on_failure\` of that real server.`,
  why: `IPVS knows one entry for each address and port. keepalived uses the setting of the real server for both: a sorry server that was to
stay with weight 0, so that its connections live on, is removed; or the other way round.`,
  advice: 'Say the same in both places.',
  references: [
    { title: 'keepalived.conf(5): sorry_server, sorry_server_inhibit, inhibit_on_failure', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'One server, two settings',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    sorry_server 198.51.100.11 80  #~ switches 'sorry_server_inhibit' on  #=> sorry_server 198.51.100.11 80 ↵ sorry_server_inhibit
    real_server 198.51.100.11 80 {
        inhibit_on_failure
    }
}
`,
      },
    ],
    good: [
      {
        title: 'One server, one setting',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    sorry_server 198.51.100.11 80
    sorry_server_inhibit
    real_server 198.51.100.11 80 {
        inhibit_on_failure
    }
}
`,
      },
    ],
  },
  words: {
    'lvs/sorry-server-inhibit-differs': ({ subject, written, used }) => ({
      summary: `keepalived switches 'sorry_server_inhibit' ${used} for '${subject}', because its sorry server is also the real server '${written}' and that says so.`,
      detail: used === 'on' ? 'Its weight becomes 0 where the entry should go.' : 'The entry goes where its weight should become 0.',
      advice:
        used === 'on'
          ? "Write 'sorry_server_inhibit' too, or remove 'inhibit_on_failure'."
          : "Write 'inhibit_on_failure' too, or remove 'sorry_server_inhibit'.",
      against: 'The same server as a real server.',
    }),
  },
});
