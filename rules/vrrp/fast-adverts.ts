import { lineSpan } from '../../src/binding/place.ts';
import { globalLines } from '../../src/model/read-settings.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'vrrp/fast-adverts',
  title: 'Adverts so fast that a busy host misses them',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/vrrp/vrrp_scheduler.c:vrrp_init_state', 'live/v3-interval-differs'],
  what: 'An `advert_int` below 0.1 seconds in VRRPv3, without `vrrp_rt_priority`, `max_auto_priority` or `vrrp_priority`.',
  why: `A backup takes over when it has heard nothing for some three intervals. At 0.02 seconds that is 60 milliseconds: a host that is busy, swaps or is moved does not run keepalived for so long, and two nodes are master for a moment again and again.`,
  advice: 'Write `vrrp_rt_priority 50` and `vrrp_no_swap` in `global_defs`, or an interval of 0.1 seconds or more.',
  options: {
    shortest: { is: 'number', default: 0.1, minimum: 0.01, what: 'Seconds between adverts that a busy host still keeps to' },
  },
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: '60 milliseconds',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    version 3
    advert_int 0.02  #~ ^advert_int 0.02^ '0.02'  #=> advert_int 0.2
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'With real-time priority',
        config: `global_defs {
    vrrp_rt_priority 50
    vrrp_no_swap
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    version 3
    advert_int 0.02
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report, { shortest }) {
      if (globalLines(configuration.bound.children).some(({ keyword }) => GUARDS.has(keyword.name))) return;
      for (const { name, version, advertInterval } of configuration.vrrpInstances) {
        const { value, node } = advertInterval;
        if (version.value !== 3 || value >= shortest || node === null) continue;
        report({
          at: lineSpan(node),
          summary: `'${name}' sends every '${value}' seconds, and nothing sees to it that keepalived runs in time.`,
          detail: `A backup takes over after some ${Math.round(value * 3000)} milliseconds, for which a busy host may not run it.`,
        });
      }
    },
  },
});

const GUARDS: ReadonlySet<string> = new Set(['vrrp_rt_priority', 'max_auto_priority', 'vrrp_priority']);
