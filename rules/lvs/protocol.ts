import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'lvs/protocol',
  title: 'The protocol of a virtual server is missing or has no effect',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'reports',
  proof: ['source/check/check_data.c:validate_check_config', 'config-test'],
  what: `A virtual server that serves an address but has no \`protocol\`, one that serves only firewall marks and has one, and \`ops\`
(one-packet scheduling) with a protocol other than UDP.`,
  why: `Without \`protocol\` keepalived takes UDP. A web server behind such a virtual server gets nothing: the TCP connections of its
clients do not match the service, and are refused or answered by the director itself. For a firewall mark the protocol is whatever the
firewall has marked.`,
  advice: 'Write `protocol TCP`, `UDP` or `SCTP` where an address is served; remove it where only firewall marks are. `ops` is for UDP.',
  references: [
    { title: 'keepalived.conf(5): virtual server, protocol, ops', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'ipvsadm(8): --ops', url: 'https://man7.org/linux/man-pages/man8/ipvsadm.8.html' },
  ],
  examples: {
    bad: [
      {
        title: 'TCP was meant, UDP is served',
        config: `virtual_server 192.0.2.10 80 {  #~ ^virtual_server 192.0.2.10 80^ has no 'protocol'
    lvs_sched rr
    lvs_method NAT
    real_server 198.51.100.11 80 {  #=> protocol TCP ↵ real_server 198.51.100.11 80 {
        weight 1
    }
}
`,
      },
      {
        title: 'A firewall mark with a protocol',
        config: `virtual_server fwmark 3 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP  #~ ignores 'protocol TCP'  #=>
    real_server 198.51.100.11 80 {
        weight 1
    }
}
`,
      },
      {
        title: 'Single packets of a TCP connection',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    ops  #~ switches 'ops' off  #=>
    real_server 198.51.100.11 80 {
        weight 1
    }
}
`,
      },
    ],
    good: [
      {
        title: 'UDP with one-packet scheduling',
        config: `virtual_server 192.0.2.10 53 {
    lvs_sched rr
    lvs_method NAT
    protocol UDP
    ops
    real_server 198.51.100.11 53 {
        weight 1
    }
}
`,
      },
      {
        title: 'A firewall mark without a protocol',
        config: `virtual_server fwmark 3 {
    lvs_sched rr
    lvs_method NAT
    ops
    real_server 198.51.100.11 80 {
        weight 1
    }
}
`,
      },
    ],
  },
  words: {
    'lvs/protocol-missing': ({ subject }) => ({
      severity: 'error',
      summary: `Virtual server '${subject}' has no 'protocol'.`,
      detail: `keepalived balances UDP there, and TCP connections reach no real server.`,
      advice: "Write 'protocol TCP', or 'protocol UDP' if that is what you mean.",
    }),
    'lvs/protocol-with-fwmark': ({ subject, written }) => ({
      summary: `keepalived ignores 'protocol ${written}' of '${subject}', which serves firewall marks only.`,
      detail: `It balances whatever the firewall has marked, of any protocol.`,
      advice: "Remove 'protocol', and let the firewall rule mark only the protocol that you want.",
      against: 'Firewall marks are served here.',
    }),
    'lvs/ops-without-udp': ({ subject, written }) => ({
      summary: `keepalived switches 'ops' off for '${subject}', which serves ${written}.`,
      detail: `Its packets go on being scheduled by connection.`,
      advice: "Remove 'ops', or use 'protocol UDP'.",
      against: 'One-packet scheduling works with UDP only.',
    }),
  },
});
