import type { Word } from '../../grammar/tree.ts';
import { baseName, type CommandWord, commandWords, scriptLines } from '../../src/binding/script-lines.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';
import { isShell } from '../../src/rule/script-places.ts';
import { alwaysZero, type Decided, decidingCommand, SUCCEEDS } from '../../src/rule/shell-status.ts';

interface Said extends Pick<Message, 'summary' | 'advice' | 'severity'> {
  /** What it does not see, as a clause. */
  readonly unseen: string;
}

export default defineRule({
  id: 'vrrp/passing-check',
  title: 'A check that succeeds however badly the service is',
  severity: 'warning',
  precision: 'high',
  ofTemplateLines: true,
  verdict: 'silent',
  proof: ['live/check-always-succeeds', 'source/lib/notify.c:system_call_script'],
  what: `A tracked script or a \`misc_path\` that ends with 0 whatever it finds: \`… || true\`, \`…; exit 0\`, \`… | wc -l\` and \`ps -ef | grep NAME\` in \`sh -c\`, or a program such as \`true\` or
\`echo\`. And \`curl\` without \`--fail\`, which is content with an error page.`,
  why: `keepalived looks at nothing but the exit status of a check, and not at what it prints. One that always ends with 0 finds no failure: the node keeps the addresses with a
dead service, and a real server gets connections that nobody answers. \`curl\` ends with 0 as soon as anything answers: also with 500 or 503.`,
  advice: "Let the command that asks decide, and try it with the service stopped: `sh -c '…'; echo $?` must not print 0.",
  unless: 'the script is there for what it does, and is to decide nothing.',
  references: [
    { title: 'keepalived.conf(5): vrrp_script', url: 'https://www.keepalived.org/manpage.html' },
    {
      title: 'POSIX.1-2017, Shell Command Language: Lists',
      url: 'https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html',
    },
    { title: 'curl(1): --fail', url: 'https://curl.se/docs/manpage.html#-f' },
  ],
  examples: {
    bad: [
      {
        title: 'What stands behind decides',
        config: `vrrp_script check_nginx {
    script "/usr/bin/sh -c 'pidof nginx || true'"  #~ ^"/usr/bin/sh -c 'pidof nginx || true'"^ 'true' behind '||' decides  #=> script "/usr/bin/pidof nginx"
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
        title: 'An error page is an answer',
        config: `vrrp_script check_api {
    script "/usr/bin/curl -s -m 2 http://127.0.0.1:8080/health"  #~ ^"/usr/bin/curl -s -m 2 http://127.0.0.1:8080/health"^ 'curl' is content with any answer  #=> script "/usr/bin/curl -sf -m 2 http://127.0.0.1:8080/health"
    interval 3
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_api
    }
}

virtual_server 192.0.2.200 443 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 198.51.100.11 443 {
        MISC_CHECK {
            misc_path "/usr/bin/curl -sk -o /dev/null -w %{http_code} https://198.51.100.11/"  #~ ^"/usr/bin/curl -sk -o /dev/null -w %{http_code} https://198.51.100.11/"^ keepalived does not read what it prints  #=> misc_path "/usr/bin/curl -skf -o /dev/null https://198.51.100.11/"
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

vrrp_script check_api {
    script "/usr/bin/curl -sf -m 2 http://127.0.0.1:8080/health"
    interval 3
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
        check_api
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const tell = (at: Word, { unseen, ...said }: Said, effect: string): void =>
        report({ at, ...said, detail: `keepalived looks at the exit status alone: ${effect} ${unseen}.` });
      for (const { name, script, reverse, instances, syncGroups } of configuration.vrrpScripts) {
        if (reverse || instances.length + syncGroups.length === 0) continue;
        const said = sayOf(`'${name}'`, commandWords(script.text));
        if (said) tell(script, said, 'the node keeps its addresses and its priority');
      }
      for (const { keyword, command, words } of scriptLines(configuration.bound.children)) {
        const said = keyword === 'misc_path' ? sayOf('This check', words) : null;
        if (said) tell(command, said, 'the real server gets connections');
      }
    },
  },
});

/** What is to be said of a command that finds no failure; null where it may find one. */
function sayOf(subject: string, words: readonly CommandWord[]): Said | null {
  const [program, ...args] = words.map(({ text }) => text);
  if (program === undefined) return null;
  const line = isShell(program) ? commandOfShell(args) : null;
  if (line !== null) {
    const decided = alwaysZero(line);
    return decided ? ofShell(subject, decided) : ofCurl(subject, decidingCommand(line) ?? []);
  }
  // What a shell would take for itself is another mistake.
  if (words.some(({ text, quoted }) => !quoted && /[|&;<>`]/.test(text))) return null;
  return SUCCEEDS.has(baseName(program)) ? asksNothing(subject, baseName(program)) : ofCurl(subject, [program, ...args]);
}

/** The command line of `sh -c`; null without one, and where an option makes the shell go on in another way. */
function commandOfShell([option = '', line]: readonly string[]): string | null {
  return /^-l?c$/.test(option) ? (line ?? null) : null;
}

const WHATEVER = 'whatever the service does';

function asksNothing(subject: string, command: string): Said {
  return {
    summary: `${subject} always succeeds: '${command}' asks nothing.`,
    unseen: WHATEVER,
    advice: 'Name a command that asks the service.',
  };
}

function ofShell(subject: string, { command, operator, ownProcess }: Decided): Said {
  if (ownProcess !== null) {
    return {
      summary: `${subject} always succeeds: 'grep' finds the shell that runs it, whose command line has '${ownProcess}' in it.`,
      unseen: WHATEVER,
      advice: `Ask with 'pgrep -f' and without a shell, as it does not find itself: "/usr/bin/pgrep -f ${ownProcess}".`,
    };
  }
  if (operator === null) return asksNothing(subject, command);
  return {
    summary: `${subject} always succeeds: '${command}' behind '${operator}' decides, and ends with 0.`,
    unseen: WHATEVER,
    advice: operator === '|' ? "Let a command be the last one that fails, such as 'grep -q'." : `Remove '${operator} ${command}'.`,
  };
}

const ERRORS = 'while the service answers with errors';

function ofCurl(subject: string, [program = '', ...args]: readonly string[]): Said | null {
  if (baseName(program) !== 'curl' || !args.some((arg) => /^https?:\/\//.test(arg)) || args.some(makesCurlFail)) return null;
  if (args.some((arg) => arg.includes('http_code') || arg.includes('response_code'))) {
    return {
      summary: `${subject} succeeds with any status that the server answers: 'curl' prints it, and keepalived does not read what it prints.`,
      unseen: ERRORS,
      advice: "Add '--fail': a status of 400 or more is an error then.",
    };
  }
  return {
    severity: 'info',
    summary: `${subject} succeeds with any status that the server answers, also 500: 'curl' is content with any answer.`,
    unseen: ERRORS,
    advice: "Add '--fail': a status of 400 or more is an error then.",
  };
}

/** `--fail`, a configuration of its own, which may say so, or `-f` among short options before one that takes the rest for its value. */
function makesCurlFail(arg: string): boolean {
  if (arg.startsWith('--')) return /^--(?:fail|fail-with-body|config)$/.test(arg);
  return /^-[^-AbcCdDeEFhHKmoPQrtTuUwxXyYz]*[fK]/.test(arg);
}
