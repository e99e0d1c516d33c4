import { closingSpan } from '../../src/binding/place.ts';
import { rootAround } from '../../src/binding/root-blocks.ts';
import { problemsOf } from '../../src/binding/text-problems.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/random-not-last',
  title: 'More follows ${_RANDOM} on its line',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  verdict: { '2.0.15': 'reports', '2.4.0': 'silent' },
  proof: ['config-test'],
  what: 'Up to 2.3.4: `${_RANDOM}` with anything behind it on the line.',
  why: `Up to 2.3.4 keepalived puts such a line together wrongly. Of what follows it keeps one character, and behind that comes the rest of the reference again, with
its \`}\`: the words behind it are lost, and the block ends there.`,
  advice:
    'Put the reference at the end of the line, or give each node a number of its own (`@node1 $NUMBER=5`). Since 2.4.0 the line is read as it is meant.',
  references: [{ title: 'keepalived.conf(5), Definitions', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'A delay with a comment of its own is fine, a second word is not',
        version: '2.2.7',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    garp_master_delay \${_RANDOM 1 5} # seconds
    priority \${_RANDOM 100 110}0 #~ ^\${_RANDOM 100 110}^ garbles the line  #=> priority \${_RANDOM 100 110}
}
`,
      },
    ],
    good: [
      {
        title: 'Since 2.4.0',
        config: `virtual_server 192.0.2.1 80 {
    protocol TCP
    real_server 192.0.2.2 80 {
        TCP_CHECK {
            connect_ip 192.0.2.3
            retry \${_RANDOM 1 3}
            delay_before_retry \${_RANDOM 1 5}0
        }
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { at } of problemsOf(configuration, 'random-not-last')) {
        const message = {
          at,
          summary: 'What follows the number garbles the line.',
          detail: "keepalived loses it, and the '}' of the reference ends the block.",
        };
        report(message);
        // Its `}` is one too many.
        const around = rootAround(at, configuration);
        if (around?.kind === 'block') report({ ...message, reportedAt: closingSpan(around), again: true });
      }
    },
  },
});
