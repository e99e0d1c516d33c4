import { memoized } from '../../grammar/memoized.ts';
import { lineWords, type Span } from '../../grammar/tree.ts';
import { misfitsOf } from '../../src/binding/misfits.ts';
import { lineSpan } from '../../src/binding/place.ts';
import { faultsOf } from '../../src/daemon/braces.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { unreadInclude } from '../../src/rule/consequences.ts';
import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'vrrp/script',
  title: 'A vrrp_script that nothing tracks, or that may overlap its next run',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'logs',
  proof: ['live/script-unused-removed', 'source/vrrp/vrrp_scheduler.c:vrrp_script_thread'],
  what: `A \`vrrp_script\` that no instance and no sync group tracks, and one whose \`timeout\` is longer than its \`interval\`.`,
  why: `keepalived removes a script that nothing tracks; only the log of a real run says so. Most often its name stands nowhere because
\`track_script\` was forgotten: the instance stays master although the service is dead. A script that runs longer than its interval misses
its next runs, so a failure is noticed later than written.`,
  advice: 'Name the script in `track_script` of the instance, or remove it; write a `timeout` that is not above the `interval`.',
  references: [{ title: 'keepalived.conf(5): vrrp_script, track_script', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['script/timeout-above-interval'],
  examples: {
    bad: [
      {
        title: 'Written, and forgotten',
        config: `vrrp_script check_haproxy {  #~ ^check_haproxy^ Nothing tracks 'check_haproxy'  #=>
    script "/usr/bin/pgrep haproxy"  #=>
    interval 2  #=>
}  #=>

vrrp_script check_web {
    script "/usr/local/bin/check-web"
    interval 2
    timeout 5  #~ above its interval of '2'  #=> timeout 2
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
}
`,
      },
    ],
    good: [
      {
        title: 'Tracked by an instance or a group',
        config: `vrrp_script check_haproxy {
    script "/usr/bin/pgrep haproxy"
    interval 2
    timeout 1
}

vrrp_script check_route {
    script "/usr/local/bin/check-route"
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

vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 52
    virtual_ipaddress {
        198.51.100.200/24
    }
}

vrrp_sync_group VG_1 {
    group {
        VI_1
        VI_2
    }
    track_script {
        check_route
    }
}
`,
      },
    ],
  },
  words: {
    'script/unused': ({ subject }, configuration) =>
      // Where braces are wrong, nobody knows what stands in which block.
      faultsOf(configuration).length > 0
        ? null
        : {
            ...unreadInclude(configuration),
            summary: `Nothing tracks '${subject}'.`,
            detail: `keepalived removes the script, and no instance notices when what it checks is dead.`,
            advice: "Name it in 'track_script' of an instance or sync group below, or remove it.",
          },
  },
  check: {
    view(configuration, report) {
      for (const { name, timeout, interval } of configuration.vrrpScripts) {
        if (timeout.as === 'default' || !timeout.node || timeout.value <= interval.value) continue;
        const unfit = unfitTimes(configuration);
        const values = [interval.node, timeout.node].map((node) => (node && lineWords(node)[1]?.start) ?? -1);
        const cause = values.map((start) => unfit.get(start)).find((at) => at !== undefined);
        report({
          ...(cause && { follows: cause }),
          at: lineSpan(timeout.node),
          severity: 'info',
          verdict: 'silent',
          summary: `The timeout of '${name}', '${timeout.value}' seconds, is above its interval of '${interval.value}'.`,
          detail: 'While a run hangs the next ones are skipped, and a failure is noticed later.',
          advice: `Write 'timeout ${interval.value}' or less, or a longer interval.`,
          related: interval.node ? [{ at: lineSpan(interval.node), message: 'The interval.' }] : [],
        });
      }
    },
  },
});

/** The values of `interval` and `timeout` that keepalived does not take as they are written, by where they begin. */
const unfitTimes = memoized((configuration: Configuration): ReadonlyMap<number, Span> => {
  const times = misfitsOf(configuration, 'invalid-value').filter(({ data }) => TIMES.has(data.keyword.name));
  return new Map(times.map(({ at }) => [at.start, at]));
});

const TIMES: ReadonlySet<string> = new Set(['interval', 'timeout']);
