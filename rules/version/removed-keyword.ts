import { distinctMisfitsOf } from '../../src/binding/misfits.ts';
import { removeLine, replace, safe } from '../../src/rule/fix.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'version/removed-keyword',
  title: 'A keyword that only older versions of keepalived know',
  severity: 'warning',
  precision: 'very-high',
  ofTemplateLines: true,
  verdict: { '2.0.7': 'reports' },
  proof: ['config-test'],
  what: 'A keyword that keepalived once had and has no longer, such as `nat_mask`, which many old examples still show.',
  why: 'keepalived takes it for an unknown word, drops the line, and its config test fails.',
  advice: 'Write the keyword that took its place, or remove the line where nothing did.',
  references: [{ title: 'keepalived release notes', url: 'https://www.keepalived.org/release-notes/' }],
  examples: {
    bad: [
      {
        title: 'Left over from long ago',
        fixed: 'safe',
        config: `global_defs {
    lvs_id lb1  #~ ^lvs_id^ 'lvs_id' is unknown since keepalived 1.1.8; 'router_id' took its place.  #=> router_id lb1
}

virtual_server 192.0.2.1 80 {
    protocol TCP
    nat_mask 255.255.255.0  #~ ^nat_mask^ 'nat_mask' is unknown since keepalived 1.2.20; it had no effect any more.  #=>
    real_server 192.0.2.2 80 {
        weight 1
    }
}
`,
      },
    ],
    good: [
      {
        title: 'What is written today',
        config: `global_defs {
    router_id lb1
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { at, data } of distinctMisfitsOf(configuration, 'removed')) {
        const { word, until, use } = data;
        const instead = use === null ? 'it had no effect any more' : `'${use}' took its place`;
        report({
          at,
          summary: `'${word}' is unknown since keepalived ${until}; ${instead}.`,
          detail: `keepalived drops the line, and its config test fails because of it.`,
          fix: use === null ? safe(removeLine(at)) : use.includes('.') ? null : safe(replace(at, use)),
          advice: use === null ? 'Remove the line.' : `Write '${use}'.`,
        });
      }
    },
  },
});
