import { distinctMisfitsOf } from '../../src/binding/misfits.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/not-a-block',
  title: 'A block stands behind a keyword that opens none',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  verdict: { '2.0.7': 'reports' },
  proof: ['live/brace-in-comment-ends-instance', 'live/brace-in-comment-version-2', 'config-test'],
  what: 'A `{ … }` behind a keyword that takes words only, such as `script` or `priority`.',
  why: `keepalived reports the \`{\` and drops it, but reads the lines behind it as lines of the block around it. The \`}\` then ends that block: what stands
below it lands outside.`,
  advice: 'Write the value on the line of the keyword, and remove the braces.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['lang/unexpected-open-brace'],
  examples: {
    bad: [
      {
        title: 'A list where one value is wanted',
        config: `vrrp_instance VI_1 {
    virtual_router_id 51
    interface {  #~ ^{^ 'interface' opens no block. keepalived drops this '{', reads the lines behind it as lines of the block around it
        eth0
    }
    priority 150
}
`,
      },
    ],
    good: [
      {
        title: 'Words behind settings, braces behind blocks and lists',
        config: `vrrp_instance VI_1 {
    virtual_router_id 51
    interface eth0
    track_interface {
        eth1
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { at, data } of distinctMisfitsOf(configuration, 'not-a-block')) {
        const { name, kind } = data.keyword;
        report({
          at,
          summary: `'${name}' opens no block.`,
          detail: `keepalived drops this '{', reads the lines behind it as lines of the block around it, and takes its '}' for the end of that block.`,
          advice: kind === 'flag' ? `Write '${name}' alone, without braces.` : `Write the value behind '${name}', and remove the braces.`,
        });
      }
    },
  },
});
