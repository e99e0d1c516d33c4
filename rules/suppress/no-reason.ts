import { defineRule } from '../../src/rule/rule.ts';
import { inProfiles } from '../profiles.ts';

export default defineRule({
  id: 'suppress/no-reason',
  title: 'A comment that suppresses gives no reason',
  severity: 'off',
  precision: 'very-high',
  profiles: inProfiles({ style: 'info' }),
  verdict: 'silent',
  proof: ['config-test'],
  suppressible: false,
  what: 'Comments such as `# kvlint-disable-line l3/no-vmac` without `--` and a reason behind it.',
  why: 'Whoever finds it in a year cannot tell whether it may go.',
  advice: 'Write `-- ` and the reason behind the rule: `# kvlint-disable-line l3/no-vmac -- this switch lets it through`.',
  unless: 'the reason stands elsewhere, such as in the message of the commit.',
  references: [{ title: 'Suppressions and the baseline', url: 'https://github.com/kvlint/kvlint/blob/main/docs/guides/suppressions.md' }],
  examples: {
    bad: [
      {
        title: 'Why?',
        config: `vrrp_instance VI_1 {  # kvlint-disable-line vrrp/nothing-tracked  #~ ^kvlint-disable-line vrrp/nothing-tracked^ without a reason  #=> vrrp_instance VI_1 {  # kvlint-disable-line vrrp/nothing-tracked -- nothing runs here
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Therefore',
        config: `vrrp_instance VI_1 {  # kvlint-disable-line vrrp/nothing-tracked -- nothing runs here
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`,
      },
    ],
  },
  check: {
    suppressions(uses, report) {
      for (const use of uses) {
        const { form, rules, reason, stray, at, word } = use;
        if (form === null || form === 'to-here' || rules.length === 0 || reason !== null || stray !== null) continue;
        report(use, { at, summary: `'${word}' suppresses without a reason.` });
      }
    },
  },
});
