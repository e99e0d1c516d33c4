import { globalLines, usedBlocks } from '../../src/model/read-settings.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inProfiles } from '../profiles.ts';

export default defineRule({
  id: 'security/dump-files',
  title: 'Dump files that others can read',
  severity: 'off',
  precision: 'high',
  profiles: inProfiles({ security: 'info' }),
  verdict: 'silent',
  proof: ['source/vrrp/vrrp_print.c:vrrp_print_data'],
  what: 'No `umask` in `global_defs` (or one that lets others read), and dump files below `/tmp`.',
  why: `On a signal keepalived writes its data into files, with the passwords of its instances in versions before 2.4.0. Without \`umask\` everybody on the host can read them; below \`/tmp\` others can have put a link there before.`,
  advice: `Write \`umask 077\`, and name files below \`/run/keepalived\` or another directory of root's.`,
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Below /tmp',
        config: `global_defs {
    umask 077
    state_dump_file /tmp/keepalived.data  #~ ^/tmp/keepalived.data^ below '/tmp'  #=> state_dump_file /run/keepalived/keepalived.data
}
`,
      },
      {
        title: 'For everybody',
        config: `global_defs {  #~ ^global_defs^ has no 'umask'  #=> global_defs {↵    umask 077
    router_id lb1
}
`,
      },
    ],
    good: [
      {
        title: 'For root',
        config: `global_defs {
    umask 077
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const lines = globalLines(configuration.bound.children);
      for (const { keyword, args } of lines) {
        const file = args[0]?.word;
        if (!DUMPS.has(keyword.name) || !file || !/^\/(?:var\/)?tmp\//.test(file.text)) continue;
        report({
          at: file,
          summary: "The file lies below '/tmp', where others can have put a link before.",
          detail: 'keepalived writes as root: the link leads it to any file of the host.',
        });
      }
      const [block] = usedBlocks(configuration.bound.children, 'global_defs');
      if (!block || lines.some(({ keyword }) => keyword.name === 'umask')) return;
      report({
        at: block.node.keyword,
        summary: "'global_defs' has no 'umask', so that others can read what keepalived writes.",
        detail: 'Its dumps hold the passwords of the instances in versions before 2.4.0.',
      });
    },
  },
});

const DUMPS: ReadonlySet<string> = new Set(['state_dump_file', 'stats_dump_file', 'json_dump_file']);
