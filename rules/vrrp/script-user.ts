import { endOfWordBefore } from '../../src/binding/word-before.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { unlikelyUsers } from '../../src/rule/script-users.ts';

export default defineRule({
  id: 'vrrp/script-user',
  title: 'A word behind a script is taken for its user',
  severity: 'warning',
  precision: 'high',
  isCause: true,
  verdict: 'silent',
  proof: ['live/notify-word-behind-script-is-user'],
  what: `A script without quotes whose next word can hardly be the name of a user: \`notify_master /etc/keepalived/notify.sh MASTER\`. Behind a script keepalived expects the user
who is to run it, and then the group.`,
  why: `keepalived looks for a user of that name, finds none and drops the script. Only the log says so; the config test does not. The script never runs, which shows in
a failover at the latest.`,
  advice:
    'Put the script and its arguments in double quotes: `notify_master "/etc/keepalived/notify.sh MASTER"`. The user, if there is one, stands behind them.',
  unless: 'there is a user of that name.',
  references: [{ title: 'keepalived.conf(5): notify scripts', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Arguments without quotes',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    notify_master /etc/keepalived/notify.sh MASTER  #~ ^MASTER^ for the user who is to run the script  #=> notify_master "/etc/keepalived/notify.sh MASTER"
    notify_backup /etc/keepalived/notify.sh -q      #~ ^-q^ for the user who is to run the script  #=> notify_backup "/etc/keepalived/notify.sh -q"
    notify_fault /etc/keepalived/notify.sh ens192   #~ ^ens192^ for the user who is to run the script  #=> notify_fault "/etc/keepalived/notify.sh ens192"
}
`,
      },
    ],
    good: [
      {
        title: 'Quotation marks of a word processor: that is told of the marks',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    notify_master “/etc/keepalived/notify.sh MASTER”
}
`,
      },
      {
        title: 'Arguments in quotes, and a user',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    notify_master "/etc/keepalived/notify.sh MASTER"
    notify_backup /etc/keepalived/notify.sh keepalived_script
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const { text } = configuration.expansion;
      for (const word of unlikelyUsers(configuration.bound)) {
        // The word itself is not shown: it may be a password that the script takes.
        const end = endOfWordBefore(word.start, text);
        report({
          at: word,
          // `notify = COMMAND`: the sign is what is too much.
          ...(SIGN.test(text.slice(Math.max(0, end - 2), end)) && { follows: { start: end - 1, end } }),
          summary: 'keepalived takes this word for the user who is to run the script.',
          detail: 'It finds no such user, drops the script, and says so only in its log.',
          advice: 'Put double quotes around the script and its arguments.',
        });
      }
    },
  },
});

/** A word that is one sign, such as people write between a name and a value. */
const SIGN = /^\s[=:]$/;
