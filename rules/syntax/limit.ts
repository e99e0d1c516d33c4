import type { LimitName } from '../../grammar/expand/problem.ts';
import type { Block, Span, Tree } from '../../grammar/tree.ts';
import { problemsOf } from '../../src/binding/text-problems.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';

/** What each bound is on, as the beginning of a sentence, and what became of the input. */
/** What is beyond the limit, and what became of it. */
const BOUNDS: Readonly<Record<LimitName, readonly [summary: (limit: string) => string, rest: string]>> = {
  'expanded-size': [
    (limit) => `The configuration grows beyond ${limit} characters.`,
    'Definitions and repetitions beyond that were not put in',
  ],
  'include-depth': [(limit) => `Files include each other more than ${limit} deep.`, 'This file was not read'],
  'include-count': [(limit) => `More than ${limit} files are included.`, 'The others were not read'],
  'include-alternatives': [(limit) => `This pattern stands for more than ${limit} names.`, 'None of them was looked for'],
  'definition-depth': [(limit) => `Definitions use each other more than ${limit} deep.`, 'This one was left out'],
  'nesting-depth': [(limit) => `Blocks are nested more than ${limit} deep.`, 'Those further inside were not told apart'],
  replacements: [(limit) => `More than ${limit} definitions are put into this line.`, 'The others were left as they are'],
  'line-length': [(limit) => `The line grows beyond ${limit} characters.`, 'The rest of it was left out'],
  'config-ids': [(limit) => `The file names more than ${limit} config-ids.`, 'The views of the others were not looked at'],
};

export default defineRule({
  id: 'syntax/limit',
  title: 'The input exceeds a limit of kvlint',
  severity: 'error',
  precision: 'very-high',
  suppressible: false,
  isCause: true,
  verdict: 'silent',
  proof: ['config-test'],
  what: `A limit of kvlint itself, far beyond what a configuration needs: on the size of what definitions and repetitions make, the number and depth
of includes, the depth of blocks and definitions, the length of a line, and the number of config-ids.`,
  why: 'What lies beyond the limit was not checked, so kvlint cannot say that it is right. keepalived has no such limits, and hangs or runs out of memory on most such input.',
  advice: 'Look for the mistake: a number too long in a `~SEQ`, repetitions on one line that multiply, files that include each other.',
  references: [{ title: 'keepalived.conf(5), Sequence blocks', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'A sequence of two billion lines',
        beside: ['vrrp/duplicate-address'],
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        ~SEQ(N, 1, 2000000000) 192.0.2.1 #~ ^192.0.2.1^ was not checked  #=> ~SEQ(N, 1, 20) 192.0.2.\${N}
    }
}
`,
      },
    ],
    good: [
      {
        title: 'A sequence of two hundred lines',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        ~SEQ(N, 1, 200) 192.0.2.\${N}
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { at, data } of problemsOf(configuration, 'limit')) {
        report({ at, ...beyond(data.what, data.limit) });
      }
      const { tree } = configuration;
      if (tree.tooDeep) report({ at: tree.tooDeep, ...beyond('nesting-depth', depthAt(tree, tree.tooDeep)) });
    },
  },
});

function beyond(what: LimitName, limit: number): Pick<Message, 'summary' | 'detail'> {
  const [summary, rest] = BOUNDS[what];
  return { summary: summary(String(limit)), detail: `${rest}. This is a limit of kvlint: what lies beyond it was not checked.` };
}

/** How many blocks are open where a span begins. */
function depthAt(tree: Tree, { start }: Span): number {
  let depth = 0;
  let nodes = tree.body;
  for (;;) {
    const around = nodes.find((node): node is Block => node.kind === 'block' && node.open.start < start && start < node.span.end);
    if (!around) return depth;
    depth++;
    nodes = around.body;
  }
}
