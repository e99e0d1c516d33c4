import { lineSpan } from '../../src/binding/place.ts';
import { globalLines } from '../../src/model/read-settings.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inProfiles } from '../profiles.ts';

export default defineRule({
  id: 'security/dump-files',
  title: 'Dump files that others can read',
  severity: 'off',
  precision: 'high',
  profiles: inProfiles({ security: 'info' }),
  verdict: 'silent',
  proof: ['source/core/main.c:keepalived_main'],
  what: 'A `umask` in `global_defs` that lets others read, and dump files below `/tmp`.',
  why: `On a signal keepalived writes its data into files, with the passwords of its instances in versions before 2.4.0. With \`umask 022\` everybody on the host can read them; below \`/tmp\` others can have put a link there before.`,
  advice: `Leave out \`umask\`, which then keeps others out (2.0.11 and later), or write \`umask 077\`; name files below \`/run/keepalived\` or another directory of root's.`,
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
        config: `global_defs {
    umask 022  #~ ^umask 022^ others can read  #=> umask 077
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
          advice: "Name a file below '/run/keepalived' or another directory of root's.",
        });
      }
      const umask = lines.findLast(({ keyword }) => keyword.name === 'umask');
      const bits = umask?.args[0]?.word.text ?? '';
      // Words like IRGRP name bits one by one; who writes them knows which.
      if (!umask || !/^0[0-7]*$/.test(bits) || (Number.parseInt(bits, 8) & FOR_OTHERS) === FOR_OTHERS) return;
      report({
        at: lineSpan(umask.node),
        summary: `With 'umask ${bits}' others can read what keepalived writes.`,
        detail: 'Its dumps hold the passwords of the instances in versions before 2.4.0. Without the line nobody else can read them.',
        advice: "Remove the line (2.0.11 and later), or write 'umask 077'.",
      });
    },
  },
});

/** The right to read, for the group and for others. */
const FOR_OTHERS = 0o044;

const DUMPS: ReadonlySet<string> = new Set(['state_dump_file', 'stats_dump_file', 'json_dump_file']);
