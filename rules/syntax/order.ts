import type { Remark } from '../../src/model/bound.ts';
import { remarksOf } from '../../src/model/remarks.ts';
import { defineRule, type Message } from '../../src/rule.ts';

export default defineRule({
  id: 'syntax/order',
  title: 'A keyword stands above the one that it builds on',
  severity: 'error',
  precision: 'very-high',
  keepalived: { '2.0.7': 'reports' },
  what: `Keywords that keepalived accepts only below certain others of the same block: the options of a scheduler below \`lvs_sched\` or
\`lb_algo\`, for example, and what describes a check below the keyword that begins it.`,
  why: 'keepalived reads from top to bottom and reports the line that comes too early. What it says is lost.',
  fix: 'Move the line below the keyword that it builds on.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [],
    good: [],
  },
  check: {
    view(configuration, report) {
      for (const remark of remarksOf(configuration, 'out-of-order')) report(describe(remark));
    },
  },
});

function describe({ at, data }: Remark<'out-of-order'>): Message {
  const { keyword, after } = data;
  const names = after.map((name) => `'${name}'`).join(' or ');
  return {
    at,
    message: `'${keyword.name}' stands before ${names}. keepalived needs ${after.length > 1 ? 'one of them' : 'that'} above it, and drops this line.`,
    advice: `Put ${after.length > 1 ? 'one of them' : names} above this line, in the same block.`,
  };
}
