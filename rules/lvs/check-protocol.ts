import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'lvs/check-protocol',
  title: 'A UDP service is checked over TCP on the same port',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/check/check_tcp.c:tcp_connect_thread'],
  what: 'A virtual server with `protocol UDP` (or without one, which is UDP) whose real servers are checked by `TCP_CHECK`, `HTTP_GET`, `SSL_GET` or `SMTP_CHECK` on their own port.',
  why: `Whether something takes a TCP connection says nothing of what answers UDP on the same port. Where nothing listens to TCP there, the check never succeeds, and all servers are
taken out of the pool; where something does, it goes on succeeding when the UDP service is dead.`,
  advice: 'Use `UDP_CHECK` (2.1.1 and later), `DNS_CHECK` or a script, or write `connect_port` of a port that the check is meant for.',
  unless: 'one program serves both, as name servers do.',
  references: [{ title: 'keepalived.conf(5): TCP_CHECK, UDP_CHECK, DNS_CHECK', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Nothing listens to TCP there',
        config: `virtual_server 192.0.2.200 514 {
    delay_loop 6
    lb_algo rr
    lb_kind NAT
    protocol UDP
    real_server 198.51.100.11 514 {
        TCP_CHECK {  #~ ^TCP_CHECK^ '514'  #=> UDP_CHECK {
        }
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Another port, or a name server',
        config: `virtual_server 192.0.2.200 514 {
    lb_algo rr
    lb_kind NAT
    protocol UDP
    real_server 198.51.100.11 514 {
        TCP_CHECK {
            connect_port 8514
        }
    }
}

virtual_server 192.0.2.200 53 {
    lb_algo rr
    lb_kind NAT
    protocol UDP
    real_server 198.51.100.11 53 {
        TCP_CHECK {
        }
    }
}
`,
      },
    ],
  },
  check: {
    view({ virtualServers }, report) {
      for (const { protocol, realServers, dropped } of virtualServers) {
        if (dropped || protocol.value !== 'UDP' || protocol.as !== 'given') continue;
        for (const { port, checkers } of realServers) {
          if (BOTH.has(port.value)) continue;
          for (const checker of checkers) {
            if (!OVER_TCP.has(checker.kind) || checker.port.value !== port.value || port.value === 0) continue;
            report({
              at: checker.block.keyword,
              summary: `The service is UDP, and this check asks port '${port.value}' over TCP.`,
              detail:
                'Where nothing listens to TCP there, all servers are taken out; where something does, the check says nothing of the service.',
              ...(protocol.node && { related: [{ at: protocol.node, message: 'The protocol of the service.' }] }),
            });
          }
        }
      }
    },
  },
});

const OVER_TCP: ReadonlySet<string> = new Set(['TCP_CHECK', 'HTTP_GET', 'SSL_GET', 'SMTP_CHECK']);

/** Ports of services that one program serves over UDP and TCP: DNS, Kerberos, LDAP, SIP, and HTTPS with QUIC. */
const BOTH: ReadonlySet<number> = new Set([53, 88, 389, 443, 464, 5060, 5061]);
