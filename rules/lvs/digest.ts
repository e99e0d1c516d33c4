import { isBlock, isValue } from '../../src/binding/bound.ts';
import { lineSpan } from '../../src/binding/place.ts';
import { defineRule } from '../../src/rule/rule.ts';

/** Hexadecimal digits of an MD5 digest. */
const DIGITS = 32;

export default defineRule({
  id: 'lvs/digest',
  title: 'A digest of a page that changes, or that is none',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/check/check_http.c:http_handle_response'],
  what: 'A `digest` in a `url` that has not 32 hexadecimal digits, and one of a page that probably changes: `/`, `.php`, `.jsp`, `.asp`, a query.',
  why: `keepalived compares the MD5 sum of the whole page with the digest. With the next change of its text, its date or a token in it, all servers fail the check at once and are taken
out. A digest that is none never matches.`,
  advice:
    'Check `status_code 200` of a small page for the purpose, and take a `digest` only of a file that does not change (`genhash` shows it).',
  references: [{ title: 'keepalived.conf(5): HTTP_GET, digest', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'The front page, and half a digest',
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
            url {
                path /health.txt
                digest 640205b7b0fc66c1  #~ ^digest 640205b7b0fc66c1^ 16  #=> digest 640205b7b0fc66c1ea91c463fac6334d
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
    view({ virtualServers }, report) {
      for (const checker of virtualServers.flatMap(({ realServers }) => realServers.flatMap(({ checkers }) => checkers))) {
        for (const url of checker.bound.children.filter(isBlock)) {
          const lines = url.children.filter(isValue);
          const digest = lines.find(({ keyword }) => keyword.name === 'digest');
          const text = digest?.args[0]?.word.text;
          if (!digest || text === undefined) continue;
          const path = lines.find(({ keyword }) => keyword.name === 'path')?.args[0]?.word.text ?? '/';
          if (!HEX.test(text)) {
            report({
              at: lineSpan(digest.node),
              summary: `A digest has ${DIGITS} hexadecimal digits, and this one has ${text.length} characters.`,
              detail: 'It never matches, so the check fails always and the server gets no connections.',
            });
          } else if (CHANGING.test(path)) {
            report({
              at: lineSpan(digest.node),
              severity: 'info',
              summary: `With the next change of the page '${path}' all servers fail this check at once.`,
              detail: 'The digest is that of the whole page, with each date and each token in it.',
            });
          }
        }
      }
    },
  },
});

const HEX = new RegExp(`^[\\da-f]{${DIGITS}}$`, 'i');

const CHANGING = /\/$|\?|\.(?:php|jsp|aspx?|do|cgi)\b/i;
