import { isValue } from '../../src/binding/bound.ts';
import { occurs } from '../../src/binding/occurring-keywords.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'lvs/ssl-sni',
  title: 'An SSL_GET names a host and does not tell it in the handshake',
  severity: 'info',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/check/check_ssl.c:ssl_connect'],
  what: 'An `SSL_GET` with a `virtualhost` (its own, that of a url, of the real server or of the virtual server) and without `enable_sni`.',
  why: `\`virtualhost\` goes into the Host header, which is sent once TLS stands. Which certificate a server shows is settled before, by the name in the handshake (SNI), and without
\`enable_sni\` there is none. A server without a default certificate breaks off, and the check takes it out of the pool; one with a default answers for another site.`,
  advice: 'Write `enable_sni` in the `SSL_GET`.',
  unless: 'the server has one certificate for all names.',
  references: [{ title: 'keepalived issue 804: SSL_GET and SNI', url: 'https://github.com/acassen/keepalived/issues/804' }],
  examples: {
    bad: [
      {
        title: 'The name comes too late',
        config: `virtual_server 192.0.2.200 443 {
    delay_loop 6
    lb_algo rr
    lb_kind NAT
    protocol TCP
    virtualhost www.example.com
    real_server 198.51.100.11 443 {
        SSL_GET {  #~ ^SSL_GET^ 'www.example.com'  #=> SSL_GET {↵    enable_sni
            url {
                path /health
                status_code 200
            }
        }
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Told in the handshake, or no name at all',
        config: `virtual_server 192.0.2.200 443 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 198.51.100.11 443 {
        SSL_GET {
            enable_sni
            virtualhost www.example.com
            url {
                path /health
                status_code 200
            }
        }
    }
    real_server 198.51.100.12 443 {
        SSL_GET {
            url {
                path /health
                status_code 200
            }
        }
    }
}
`,
      },
    ],
  },
  check: {
    view({ bound: root, virtualServers }, report) {
      if (!occurs(root, ({ name }) => name === 'SSL_GET')) return;
      for (const { realServers, virtualhost } of virtualServers) {
        for (const realServer of realServers) {
          for (const { kind, block, bound } of realServer.checkers) {
            if (kind !== 'SSL_GET') continue;
            const lines = bound.children.flatMap((child) => ('children' in child ? child.children : [child])).filter(isValue);
            if (lines.some(({ keyword }) => keyword.name === 'enable_sni')) continue;
            const own = lines.find(({ keyword }) => keyword.name === 'virtualhost')?.args[0]?.word.text;
            const host = own ?? realServer.virtualhost.value ?? virtualhost.value;
            if (host === null) continue;
            report({
              at: block.keyword,
              summary: `This check asks for '${host}' and does not name it in the TLS handshake.`,
              detail: 'A server that chooses its certificate by the name breaks off, or answers for another site.',
              advice: "Write 'enable_sni' here.",
            });
          }
        }
      }
    },
  },
});
