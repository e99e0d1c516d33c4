import { defineCorrectionRule, type Wording } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'global/notify-fifo',
  title: 'Two settings for one notification pipe',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'logs',
  proof: ['source/core/global_data.c:init_global_data'],
  what: `\`vrrp_notify_fifo\` or \`lvs_notify_fifo\` with the name of \`notify_fifo\`, and one pipe for VRRP and LVS with a script for
each.`,
  why: `A pipe has one reader. keepalived ignores the pipe of the one process, with its script, or the script of the checkers: changes of
state are not handled by what was to handle them. Only the log of a real run says so.`,
  advice: 'Use a pipe for each, or one pipe and one script.',
  references: [
    { title: 'keepalived.conf(5): notify_fifo, vrrp_notify_fifo, lvs_notify_fifo', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'The pipe of all processes, again',
        config: `global_defs {
    notify_fifo /run/keepalived.fifo
    vrrp_notify_fifo /run/keepalived.fifo  #~ ^vrrp_notify_fifo^ ignores 'vrrp_notify_fifo'  #=>
    lvs_notify_fifo /run/lvs.fifo
}
`,
      },
      {
        title: 'The same for the checkers',
        config: `global_defs {
    notify_fifo /run/keepalived.fifo
    lvs_notify_fifo /run/keepalived.fifo  #~ ^lvs_notify_fifo^ ignores 'lvs_notify_fifo'  #=>
}
`,
      },
      {
        title: 'Two readers',
        config: `global_defs {
    vrrp_notify_fifo /run/keepalived.fifo
    vrrp_notify_fifo_script /usr/local/bin/on-vrrp
    lvs_notify_fifo /run/keepalived.fifo  #=> lvs_notify_fifo /run/lvs.fifo
    lvs_notify_fifo_script /usr/local/bin/on-lvs  #~ ^lvs_notify_fifo_script^ ignores this script
}
`,
      },
    ],
    good: [
      {
        title: 'A pipe for each',
        config: `global_defs {
    notify_fifo /run/keepalived.fifo
    vrrp_notify_fifo /run/vrrp.fifo
    vrrp_notify_fifo_script /usr/local/bin/on-vrrp
    lvs_notify_fifo /run/lvs.fifo
    lvs_notify_fifo_script /usr/local/bin/on-lvs
}
`,
      },
    ],
  },
  words: {
    'global/fifo-global-vrrp-same': sameFifo(),
    'global/fifo-global-lvs-same': sameFifo(),
    'global/fifo-two-scripts': ({ written }) => ({
      summary: `VRRP and LVS share the pipe '${written}', and each has a script for it.`,
      detail: `keepalived ignores this script and starts only that of VRRP.`,
      advice: 'Use two pipes, or let one script read both kinds of messages.',
      against: 'This script reads the pipe.',
    }),
  },
});

function sameFifo(): Wording {
  return ({ written, used }) => ({
    summary: `'${written}' is the pipe of 'notify_fifo' already.`,
    detail: `keepalived ignores '${used}', and never starts its script.`,
    advice: 'Give it another name, or remove it.',
    against: 'The pipe that is used.',
  });
}
