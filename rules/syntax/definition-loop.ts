import { problemsOf } from '../../src/binding/text-problems.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/definition-loop',
  title: 'A definition leads back to itself',
  severity: 'error',
  precision: 'very-high',
  suppressible: false,
  isCause: true,
  verdict: 'refuses',
  proof: ['config-test'],
  what: 'A definition whose value uses the definition itself, directly or through others. Values are looked up when they are used, so `$A=$A x` does not add to the old value.',
  why: `keepalived replaces the reference by itself for ever: it hangs while it reads the configuration, at a start as well as at a reload, and so does
\`keepalived -t\`. Where other text stands beside the reference (\`$A=x $A\`), the line grows until keepalived's line buffer is full, and that line is used.`,
  advice: 'Give the longer value another name: `$ALL=$SOME x`.',
  references: [{ title: 'keepalived.conf(5), Parameter substitution', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['definition-loop'],
  examples: {
    bad: [
      {
        title: 'Two definitions that use each other',
        config: `$PEER=$OTHER
$OTHER=$PEER  #=> $OTHER=lb1
global_defs {
    router_id $PEER #~ ^$PEER^ leads back to itself
}
`,
      },
      {
        title: 'A value cannot be added to',
        config: `$NAME=lb
$NAME=node-$NAME  #=> $NODE=node-$NAME
global_defs {
    router_id $NAME #~ ^$NAME^ is a part of its own value  #=> router_id $NODE
}
`,
      },
    ],
    good: [
      {
        title: 'A definition may be made again, and may use others',
        config: `$BASE=lb
$NAME=\${BASE}1
$BASE=node
global_defs {
    router_id $NAME
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const problem of problemsOf(configuration, 'definition-loop', 'definition-grows')) {
        const related = problem.related ? { related: [{ at: problem.related, message: `'$${problem.data.name}' is defined here` }] } : {};
        if (problem.kind === 'definition-loop') {
          const chain = problem.data.chain.map((name) => `'$${name}'`).join(' to ');
          report({
            at: problem.at,
            summary: `'$${problem.data.name}' leads back to itself.`,
            detail: `It leads from ${chain}: keepalived, also 'keepalived -t', never comes to an end here.`,
            hangs: true,
            ...related,
          });
        } else {
          report({
            at: problem.at,
            summary: `'$${problem.data.name}' is a part of its own value.`,
            detail: `keepalived puts it in again and again until the line is full, and uses that line.`,
            verdict: 'logs',
            ...related,
          });
        }
      }
    },
  },
});
