import { lineSpan } from '../../src/binding/place.ts';
import { scriptLines } from '../../src/binding/script-lines.ts';
import { globalLines } from '../../src/model/read-settings.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { isInRootsHome } from '../../src/rule/script-places.ts';
import { needsRoot } from '../../src/rule/script-users.ts';
import { inProfiles } from '../profiles.ts';

export default defineRule({
  id: 'security/script-as-root',
  title: 'Scripts run as root',
  severity: 'off',
  precision: 'high',
  profiles: inProfiles({ security: 'info' }),
  verdict: 'silent',
  proof: ['source/lib/notify.c:set_default_script_user'],
  what: '`script_user root`, where a script that names no user could do its work as another. Signals to processes of others (`killall -0`) and scripts below `/root` need root.',
  why: 'A check needs no rights. A mistake in it, or in what it calls, is then one of root.',
  advice: 'Make a user for scripts (`script_user keepalived_script`), and name `root` only for those that change routes or services.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'All of them',
        config: `global_defs {
    enable_script_security
    script_user root  #~ ^script_user root^ as root  #=> script_user keepalived_script
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    notify "/etc/keepalived/notify.sh"
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'One needs it, the other does not',
        config: `global_defs {
    enable_script_security
    script_user root  #~ ^script_user root^ as root  #=> script_user keepalived_script
}

vrrp_script check_proxy {
    script "/usr/bin/killall -0 haproxy"
    user root
    interval 2
    fall 3
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
        check_proxy
        check_web
    }
}
`,
      },
    ],
    good: [
      {
        title: 'A check that only root can do',
        config: `global_defs {
    enable_script_security
    script_user root
}

vrrp_script check_proxy {
    script "/usr/bin/killall -0 haproxy"
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
        title: 'Where it is needed',
        config: `global_defs {
    enable_script_security
    script_user keepalived_script
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    notify "/etc/keepalived/notify.sh"
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
      for (const { keyword, args, node } of globalLines(children)) {
        if (keyword.name !== 'script_user' || args[0]?.word.text !== 'root') continue;
        const scripts = scriptLines(children).filter(({ user }) => user === null);
        const forRoot = scripts.filter((line) => needsRoot(line) || isInRootsHome(line, configuration.expansion));
        const [needy] = forRoot;
        if (scripts.length === forRoot.length) continue;
        report({
          at: lineSpan(node),
          summary: 'All scripts that name no user run as root.',
          detail: 'A check needs no rights; what goes wrong in it is then done by root.',
          ...(needy && {
            advice: `Make a user for scripts and write 'script_user keepalived_script', but leave '${needy.command.text}' to root, with 'user root' in its block or 'root' behind the command.`,
          }),
        });
      }
    },
  },
});
