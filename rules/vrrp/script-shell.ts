import { baseName, type CommandWord, scriptLines } from '../../src/binding/script-lines.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'vrrp/script-shell',
  title: 'A command is written for a shell, and keepalived uses none',
  severity: 'error',
  isCause: true,
  precision: 'high',
  ofTemplateLines: true,
  verdict: 'silent',
  proof: [
    'live/script-shell-operators',
    'source/lib/notify.c:system_call_script',
    'source/lib/utils.c:set_std_fd',
    'source/lib/parser.c:alloc_strvec_quoted_escaped',
  ],
  what: `A command in \`script\`, \`notify\`, \`misc_path\`, \`quorum_up\` and the like with words that only a shell understands: \`|\`, \`||\`, \`&&\`, \`;\`, \`>\`, \`2>&1\`, \`$( )\`,
backquotes.`,
  why: `keepalived splits the command at blanks and quotes, and starts the program itself (execve), without a shell. \`||\` and \`> /dev/null\` become arguments of the program.
\`pidof haproxy > /dev/null\` looks for programs called \`>\` and \`/dev/null\` as well, which does no harm by chance; \`test -f a || exit 1\` is an error of \`test\`, and the check always fails.`,
  advice:
    'Put the commands into a script of their own and name that, or hand all of it to a shell as one word: `script "/usr/bin/sh -c \'… | …\'"`.',
  references: [{ title: 'keepalived.conf(5): Scripts, quoted strings', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Operators of a shell',
        config: `vrrp_script check_sip {
    script "/usr/bin/pidof kamailio > /dev/null 2>&1"  #~ ^"/usr/bin/pidof kamailio > /dev/null 2>&1"^ '>'  #=> script "/usr/bin/pidof kamailio"
    interval 5
    fall 3
}

vrrp_script check_web {
    script "/usr/bin/sh -c /usr/bin/pgrep nginx || exit 1"  #~ ^"/usr/bin/sh -c /usr/bin/pgrep nginx || exit 1"^ '||'  #=> script "/usr/bin/pgrep nginx"
    interval 5
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_sip
        check_web
    }
    notify_stop "/usr/sbin/ip address |/usr/bin/grep 192.0.2.200"  #~ ^"/usr/sbin/ip address |/usr/bin/grep 192.0.2.200"^ '|'  #=> notify_stop "/usr/local/libexec/log-addresses"
    notify_master "/usr/bin/logger $(hostname) is master"  #~ ^"/usr/bin/logger $(hostname) is master"^ '$('  #=> notify_master "/usr/bin/sh -c 'logger $(hostname) is master'"
}
`,
      },
      {
        title: 'Below a linked directory as well: the line is told once',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    notify_master "/bin/echo master > /run/vrrp-state"  #~ ^"/bin/echo master > /run/vrrp-state"^ '>'  #=> notify_master "/usr/bin/sh -c 'echo master > /run/vrrp-state'"
}
`,
      },
      {
        title: 'In a check of a real server',
        config: `virtual_server 192.0.2.200 53 {
    lb_algo rr
    lb_kind NAT
    protocol UDP
    quorum_up "/usr/bin/true; /usr/bin/true"  #~ ^"/usr/bin/true; /usr/bin/true"^ ';'  #=> quorum_up "/usr/local/bin/announce"
    real_server 198.51.100.11 53 {
        MISC_CHECK {
            misc_path "/usr/bin/dig @198.51.100.11 example.com | /usr/bin/grep -q NOERROR"  #~ ^"/usr/bin/dig @198.51.100.11 example.com | /usr/bin/grep -q NOERROR"^ '|'  #=> misc_path "/usr/local/bin/check-dns 198.51.100.11"
        }
    }
}
`,
      },
    ],
    good: [
      {
        title: 'One word for a shell, and characters that mean something else',
        config: `vrrp_script check_sip {
    script "/usr/bin/sh -c 'pidof kamailio > /dev/null || exit 1'"
    interval 5
    fall 3
}

vrrp_script check_page {
    script "/usr/bin/curl -fsS 'http://127.0.0.1/health?a=1&b=2;c'"
    interval 5
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_sip
        check_page
    }
}
`,
      },
    ],
  },
  check: {
    view({ bound }, report) {
      for (const { keyword, command, words } of scriptLines(bound.children)) {
        if (!OF_OPERATORS.test(command.raw)) continue;
        const operator =
          words
            .slice(1)
            .map(operatorIn)
            .find((each) => each !== null) ?? endOfCommand(words[0]);
        // A command that begins with '<' is one that keepalived does hand to a shell.
        if (operator === null || words[0]?.text.startsWith('<')) continue;
        const hidden = words.findIndex(({ text, quoted }) => !quoted && /^(?:\d|&)?>{1,2}(?:\/dev\/null)?$/.test(text));
        const forShell = words.slice(1, hidden).some((word) => operatorIn(word) !== null) || endOfCommand(words[0]) !== null;
        const onlyHides = hidden > 0 && !forShell && words.slice(hidden).every(({ text }) => HIDES_OUTPUT.test(text));
        report({
          at: command,
          // Single quotes of its own would end those around it.
          advice: command.raw.includes("'")
            ? 'Put the commands into a script of their own and name that.'
            : `Put the commands into a script of their own and name that, or hand all of it to a shell as one word: ${keyword} "/usr/bin/sh -c '…'".`,
          ...(onlyHides && {
            advice: `Remove '${words
              .slice(hidden)
              .map(({ text }) => text)
              .join(' ')}': keepalived shows no output of a script anyway.`,
          }),
          summary: `keepalived starts this command without a shell, so '${operator}' is handed to the program as an argument.`,
          ...(onlyHides && words[0] && baseName(words[0].text) === 'pidof'
            ? {
                severity: 'info',
                detail: "'pidof' looks for programs of these names as well, which does no harm: it succeeds where one of them is found.",
              }
            : {
                detail: `The program does something else than is written here, and mostly ends with an error.${CHECKS.has(keyword) ? ' What the check answers is then an accident.' : ''}`,
              }),
        });
      }
    },
  },
});

/** What hides the output of a command, word by word: `>` `/dev/null` `2>&1`. */
const HIDES_OUTPUT = /^(?:(?:\d|&)?>{1,2}(?:\/dev\/null)?|\/dev\/null|2>&1)$/;

/** Lines whose command is asked for an answer; the others only do something. */
const CHECKS: ReadonlySet<string> = new Set(['misc_path', 'script']);

/** A character that all of what a shell would take for itself has one of. */
const OF_OPERATORS = /[|&;<>`$]/;

const OPERATORS: ReadonlySet<string> = new Set(['|', '||', '&&', '&', ';', '>', '>>', '<', '<<', '2>', '&>', '>&']);

/** What a shell would take of a word for itself, null for nothing. */
function operatorIn({ text, quoted }: CommandWord): string | null {
  if (quoted) return null;
  if (OPERATORS.has(text)) return text;
  const [inFront] = /^(?:\|\|?|&&)(?=[\w/.])/.exec(text) ?? [];
  if (inFront !== undefined) return inFront;
  const [redirection] = /^\d?&?>>?(?=[&/]|\d)/.exec(text) ?? [];
  if (redirection !== undefined) return redirection;
  if (text.includes('$(')) return '$(';
  if (text.startsWith('`')) return '`';
  return text.length > 1 && text.endsWith(';') ? ';' : null;
}

function endOfCommand(program: CommandWord | undefined): string | null {
  return program && !program.quoted && program.text.endsWith(';') ? ';' : null;
}
