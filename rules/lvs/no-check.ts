import type { Span } from '../../grammar/tree.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { CHECKER_KINDS } from '../../src/model/lvs/checker.ts';
import type { RealServer } from '../../src/model/lvs/real-server.ts';
import { misspeltIn } from '../../src/rule/consequences.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'lvs/no-check',
  title: 'A real server is not checked',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/check/ipwrapper.c:init_service_rs'],
  what: 'A `real_server` without any checker in a virtual server that has more than one, or a sorry server.',
  why: `keepalived takes it for alive for ever. When the server is dead, its share of the connections goes on being sent to it, the sorry server is never used, and quorum scripts never
run.`,
  advice:
    'Add the check that fits what the server does: `HTTP_GET`, `SSL_GET`, `TCP_CHECK`, `DNS_CHECK`, `SMTP_CHECK`, or a script with `MISC_CHECK`.',
  unless: 'something else sets its weight, such as `ipvsadm` or a controller.',
  references: [{ title: 'keepalived.conf(5): real_server', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'One of two is forgotten',
        config: `virtual_server 192.0.2.200 80 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        TCP_CHECK {
        }
    }
    real_server 198.51.100.12 80 {  #~ ^real_server 198.51.100.12 80^ Nothing checks  #=> real_server 198.51.100.12 80 {↵    TCP_CHECK {↵    }
        weight 1
    }
}
`,
      },
    ],
    good: [
      {
        title: 'All are checked, or there is one only',
        config: `virtual_server 192.0.2.200 80 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        TCP_CHECK {
        }
    }
    real_server 198.51.100.12 80 {
        TCP_CHECK {
        }
    }
}

virtual_server 192.0.2.201 80 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 198.51.100.13 80 {
        weight 1
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { realServers, sorryServer, dropped, block, name } of configuration.virtualServers) {
        if (dropped || (realServers.length < 2 && !sorryServer)) continue;
        const unchecked = realServers.filter((realServer) => !isChecked(realServer));
        if (unchecked.length === realServers.length && unchecked.length > 0) {
          report({
            at: block.header,
            ...misspelt(block.span, configuration),
            // Who checks none may leave it to another program; who checks some has forgotten one.
            severity: 'info',
            summary: `Nothing checks the real servers of '${name}'.`,
            detail: 'When one is dead, its share of the connections goes on being sent to it.',
          });
          continue;
        }
        for (const { block: at, ip } of unchecked) {
          report({
            at: at.header,
            ...misspelt(at.span, configuration),
            summary: `Nothing checks the real server '${ip.text}'.`,
            detail: 'When it is dead, its share of the connections goes on being sent to it.',
          });
        }
      }
    },
  },
});

/** A checker that keepalived does not keep is one that somebody wrote; another rule says what is wrong with it. */
function isChecked({ checkers, bound }: RealServer): boolean {
  return checkers.length > 0 || bound.children.some(({ keyword }) => KINDS.has(keyword.name));
}

const KINDS: ReadonlySet<string> = new Set(CHECKER_KINDS);

/** Where a checker was meant whose name is misspelt, or that has no block. */
function misspelt(within: Span, configuration: Configuration): Pick<Message, 'follows'> {
  const at = misspeltIn(within, CHECKER_KINDS, configuration);
  return at ? { follows: at } : {};
}
