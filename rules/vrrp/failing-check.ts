import { atLeast, type Version } from '../../grammar/version.ts';
import { baseName, type ScriptLine } from '../../src/binding/script-lines.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { checkCommands, decidingWords, lineOfShell } from '../../src/rule/check-commands.ts';
import { inSeconds } from '../../src/rule/in-seconds.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';
import { needsRoot, runnerOf } from '../../src/rule/script-users.ts';

/** What the kernel keeps of the name of a process (TASK_COMM_LEN, less the zero at its end). */
const LONGEST_NAME = 15;

/** The first keepalived that starts a link under the name of the link. */
const KEEPS_NAME_OF_LINK: Version = '2.3.0';

type Said = Omit<Message, 'at' | 'detail'>;

export default defineRule({
  id: 'vrrp/failing-check',
  title: 'A check that always fails, however well the service is',
  severity: 'error',
  precision: 'high',
  verdict: 'silent',
  proof: [
    'live/check-signal-of-another-user',
    'live/check-pgrep-path',
    'live/check-pidof-is-a-link',
    'live/script-hangs',
    'source/vrrp/vrrp_scheduler.c:vrrp_script_thread',
    'source/linux/kernel/signal.c:check_kill_permission',
    'source/lib/notify.c:check_script_secure',
    'source/lib/notify.c:cmd_str_r',
  ],
  what: `A tracked script that can never succeed: \`killall -0\`, \`pkill -0\` or \`kill -0\` run by a user who is not root, \`pgrep\` or \`pkill\` without \`-f\` for a path or for a
name of more than ${LONGEST_NAME} characters, and before keepalived ${KEEPS_NAME_OF_LINK} \`pidof\` as Debian and Ubuntu have it. A check that connects by \`/dev/tcp\` and that \`/bin/sh\` runs, also for a
real server. A \`ping -c\` that takes longer than the \`timeout\` of its script, which is its \`interval\` where none is written.`,
  why: `Signal 0 asks whether a process is there, but the kernel lets only root and the user of the process ask. \`pgrep\` and \`pkill\` compare with the name that the kernel has of
a process (/proc/PID/comm): ${LONGEST_NAME} characters, without a directory. On Debian and Ubuntu \`pidof\` is a link to \`/sbin/killall5\`, a program that goes by the name under which it is started: keepalived before ${KEEPS_NAME_OF_LINK} follows
the link and starts \`killall5 haproxy\`, which ends with an error whatever runs. What tracks the script without a weight stays in fault state, on every node that is set up so: nobody
takes the addresses. With a weight the check makes no difference any more. \`/dev/tcp/HOST/PORT\` is no file: bash makes a connection of it, other shells look for the
file, and keepalived hands a command that begins with \`<\` to \`/bin/sh\`.`,
  advice: 'Try the command as the user who runs it: `sudo -u keepalived_script killall -0 haproxy; echo $?`.',
  unless: 'the process runs as that user, or `pidof` is a program of its own on your hosts, as on Red Hat.',
  references: [
    { title: 'keepalived.conf(5): script_user, vrrp_script', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'kill(2)', url: 'https://man7.org/linux/man-pages/man2/kill.2.html' },
    { title: 'pgrep(1)', url: 'https://man7.org/linux/man-pages/man1/pgrep.1.html' },
    { title: 'pidof(8), killall5(8) of Debian', url: 'https://manpages.debian.org/bookworm/sysvinit-utils/pidof.8.en.html' },
  ],
  examples: {
    bad: [
      {
        title: 'More pings than there is time for',
        config: `vrrp_script check_gateway {
    script "/usr/bin/ping -c 3 -W 1 192.0.2.254"  #~ ^"/usr/bin/ping -c 3 -W 1 192.0.2.254"^ These pings take more than 2 seconds, and keepalived gives 'check_gateway' 2 seconds.  #=> script "/usr/bin/ping -c 1 -W 1 192.0.2.254"
    interval 2
    fall 3
}

vrrp_script check_uplink {
    script "/usr/bin/ping -qc5 -i 0.5 198.51.100.1"  #~ ^"/usr/bin/ping -qc5 -i 0.5 198.51.100.1"^ These pings take more than 2 seconds  #=> script "/usr/bin/ping -c 1 198.51.100.1"
    interval 10
    timeout 2
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_gateway
        check_uplink
    }
}
`,
      },
      {
        title: 'A user who may not signal the process',
        beside: ['vrrp/process-only-check'],
        config: `global_defs {
    enable_script_security
    script_user keepalived_script
}

vrrp_script check_haproxy {
    script "/usr/bin/killall -0 haproxy"  #~ ^"/usr/bin/killall -0 haproxy"^ 'keepalived_script' may not signal a process of another user  #=> script "/usr/bin/pgrep -x haproxy"
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
      {
        title: 'A path, and a long name',
        beside: ['vrrp/process-only-check'],
        config: `vrrp_script check_sshd {
    script "pkill -0 /usr/sbin/sshd"  #~ ^"pkill -0 /usr/sbin/sshd"^ 'pkill' knows processes by their bare names  #=> script "pkill -0 sshd"
    interval 5
    fall 2
    weight -4
}

vrrp_script check_manager {
    script '/usr/bin/pgrep kube-controller-manager'  #~ ^'/usr/bin/pgrep kube-controller-manager'^ compares 15 characters at most  #=> script "/usr/bin/pgrep -f kube-controller-manager"
    interval 5
    fall 2
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 120
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_sshd
        check_manager
    }
}
`,
      },
      {
        title: 'A connection that only bash makes',
        config: `global_defs {
    enable_script_security
    script_user root
}

vrrp_script check_web {
    script "</dev/tcp/127.0.0.1/80"  #~ ^"</dev/tcp/127.0.0.1/80"^ Only bash connects to '/dev/tcp/127.0.0.1/80'  #=> script "/usr/bin/bash -c '</dev/tcp/127.0.0.1/80'"
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
        title: 'A link to a program of another name',
        version: '2.2.7',
        beside: ['vrrp/process-only-check'],
        config: `vrrp_script check_haproxy {
    script "/usr/bin/pidof haproxy"  #~ ^"/usr/bin/pidof haproxy"^ On Debian and Ubuntu 'pidof' is a link to 'killall5'  #=> script "/usr/bin/pgrep -x haproxy"
    interval 2
    fall 3
}

vrrp_script check_proxysql {
    script "pidof proxysql-monitor-agent"  #~ ^"pidof proxysql-monitor-agent"^ is a link to 'killall5'  #=> script "pgrep -f proxysql-monitor-agent"
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
        check_proxysql
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Pings that end in time',
        config: `vrrp_script check_gateway {
    script "/usr/bin/ping -c 3 192.0.2.254"
    interval 3
    fall 3
}

vrrp_script check_uplink {
    script "/usr/bin/ping -c 3 -i 0.2 -W 1 192.0.2.253"
    interval 1
    fall 3
}

vrrp_script check_far {
    script "/usr/bin/ping -A -c 5 192.0.2.252"
    interval 1
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_gateway
        check_uplink
        check_far
    }
}
`,
      },
      {
        title: 'A program of its own, or one that a shell starts',
        version: '2.2.7',
        config: `vrrp_script check_haproxy {
    script "/usr/sbin/pidof haproxy"
    interval 2
    fall 3
}

vrrp_script check_nginx {
    script "/usr/bin/sh -c 'pidof nginx'"
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
        check_nginx
    }
}
`,
      },
      {
        title: 'Root asks, the whole command line is compared, the process has the user of the script, or nobody signals it',
        config: `global_defs {
    enable_script_security
    script_user keepalived_script
}

vrrp_script check_haproxy {
    script "/usr/bin/killall -0 haproxy"
    interval 2
    fall 3
    user root
}

vrrp_script check_nginx {
    script "/usr/bin/killall -0 nginx"
    interval 2
    fall 3
    user nginx
}

vrrp_script check_app {
    script "/usr/bin/pgrep -u app -f /srv/app/main.py"
    interval 2
    fall 3
}

vrrp_script check_sshd {
    script "/usr/bin/pidof /usr/sbin/sshd"
    interval 2
    fall 3
}

vrrp_script check_port {
    script "/usr/bin/bash -c '</dev/tcp/127.0.0.1/80'"
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
        check_nginx
        check_app
        check_sshd
        check_port
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { script, line } of checkCommands(configuration)) {
        const unopened = unconnected(line);
        if (unopened) {
          report({ at: line.command, ...unopened });
          continue;
        }
        if (!script) continue;
        const needed = secondsOfPing(decidingWords(line.words));
        const { value: timeout } = script.timeout;
        if (needed !== null && needed >= timeout) {
          report({
            at: line.command,
            summary: `These pings take more than ${inSeconds(needed)}, and keepalived gives '${script.name}' ${inSeconds(timeout)}.`,
            detail: `It then ends the script and counts the run as failed, whatever answers: what tracks it without a weight stays in fault state, and with a weight it makes no difference.`,
            advice: `Write '-c 1', or 'interval' and 'timeout' with more than ${inSeconds(needed)}.`,
          });
          continue;
        }
        const said = unsignalled(line, configuration) ?? unfound(line) ?? renamed(line, configuration.target.version);
        if (!said) continue;
        report({
          at: line.command,
          ...said,
          detail: `'${script.name}' fails although the process is there: what tracks it without a weight stays in fault state, and with a weight it makes no difference.`,
        });
      }
    },
  },
});

/** Options of ping that take a value. */
const WITH_VALUE: ReadonlySet<string> = new Set('ceFiImMNpQsStTW');

/** Those with which a pause or the end is not the usual one: adaptive, flood, preload, deadline. */
const OTHER_PACE = /[Aflw]/;

/** What `ping -c COUNT` takes at least when all is answered: a second between two pings, or what `-i` says. Null for another command, and where it may take less. */
function secondsOfPing([program, ...args]: readonly string[]): number | null {
  if (!/^ping6?$/.test(baseName(program ?? ''))) return null;
  const values = new Map<string, number>();
  for (let i = 0; i < args.length; i++) {
    const [, options = ''] = /^-([a-zA-Z\d.]+)$/.exec(args[i] ?? '') ?? [];
    const at = [...options].findIndex((option) => WITH_VALUE.has(option));
    if (OTHER_PACE.test(at < 0 ? options : options.slice(0, at))) return null;
    if (at < 0) continue;
    const value = options.slice(at + 1) || args[++i];
    values.set(options[at] ?? '', Number(value));
  }
  const needed = ((values.get('c') ?? 1) - 1) * (values.get('i') ?? 1);
  return needed > 0 ? needed : null;
}

/** What bash connects to in place of opening a file. */
const NETWORK = /\/dev\/(?:tcp|udp)\/[\w.:-]+\/\w+/;

/** `</dev/tcp/127.0.0.1/80`, which keepalived hands to /bin/sh whole, and the same behind `sh -c`. */
function unconnected({ keyword, command, words }: ScriptLine): Omit<Message, 'at'> | null {
  if (!command.raw.includes('/dev/')) return null;
  const [address] = NETWORK.exec(command.text) ?? [];
  const program = words[0]?.text ?? '';
  const isWhole = program.startsWith('<');
  if (address === undefined || !(isWhole || runsOtherShell(program, words))) return null;
  return {
    severity: 'warning',
    summary: `Only bash connects to '${address}', and this check runs in 'sh'.`,
    detail: `Where 'sh' is another shell, as on Debian, Ubuntu and Alpine, it finds no such file: the check always fails, however well the service is.`,
    advice: isWhole ? `Write ${keyword} "/usr/bin/bash -c '<${address}'".` : `Write '/usr/bin/bash' in place of '${program}'.`,
  };
}

/** Whether a shell that need not be bash runs a command, and does not start bash itself. */
function runsOtherShell(program: string, words: ScriptLine['words']): boolean {
  const line = /^(?:(?:\/usr)?\/bin\/)?(?:sh|dash)$/.test(program) ? lineOfShell(words) : null;
  return line !== null && !/\bbash\b/.test(line);
}

/** A signal that the kernel refuses. */
function unsignalled(line: ScriptLine, { bound }: Configuration): Said | null {
  if (!needsRoot(line)) return null;
  const process = line.words.at(-1)?.text ?? '';
  const runner = runnerOf(line, bound.children);
  // A service often runs as the user of its own name.
  if (runner === null || runner === 'root' || baseName(process) === runner) return null;
  return {
    summary: `'${runner}' may not signal a process of another user, and signal 0 is one.`,
    advice: /^[\w./-]+$/.test(process)
      ? `Ask without a signal ('${pgrep(process)}'), or write 'user root' in this vrrp_script.`
      : "Ask without a signal, or write 'user root' in this vrrp_script.",
  };
}

/** A process that `pgrep` or `pkill` looks for by a name that it does not have. */
function unfound({ words }: ScriptLine): Said | null {
  const name = baseName(words[0]?.text ?? '');
  if (name !== 'pgrep' && name !== 'pkill') return null;
  const args = words.slice(1).map(({ text }) => text);
  const pattern = args.at(-1) ?? '';
  // With -f the whole command line is compared; what no option takes is the pattern, and a sign of a shell or of a regular expression may change it.
  if (args.some((arg) => /^-(?:-full$|-pidfile|[a-zA-Z]*[fF])/.test(arg)) || !/^[\w./-]+$/.test(pattern) || pattern.startsWith('-'))
    return null;
  if (pattern.includes('/')) {
    return {
      summary: `'${name}' knows processes by their bare names, without a directory.`,
      advice: `Write '${baseName(pattern).slice(0, LONGEST_NAME)}' in place of the path, or '-f' in front of it.`,
    };
  }
  if (pattern.length <= LONGEST_NAME) return null;
  return {
    summary: `'${name}' compares ${LONGEST_NAME} characters at most, and this name has ${pattern.length}.`,
    advice: `Write '-f' in front of the name, or its first ${LONGEST_NAME} characters ('${pattern.slice(0, LONGEST_NAME)}').`,
  };
}

/** A link that keepalived follows, to a program that asks for its own name. */
function renamed({ words }: ScriptLine, version: Version): Said | null {
  const program = words[0]?.text ?? '';
  if (atLeast(version, KEEPS_NAME_OF_LINK) || !LINKS_TO_KILLALL5.has(program)) return null;
  const args = words.slice(1).map(({ text }) => text);
  const [process = ''] = args;
  const command = program === 'pidof' ? '' : '/usr/bin/';
  return {
    severity: 'warning',
    summary: `On Debian and Ubuntu 'pidof' is a link to 'killall5', and keepalived before ${KEEPS_NAME_OF_LINK} starts that by its own name.`,
    advice: args.length === 1 && /^[\w./-]+$/.test(process) ? `Write '${command}${pgrep(process)}'.` : "Ask with 'pgrep'.",
  };
}

/** As Debian has it; elsewhere it lies in /usr/sbin, and is a program of its own. */
const LINKS_TO_KILLALL5: ReadonlySet<string> = new Set(['pidof', '/bin/pidof', '/usr/bin/pidof']);

/** Asks for a process by its name, or by its command line where the kernel keeps only a part of the name. */
function pgrep(process: string): string {
  const name = baseName(process);
  return `pgrep ${name.length > LONGEST_NAME ? '-f' : '-x'} ${name}`;
}
