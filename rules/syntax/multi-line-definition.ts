import { isFirstWord, problemsOf, textAt } from '../../src/binding/text-problems.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/multi-line-definition',
  title: 'A multi-line definition is cut short, or used where it does not work',
  severity: 'error',
  precision: 'high',
  isCause: true,
  verdict: 'silent',
  proof: ['config-test'],
  what: `A definition over several lines (each but the last ends in a backslash) that a blank, a comment or an include line interrupts; or one
that is used where something follows on the line.`,
  why: `A blank line ends the definition, and the lines behind it are read as ordinary ones where they stand. A comment line does so for the processes
that run VRRP, the checkers and BFD, while the parent process reads on: they then work with different configurations. Since 2.2.0 an include line
inside the definition does the same. And a multi-line definition is put in only at the very end of a line, before a brace or another word its name
stays as it is. keepalived mentions none of this.`,
  advice: 'Remove blank, comment and include lines from the definition, and use it as the last word of a line.',
  references: [{ title: 'keepalived.conf(5), Parameter substitution', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'A blank line ends it',
        config: `$COMMON=interface eth0 \\
 #~ This blank line ends '$COMMON'  #=>
    virtual_router_id 51 \\
    priority 100
vrrp_instance VI_1 {
    $COMMON
}
`,
      },
      {
        title: 'A comment line ends it for some of the processes',
        config: `$COMMON=interface eth0 \\  #=> # the id is the same on all nodes ↵ $COMMON=interface eth0 \\
# the id is the same on all nodes #~ This comment line ends '$COMMON' for some  #=>
    virtual_router_id 51
vrrp_instance VI_1 {
    $COMMON
}
`,
      },
      {
        title: 'An include line inside it',
        config: `$COMMON=interface eth0 \\
    include track.conf \\ #~ ^include track.conf^ This include line ends '$COMMON' for some  #=>
    virtual_router_id 51
vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
}
`,
      },
      {
        title: 'Used before a brace',
        config: `$COMMON=interface eth0 \\
    virtual_router_id 51
vrrp_instance VI_1 { $COMMON } #~ ^$COMMON^ '$COMMON' is not the last word of its line  #=> vrrp_instance VI_1 { ↵     $COMMON ↵ }
`,
      },
    ],
    good: [
      {
        title: 'Comments behind the backslash do no harm, and words may stand before the use',
        config: `$COMMON=interface eth0 \\  # the uplink
    virtual_router_id 51
vrrp_instance VI_1 {
    $COMMON
}
`,
      },
      {
        title: 'A definition of one line may stand anywhere',
        config: `$NIC=eth0
vrrp_instance VI_1 { interface $NIC
    virtual_router_id 51
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const problem of problemsOf(configuration, 'definition-cut-short', 'definition-not-last')) {
        const { name } = problem.data;
        const related = problem.related ? { related: [{ at: problem.related, message: `'$${name}' is defined here` }] } : {};
        if (problem.kind === 'definition-not-last') {
          const braces = textAt(problem.at).startsWith('${');
          const effect = braces
            ? `keepalived leaves it as it is and splits the line at its braces, and its '}' closes the block around it.`
            : 'keepalived leaves the name as it is.';
          report({
            at: problem.at,
            summary: `'$${name}' is not the last word of its line.`,
            detail: `It has several lines, and those are put in at the end of a line only: ${effect}`,
            advice: `End the line behind '$${name}'.`,
            verdict: braces || isFirstWord(problem.at) ? { '2.0.7': 'reports' } : 'silent',
            ...related,
          });
        } else if (problem.data.by === 'blank') {
          report({
            at: problem.at,
            summary: `This blank line ends '$${name}'.`,
            detail: `keepalived reads the lines below as ordinary ones, where they stand.`,
            advice: 'Remove the line, or the backslash above it.',
            ...related,
          });
        } else if (problem.data.by === 'include') {
          report({
            at: problem.at,
            summary: `This include line ends '$${name}' for some of keepalived's processes.`,
            detail: `The parent process takes it into the definition, but those that run VRRP, the checkers and BFD find an empty line in its place, and read the lines below as ordinary ones.`,
            advice: 'Put the include line behind the use of the definition.',
            ...related,
          });
        } else {
          report({
            at: problem.at,
            summary: `This comment line ends '$${name}' for some of keepalived's processes.`,
            detail: `The parent process skips the comment, but those that run VRRP, the checkers and BFD read the lines below as ordinary ones.${
              textAt(problem.at).endsWith('\\') ? ' Up to 2.3.4 the backslash at its end kept the definition together.' : ''
            }`,
            advice: 'Move the comment above the definition, or behind a backslash.',
            ...related,
          });
        }
      }
    },
  },
});
