import type { Node } from '../../grammar/tree.ts';
import { keywordSpan } from '../../src/binding/place.ts';
import { scriptLines } from '../../src/binding/script-lines.ts';
import { brokenCommands } from '../../src/daemon/broken-commands.ts';
import { globalLines } from '../../src/model/read-settings.ts';
import { misspeltAnywhere } from '../../src/rule/consequences.ts';
import { addAbove, addFirst, type Fix, unsafe } from '../../src/rule/fix.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { HOME, isInRootsHome, isShell, openDirectoryOf } from '../../src/rule/script-places.ts';
import { needsRoot, standardUser } from '../../src/rule/script-users.ts';
import { inProfiles } from '../profiles.ts';

export default defineRule({
  id: 'security/script-security',
  title: 'Scripts run without enable_script_security',
  severity: 'info',
  precision: 'high',
  profiles: inProfiles({ security: 'warning' }),
  verdict: 'silent',
  proof: ['source/lib/notify.c:check_security', 'source/linux/kernel/signal.c:check_kill_permission', 'config-test'],
  what: 'A configuration with scripts (checks, `notify`, `MISC_CHECK`, quorum, start and stop) that root runs, or may run, and whose `global_defs` has no `enable_script_security`.',
  why: `keepalived mostly runs as root, and so do its scripts, unless somebody says otherwise. With \`enable_script_security\` it refuses a script that root runs and that somebody
else could have changed: the file or a directory above it belongs to another user, or others may write to it. Without it keepalived logs that, and runs the script. Since
2.0.7 the config test (\`keepalived -t\`) fails where such a script exists, from 2.2.0 on with status 6, so that a deployment that asks it stops there.`,
  advice:
    'Write `enable_script_security` and `script_user keepalived_script` in `global_defs`, and make that user (`useradd -r -s /usr/sbin/nologin keepalived_script`). Name `root` only for scripts that need it: `killall -0`, `pkill -0` and `kill -0` fail for a process of another user, and the check with them.',
  unless: 'keepalived does not run as root, or runs in a container that holds nothing else.',
  references: [{ title: 'keepalived.conf(5): enable_script_security, script_user', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'A check that only root can do',
        fixed: 'unsafe',
        config: `vrrp_script check_proxy {  #=> global_defs {↵     enable_script_security↵     script_user root↵}↵↵vrrp_script check_proxy {
    script "/usr/bin/killall -0 haproxy"  #~ ^script^ keepalived runs scripts without 'enable_script_security'
    interval 2
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_proxy
    }
}
`,
      },
      {
        title: 'A script in the home directory of root, where nobody else may enter',
        fixed: 'unsafe',
        config: `vrrp_instance VI_1 {  #=> global_defs {↵     enable_script_security↵     script_user root↵}↵↵vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    notify_master "/root/master.sh"  #~ ^notify_master^ keepalived runs scripts without 'enable_script_security'
}
`,
      },
      {
        title: 'Root, by name: what is missing is the setting alone',
        fixed: 'unsafe',
        config: `global_defs {  #=> global_defs {↵     enable_script_security
    script_user root
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    notify_master "/usr/local/libexec/add-route"  #~ ^notify_master^ runs this one as 'root'
}
`,
      },
      {
        title: 'Whoever can change the script is root',
        config: `vrrp_script check_web {  #=> global_defs {↵     enable_script_security↵     script_user keepalived_script↵}↵↵vrrp_script check_web {
    script "/usr/local/bin/check-web"  #~ ^script^ keepalived runs scripts without 'enable_script_security'
    interval 2
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_web
    }
    notify_master "/etc/keepalived/notify.sh MASTER"
}
`,
      },
    ],
    good: [
      {
        title: 'Scripts of another than root: keepalived looks at none of them, with the setting or without',
        config: `global_defs {
    script_user keepalived_script
}

vrrp_script check_web {
    script "/usr/local/bin/check-web"
    interval 2
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_web
    }
}
`,
      },
      {
        title: 'Meant, under another name: that is told of the word',
        config: `global_defs {
    script_security on
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    notify_master /usr/local/bin/notify.sh
}
`,
      },
      {
        title: 'A script that keepalived drops, because the word behind it names no user',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    notify_master /etc/keepalived/notify.sh MASTER
}
`,
      },
      {
        title: 'A script that keepalived does not use, because a quote in its command is open: that is told there',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    notify_master "/bin/sh -c 'logger MASTER"
}
`,
      },
      {
        title: 'Scripts of a user who can do nothing else',
        config: `global_defs {
    enable_script_security
    script_user keepalived_script
}

vrrp_script check_web {
    script "/usr/local/bin/check-web"
    interval 2
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_web
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const { children } = configuration.bound;
      if (globalLines(children).some(({ keyword }) => keyword.name === 'enable_script_security')) return;
      // keepalived runs no command whose quotes do not close, nor one for a user that is none.
      const broken = new Set(brokenCommands(configuration).map(({ line }) => line));
      const user = standardUser(children);
      // What another than root runs is not looked at with it either.
      const [first, ...others] = scriptLines(children).filter(
        (line) => !broken.has(line) && (line.user === null ? user === null || user === 'root' : line.user.text === 'root'),
      );
      if (!first) return;
      const lines = [first, ...others];
      const isNamed = user !== null || lines.every((line) => line.user !== null);
      const isOpen = lines.some((line) => openDirectoryOf(line, configuration.expansion) === HOME && !isShell(line.words[0]?.text));
      const signals = lines.find((line) => line.user === null && needsRoot(line));
      const home = lines.find((line) => line.user === null && isInRootsHome(line, configuration.expansion));
      const runner = user === null ? "as the user 'keepalived_script' where there is one, else as root" : `as '${user}'`;
      const misspelt = misspeltAnywhere(['enable_script_security'], configuration);
      report({
        at: keywordSpan(first.node),
        ...(misspelt && { follows: misspelt }),
        // keepalived disables a script that others can change, so that has to be mended first. Where the scripts may run as somebody else than root, that
        // user has to be made first: without it keepalived drops every script.
        fix: isOpen || (!isNamed && !signals && !home) ? null : addition(configuration.tree.body, isNamed ? null : 'root'),
        summary: "keepalived runs scripts without 'enable_script_security'.",
        detail: `It runs ${others.length === 0 ? 'this one' : `this one and ${others.length} more`} ${first.user === null ? runner : `as '${first.user.text}'`}, even where users other than root can change the file.`,
        ...(isNamed && { advice: "Write 'enable_script_security' in global_defs." }),
        ...(user === null &&
          signals && {
            advice: `Write 'enable_script_security' and 'script_user root' in global_defs. As another user '${signals.words.map(({ text }) => text).join(' ')}' fails for a process that is not its own, and the check with it.`,
          }),
        ...(user === null &&
          home && {
            advice:
              "Put the scripts where others can read them, such as /usr/local/libexec, then write 'enable_script_security' and 'script_user keepalived_script' in global_defs; or write 'script_user root', for nobody else may enter '/root'.",
          }),
        ...(isOpen && {
          advice:
            "First put the scripts where only root can write, such as /usr/local/libexec: keepalived disables the others as soon as 'enable_script_security' is there. Then write it in global_defs, with 'script_user'.",
        }),
      });
    },
  },
});

/** Which user it should be, and whether the scripts can do their work as that one, is for the administrator to say. */
function addition(body: readonly Node[], user: string | null): Fix | null {
  const lines = ['enable_script_security', ...(user === null ? [] : [`script_user ${user}`])];
  const globals = body.find((node) => node.kind === 'block' && node.keyword.text === 'global_defs');
  const [first] = body;
  if (globals) {
    const change = addFirst(globals, ...lines);
    return change && unsafe(change);
  }
  if (!first) return null;
  return unsafe(addAbove(keywordSpan(first), 'global_defs {', ...lines.map((line) => `    ${line}`), '}', ''));
}
