import type { Misfit } from '../../src/binding/bound.ts';
import { distinctMisfitsOf } from '../../src/binding/misfits.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/order',
  title: 'A keyword stands above the one that it builds on',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  verdict: { '2.0.7': 'reports' },
  proof: ['config-test'],
  what: `Keywords that keepalived accepts only below certain others of the same block: \`sh-port\`, \`sh-fallback\` and their like below the
scheduler (\`lb_algo\`, \`lvs_sched\`), what is said of the sorry server below \`sorry_server\`.`,
  why: 'keepalived reads from top to bottom and reports the line that comes too early. What it says is lost.',
  advice: 'Move the line below the keyword that it builds on.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['out-of-order'],
  examples: {
    bad: [
      {
        title: 'Options above what they are for',
        config: `virtual_server 192.0.2.1 443 {
    protocol TCP
    lvs_method DR
    sh-port  #~ 'sh-port' stands before 'lb_algo' or 'lvs_sched'. keepalived needs one of them above it, and drops this line.  #=>
    lvs_sched sh  #=> lvs_sched sh ↵ sh-port
    sorry_server_inhibit  #~ 'sorry_server_inhibit' stands before 'sorry_server'.  #=>
    sorry_server 192.0.2.9 443  #=> sorry_server 192.0.2.9 443 ↵ sorry_server_inhibit
    real_server 192.0.2.2 443 {
        weight 1
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Options below it',
        config: `virtual_server 192.0.2.1 443 {
    protocol TCP
    lvs_sched sh
    sh-port
    lvs_method DR
    sorry_server 192.0.2.9 443
    sorry_server_inhibit
    real_server 192.0.2.2 443 {
        weight 1
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const misfit of distinctMisfitsOf(configuration, 'out-of-order')) report(describe(misfit));
    },
  },
});

function describe({ at, data }: Misfit<'out-of-order'>): Message {
  const { keyword, after } = data;
  const names = after.map((name) => `'${name}'`).join(' or ');
  return {
    at,
    summary: `'${keyword.name}' stands before ${names}.`,
    detail: `keepalived needs ${after.length > 1 ? 'one of them' : 'that'} above it, and drops this line.`,
    advice: `Put ${after.length > 1 ? 'one of them' : names} above this line, in the same block.`,
  };
}
