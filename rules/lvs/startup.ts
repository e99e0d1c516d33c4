import { isBlock } from '../../src/binding/bound.ts';
import { keywordSpan } from '../../src/binding/place.ts';
import { loneQuorumScript, quorumChangeOf } from '../../src/rule/quorum-scripts.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inProfiles } from '../profiles.ts';

export default defineRule({
  id: 'lvs/startup',
  title: 'Real servers get connections before they are checked',
  severity: 'off',
  precision: 'high',
  profiles: inProfiles({ lvs: 'info' }),
  verdict: 'silent',
  proof: ['source/check/check_data.c:alloc_vs', 'source/check/ipwrapper.c:init_service_rs'],
  what: 'A virtual server without `alpha` whose real servers are checked, and quorum scripts of which one is missing.',
  why: `Without \`alpha\` keepalived takes every server for alive until a check has failed. After each start and for each new server, clients are sent to servers that may be dead,
for one round of checks. \`quorum_up\` without \`quorum_down\` (or the other way round) does something that nothing undoes.`,
  advice: 'Write `alpha` in the virtual server, and both quorum scripts or none.',
  unless: 'a short start matters more than a few failed connections.',
  references: [{ title: 'keepalived.conf(5): alpha, quorum_up, quorum_down', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Alive until proved dead',
        config: `global_defs {
    enable_script_security
}

virtual_server 192.0.2.200 80 {  #~ ^virtual_server 192.0.2.200 80^ before their first check  #=> virtual_server 192.0.2.200 80 {↵    alpha
    lb_algo rr
    lb_kind NAT
    protocol TCP
    quorum_up "/usr/local/bin/announce"  #~ ^quorum_up^ no 'quorum_down'  #=> quorum_up "/usr/local/bin/announce"↵quorum_down "/usr/local/bin/withdraw"
    real_server 198.51.100.11 80 {
        TCP_CHECK {
        }
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Dead until proved alive',
        config: `virtual_server 192.0.2.200 80 {
    alpha
    lb_algo rr
    lb_kind NAT
    protocol TCP
    quorum_up "/usr/local/bin/announce"
    quorum_down "/usr/local/bin/withdraw"
    real_server 198.51.100.11 80 {
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
      for (const { block, bound, name, realServers, dropped } of virtualServers) {
        if (dropped) continue;
        const only = loneQuorumScript(bound);
        // What it does to addresses and routes is another rule's.
        if (only && !quorumChangeOf(bound, only)) {
          const isUp = only.keyword.name === 'quorum_up';
          const other = isUp ? 'quorum_down' : 'quorum_up';
          report({
            at: keywordSpan(only.node),
            summary: `There is a '${only.keyword.name}' and no '${other}'.`,
            detail: `What it does when the servers ${isUp ? 'are there, nothing undoes when they fail' : 'fail, nothing undoes when they are back'}.`,
            advice: `Write '${other}' with a script that undoes it, or remove '${only.keyword.name}'.`,
          });
        }
        const checkers = realServers.flatMap((each) => each.checkers);
        const hasAlpha = [bound, ...bound.children.filter(isBlock)].some(({ children }) =>
          children.some(({ keyword }) => keyword.name === 'alpha'),
        );
        if (checkers.length === 0 || hasAlpha || checkers.some(({ alpha }) => alpha.value)) continue;
        report({
          at: block.header,
          summary: `The real servers of '${name}' get connections before their first check.`,
          detail: 'After each start of keepalived, clients are sent to dead servers too, until the checks have failed.',
          advice: "Write 'alpha' in the virtual server.",
        });
      }
    },
  },
});
