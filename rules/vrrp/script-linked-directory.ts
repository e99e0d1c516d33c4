import { atLeast } from '../../grammar/version.ts';
import { scriptLines } from '../../src/binding/script-lines.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { standardUser } from '../../src/rule/script-users.ts';

export default defineRule({
  id: 'vrrp/script-linked-directory',
  title: 'A script of root lies below a directory that is a link',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/lib/notify.c:check_security'],
  what: `A script below \`/bin\`, \`/sbin\`, \`/lib\`, \`/lib64\`, \`/var/run\`, \`/var/lock\` or \`/run/current-system\`, for keepalived 2.3.0 and later. On every current distribution these
are links, to \`/usr/bin\` and so on.`,
  why: `Since 2.3.0 keepalived looks at each directory of the path as it is written, where root runs the script, and takes no link for a directory. It logs "Wrong file type found in
script path" and disables the script. An instance that tracks it runs as if the check were not there, and the config test fails.`,
  advice: 'Write where it really is: `/usr/bin/systemctl` in place of `/bin/systemctl`.',
  unless: 'the script runs as a user other than root, or the directory is none of these links on your hosts.',
  references: [
    { title: 'keepalived issue 2393: scripts below a linked directory', url: 'https://github.com/acassen/keepalived/issues/2393' },
  ],
  examples: {
    bad: [
      {
        title: '/bin is /usr/bin',
        config: `global_defs {
    script_user root
    enable_script_security
}

vrrp_script check_haproxy {
    script "/bin/systemctl is-active -q haproxy"  #~ ^/bin/systemctl^ '/bin' is a link  #=> script "/usr/bin/systemctl is-active -q haproxy"
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
        check_haproxy
    }
    notify /var/run/keepalived/notify.sh  #~ ^/var/run/keepalived/notify.sh^ '/var/run' is a link  #=> notify /run/keepalived/notify.sh
}
`,
      },
    ],
    good: [
      {
        title: 'Where it really is, or another user',
        config: `global_defs {
    script_user root
    enable_script_security
}

vrrp_script check_haproxy {
    script "/usr/bin/systemctl is-active -q haproxy"
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
        check_haproxy
    }
    notify /bin/notify.sh keepalived_script
}
`,
      },
      {
        title: 'Before 2.3.0',
        version: '2.2.8',
        config: `global_defs {
    script_user root
    enable_script_security
}

vrrp_script check_haproxy {
    script "/bin/systemctl is-active -q haproxy"
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
        check_haproxy
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      if (!atLeast(configuration.target.version, '2.3.0')) return;
      const { children } = configuration.bound;
      const standard = standardUser(children);
      for (const { keyword, command, user, words } of scriptLines(children)) {
        const program = words[0]?.text ?? '';
        const [link] = IN_LINK.exec(program) ?? [];
        const runner = user?.text ?? standard;
        if (link === undefined || (runner !== null && runner !== 'root')) continue;
        const start = command.start + command.raw.indexOf(program);
        report({
          // A line that has to be written anew anyway.
          follows: command,
          at: command.raw.includes(program) ? { start, end: start + program.length } : command,
          // Who runs it where nobody is named depends on whether the host has a user keepalived_script.
          ...(runner === null && { severity: 'info' }),
          summary: `'${link}' is a link on current distributions, and keepalived 2.3.0 and later runs no script of root whose path leads through one.`,
          detail: `${runner === null ? "Where there is no user 'keepalived_script', root runs it, and keepalived disables it" : 'It disables the script'}: ${effectOf(keyword)}.`,
          ...(REAL.has(link) && { advice: `Write '${REAL.get(link)}${program.slice(link.length)}'.` }),
        });
      }
    },
  },
});

/** What is lost with a script. */
function effectOf(keyword: string): string {
  if (keyword === 'script') return 'what tracks it goes on as if the check were not there';
  return keyword === 'misc_path' ? 'the server is not checked' : 'at that event nothing is run';
}

/** What each link leads to, on Debian, Ubuntu, Fedora, RHEL, SUSE and Arch. */
const REAL: ReadonlyMap<string, string> = new Map([
  ['/bin', '/usr/bin'],
  ['/sbin', '/usr/sbin'],
  ['/lib', '/usr/lib'],
  ['/lib64', '/usr/lib64'],
  ['/var/run', '/run'],
  ['/var/lock', '/run/lock'],
]);

/** NixOS has the last one. */
const LINKS: readonly string[] = [...REAL.keys(), '/run/current-system'];
const IN_LINK = new RegExp(`^(?:${LINKS.join('|')})(?=/)`);
