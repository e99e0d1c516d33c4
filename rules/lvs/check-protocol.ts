import { occurs } from '../../src/binding/occurring-keywords.ts';
import type { Checker } from '../../src/model/lvs/checker.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'lvs/check-protocol',
  title: 'A check speaks another protocol than what listens on its port',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/check/check_tcp.c:tcp_connect_thread', 'source/check/check_http.c:http_check_thread'],
  what: 'A virtual server with `protocol UDP` (or without one, which is UDP) whose real servers are checked by `TCP_CHECK`, `HTTP_GET`, `SSL_GET` or `SMTP_CHECK` on their own port; `SSL_GET` of port 80, and `HTTP_GET` of port 443.',
  why: `Whether something takes a TCP connection says nothing of what answers UDP on the same port. Where nothing listens to TCP there, the check never succeeds, and all servers are
taken out of the pool; where something does, it goes on succeeding when the UDP service is dead.

\`SSL_GET\` begins with TLS, which a server of plain HTTP does not understand; \`HTTP_GET\` sends plain HTTP, which a server behind TLS refuses. Either check fails for servers that are well.`,
  advice:
    'Use `UDP_CHECK` (2.1.1 and later), `DNS_CHECK` or a script, or write `connect_port` of a port that the check is meant for. Port 80 is asked with `HTTP_GET`, port 443 with `SSL_GET`.',
  unless: 'one program serves both, as name servers do, or something else listens on the port than what mostly does.',
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
      {
        title: 'TLS to a port of plain HTTP, and the other way round',
        config: `virtual_server 192.0.2.200 80 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        SSL_GET {  #~ ^SSL_GET^ 'SSL_GET' speaks TLS, and port 80 mostly plain HTTP.  #=> HTTP_GET {
            url {
                path /
            }
        }
    }
}

virtual_server 192.0.2.200 443 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 198.51.100.11 443 {
        HTTP_GET {  #~ ^HTTP_GET^ 'HTTP_GET' speaks plain HTTP, and port 443 mostly TLS.  #=> SSL_GET {
            url {
                path /
            }
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
    view({ bound, virtualServers }, report) {
      if (!occurs(bound, ({ name }) => OVER_TCP.has(name))) return;
      for (const { protocol, realServers, dropped } of virtualServers) {
        if (dropped) continue;
        for (const checker of realServers.flatMap(({ checkers }) => checkers)) {
          const message = aboutWeb(checker);
          if (message) report(message);
        }
        if (protocol.value !== 'UDP' || protocol.as !== 'given') continue;
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

/** `SSL_GET` of the port of plain HTTP, and `HTTP_GET` of that of HTTPS. */
function aboutWeb({ kind, port, block }: Checker): Message | null {
  const mistaken = WEB.find((each) => each.kind === kind && each.port === port.value);
  if (!mistaken) return null;
  return {
    at: block.keyword,
    summary: `'${kind}' speaks ${mistaken.speaks}, and port ${mistaken.port} mostly ${mistaken.listens}.`,
    detail: 'Where it does, no server passes this check, and all are taken out.',
    advice: `Write '${mistaken.instead}', or 'connect_port' with a port that speaks ${mistaken.speaks}.`,
  };
}

const WEB = [
  { kind: 'SSL_GET', port: 80, speaks: 'TLS', listens: 'plain HTTP', instead: 'HTTP_GET' },
  { kind: 'HTTP_GET', port: 443, speaks: 'plain HTTP', listens: 'TLS', instead: 'SSL_GET' },
];

const OVER_TCP: ReadonlySet<string> = new Set(['TCP_CHECK', 'HTTP_GET', 'SSL_GET', 'SMTP_CHECK']);

/** Ports of services that one program serves over UDP and TCP: DNS, Kerberos, LDAP, SIP, and HTTPS with QUIC. */
const BOTH: ReadonlySet<number> = new Set([53, 88, 389, 443, 464, 5060, 5061]);
