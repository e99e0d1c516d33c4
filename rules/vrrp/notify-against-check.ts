import type { Keyword } from '../../grammar/keywords/keyword.ts';
import { memoized } from '../../grammar/memoized.ts';
import { occurs } from '../../src/binding/occurring-keywords.ts';
import { type ScriptLine, scriptLines } from '../../src/binding/script-lines.ts';
import type { Tracking } from '../../src/model/tracking/tracking.ts';
import type { VrrpScript } from '../../src/model/tracking/vrrp-script.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { checkCommands } from '../../src/rule/check-commands.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';
import { serviceName, servicesAskedBy, servicesStoppedBy } from '../../src/rule/service-commands.ts';

export default defineRule({
  id: 'vrrp/notify-against-check',
  title: 'A notify script stops what a check wants to run',
  severity: 'error',
  precision: 'high',
  verdict: 'silent',
  proof: ['live/notify-backup-stops-checked', 'live/notify-backup-stops-weighted', 'live/notify-fault-stops-checked'],
  what: `A \`notify_backup\` or \`notify_fault\` that stops a service (\`systemctl stop haproxy\`, \`killall haproxy\`, or a script that says so by its name, such as \`stop_haproxy.sh\`) of which a check of the same instance, or of its sync group, asks whether
it runs.`,
  why: `Every node is a backup before it is master. Its service is stopped then, its check fails, and it goes to fault state: nobody ever takes the addresses, and the \`notify_master\` that would start the
service never runs. With a weight, backups are lowered as a failed master is, so that nothing moves. A service that \`notify_fault\` stops keeps the node in fault state after the cause is gone.`,
  advice: 'Let the service run on all nodes, so that a backup can take over at once, and stop nothing in notify scripts.',
  unless: 'a node that has failed is to stay away until somebody has looked at it (`notify_fault`).',
  references: [
    { title: 'keepalived issue 731: a service that runs on the master only', url: 'https://github.com/acassen/keepalived/issues/731' },
    { title: 'keepalived.conf(5): notify_backup, track_script', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'A backup that may not become master',
        config: `vrrp_script check_haproxy {
    script "/usr/bin/pgrep -x haproxy"
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
    notify_master "/usr/bin/systemctl start haproxy"  #=>
    notify_backup "/usr/bin/systemctl stop haproxy"  #~ ^"/usr/bin/systemctl stop haproxy"^ This stops 'haproxy' on every backup, and 'check_haproxy' wants it to run  #=>
}
`,
      },
      {
        title: 'A weight that counts on both sides',
        config: `vrrp_script check_web {
    script "/usr/bin/systemctl is-active -q httpd.service"
    interval 2
    fall 3
    weight -60
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
    notify_backup "/usr/bin/pkill -x httpd"  #~ ^"/usr/bin/pkill -x httpd"^ This stops 'httpd' on every backup  #=>
}
`,
      },
      {
        title: 'A node that does not come back',
        config: `vrrp_track_process haproxy {
    process haproxy
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_process {
        haproxy
    }
    notify_fault "/usr/bin/systemctl stop haproxy"  #~ ^"/usr/bin/systemctl stop haproxy"^ This stops 'haproxy', and 'haproxy' wants it to run  #=>
}
`,
      },
    ],
    good: [
      {
        title: 'With reverse the check wants the service to be stopped',
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
    notify_backup "/usr/bin/systemctl stop restic"
}
`,
      },
      {
        title: 'Another service, another action, a check that wants the service to be stopped',
        config: `vrrp_script check_haproxy {
    script "/usr/bin/pgrep -x haproxy"
    interval 2
    fall 3
}

vrrp_script check_maintenance {
    script "/usr/bin/pgrep -x maintenance"
    interval 2
    fall 3
    weight 0 reverse
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_haproxy
        check_maintenance
    }
    notify_master "/usr/bin/systemctl start replication"
    notify_backup "/usr/bin/systemctl stop replication"
    notify_fault "/usr/bin/pkill -HUP haproxy"
    notify_stop "/usr/bin/pkill -x maintenance"
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      if (!occurs(configuration.bound, isOfStops)) return;
      const asked = new Map(checkCommands(configuration).map(({ script, line }) => [script, servicesAskedBy(line.words)]));
      // Once for a sync group, whose members may be many.
      const wantsIn = memoized((tracking: Tracking) => wantsOf(tracking, asked));
      const told = new Set<number>();
      for (const instance of configuration.vrrpInstances) {
        const stops = stopsOf(instance);
        if (stops.length === 0) continue;
        const { tracking, syncGroup } = instance;
        for (const { line, service } of stops) {
          const want = wantsIn(tracking).get(service) ?? (syncGroup ? wantsIn(syncGroup.tracking).get(service) : undefined);
          // A weight keeps no node from coming back, and a line of a sync group is there for all its members.
          if (!want || told.has(line.command.start) || (line.keyword === 'notify_fault' && want.weight !== 0)) continue;
          told.add(line.command.start);
          report({ at: line.command, ...sayOf(line, want) });
          // What holds a backup in fault state, does so after a failure as well.
          break;
        }
      }
    },
  },
});

const STOPS = ['notify_backup', 'notify_fault'];

function isOfStops({ name }: Keyword): boolean {
  return STOPS.includes(name);
}

interface Stop {
  readonly line: ScriptLine;
  readonly service: string;
}

/** What an instance watches. */
interface Want {
  readonly service: string;
  /** The name of the check, and of the service as people write it. */
  readonly name: string;
  readonly weight: number;
}

/** What notify scripts stop, that of backups first. */
function stopsOf({ bound, syncGroup }: VrrpInstance): readonly Stop[] {
  const lines = [...scriptLines(bound.children), ...(syncGroup ? scriptLines(syncGroup.bound.children) : [])];
  return STOPS.flatMap((keyword) =>
    lines.filter((line) => line.keyword === keyword).flatMap((line) => servicesStoppedBy(line.words).map((service) => ({ line, service }))),
  );
}

/** What the lists of an instance or a sync group watch, by the service. */
function wantsOf({ scripts, processes }: Tracking, asked: ReadonlyMap<VrrpScript | null, readonly string[]>): ReadonlyMap<string, Want> {
  const wants = new Map<string, Want>();
  const add = (service: string, name: string, weight: number): void => {
    if (!wants.has(service)) wants.set(service, { service, name, weight });
  };
  for (const { target, weight, reverse } of scripts)
    if (!reverse) for (const service of asked.get(target) ?? []) add(service, target.name, weight.value);
  for (const { target, weight, reverse } of processes) if (!reverse) add(serviceName(target.command), target.name, weight.value);
  return wants;
}

function sayOf({ keyword, words }: ScriptLine, { name, weight, service }: Want): Omit<Message, 'at'> {
  const written = words.findLast(({ text }) => serviceName(text) === service && /^\w/.test(text))?.text ?? service;
  if (keyword === 'notify_fault') {
    return {
      severity: 'info',
      summary: `This stops '${written}', and '${name}' wants it to run.`,
      detail: 'After a failure of anything else, such as the interface, the node stays in fault state until somebody starts the service.',
      advice: 'Remove the line, unless a node that has failed is to stay away until somebody has looked at it.',
    };
  }
  const summary = `This stops '${written}' on every backup, and '${name}' wants it to run.`;
  return weight === 0
    ? {
        summary,
        detail: 'Every node is a backup first: its check fails then, it goes to fault state, and nobody ever becomes master.',
      }
    : {
        severity: 'warning',
        summary,
        detail:
          "Where all nodes do so, the check lowers the backups too: when the master's service dies, the addresses stay where they are.",
      };
}
