import { keywordSpan } from '../../src/binding/place.ts';
import { type ScriptLine, scriptLines } from '../../src/binding/script-lines.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { globalLines } from '../../src/model/read-settings.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { isInRootsHome } from '../../src/rule/script-places.ts';
import { needsRoot } from '../../src/rule/script-users.ts';

export default defineRule({
  id: 'global/script-user',
  title: 'Script security without a user for the scripts',
  severity: 'warning',
  precision: 'medium',
  verdict: 'silent',
  proof: ['live/script-security-without-user', 'source/lib/notify.c:get_default_script_user', 'config-test'],
  what: `\`enable_script_security\` without \`script_user\`, and a script (a check, \`notify\`, \`MISC_CHECK\`, quorum) that names no user itself. keepalived then looks for the user
\`keepalived_script\`.`,
  why: `Where the host has no user of that name, keepalived drops every such script: a check that is gone fails never, so the node keeps the addresses with a dead service, and
\`notify\` does nothing. The log says so, and the config test of that host reports it; on a host that has the user all is well. Debian's package does not make it. Without
\`enable_script_security\` root would run the scripts.`,
  advice:
    'Make the user on every node (`useradd -r -s /usr/sbin/nologin keepalived_script`) and name it: `script_user keepalived_script` in `global_defs`, above all scripts.',
  unless: 'every node has the user `keepalived_script`.',
  references: [
    { title: 'keepalived.conf(5): enable_script_security, script_user', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'A check that was ignored', url: 'https://github.com/acassen/keepalived/issues/2184' },
  ],
  examples: {
    bad: [
      {
        title: 'Nobody is named',
        config: `global_defs {
    enable_script_security  #~ ^enable_script_security^ as the user 'keepalived_script'  #=> enable_script_security↵    script_user keepalived_script
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
    notify_master "/etc/keepalived/notify.sh MASTER"
}
`,
      },
    ],
    good: [
      {
        title: 'A user for all, and one of its own for each script',
        config: `global_defs {
    enable_script_security
}

vrrp_script check_web {
    script "/usr/local/bin/check-web"
    interval 2
    fall 3
    user web
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
    notify_master "/etc/keepalived/notify.sh MASTER" root
}
`,
      },
      {
        title: 'A script above: for it keepalived takes root, and keeps to that',
        config: `vrrp_script check_web {
    script "/usr/local/bin/check-web"
    interval 2
    fall 3
}

global_defs {
    enable_script_security
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
      const globals = globalLines(children);
      if (globals.some(({ keyword }) => keyword.name === 'script_user')) return;
      const security = globals.find(({ keyword }) => keyword.name === 'enable_script_security');
      if (!security) return;
      const [first, ...others] = scriptLines(children).filter(({ user }) => user === null);
      // For a script above the line root is taken, once and for all.
      if (!first || first.command.span.start < keywordSpan(security.node).start) return;
      report({
        at: keywordSpan(security.node),
        summary: `${others.length === 0 ? "The script runs as the user 'keepalived_script'" : `${others.length + 1} scripts run as the user 'keepalived_script'`}, and no line names one.`,
        detail: `On a host that has no such user keepalived drops ${others.length === 0 ? 'it' : 'them'}: ${effectOf([first, ...others])}.`,
        ...adviceFor([first, ...others], configuration),
        related: [{ at: first.command, message: 'The first script that names no user.' }],
      });
    },
  },
});

/** For scripts that keepalived_script could not run either. */
function adviceFor(scripts: readonly ScriptLine[], { expansion }: Configuration): { readonly advice: string } | null {
  const signal = scripts.find(needsRoot);
  const isAtHome = scripts.some((line) => isInRootsHome(line, expansion));
  if (!signal && !isAtHome) return null;
  const why = [
    ...(isAtHome ? ["another user may not enter '/root'"] : []),
    ...(signal ? [`for another user '${signal.command.text}' fails at a process that is not its own`] : []),
  ];
  return { advice: `Write 'script_user root' in global_defs, above all scripts: ${why.join(', and ')}.` };
}

/** What is missing when scripts are dropped. */
function effectOf(scripts: readonly ScriptLine[]): string {
  const keywords = new Set(scripts.map(({ keyword }) => keyword));
  if (keywords.has('script')) return 'no failure of the service moves the addresses any more';
  if (keywords.has('misc_path')) return 'real servers are not checked any more';
  return 'nobody is told of a change of state';
}
