import { lineSpan } from '../../src/binding/place.ts';
import { globalLines } from '../../src/model/read-settings.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inProfiles } from '../profiles.ts';

export default defineRule({
  id: 'security/script-as-root',
  title: 'Scripts run as root',
  severity: 'off',
  precision: 'high',
  profiles: inProfiles({ security: 'info' }),
  verdict: 'silent',
  proof: ['source/lib/notify.c:set_default_script_user'],
  what: '`script_user root`, and `root` as the user of a script.',
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
    ],
    good: [
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
      for (const { keyword, args, node } of globalLines(configuration.bound.children)) {
        if (keyword.name !== 'script_user' || args[0]?.word.text !== 'root') continue;
        report({
          at: lineSpan(node),
          summary: 'All scripts that name no user run as root.',
          detail: 'A check needs no rights; what goes wrong in it is then done by root.',
        });
      }
    },
  },
});
