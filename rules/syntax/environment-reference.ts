import { problemsOf } from '../../src/binding/text-problems.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/environment-reference',
  title: 'The configuration depends on an environment variable',
  severity: 'info',
  precision: 'very-high',
  isCause: true,
  verdict: 'silent',
  proof: ['config-test'],
  what: 'A `${_ENV NAME}`, which keepalived replaces by an environment variable since 2.4.0. kvlint does not read the environment and takes the value for empty, unless the settings give it (`env`).',
  why: `What keepalived runs is not to be seen from the file: the variable comes from the unit or the shell that started keepalived, an unset one is empty
without a message, and a reload cannot change it.`,
  advice:
    'Write the value into the file, or into an included file that differs from node to node. Or tell kvlint the value, with `env` in its settings.',
  unless: 'the unit that starts keepalived sets the variable on every node.',
  references: [{ title: 'keepalived.conf(5), Pre-defined definitions', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'The router id comes from the environment',
        config: `global_defs {
    router_id "lb-\${_ENV SITE}" #~ ^\${_ENV SITE}^ environment variable 'SITE'  #=> router_id lb-1
}
`,
      },
    ],
    good: [
      {
        title: 'The config-id comes from the command line',
        config: `global_defs {
    router_id "lb-\${_INSTANCE}"
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { at, data } of problemsOf(configuration, 'environment-reference')) {
        report({
          at,
          summary: `The value comes from the environment variable '${data.name}'.`,
          detail: `kvlint does not read it: what depends on the value was checked with an empty one.`,
        });
      }
    },
  },
});
