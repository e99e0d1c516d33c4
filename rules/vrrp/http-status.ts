import { baseName, type CommandWord, type ScriptLine, scriptLines } from '../../src/binding/script-lines.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'vrrp/http-status',
  title: 'A check takes an error page for success',
  severity: 'info',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/keepalived/core/notify.c:system_call_script'],
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
            misc_path "/usr/bin/curl -I http://198.51.100.1/"  #~ ^"/usr/bin/curl -I http://198.51.100.1/"^ An error page passes this check  #=> misc_path "/usr/bin/curl -fI http://198.51.100.1/"
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
      const scripts = trackedScripts(configuration);
      for (const line of scriptLines(configuration.bound.children)) {
        const name = scripts.get(line.command.start);
        if ((name === undefined && line.keyword !== 'misc_path') || !takesErrorPages(line)) continue;
        report({
          at: line.command,
          summary: `An error page passes ${name === undefined ? 'this check' : `'${name}'`}.`,
          detail: "Without '--fail' curl succeeds as soon as there is an answer, whatever its status: 404 and 503 as well.",
          advice: "Write '-f' among the options of curl, and the address of a page that answers 200 while all is well.",
        });
      }
    },
  },
});

/** The names of the scripts that something tracks, by where their commands begin. */
function trackedScripts({ vrrpScripts }: Configuration): ReadonlyMap<number, string> {
  const tracked = vrrpScripts.filter(({ instances, syncGroups }) => instances.length + syncGroups.length > 0);
  return new Map(tracked.map(({ script, name }) => [script.start, name]));
}

function takesErrorPages({ words: [program, ...args] }: ScriptLine): boolean {
  return (
    baseName(program?.text ?? '') === 'curl' &&
    args.some(({ text }) => /^https?:\/\//.test(text)) &&
    !args.some(({ text }) => FAILS.test(text)) &&
    !args.some(goesOn)
  );
}

/** `-f`, also among other letters, and the long forms of it. */
const FAILS = /^(?:-[A-Za-z0-9#]*f|--fail)/;

/** What stands behind it is meant for a shell, which is told, and it is another program that answers. */
function goesOn({ text, quoted }: CommandWord): boolean {
  return !quoted && /^(?:\|\|?|&&?|;)$|;$/.test(text);
}
