import { baseName, commandWords } from '../../src/binding/script-lines.ts';
import { isTracked } from '../../src/model/tracking/tracking.ts';
import { scriptsToSucceed, withoutSudo } from '../../src/rule/check-commands.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'vrrp/process-only-check',
  title: 'A check sees only that a process exists',
  severity: 'info',
  precision: 'high',
  ofTemplateLines: true,
  verdict: 'silent',
  proof: ['source/lib/notify.c:system_call_script'],
  what: 'A tracked script that asks whether a process is there and nothing else: `killall -0`, `pidof`, `pgrep`, `systemctl is-active`, `service … status`.',
  why: `A service that hangs, has lost its database or listens no more has a process all the same. Such a check passes, and the node keeps the addresses while nobody gets
an answer.`,
  advice:
    'Ask the service itself, as a client would: `curl -fsS --max-time 1 http://127.0.0.1/health`, a login to the database, a query to the name server. To watch processes alone, `vrrp_track_process` does it without starting a program every time.',
  unless: 'the service ends when it can no longer work, or another check asks it.',
  references: [{ title: 'keepalived.conf(5): vrrp_script, vrrp_track_process', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'There is a process',
        config: `vrrp_script check_haproxy {
    script "/usr/bin/killall -0 haproxy"  #~ ^"/usr/bin/killall -0 haproxy"^ 'check_haproxy' sees only  #=> script "/usr/bin/curl -fsS --max-time 1 http://127.0.0.1:8404/health"
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
        title: 'keepalived asks for itself',
        config: `vrrp_script check_keepalived {  #=>
    script "/usr/bin/killall -0 keepalived"  #~ ^"/usr/bin/killall -0 keepalived"^ it is keepalived that asks  #=>
    interval 2  #=>
    fall 3  #=>
}  #=>

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {  #=>
        check_keepalived  #=>
    }  #=>
    track_interface {
        eth1
    }
}
`,
      },
    ],
    good: [
      {
        title: 'It answers',
        config: `vrrp_script check_haproxy {
    script "/usr/bin/curl -fsS --max-time 1 http://127.0.0.1:8404/health"
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
        title: 'A process that is not to run: that it exists is all that counts',
        config: `vrrp_script in_backup {
    script "/usr/bin/pgrep -x restic"
    interval 2
    fall 3
    weight 20 reverse
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        in_backup
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const toSucceed = scriptsToSucceed(configuration);
      for (const check of configuration.vrrpScripts.filter(isTracked)) {
        const { name, script } = check;
        if (!seesProcessesOnly(script.text)) continue;
        if (asksForKeepalived(script.text)) {
          report({
            at: script,
            severity: 'warning',
            summary: `'${name}' asks whether keepalived runs, and it is keepalived that asks.`,
            detail:
              'It always succeeds, or never where its user may not ask: no failure of a service moves the addresses, and a weight of it never changes.',
            advice:
              'Remove the script and what tracks it: when keepalived ends, its adverts end, and another node takes over. Check the service that clients use instead.',
          });
          continue;
        }
        // With reverse it is a process that is not to run, and that it exists is all that counts.
        if (!toSucceed.has(check)) continue;
        report({
          at: script,
          summary: `'${name}' sees only that a process exists.`,
          detail: 'A service that hangs has one all the same: the node keeps the addresses, and clients get no answer.',
        });
      }
    },
  },
});

/** Programs that tell whether a process exists. */
const PROCESS_PROGRAMS: ReadonlySet<string> = new Set(['pidof', 'pgrep', 'killall0']);

/** Whether the process that a command looks for is keepalived's. */
function asksForKeepalived(command: string): boolean {
  const [, ...args] = commandWords(command).map(({ text }) => text);
  const processes = args.filter((arg) => !/^-|^(?:is-active|status)$/.test(arg));
  return processes.length > 0 && processes.every((process) => /^keepalived(?:\.service)?$/.test(baseName(process)));
}

function seesProcessesOnly(command: string): boolean {
  const words = commandWords(command).map(({ text }) => text);
  // What is handed to a shell, or whose output goes on to another program, may ask more than that.
  if (words.some((word) => /[|&;]/.test(word))) return false;
  const [program = '', ...args] = withoutSudo(words);
  switch (baseName(program)) {
    case 'killall':
    case 'pkill':
    case 'kill':
      return args.includes('-0');
    case 'systemctl':
      return args.includes('is-active') || args.includes('status');
    case 'service':
      return args.includes('status');
    default:
      return PROCESS_PROGRAMS.has(baseName(program));
  }
}
