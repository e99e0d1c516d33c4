import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'suppress/unscoped',
  title: 'A comment that suppresses names no rule',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'silent',
  proof: ['config-test'],
  suppressible: false,
  what: 'Comments such as `# kvlint-disable-line` that name no rule. They suppress nothing.',
  why: 'A comment without a rule would also hide the next mistake that somebody makes on that line. kvlint therefore takes it for unfinished.',
  advice:
    'Name the rules: `# kvlint-disable-line l3/no-vmac -- reason`, or a pattern such as `l3/*`. `*` stands for all rules, if that is what is meant.',
  references: [{ title: 'Suppressions and the baseline', url: 'https://github.com/kvlint/kvlint/blob/main/docs/guides/suppressions.md' }],
  examples: {
    bad: [
      {
        title: 'Which rule?',
        config: `# kvlint-disable-next-line  #~ ^kvlint-disable-next-line^ names no rule  #=> # kvlint-disable-next-line vrrp/nothing-tracked
vrrp_instance VI_1 {
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
        title: 'This one',
        config: `# kvlint-disable-next-line vrrp/nothing-tracked -- nothing runs here
vrrp_instance VI_1 {
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
        const { form, rules, wordAt, word, wouldSuppress } = use;
        if (form === null || form === 'to-here' || rules.length > 0) continue;
        const names = wouldSuppress.join(', ');
        report(use, {
          at: wordAt,
          summary: `'${word}' names no rule, so it suppresses nothing.`,
          ...(names !== '' && { advice: `Name the rule. What is told there: '${word} ${names}'.` }),
        });
      }
    },
  },
});
