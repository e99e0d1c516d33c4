import type { Origin } from '../../grammar/expand/expansion.ts';
import type { Problem } from '../../grammar/expand/problem.ts';
import { rootAround } from '../../src/binding/root-blocks.ts';
import { problemsOf, textAt } from '../../src/binding/text-problems.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/condition',
  title: 'A condition does something else than it seems to',
  severity: 'error',
  precision: 'high',
  isCause: true,
  verdict: 'silent',
  proof: ['source/lib/parser.c:read_line', 'config-test'],
  what: `A condition (\`@ID\`, \`@^ID\`) hides the rest of its own physical line and nothing else. This rule finds those on a line that opens a block whose
other lines are not hidden, on a line whose \`}\` they hide too, on the first line of a multi-line definition, two on one line, those that come out of
a definition, and those that can have no effect.`,
  why: `On the nodes where the condition is false the \`{\` disappears while the body stays: its lines land in the block around it, and its \`}\` closes that one. The
file is right on one node and broken on the other, usually the backup, where nobody looks until it has to take over.`,
  advice:
    'Put the condition on every line of the block, the one with the `}` included; or put the block into a file of its own for each node.',
  references: [
    { title: 'keepalived.conf(5), Conditional configuration and configuration id', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'Only the header of the block is hidden',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    @node1 track_script { #~ ^@node1^ '@node1' hides the '{' but not the lines behind it
        check_haproxy  #=> @node1 check_haproxy
    }  #=> @node1 }
}
`,
      },
      {
        title: 'The lines between the braces are not hidden',
        config: `@node1 vrrp_instance VI_1 { #~ ^@node1^ '@node1' hides the '{' but not the lines behind it
    interface eth0  #=> @node1 interface eth0
    virtual_router_id 51  #=> @node1 virtual_router_id 51
@node1 }
`,
      },
      {
        title: 'The } is hidden as well',
        config: `global_defs { @node1 router_id lb1 } #~ ^@node1^ '@node1' hides the '}' of its line too  #=> global_defs { ↵     @node1 router_id lb1 ↵ }
`,
      },
      {
        title: 'Two conditions on a line',
        config: `global_defs {
    @node1 @node2 router_id lb1 #~ ^@node2^ '@node2' is a second condition on the line  #=> @node1 router_id lb1
}
`,
      },
      {
        title: 'Only the first line of the definition is hidden',
        config: `@node1 $COMMON=interface eth0 \\ #~ ^@node1^ hides the first line of '$COMMON' only  #=> $COMMON=interface eth0 \\
    virtual_router_id 51  #=>     virtual_router_id 51
`,
      },
      {
        title: 'A condition out of a definition',
        config: `$ON_NODE1=@node1
global_defs {
    $ON_NODE1 router_id lb1 #~ ^$ON_NODE1^ comes out of a definition  #=> @node1 router_id lb1
}
`,
      },
      {
        title: 'A blank behind the @',
        config: `global_defs {
    @ node1 router_id lb1 #~ ^@^ has no config-id  #=> @node1 router_id lb1
}
`,
      },
    ],
    good: [
      {
        title: 'Every line of the block has the condition',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    @node1 track_script {
    @node1     check_haproxy
    @node1 }
}
`,
      },
      {
        title: 'One setting for each node',
        config: `vrrp_instance VI_1 {
    @node1 priority 150
    @^node1 priority 100
    interface eth0
    virtual_router_id 51
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const problem of problemsOf(
        configuration,
        'condition-hides-brace',
        'condition-swallows-brace',
        'condition-on-multi-line-definition',
        'condition-twice',
        'condition-from-definition',
        'condition-without-effect',
      )) {
        const message = describe(problem);
        const [reportedAt, ...others] = reportedLines(problem, configuration);
        report(reportedAt ? { ...message, reportedAt } : message);
        for (const other of others) report({ ...message, reportedAt: other, again: true });
      }
    },
  },
});

type ConditionProblem = Problem<
  | 'condition-hides-brace'
  | 'condition-swallows-brace'
  | 'condition-on-multi-line-definition'
  | 'condition-twice'
  | 'condition-from-definition'
  | 'condition-without-effect'
>;

/** A condition that hides too little or too much is a problem of the views where it is false; keepalived reports there what follows from it. */
function describe(problem: ConditionProblem): Message {
  const { at } = problem;
  const written = textAt(at);
  switch (problem.kind) {
    case 'condition-hides-brace':
      return {
        at,
        summary: `'${written}' hides the '{' but not the lines behind it.`,
        detail: problem.data.hidesEnd
          ? `Where it is false, the lines of the block that have no condition land in the block around it.`
          : `Where it is false, the lines of the block land in the block around it, and the '}' closes that one.`,
        ...(problem.data.hidesEnd && { advice: `Put '${written}' in front of the lines of the block as well, as in front of its braces.` }),
        verdict: { '2.0.7': 'reports' },
      };
    case 'condition-swallows-brace':
      return {
        at,
        summary: `'${written}' hides the '}' of its line too.`,
        detail: `Where it is false, the block stays open to the end of the file.`,
        advice: `Put the '}' on a line of its own.`,
        verdict: { '2.0.8': 'reports' },
      };
    case 'condition-on-multi-line-definition':
      return {
        at,
        summary: `'${written}' hides the first line of '$${problem.data.name}' only.`,
        detail: 'Where it is false, the other lines are read as ordinary ones, where they stand.',
        advice: 'Put the condition where the definition is used, or on lines inside the definition: those are looked at when it is used.',
        verdict: { '2.0.7': 'reports' },
      };
    case 'condition-twice':
      return {
        at,
        summary: `'@${problem.data.second}' is a second condition on the line.`,
        detail: `keepalived looks at one only, and takes this one for an unknown keyword.`,
        advice: 'Choose one config-id for each combination, and start keepalived with it (-i).',
        verdict: { '2.0.7': 'reports' },
      };
    case 'condition-from-definition':
      return {
        at,
        summary: `This condition comes out of a definition.`,
        detail:
          `keepalived takes '@${problem.data.id}' for an unknown keyword since 2.4.0; ` +
          'before, it hangs (2.0) or damages its own memory.',
        advice: `Write '@${problem.data.id}' on the line itself.`,
        verdict: { '2.0.0': 'refuses', '2.1.0': 'silent', '2.4.0': 'reports' },
      };
    case 'condition-without-effect':
      return problem.data.id === ''
        ? {
            at,
            summary: `The condition '${written}' has no config-id.`,
            detail: written === '@' ? 'It is never true: no node reads the line.' : 'It is always true: every node reads the line.',
            advice: `Write the config-id directly behind the '@'.`,
            severity: 'warning',
          }
        : {
            at,
            summary: `Nothing stands behind '${written}'.`,
            detail: `A condition holds for the rest of its own line only, not for the lines below.`,
            advice: `Put the condition in front of every line that it is meant for. Where '${written}' stands for a value that is still to be filled in, write the value.`,
            severity: 'warning',
          };
  }
}

/**
 * The lines that keepalived reports, because it reads them where they do not belong. At top level these are all that the condition does not hide;
 * inside a block only the first one is sure, because a `}` among them ends that block.
 */
function reportedLines(problem: ConditionProblem, configuration: Configuration): readonly Origin[] {
  if (problem.kind !== 'condition-hides-brace' && problem.kind !== 'condition-on-multi-line-definition') return [];
  const { source } = problem.at;
  const { start, end } = problem.data.rest;
  const lines: Origin[] = [];
  for (let at = start; at < end; at = source.text.indexOf('\n', at) + 1 || end) {
    WORDS.lastIndex = at;
    if (WORDS.test(source.text)) lines.push({ source, offset: at, end: at + 1 });
  }
  if (problem.kind === 'condition-on-multi-line-definition') return lines;
  return rootAround(problem.at, configuration) ? lines.slice(0, 1) : lines;
}

/** The beginning of a line that has words, and no condition. */
const WORDS = /[ \t]*[^\s#!@]/y;
