import { scriptLines } from '../../src/binding/script-lines.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'vrrp/notify-order',
  title: 'Notify scripts that may run in a different order from the changes',
  severity: 'info',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/vrrp/vrrp_notify.c:send_group_notifies', 'source/lib/notify.c:notify_exec'],
  what: 'A script that an instance and its sync group both run.',
  why: `keepalived starts notify scripts and does not wait for them. The same script of the instance and of its group runs twice at the same time for one change, with other arguments; what is done last wins.`,
  advice: 'Name the script in the group only, or use a `notify_fifo`, which keeps the order.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Twice at once',
        config: `global_defs {
    enable_script_security
    script_user keepalived_script
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    notify_master "/etc/keepalived/master.sh"  #~ ^"/etc/keepalived/master.sh"^ twice  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_sync_group G {
    group {
        VI_1
    }
    notify_master "/etc/keepalived/master.sh"
}
`,
      },
    ],
    good: [
      {
        title: 'In the group',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_sync_group G {
    group {
        VI_1
    }
    notify_master "/etc/keepalived/master.sh"
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { bound, syncGroup } of configuration.vrrpInstances) {
        if (!syncGroup) continue;
        const ofGroup = [...scriptLines(syncGroup.bound.children)];
        for (const { command, keyword } of scriptLines(bound.children)) {
          const twin = ofGroup.find((other) => other.keyword === keyword && other.command.text === command.text);
          if (!twin) continue;
          report({
            at: command,
            summary: `This script runs twice at the same time, for the instance and for '${syncGroup.name}'.`,
            detail: 'keepalived does not wait for the one before it starts the other.',
            related: [{ at: twin.command, message: 'The same of the group.' }],
          });
        }
      }
    },
  },
});
