import { defineRule } from '../../src/rule/rule.ts';
import { meantForm } from '../../src/rule/suppression-comment.ts';

export default defineRule({
  id: 'suppress/unknown',
  title: 'A comment suppresses what cannot be suppressed',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'silent',
  proof: ['config-test'],
  suppressible: false,
  what: 'Comments that begin with `kvlint-` and suppress nothing as they are written: a rule that does not exist, a word that is none of `kvlint-disable-line`, `kvlint-disable-next-line`, `kvlint-disable-file`, `kvlint-disable` and `kvlint-enable`, a reason without `--` in front of it, or a rule that no comment suppresses.',
  why: 'The finding is reported all the same, and whoever reads the comment thinks that it is not.',
  advice: 'Write the id of the rule as the finding shows it between brackets, and `--` in front of a reason.',
  references: [{ title: 'Suppressions and the baseline', url: 'https://github.com/kvlint/kvlint/blob/main/docs/guides/suppressions.md' }],
  examples: {
    bad: [
      {
        title: 'Misspelt, and a reason that looks like a rule',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100  # kvlint-disable-line l3/no-multicast-advert  #~ ^l3/no-multicast-advert^ no rule  #=> priority 100
    advert_int 1  # kvlint-ignore l3/no-vmac  #~ ^kvlint-ignore^ knows no  #=> advert_int 1
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`,
      },
      {
        title: 'A reason without hyphens',
        config: `# kvlint-disable-file vrrp/nothing-tracked because nothing runs here  #~ ^because nothing runs here^ neither  #=> # kvlint-disable-file vrrp/nothing-tracked -- because nothing runs here
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
        title: 'A rule, and a reason',
        config: `# kvlint-disable-file vrrp/nothing-tracked -- nothing runs here
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
        if (use.form === null) {
          const meant = meantForm(use.word);
          report(use, {
            at: use.wordAt,
            summary: `kvlint knows no '${use.word}', so the comment suppresses nothing.`,
            ...(meant !== null && { advice: `Write '${meant}' if that is what is meant.` }),
          });
          continue;
        }
        for (const { at, pattern, isKnown, meant, isUnsuppressible } of use.rules) {
          if (isUnsuppressible) {
            report(use, {
              at,
              summary: `No comment suppresses '${pattern}'.`,
              detail: 'What it tells of keeps kvlint from reading the file as it is meant, its comments included.',
              advice: "Mend it, or switch the rule off ('--rule', or 'rules' in the settings).",
            });
          } else if (!isKnown) {
            report(use, {
              at,
              summary: pattern.includes('*') ? `No rule matches '${pattern}'.` : `There is no rule '${pattern}'.`,
              ...(meant.length > 0 && { advice: `Write ${meant.map((each) => `'${each}'`).join(' or ')} if that is what is meant.` }),
            });
          }
        }
        if (use.stray) {
          const text = use.stray.source.text.slice(use.stray.offset, use.stray.end);
          report(use, {
            at: use.stray,
            summary: `'${text}' names neither a rule nor, without '--' in front of it, a reason.`,
            advice: `Write '-- ${text}' if it is the reason.`,
          });
        }
      }
    },
  },
});
