import type { Bound } from '../../src/binding/bound.ts';
import { type ScriptLine, scriptLines } from '../../src/binding/script-lines.ts';
import { globalLines } from '../../src/model/read-settings.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { HOME, isShell, openDirectoryOf } from '../../src/rule/script-places.ts';
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
  what: 'A command below `/tmp`, `/var/tmp` or `/dev/shm`, or below the home directory of a user in `/home`.',
  why: `keepalived mostly runs scripts as root. What lies below a directory in \`/home\` belongs to its user, who can change the script; with \`enable_script_security\` keepalived disables one that
root would run, and the check has no effect. The other directories are emptied, at a reboot or by a cleaner, and then anybody can put a script of this name there. With
\`enable_script_security\` keepalived runs it only where it is root's, and there is none once it is gone.`,
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
    notify_master "/home/ops/master.sh"  #~ ^"/home/ops/master.sh"^ keepalived disables it  #=> notify_master "/etc/keepalived/master.sh"
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: "Directories of root's",
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    notify_master "/etc/keepalived/master.sh"
    notify_backup "/home/backup.sh"
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
        const directory = openDirectoryOf(line, configuration.expansion);
        if (directory === null) continue;
        const isHome = directory === HOME;
        report({
          at: line.command,
          summary: isHome
            ? `This script lies in a home directory below '${directory}', which belongs to another than root.`
            : `Others than root can write below '${directory}', where this script lies.`,
          detail: isHome ? ofHome(line, children, isSecure) : ofOpen(isSecure),
        });
      }
    },
  },
});

/** keepalived looks at the program that it starts: where that is a shell, it does not see the script. */
function ofHome(line: ScriptLine, children: readonly Bound[], isSecure: boolean): string {
  const seesScript = !isShell(line.words[0]?.text);
  if (isSecure && seesScript && runnerOf(line, children) === 'root') {
    return "keepalived disables it, because 'enable_script_security' is set and root would run it. Its log says so.";
  }
  return `Whoever changes it does what keepalived may do, which mostly is everything.${seesScript && !isSecure ? " With 'enable_script_security' keepalived disables it." : ''}`;
}

function ofOpen(isSecure: boolean): string {
  return isSecure
    ? 'Once it is gone, be it at a reboot, nothing runs in its place.'
    : 'Once it is gone, be it at a reboot, whoever puts one of this name there does what keepalived may do, which mostly is everything.';
}
