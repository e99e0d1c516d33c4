import { baseName } from '../../src/binding/script-lines.ts';
import { checkCommands, decidingWords } from '../../src/rule/check-commands.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'vrrp/http-status',
  title: 'A check takes an error page for success',
  severity: 'info',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/lib/notify.c:system_call_script'],
  what: 'A tracked script or a `misc_path` that asks an HTTP server by `curl` without `--fail`.',
  why: `keepalived looks at nothing but the exit status of a check, and that of \`curl\` is 0 as soon as there is an answer, whatever its status: a server that answers 500 or 503 passes, as does a
health page that says it is ill.`,
  advice:
    'Write `-f` (`--fail`) among the options: `curl` then ends with 22 for every status from 400 on. The page has to be one that answers 200 while all is well.',
  unless: 'any answer at all is what the check is to see.',
  references: [{ title: 'curl(1): --fail', url: 'https://curl.se/docs/manpage.html#-f' }],
  examples: {
    bad: [
      {
        title: 'The status of the answer is looked at by nobody',
        config: `vrrp_script check_api {
    script "/usr/bin/curl -s -k https://127.0.0.1:6443/healthz -o /dev/null"  #~ ^"/usr/bin/curl -s -k https://127.0.0.1:6443/healthz -o /dev/null"^ An error page passes 'check_api'  #=> script "/usr/bin/curl -f -s -k https://127.0.0.1:6443/healthz -o /dev/null"
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
        check_api
    }
}

virtual_server 192.0.2.200 80 {
    delay_loop 5
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.1 80 {
        MISC_CHECK {
            misc_path "/usr/bin/sh -c 'curl -s -w %{http_code} http://198.51.100.1/ || exit 1'"  #~ ^"/usr/bin/sh -c 'curl -s -w %{http_code} http://198.51.100.1/ || exit 1'"^ which keepalived does not read  #=> misc_path "/usr/bin/curl -fs http://198.51.100.1/"
        }
    }
}
`,
      },
    ],
    good: [
      {
        title: 'With --fail, in whichever way it is written, and what does not ask an HTTP server',
        config: `vrrp_script check_web {
    script "/usr/bin/curl -fsS http://127.0.0.1/health"
    interval 2
    fall 3
}

vrrp_script check_api {
    script "/usr/bin/curl --silent --fail-with-body https://127.0.0.1:6443/healthz"
    interval 2
    fall 3
}

vrrp_script check_mail {
    script "/usr/bin/curl -s smtp://127.0.0.1"
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
        check_api
        check_mail
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { script, line } of checkCommands(configuration)) {
        if (!line.command.raw.includes('curl')) continue;
        const asked = decidingWords(line.words);
        if (!takesErrorPages(asked)) continue;
        const prints = asked.some((word) => /%\{(?:http|response)_code\}/.test(word))
          ? ' It prints the status, which keepalived does not read.'
          : '';
        report({
          at: line.command,
          summary: `An error page passes ${script ? `'${script.name}'` : 'this check'}.`,
          detail: `Without '--fail' curl succeeds as soon as there is an answer, whatever its status: 404 and 503 as well.${prints}`,
          advice: "Write '-f' among the options of curl, and the address of a page that answers 200 while all is well.",
        });
      }
    },
  },
});

function takesErrorPages([program = '', ...args]: readonly string[]): boolean {
  return baseName(program) === 'curl' && args.some((arg) => /^https?:\/\//.test(arg)) && !args.some(fails);
}

/** `--fail`, a file of options, which may hold it, or `-f` among short options before one that takes the rest for its value. */
function fails(arg: string): boolean {
  return /^(?:--(?:fail|fail-with-body|config)$|-[^-AbcCdDeEFhHKmoPQrtTuUwxXyYz]*[fK])/.test(arg);
}
