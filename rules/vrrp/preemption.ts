import { memoized } from '../../grammar/memoized.ts';
import type { Span } from '../../grammar/tree.ts';
import { atLeast } from '../../grammar/version.ts';
import { lineSpan } from '../../src/binding/place.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import type { Tracked, Tracking } from '../../src/model/tracking/tracking.ts';
import { defineCorrectionRule, type Said } from '../../src/rule/correction-rule.ts';
import { isMeantOff } from '../../src/rule/meant-off.ts';

export default defineCorrectionRule({
  id: 'vrrp/preemption',
  title: 'nopreempt or preempt_delay has no effect, or the wrong one',
  severity: 'warning',
  isCause: true,
  precision: 'very-high',
  verdict: 'reports',
  proof: [
    'live/nopreempt-with-state-master',
    'live/nopreempt-state-master-low-priority-stays-away',
    'live/state-master-waits-like-a-backup',
    'live/preempt-delay-with-state-master-waits-like-a-backup',
    'live/state-backup-with-the-higher-priority',
    'live/preempt-delay-state-master',
    'live/owner-255-nopreempt',
    'live/nopreempt-both-backup',
    'live/nopreempt-weighted-script',
    'live/nopreempt-high-weighted-script',
    'live/nopreempt-weighted-interface',
    'source/vrrp/vrrp.c:vrrp_complete_instance',
    'source/vrrp/vrrp_scheduler.c:vrrp_init_state',
    'config-test',
  ],
  what: `\`nopreempt\` with \`state MASTER\` or priority 255, \`preempt_delay\` with \`state MASTER\` or \`nopreempt\`, and \`timer_expired_backup\`
without a \`nopreempt\` that counts. A \`state MASTER\` without a priority means 255. Also \`nopreempt\` in an instance whose trackers all have weights.`,
  why: `keepalived drops the setting. With \`nopreempt\` gone, a node that comes back after a repair takes the addresses from the one that works, if its priority is higher: a second outage, which
\`nopreempt\` was there to avoid. With \`preempt_delay\` gone it does so after some three advert intervals, while its services may still be starting.

A weight only changes the priority of a node whose check fails, and a backup with \`nopreempt\` does not take over from a master whose priority has dropped below its own:
the addresses stay where the service is dead. Without a weight a failed check puts the master into fault state, and the backup takes over.`,
  advice: `Write \`state BACKUP\` on every node and let the priority decide; use either \`nopreempt\` or \`preempt_delay\`. With \`nopreempt\`, track without
weights.`,
  references: [
    { title: 'keepalived.conf(5): nopreempt, preempt_delay', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'RFC 9568, section 6.1: Preempt_Mode', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-6.1' },
  ],
  covers: ['vrrp/nopreempt-with-weights'],
  examples: {
    bad: [
      {
        title: 'The most common form',
        config: `vrrp_instance VI_1 {
    state MASTER  #=> state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    nopreempt  #~ drops 'nopreempt'
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'The owner of the addresses always preempts',
        config: `vrrp_instance VI_1 {
    interface eth0  #=> state BACKUP ↵ interface eth0
    virtual_router_id 51
    priority 255  #=> priority 200
    nopreempt  #~ priority 255
    virtual_ipaddress {
        192.0.2.1/24
    }
}
`,
      },
      {
        title: 'An owner, which waits for nobody',
        config: `vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 255
    preempt_delay 60  #~ takes them as soon as it starts  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Delays that delay nothing',
        config: `vrrp_instance VI_1 {
    state MASTER  #=> state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    preempt_delay 60  #~ 'state MASTER'
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
    priority 150
    nopreempt
    preempt_delay 60  #~ never preempts  #=>
    virtual_ipaddress {
        192.0.2.201/24
    }
}

vrrp_instance VI_3 {
    interface eth0
    virtual_router_id 53
    priority 150
    timer_expired_backup  #~ needs 'nopreempt'  #=>
    virtual_ipaddress {
        192.0.2.202/24
    }
}
`,
      },
      {
        title: 'The same for an interface',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    nopreempt  #~ from a master whose checks fail
    track_interface {
        eth1 weight -2  #=> eth1
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'A weight that nobody acts on',
        config: `vrrp_script check_web {
    script "/usr/libexec/keepalived/check-web"
    interval 2
    weight -60  #=>
}

vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    nopreempt  #~ keeps 'VI_1' from taking the addresses
    track_script {
        check_web
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'nopreempt, and a check without a weight',
        config: `vrrp_script check_web {
    script "/usr/libexec/keepalived/check-web"
    interval 2
}

vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    nopreempt
    timer_expired_backup
    track_script {
        check_web
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Backup on every node',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    nopreempt
    timer_expired_backup
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    state BACKUP
    interface eth0
    virtual_router_id 52
    priority 150
    preempt_delay 60
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
      },
    ],
  },
  words: {
    'vrrp/nopreempt-with-state-master': ({ subject, at }, { globals, target, expansion }) => ({
      ...afterMeantOff(at, expansion.text),
      severity: 'error',
      summary: `keepalived drops 'nopreempt' of '${subject}', because of 'state MASTER'.`,
      detail:
        'If the priority of this node is the higher one, it takes the addresses from the node that has them when it comes back, ' +
        'and every connection breaks a second time.',
      advice: `Write 'state BACKUP'; the node with the highest priority becomes master all the same.${
        globals.startupDelay.value === 0 && atLeast(target.version, '2.0.14')
          ? " With 'vrrp_startup_delay 10' in global_defs it listens before it takes the addresses after a boot."
          : ''
      }`,
      against: 'The first state.',
    }),
    'vrrp/nopreempt-with-priority-255': ({ subject, at }, { expansion }) => ({
      ...afterMeantOff(at, expansion.text),
      severity: 'error',
      summary: `keepalived drops 'nopreempt' of '${subject}', because it has priority 255: the owner of the addresses always takes them.`,
      advice: "Write 'priority NUMBER', below 255, and 'state BACKUP'.",
      against: 'This makes it the owner.',
    }),
    'vrrp/preempt-delay-with-state-master': ({ subject, written }, configuration) => ({
      // One 'state MASTER' is one mistake.
      follows: droppedNoPreempts(configuration).get(subject),
      summary: `keepalived drops 'preempt_delay ${written}' of '${subject}', because of 'state MASTER'.`,
      ...(owners(configuration).has(subject)
        ? {
            detail: 'With priority 255 it owns the addresses, and takes them as soon as it starts.',
            advice: "Remove 'preempt_delay'; or write 'state BACKUP' and a priority below 255 if the node does not own the addresses.",
          }
        : {
            detail: `With the higher priority the node takes over some three advert intervals after its start, not after the delay.`,
            advice: "Write 'state BACKUP'; the node with the highest priority becomes master all the same.",
          }),
      against: 'The first state.',
    }),
    'vrrp/preempt-delay-with-nopreempt': ({ subject, written }) => ({
      summary: `keepalived drops 'preempt_delay ${written}' of '${subject}', which never preempts.`,
      detail: `There is nothing to delay.`,
      advice:
        "Remove one of the two: without 'nopreempt' the node takes over after the delay, without 'preempt_delay' it never takes over from a master that works.",
      against: 'It does not preempt.',
    }),
    'vrrp/timer-expired-backup-needs-nopreempt': ({ subject }) => ({
      summary: `'timer_expired_backup' of '${subject}' needs 'nopreempt', and keepalived drops it.`,
      detail: `Of two masters the one with the lower priority gives way, as usual.`,
      advice: "Write 'nopreempt' and 'state BACKUP', or remove it.",
    }),
  },
  check: {
    /** A backup with nopreempt leaves the addresses to a master of lower priority, so a check must fault the master to move them. */
    view({ vrrpInstances }, report) {
      for (const { name, preempt, tracking, syncGroup, interface: own } of vrrpInstances) {
        if (preempt.value || !preempt.node) continue;
        const checks = [tracking, ...(syncGroup ? [syncGroup.tracking] : [])].flatMap((each) => checksOf(each, own.value));
        const [first] = checks;
        if (!first || checks.some(({ weight }) => weight.value === 0)) continue;
        report({
          at: lineSpan(preempt.node),
          verdict: 'silent',
          summary: `'nopreempt' keeps '${name}' from taking the addresses from a master whose checks fail.`,
          detail:
            'All its checks have weights: a failed one lowers the priority of the master, which goes on sending adverts. A node with nopreempt does not take over ' +
            'from a lower priority; it waits until the adverts stop.',
          advice: "Track without weights, so that a failed check puts the master into fault state; or remove 'nopreempt'.",
          related: [{ at: lineSpan(first.weight.node ?? first.node), message: 'A weight.' }],
        });
      }
    },
  },
});

/** What is tracked by choice: the own interface always is, whatever weight it is given. */
function checksOf({ interfaces, scripts, files, processes, bfdInstances }: Tracking, own: string | null): readonly Tracked<unknown>[] {
  return [...interfaces.filter(({ target }) => target !== own), ...scripts, ...files, ...processes, ...bfdInstances];
}

/** `nopreempt off`: the line is to go, which is told there. */
function afterMeantOff({ start, end }: Span, text: string): Pick<Said, 'follows'> {
  const [word = ''] = /\S+$/.exec(text.slice(start, end)) ?? [];
  return isMeantOff(word) ? { follows: { start: end - word.length, end } } : {};
}

/** Where 'state MASTER' makes keepalived drop 'nopreempt', by instance. */
const droppedNoPreempts = memoized(
  ({ corrections }: Configuration): ReadonlyMap<string, Span> =>
    new Map(corrections.flatMap(({ check, subject, at }) => (check === 'vrrp/nopreempt-with-state-master' ? [[subject, at]] : []))),
);

/** The names of instances that own their addresses. */
const owners = memoized(
  ({ vrrpInstances }: Configuration): ReadonlySet<string> =>
    new Set(vrrpInstances.flatMap(({ name, priority }) => (priority.value === OWNER_PRIORITY ? [name] : []))),
);

const OWNER_PRIORITY = 255;
