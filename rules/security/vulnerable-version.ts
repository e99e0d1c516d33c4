import { atLeast } from '../../grammar/version.ts';
import { lineSpan } from '../../src/binding/place.ts';
import { globalLines } from '../../src/model/read-settings.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inProfiles } from '../profiles.ts';

export default defineRule({
  id: 'security/vulnerable-version',
  title: 'A release with a memory error that this configuration comes near',
  severity: 'off',
  precision: 'high',
  profiles: inProfiles({ security: 'warning' }),
  verdict: 'silent',
  proof: ['source/lib/html.c:extract_status_code'],
  what: '`HTTP_GET` or `SSL_GET` before 2.0.7, and an empty name in `vrrp_ipsets` before 2.3.2. A distribution may have fixed an older release.',
  why: `Before 2.0.7 a checked server can overwrite memory of keepalived with the status line of its answer (CVE-2018-19115). An empty name in \`vrrp_ipsets\` makes keepalived before 2.3.2 read outside of its memory (CVE-2024-41184).`,
  advice: 'Update keepalived, or see whether your distribution has fixed its release.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'A server that answers too much',
        version: '2.0.5',
        notMended: 'keepalived is what has to change.',
        config: `virtual_server 192.0.2.200 80 {
    delay_loop 6
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        HTTP_GET {  #~ ^HTTP_GET^ CVE-2018-19115
            url {
                path /
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
        title: 'A later release',
        version: '2.0.7',
        config: `virtual_server 192.0.2.200 80 {
    delay_loop 6
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        HTTP_GET {
            url {
                path /
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
    view(configuration, report) {
      const { version } = configuration.target;
      if (!atLeast(version, '2.0.7')) {
        const checkers = configuration.virtualServers.flatMap(({ realServers }) => realServers.flatMap((each) => each.checkers));
        const checker = checkers.find(({ kind }) => kind === 'HTTP_GET' || kind === 'SSL_GET');
        if (checker) {
          report({
            at: checker.block.keyword,
            summary: `The answer of a checked server can overwrite memory of keepalived ${version} (CVE-2018-19115).`,
            detail: 'Whoever has such a server may run what they like on this one, which mostly is root.',
          });
        }
      }
      if (atLeast(version, '2.3.2')) return;
      for (const { keyword, args, node } of globalLines(configuration.bound.children)) {
        if (keyword.name !== 'vrrp_ipsets' || args.every(({ word }) => word.text !== '')) continue;
        report({
          at: lineSpan(node),
          summary: `An empty name here makes keepalived ${version} read outside of its memory (CVE-2024-41184).`,
          detail: 'It may end, and the node gives up its addresses.',
        });
      }
    },
  },
});
