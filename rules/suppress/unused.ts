import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'suppress/unused',
  title: 'A comment suppresses nothing',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  proof: ['config-test'],
  suppressible: false,
  what: 'Comments that name a rule which finds nothing where they count, and a `kvlint-enable` with nothing to end. It is told only of rules that were asked: who lints with other profiles, one node of a cluster or some of the config-ids hears nothing of the others.',
  why: 'What it was for has been mended, or stands elsewhere. There it would hide the next mistake of this kind.',
  advice: 'Take the comment away, or the rule out of it.',
  unless: 'a file is shared by sites of which only some need it. Then switch this rule off there.',
  references: [{ title: 'Suppressions and the baseline', url: 'https://github.com/kvlint/kvlint/blob/main/docs/guides/suppressions.md' }],
  examples: {
    bad: [
      {
        title: 'Long mended',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100  # kvlint-disable-line syntax/invalid-value -- for lb9  #~ ^syntax/invalid-value^ suppresses nothing  #=> priority 100
    # kvlint-enable  #~ ^kvlint-enable^ ends nothing  #=>
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Of use, for as long as it lasts',
        config: `# kvlint-disable vrrp/nothing-tracked -- nothing runs here
vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        192.0.2.10/24
    }
}
# kvlint-enable vrrp/nothing-tracked
`,
      },
    ],
  },
  check: {
    suppressions(uses, report) {
      for (const use of uses) {
        const { form, rules, word, wordAt, isUsed } = use;
        if (form === null) continue;
        if (form === 'to-here') {
          if (rules.length === 0 && !isUsed)
            report(use, { at: wordAt, summary: `'${word}' ends nothing: nothing is suppressed above it.` });
          for (const rule of rules) {
            if (!rule.isKnown || rule.isUnsuppressible || rule.isUsed) continue;
            report(use, { at: rule.at, summary: `'${word}' ends nothing: '${rule.pattern}' is not suppressed above it.` });
          }
          continue;
        }
        for (const { pattern, at, isActive, isUsed: suppresses } of rules) {
          if (isActive && !suppresses) report(use, { at, summary: `'${pattern}' finds nothing here, so '${word}' suppresses nothing.` });
        }
      }
    },
  },
});
