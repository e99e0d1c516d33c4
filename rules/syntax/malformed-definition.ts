import { problemsOf } from '../../src/binding/text-problems.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/malformed-definition',
  title: 'A definition has a blank before its =',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  verdict: { '2.0.7': 'reports' },
  proof: ['config-test'],
  what: 'A line such as `$NAME = value`. The `=` must follow the name directly; blanks behind it do no harm.',
  why: 'keepalived defines nothing: it takes `$NAME` for an unknown keyword, and leaves every use of the name as it is.',
  advice: 'Remove the blank: `$NAME=value`.',
  references: [{ title: 'keepalived.conf(5), Parameter substitution', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'A blank before =',
        config: `$NIC = eth0 #~ ^$NIC =^ A blank stands before the '=' of '$NIC'  #=> $NIC= eth0
`,
      },
    ],
    good: [
      {
        title: 'A blank behind = is dropped',
        config: `$NIC= eth0
vrrp_instance VI_1 {
    interface $NIC
    virtual_router_id 51
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { at, data } of problemsOf(configuration, 'definition-space-before-equals')) {
        report({
          at,
          summary: `A blank stands before the '=' of '$${data.name}'.`,
          detail: `keepalived defines nothing here and takes '$${data.name}' for an unknown keyword.`,
          advice: `Write '$${data.name}=' without the blank.`,
        });
      }
    },
  },
});
