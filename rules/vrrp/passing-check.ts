import { baseName, type CommandWord } from '../../src/binding/script-lines.ts';
import { checkCommands, isMeantForShell, lineOfShell } from '../../src/rule/check-commands.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';
import { alwaysZero, type Decided, SUCCEEDS } from '../../src/rule/shell-status.ts';

type Said = Pick<Message, 'summary' | 'advice'>;

export default defineRule({
  id: 'vrrp/passing-check',
  title: 'A check that succeeds however badly the service is',
  severity: 'warning',
  precision: 'high',
  ofTemplateLines: true,
  verdict: 'silent',
  proof: ['live/check-always-succeeds', 'source/lib/notify.c:system_call_script'],
  what: `A tracked script or a \`misc_path\` that ends with 0 whatever it finds: \`… || true\`, \`…; exit 0\`, \`… | wc -l\` and \`ps -ef | grep NAME\` in \`sh -c\`, or a program such as \`true\` or
\`echo\`.`,
  why: `keepalived looks at nothing but the exit status of a check, and not at what it prints. One that always ends with 0 finds no failure: the node keeps the addresses with a
dead service, and a real server gets connections that nobody answers.`,
  advice: "Let the command that asks decide, and try it with the service stopped: `sh -c '…'; echo $?` must not print 0.",
  unless: 'the script is there for what it does, and is to decide nothing.',
  references: [
    { title: 'keepalived.conf(5): vrrp_script', url: 'https://www.keepalived.org/manpage.html' },
    {
      title: 'POSIX.1-2017, Shell Command Language: Lists',
      url: 'https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html',
    },
  ],
  examples: {
    bad: [
      {
        title: 'What stands behind decides',
        config: `vrrp_script check_nginx {
    script "/usr/bin/sh -c 'pidof nginx || true'"  #~ ^"/usr/bin/sh -c 'pidof nginx || true'"^ 'true' behind '||' decides  #=> script "/usr/bin/pgrep -x nginx"
    interval 2
    fall 3
}

vrrp_script check_port {
    script "/usr/bin/sh -c 'ss -ltn | grep 8443 | wc -l'"  #~ ^"/usr/bin/sh -c 'ss -ltn | grep 8443 | wc -l'"^ 'wc -l' behind '|' decides  #=> script "/usr/bin/sh -c 'ss -ltn | grep -q 8443'"
    interval 2
    fall 3
}

vrrp_script check_app {
    script "/usr/bin/sh -c 'ps -ef | grep app-server'"  #~ ^"/usr/bin/sh -c 'ps -ef | grep app-server'"^ finds the shell that runs it  #=> script "/usr/bin/pgrep -f app-server"
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
        check_nginx
        check_port
        check_app
    }
}
`,
      },
      {
        title: 'A program that asks nothing',
        config: `virtual_server 192.0.2.200 443 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 198.51.100.11 443 {
        MISC_CHECK {
            misc_path "/usr/bin/true"  #~ ^"/usr/bin/true"^ 'true' asks nothing  #=> misc_path "/usr/local/bin/check-web 198.51.100.11"
        }
    }
}
`,
      },
    ],
    good: [
      {
        title: 'The question decides',
        config: `vrrp_script check_nginx {
    script "/usr/bin/sh -c 'pidof nginx > /dev/null || exit 1'"
    interval 2
    fall 3
}

vrrp_script check_port {
    script "/usr/bin/sh -c 'ss -ltn | grep -q 8443'"
    interval 2
    fall 3
}

vrrp_script check_app {
    script "/usr/bin/sh -c 'ps -ef | grep -v grep | grep app-server'"
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
        check_nginx
        check_port
        check_app
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { script, line } of checkCommands(configuration)) {
        const said = sayOf(script ? `'${script.name}'` : 'This check', line.words);
        // A sleep that outlasts its timeout fails.
        if (!said || (script && sleepOf(line.words) > script.timeout.value)) continue;
        const effect = script ? 'the node keeps its addresses and its priority' : 'the real server gets connections';
        report({ at: line.command, ...said, detail: `keepalived looks at the exit status alone: ${effect}, whatever the service does.` });
      }
    },
  },
});

/** What is to be said of a command that always succeeds; null for one that may fail. */
function sayOf(subject: string, words: readonly CommandWord[]): Said | null {
  const line = lineOfShell(words);
  if (line !== null) {
    const decided = alwaysZero(line);
    return decided && ofShell(subject, decided);
  }
  const program = baseName(words[0]?.text ?? '');
  return SUCCEEDS.has(program) && !isMeantForShell(words) ? asksNothing(subject, program) : null;
}

/** The seconds that a command sleeps where it does nothing else. */
function sleepOf([program, seconds]: readonly CommandWord[]): number {
  return baseName(program?.text ?? '') === 'sleep' ? Number(seconds?.text) : 0;
}

function asksNothing(subject: string, command: string): Said {
  return { summary: `${subject} always succeeds: '${command}' asks nothing.`, advice: 'Name a command that asks the service.' };
}

function ofShell(subject: string, { command, operator, ownProcess }: Decided): Said {
  if (ownProcess !== null) {
    return {
      summary: `${subject} always succeeds: 'grep' finds the shell that runs it, whose command line has '${ownProcess}' in it.`,
      advice: `Ask with 'pgrep -f' and without a shell, as it does not find itself: "/usr/bin/pgrep -f ${ownProcess}".`,
    };
  }
  if (operator === null) return asksNothing(subject, command);
  return {
    summary: `${subject} always succeeds: '${command}' behind '${operator}' decides, and ends with 0.`,
    advice: operator === '|' ? "Let a command be the last one that fails, such as 'grep -q'." : `Remove '${operator} ${command}'.`,
  };
}
