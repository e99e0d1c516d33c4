import { scriptLines } from '../../src/binding/script-lines.ts';
import { globalLines } from '../../src/model/read-settings.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { openDirectoryOf } from '../../src/rule/script-places.ts';
import { runnerOf } from '../../src/rule/script-users.ts';
import { inProfiles } from '../profiles.ts';

export default defineRule({
  id: 'security/script-path',
  title: 'A script lies where others can write',
  severity: 'warning',
  precision: 'high',
  profiles: inProfiles({ security: 'error' }),
  verdict: 'silent',
  proof: ['source/lib/notify.c:check_security'],
  what: 'A command below `/tmp`, `/var/tmp`, `/dev/shm` or `/home`.',
  why: `keepalived mostly runs scripts as root. Below these directories others than root can write or own what lies there: whoever changes the script, or puts one there after a reboot has emptied the directory, is root. With \`enable_script_security\` keepalived disables such a script, and the check has no effect.`,
  advice: 'Put scripts below `/usr/local/libexec` or `/etc/keepalived`, owned by root.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Anybody can put it there',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    notify_master "/tmp/master.sh"  #~ ^"/tmp/master.sh"^ '/tmp'  #=> notify_master "/etc/keepalived/master.sh"
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'With script security it does not run at all',
        config: `global_defs {
    enable_script_security
    script_user root
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    notify_master "/tmp/master.sh"  #~ ^"/tmp/master.sh"^ keepalived disables it  #=> notify_master "/etc/keepalived/master.sh"
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: `A directory of root's`,
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    notify_master "/etc/keepalived/master.sh"
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const { children } = configuration.bound;
      const isSecure = globalLines(children).some(({ keyword }) => keyword.name === 'enable_script_security');
      for (const line of scriptLines(children)) {
        const directory = openDirectoryOf(line);
        if (directory === null) continue;
        report({
          at: line.command,
          summary: `Others than root can write below '${directory}', where this script lies.`,
          detail:
            isSecure && runnerOf(line, children) === 'root'
              ? "keepalived disables it, because 'enable_script_security' is set and root would run it. Its log says so."
              : "Whoever changes it does what keepalived may do, which mostly is everything. With 'enable_script_security' keepalived disables it.",
        });
      }
    },
  },
});
