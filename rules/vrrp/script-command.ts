import { atLeast } from '../../grammar/version.ts';
import { baseName, type ScriptLine, scriptLines } from '../../src/binding/script-lines.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { globalLines } from '../../src/model/read-settings.ts';
import { isTracked } from '../../src/model/tracking/tracking.ts';
import { remove, safe } from '../../src/rule/fix.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';
import { isInRootsHome, isShell } from '../../src/rule/script-places.ts';
import { runnerOf } from '../../src/rule/script-users.ts';

export default defineRule({
  id: 'vrrp/script-command',
  title: 'A command that keepalived may not find, or may not run',
  severity: 'warning',
  precision: 'high',
  ofTemplateLines: true,
  isCause: true,
  verdict: 'silent',
  proof: ['source/lib/notify.c:find_path'],
  what: `A command that begins with \`~\`, with \`$( )\`, backquotes or the variable of a shell, with \`sudo\`, with a path that does not begin at \`/\`, or without any directory, unless it is one of those that every distribution has in \`/usr/bin\` or \`/usr/sbin\`, such as
\`pidof\`. A script below \`/root\` that another user than root is to run.`,
  why: `No shell puts the home directory in place of \`~\`, or an answer in place of \`$(which nc)\`: keepalived finds no such file and drops the script. A path that does not begin at \`/\` is looked for below the directory that keepalived runs in, which is \`/\` for a service. \`sudo\` asks for a terminal or a password where none is, and keepalived is root already. A command without a directory is looked for in the directories that keepalived was started with, which differ from those of your shell and between distributions. Nobody but root may enter
\`/root\`: keepalived asks as the user who is to run the script, is refused, and drops it.`,
  advice: 'Write the whole path of the program, and name the user behind it where it is not to be root.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'A home directory, sudo, and a bare name',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    notify_master "~/master.sh"  #~ ^"~/master.sh"^ '~'  #=> notify_master "/etc/keepalived/master.sh"
    notify_backup "/usr/bin/sudo /etc/keepalived/backup.sh"  #~ ^"/usr/bin/sudo /etc/keepalived/backup.sh"^ 'sudo'  #=> notify_backup "/etc/keepalived/backup.sh"
    notify_fault "fault.sh eth0"  #~ ^"fault.sh eth0"^ 'fault.sh'  #=> notify_fault "/etc/keepalived/fault.sh eth0"
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'A program that a shell would have looked for',
        config: `vrrp_script check_database {
    script "$(which nc) -z 127.0.0.1 3306"  #~ ^"$(which nc) -z 127.0.0.1 3306"^ It finds no program '$(which'  #=> script "/usr/bin/nc -z 127.0.0.1 3306"
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
        check_database
    }
}
`,
      },
      {
        title: 'What only a shell reads as it is meant',
        config: `global_defs {
    enable_script_security
    script_user root
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    notify_master "./master.sh"  #~ ^"./master.sh"^ As a service that is '/': keepalived runs '/master.sh'  #=> notify_master "/etc/keepalived/master.sh"
    notify_backup "etc/keepalived/backup.sh"  #~ ^"etc/keepalived/backup.sh"^ is no whole path  #=> notify_backup "/etc/keepalived/backup.sh"
    notify_stop "STATE=stop /etc/keepalived/stop.sh"  #~ ^"STATE=stop /etc/keepalived/stop.sh"^ 'STATE=…' in front of a command  #=> notify_stop "/usr/bin/env STATE=stop /etc/keepalived/stop.sh"
    notify_fault "$HOME/fault.sh"  #~ ^"$HOME/fault.sh"^ '$HOME' has no value here  #=> notify_fault "/etc/keepalived/fault.sh"
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'A script in the home directory of root, for somebody else',
        config: `global_defs {
    enable_script_security
    script_user keepalived_script
}

vrrp_script check_web {
    script "/root/check_web.sh"  #~ ^"/root/check_web.sh"^ 'keepalived_script' may not enter '/root'  #=> script "/usr/local/libexec/check_web.sh"
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
    notify_master "/root/master.sh" root
    notify_backup "/bin/sh /root/backup.sh"  #~ ^"/bin/sh /root/backup.sh"^ 'keepalived_script' may not enter '/root'  #=> notify_backup "/usr/local/libexec/backup.sh"
}
`,
      },
    ],
    good: [
      {
        title: 'Whole paths, and a command of every distribution',
        config: `vrrp_script check_haproxy {
    script "killall -0 haproxy"
    interval 2
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    notify_master "/etc/keepalived/master.sh"
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
      const standard = globalLines(configuration.bound.children).findLast(({ keyword }) => keyword.name === 'script_user')?.args[0]?.word
        .text;
      const tested = testedCommands(configuration);
      for (const line of scriptLines(configuration.bound.children)) {
        const { keyword, command, user, words } = line;
        const said = tested.has(command.start) ? 'Its log says so, and its config test fails.' : 'Only its log says so.';
        const runner = user?.text ?? standard ?? 'root';
        const program = words[0]?.text ?? '';
        const closed = closedTo(line, configuration);
        if (closed) {
          report({ at: command, ...closed });
        } else if (program.startsWith('~')) {
          report({
            at: command,
            summary: "'~' is no home directory here: keepalived starts a command without a shell.",
            detail: `keepalived finds no such file and drops the script. ${said}`,
          });
        } else if (/^(?:\$\(|`)/.test(program)) {
          report({
            at: command,
            summary: `'${program.startsWith('`') ? '`…`' : '$(…)'}' is not run here: keepalived starts a command without a shell.`,
            detail: `It finds no program '${program}' and drops the script. ${said}`,
          });
        } else if (ASSIGNMENT.test(program)) {
          const [assigned = ''] = ASSIGNMENT.exec(program) ?? [];
          report({
            at: command,
            summary: `'${assigned}…' in front of a command is for a shell: keepalived looks for a program of that name.`,
            detail: `It finds none and drops the script. ${said}`,
            advice: `Write '/usr/bin/env' in front of it, or put the command into a script of its own.`,
          });
        } else if (VARIABLE.test(program)) {
          report({
            at: command,
            summary: `'${VARIABLE.exec(program)?.[0]}' has no value here: keepalived starts a command without a shell.`,
            detail: `It finds no such file and drops the script. ${said}`,
          });
        } else if (RELATIVE.test(program)) {
          report({
            at: command,
            summary: `'${program}' is no whole path: it is looked for below the directory that keepalived runs in.`,
            detail: `As a service that is '/': keepalived runs '/${program.replace(/^(?:\.{1,2}\/)+/, '')}', or finds nothing there and drops the script. ${said}`,
            advice: "Write the whole path, from '/' on.",
          });
        } else if (baseName(program) === 'sudo') {
          report({
            at: command,
            ...(runner === 'root'
              ? {
                  // For root it changes the user without asking, where the host has it at all.
                  severity: 'info' as const,
                  summary: "'sudo' is not needed here, and not every host has it or lets it run without a terminal.",
                  detail: 'keepalived itself runs a script as root, or as the user whose name stands behind the command.',
                }
              : {
                  summary: "'sudo' may ask for a terminal or a password, and there is none.",
                  detail: 'The command then fails. keepalived runs scripts as root, or as the user behind the command.',
                }),
            advice: adviceFor(
              keyword,
              words.map(({ text }) => text),
            ),
          });
        } else if (SIGN.test(program)) {
          report({
            at: command,
            severity: 'error',
            fix: safe(remove(command)),
            summary: `keepalived takes '${program}' for the command.`,
            detail: 'It finds no such program: what was meant never runs.',
            advice: `Remove the '${program}': only a blank separates a keyword from its value.`,
          });
        } else if (/^[^\\</][^/]*$/.test(program) && !USUAL.has(program)) {
          report({
            at: command,
            severity: 'info',
            summary: `Where '${program}' is found depends on how keepalived was started.`,
            detail: 'It looks through the directories of its own environment, which are not those of your shell.',
          });
        }
      }
    },
  },
});

/** The commands of tracked scripts, by where they begin, where the config test looks for them: since 2.2.0. */
function testedCommands({ vrrpScripts, target }: Configuration): ReadonlySet<number> {
  if (!atLeast(target.version, '2.2.0')) return new Set();
  return new Set(vrrpScripts.filter(isTracked).map(({ script }) => script.start));
}

/** `PGPASSWORD=… psql` */
const ASSIGNMENT = /^[A-Za-z_]\w*=/;

/** `$HOME/check.sh`: a variable of a shell, or a definition that nobody wrote. */
const VARIABLE = /^\$\{?[A-Za-z]\w*\}?(?=\/)/;

/** `./check.sh`, `etc/keepalived/check.sh` */
const RELATIVE = /^[\w.-]+\//;

/** A script that its user cannot reach. */
function closedTo(line: ScriptLine, { expansion, bound }: Configuration): Omit<Message, 'at'> | null {
  if (!isInRootsHome(line, expansion)) return null;
  const runner = runnerOf(line, bound.children);
  if (runner === null || runner === 'root') return null;
  const isCheck = line.keyword === 'script' || line.keyword === 'misc_path';
  const dropped = isCheck
    ? 'keepalived drops the script, and goes on as if there were no check. Its log says so.'
    : 'keepalived drops the script, and nothing runs. Its log says so.';
  return {
    summary: `'${runner}' may not enter '/root', where this script lies.`,
    detail: isShell(line.words[0]?.text) ? 'The shell starts and cannot read the script: it ends with an error each time.' : dropped,
    advice: `Put the script where that user can read it, such as /usr/local/libexec, or name root for it${isCheck ? " ('user root' in the block)" : ' behind the quotes of the command'}.`,
  };
}

/** Commands that stand in /usr/bin or /usr/sbin everywhere, where keepalived finds them however it was started. */
const USUAL: ReadonlySet<string> = new Set([
  'bash',
  'curl',
  'echo',
  'false',
  'ip',
  'killall',
  'logger',
  'nc',
  'pgrep',
  'pidof',
  'ping',
  'ping6',
  'pkill',
  'python3',
  'service',
  'sh',
  'ss',
  'systemctl',
  'test',
  'true',
  'wget',
]);

/** Where the user is named in place of `sudo -u`. */
function adviceFor(keyword: string, words: readonly string[]): string {
  const at = words.indexOf('-u');
  const user = at > 0 ? words[at + 1] : undefined;
  if (user === undefined) return "Leave 'sudo' away.";
  return keyword === 'script' || keyword === 'misc_path'
    ? `Leave 'sudo' away, and write 'user ${user}' on a line of its own.`
    : `Leave 'sudo' away, and write '${user}' behind the quotes of the command.`;
}

/** What people write between a name and a value. */
const SIGN = /^[=:]$/;
