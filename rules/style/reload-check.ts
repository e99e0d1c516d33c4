import { atLeast } from '../../grammar/version.ts';
import { globalLines, usedBlocks } from '../../src/model/read-settings.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inProfiles } from '../profiles.ts';

export default defineRule({
  id: 'style/reload-check',
  title: 'A reload is not tested first',
  severity: 'off',
  precision: 'high',
  profiles: inProfiles({ style: 'info' }),
  verdict: 'silent',
  proof: ['source/core/main.c:start_reload'],
  what: '`global_defs` without `reload_check_config` (2.2.0 and later).',
  why: `At a reload keepalived reads its files into the running daemon. With a mistake that its config test would have refused, it may end, and the node gives up its addresses. With \`reload_check_config\` it runs the test first and stays with what it has.`,
  advice: 'Write `reload_check_config` in `global_defs`.',
  unless: 'whoever reloads runs `keepalived -t` first.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Straight into the running daemon',
        config: `global_defs {  #~ ^global_defs^ without a test  #=> global_defs {↵    reload_check_config
    router_id lb1
}
`,
      },
    ],
    good: [
      {
        title: 'Tested first',
        config: `global_defs {
    reload_check_config
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const { bound, target } = configuration;
      const [block] = usedBlocks(bound.children, 'global_defs');
      if (!block || !atLeast(target.version, '2.2.0')) return;
      if (globalLines(bound.children).some(({ keyword }) => keyword.name === 'reload_check_config')) return;
      report({
        at: block.node.keyword,
        summary: 'keepalived reads a changed configuration without a test into the running daemon.',
        detail: 'With a mistake that its config test refuses it may end at a reload.',
      });
    },
  },
});
