import { isBlock, isValue } from '../../src/binding/bound.ts';
import { occurs } from '../../src/binding/occurring-keywords.ts';
import { lineSpan } from '../../src/binding/place.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'lvs/digest',
  title: 'A digest of a page that changes',
  severity: 'info',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/check/check_http.c:http_handle_response'],
  what: 'A `digest` in a `url` whose page probably changes: `/`, `.php`, `.jsp`, `.asp`, a query.',
  why: `keepalived compares the MD5 sum of the whole page with the digest. With the next change of its text, its date or a token in it, all servers fail the check at once and are taken
out.`,
  advice:
    'Check `status_code 200` of a small page for the purpose, and take a `digest` only of a file that does not change (`genhash` shows it).',
  references: [{ title: 'keepalived.conf(5): HTTP_GET, digest', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'The front page',
        config: `virtual_server 192.0.2.200 80 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        HTTP_GET {
            url {
                path /
                digest 640205b7b0fc66c1ea91c463fac6334d  #~ ^digest 640205b7b0fc66c1ea91c463fac6334d^ next change  #=> status_code 200
            }
        }
    }
}
`,
      },
    ],
    good: [
      {
        title: 'A file for the purpose',
        config: `virtual_server 192.0.2.200 80 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        HTTP_GET {
            url {
                path /health.txt
                digest 640205b7b0fc66c1ea91c463fac6334d
            }
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
    view({ bound, virtualServers }, report) {
      if (!occurs(bound, ({ name }) => name === 'digest')) return;
      for (const { realServers } of virtualServers) {
        // One finding for a page, however many servers of the virtual server are asked for it.
        const told = new Set<string>();
        for (const url of realServers.flatMap(({ checkers }) => checkers.flatMap(({ bound: { children } }) => children.filter(isBlock)))) {
          const lines = url.children.filter(isValue);
          const digest = lines.find(({ keyword }) => keyword.name === 'digest');
          // keepalived drops a digest that is none, and says so.
          if (!digest?.valid) continue;
          const path = lines.find(({ keyword }) => keyword.name === 'path')?.args[0]?.word.text ?? '/';
          if (!CHANGING.test(path) || told.has(path)) continue;
          told.add(path);
          report({
            at: lineSpan(digest.node),
            summary: `With the next change of the page '${path}' all servers fail this check at once.`,
            detail: 'The digest is that of the whole page, with each date and each token in it.',
          });
        }
      }
    },
  },
});

const CHANGING = /\/$|\?|\.(?:php|jsp|aspx?|do|cgi)\b/i;
