import { atLeast } from '../../grammar/version.ts';
import { problemsOf } from '../../src/binding/text-problems.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/include-read-twice',
  title: 'An included file is read twice',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  verdict: 'silent',
  proof: ['config-test'],
  what: 'An include line behind a condition (`@ID include …`), a brace (`{ include …`) or a repetition, or one that comes out of a definition.',
  why: `Since 2.2.0 keepalived's parent process reads the files, and writes a copy for the processes that run VRRP, the checkers and BFD. There it
recognises only a line that begins with \`include\`: the copy holds the contents of the file and the include line as well. These processes read the file twice, so
that every instance in it is defined twice, and comments of the file lead them astray. keepalived 2.2.7 and 2.4.3 have been seen to crash on it.`,
  advice:
    'Give the include a line of its own. Put a condition on the lines of the included file, or choose the file by its name: `include node-${_INSTANCE}.conf`.',
  references: [
    { title: 'keepalived.conf(5), Conditional configuration and configuration id', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'Behind a condition',
        config: `@node1 include vips.conf #~ ^include vips.conf^ 'vips.conf' is read twice  #=> include vips.conf
`,
        files: { 'vips.conf': '' },
      },
      {
        title: 'Out of a definition',
        config: `$VIPS=include vips.conf  #=>
$VIPS #~ 'vips.conf' is read twice  #=> include vips.conf
`,
        files: { 'vips.conf': '' },
      },
      {
        title: 'Behind a brace',
        config: `vrrp_instance VI_1 { include common.conf #~ ^include common.conf^ 'common.conf' is read twice. It stands behind a brace  #=> vrrp_instance VI_1 { ↵     include common.conf
    virtual_router_id 51
}
`,
        files: { 'common.conf': 'interface eth0\n' },
      },
      {
        title: 'Without the copy of 2.2.0 it is harmless',
        config: `$VIPS=include vips.conf  #=>
$VIPS #~ read twice since keepalived 2.2.0  #=> include vips.conf
`,
        files: { 'vips.conf': '' },
        version: '2.1.5',
      },
    ],
    good: [
      {
        title: 'A definition inside the name',
        config: `$SITE=north
include \${SITE}.conf
`,
        files: { 'north.conf': '' },
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { at, data, related } of problemsOf(configuration, 'include-read-twice')) {
        const from = data.from === 'definition' ? 'It comes out of a definition' : `It stands behind a ${data.from}`;
        const old = !atLeast(configuration.target.version, '2.2.0');
        report({
          at,
          summary: old ? `'${data.pattern}' is read twice since keepalived 2.2.0.` : `'${data.pattern}' is read twice.`,
          detail: old
            ? `${from}, which keepalived ${configuration.target.version} can do; newer versions read the file twice in some processes, and may crash.`
            : `${from}: keepalived's processes then find everything in the file twice, and may crash.`,
          ...(old ? { severity: 'info' } : {}),
          ...(related ? { related: [{ at: related, message: 'The include line is defined here' }] } : {}),
        });
      }
    },
  },
});
