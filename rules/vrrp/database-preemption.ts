import { lineSpan } from '../../src/binding/place.ts';
import { baseName, commandWords, scriptLines } from '../../src/binding/script-lines.ts';
import { priorityOf } from '../../src/cluster/checks.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { defineRule, type Spot } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'vrrp/database-preemption',
  title: 'The addresses of a database move back by themselves',
  severity: 'warning',
  precision: 'medium',
  verdict: 'silent',
  proof: ['live/state-backup-with-the-higher-priority', 'live/nopreempt-both-backup'],
  what: `An instance whose checks or notify scripts are about a database (MySQL, MariaDB, PostgreSQL, Redis, MongoDB, DRBD), with the higher priority of a pair (above 100, or \`state
MASTER\`), and without \`nopreempt\`. Not a node whose cluster has one with a higher priority: it takes nothing back.`,
  why: `When the first node comes back after a failure, VRRP gives the addresses back to it at once, because its priority is higher. Its data may be old: what the other node has
written meanwhile is not there yet, and clients write to both sides of a replication that is broken.`,
  advice:
    'Write `nopreempt` and `state BACKUP` on both nodes, so that the addresses stay where they are until somebody moves them. A `preempt_delay` only helps where the database has caught up by then.',
  unless: 'the check passes only on the node that may be written to (it asks for the role), or all nodes may be written to.',
  references: [{ title: 'keepalived.conf(5): nopreempt, preempt_delay', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Back to a node with old data',
        config: `vrrp_script check_mysql {
    script "/usr/local/bin/check_mysql.sh"
    interval 2
    fall 3
}

vrrp_instance DB {
    state MASTER  #=> state BACKUP↵nopreempt
    interface eth0
    virtual_router_id 51
    priority 150  #~ ^priority 150^ 'DB' takes the addresses of a database back
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_mysql
    }
}
`,
      },
    ],
    good: [
      {
        title: 'They stay where they are',
        config: `vrrp_script check_mysql {
    script "/usr/local/bin/check_mysql.sh"
    interval 2
    fall 3
}

vrrp_instance DB {
    state BACKUP
    nopreempt
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_mysql
    }
}
`,
      },
      {
        title: 'The second node of a pair takes nothing back',
        config: `vrrp_script check_mysql {
    script "/usr/local/bin/check_mysql.sh"
    interval 2
    fall 3
}

vrrp_instance DB {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 140
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_mysql
    }
}
`,
        otherNodes: {
          'second.conf': `vrrp_instance DB {
    state BACKUP
    nopreempt
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'Meant to stay: that keepalived drops the line is told there',
        config: `vrrp_script check_mysql {
    script "/usr/local/bin/check_mysql.sh"
    interval 2
    fall 3
}

vrrp_instance DB {
    state MASTER
    nopreempt
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_mysql
    }
}
`,
      },
      {
        title: 'Not a database',
        config: `vrrp_script check_proxy {
    script "/usr/bin/curl -fsS http://127.0.0.1/health"
    interval 2
    fall 3
}

vrrp_instance WEB {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_proxy
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      // Most files have no word of it.
      if (configuration.vrrpInstances.length === 0 || !DATABASE_NAME.test(configuration.expansion.text)) return;
      for (const instance of configuration.vrrpInstances) {
        const { name, priority, state, preempt, preemptDelay } = instance;
        // Which node is the first of a pair, its own file shows only by these.
        const isFirst = priority.value > STANDARD_PRIORITY || (state.value === 'MASTER' && priority.node !== null);
        // `nopreempt` that keepalived drops is told of where it stands.
        if (!preempt.value || preempt.as === 'corrected' || preemptDelay.value > 0 || !isFirst || priority.value === 255) continue;
        const database = databaseOf(instance);
        if (database === null || asksForRole(instance)) continue;
        report({
          at: placeOf(instance),
          summary: `'${name}' takes the addresses of a database back as soon as the node is there again.`,
          detail: `Without 'nopreempt' the node with the higher priority does not wait until its data (${database}) has caught up.`,
        });
      }
    },
    withdraws({ routers }, withdraw) {
      for (const { members } of routers) {
        const highest = Math.max(...members.map(({ instance }) => priorityOf(instance)));
        for (const { node, instance } of members) {
          if (priorityOf(instance) < highest) withdraw(node, placeOf(instance));
        }
      }
    },
  },
});

function placeOf({ priority, nameWord }: VrrpInstance): Spot {
  return priority.node ? lineSpan(priority.node) : nameWord;
}

const STANDARD_PRIORITY = 100;

const DATABASE_NAME = /mysql|mariadb|postgres(?:ql)?|psql|pg_isready|pgsql|redis|mongo(?:d|db)?|drbd/i;
const DATABASE = new RegExp(`(?:^|[^a-z])(${DATABASE_NAME.source})(?:[^a-z]|$)`, 'i');

/** Whether a check asks which node may be written to: the addresses then go where it succeeds. */
function asksForRole({ tracking, syncGroup }: VrrpInstance): boolean {
  const scripts = [...tracking.scripts, ...(syncGroup?.tracking.scripts ?? [])];
  return scripts.some(({ target }) => ROLE.test(`${target.name} ${target.script.text}`));
}

const ROLE = /master|slave|primary|replica|leader|role|writ|recovery|standby/i;

/** The database that an instance is about; null where none shows. A router in front of databases is none. */
function databaseOf({ tracking, syncGroup, bound, name }: VrrpInstance): string | null {
  const trackings = syncGroup ? [tracking, syncGroup.tracking] : [tracking];
  const texts = [
    ...trackings.flatMap((each) => [
      ...each.scripts.flatMap(({ target }) => [target.name, programOf(target.script.text)]),
      ...each.processes.map(({ target }) => target.command),
    ]),
    ...[...scriptLines(bound.children)].map(({ command }) => programOf(command.text)),
    name,
  ];
  for (const text of texts) {
    const [, database] = DATABASE.exec(text) ?? [];
    if (database !== undefined && !/proxy|router|sentinel/i.test(text)) return database;
  }
  return null;
}

/** The program of a command and what it is called with, without directories, which say nothing of what it does. */
function programOf(command: string): string {
  return commandWords(command)
    .map(({ text }) => baseName(text))
    .join(' ');
}
