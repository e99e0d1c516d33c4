import { occurs } from '../../src/binding/occurring-keywords.ts';
import { asksPort, CHECKER_KINDS } from '../../src/model/lvs/checker.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'lvs/check-port',
  title: 'A check that has no port to ask',
  severity: 'error',
  precision: 'very-high',
  verdict: 'silent',
  proof: ['source/check/check_api.c:queue_checker'],
  what: `A check without \`connect_port\` of a real server that is written without a port.`,
  why: `A check asks the port that is written behind its real server. The port of the virtual server, which keepalived gives to a real server without one, comes too late for it: the
check asks port 0, where nothing can listen, and always fails. All such real servers are taken out, and clients find nothing or the sorry server.`,
  advice: 'Write the port behind the real server, or `connect_port` in the check where every port or a firewall mark is served.',
  references: [{ title: 'keepalived.conf(5): real_server, connect_port', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'The port of the virtual server is not that of the check',
        config: `virtual_server 192.0.2.200 80 {
    delay_loop 6
    lvs_sched rr
    lvs_method DR
    protocol TCP
    real_server 198.51.100.11 {
        TCP_CHECK {  #~ ^TCP_CHECK^ This check asks port 0: its real server has no port, and it has no 'connect_port'.  #=> TCP_CHECK { ↵ connect_port 80
        }
    }
}
`,
      },
      {
        title: 'A firewall mark',
        config: `virtual_server fwmark 3 {
    delay_loop 6
    lvs_sched rr
    lvs_method DR
    real_server 198.51.100.11 {
        HTTP_GET {  #~ ^HTTP_GET^ This check asks port 0  #=> HTTP_GET { ↵ connect_port 80
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
        title: 'A port of the real server, one of the check, and a check that needs none',
        config: `virtual_server 192.0.2.200 80 {
    delay_loop 6
    lvs_sched rr
    lvs_method DR
    protocol TCP
    real_server 198.51.100.11 80 {
        TCP_CHECK {
        }
    }
    real_server 198.51.100.12 {
        TCP_CHECK {
            connect_port 80
        }
    }
    real_server 198.51.100.13 {
        MISC_CHECK {
            misc_path "/usr/local/bin/check-web 198.51.100.13"
        }
    }
}
`,
      },
    ],
  },
  check: {
    view({ bound, virtualServers }, report) {
      if (!occurs(bound, ({ name }) => PORT_KINDS.has(name))) return;
      for (const { service, realServers, dropped } of virtualServers) {
        if (dropped) continue;
        for (const { kind, port, block } of realServers.flatMap(({ checkers }) => checkers)) {
          if (port.value !== 0 || !asksPort(kind)) continue;
          const served = service.kind === 'address' && service.port !== 0 ? `${service.port}` : null;
          report({
            at: block.keyword,
            summary: "This check asks port 0: its real server has no port, and it has no 'connect_port'.",
            detail: 'Nothing can listen there: the check always fails, and keepalived takes the server out.',
            advice:
              served === null
                ? "Write 'connect_port' with the port that tells whether the server is well."
                : `Write '${served}' behind the address of the real server, or 'connect_port ${served}' in the check.`,
          });
        }
      }
    },
  },
});

const PORT_KINDS: ReadonlySet<string> = new Set(CHECKER_KINDS.filter(asksPort));
