import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';
import { inSeconds } from '../../src/rule/in-seconds.ts';

export default defineCorrectionRule({
  id: 'vrrp/interface-delays',
  title: 'An interface delay is longer than an instance can wait',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'logs',
  proof: ['source/vrrp/vrrp.c:check_debounce_timers'],
  what: `A delay in \`interface_up_down_delays\` that is not shorter than the time in which an instance on that interface may miss adverts:
one advert interval less than \`down_timer_adverts\` of them.`,
  why: `A delay makes keepalived deaf to short failures of a link. If it lasts as long as a backup waits for the master, both sides act on
different news. keepalived shortens the delay (since 2.3.3 only the one of a link that goes down), and drops it where the instance waits for one advert only; only the log of a real run says
so.`,
  advice: 'Write a shorter delay, a longer `advert_int`, or more `down_timer_adverts`.',
  references: [
    { title: 'keepalived.conf(5): interface_up_down_delays, down_timer_adverts', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'Longer than two adverts',
        config: `interface_up_down_delays {
    eth0 3 5  #~ shortens it  #=> eth0 1 5
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'The delay of a link that comes back, before 2.3.3',
        version: '2.3.2',
        config: `interface_up_down_delays {
    eth0 1 5  #~ shortens it  #=> eth0 1 1
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'No time at all',
        config: `interface_up_down_delays {
    eth0 1  #~ waits for one advert only  #=>
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    down_timer_adverts 1
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Shorter',
        config: `interface_up_down_delays {
    eth0 0.5 5
    eth1 10
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
  },
  words: {
    'vrrp/debounce-with-one-advert': ({ subject }) => ({
      summary: `'${subject}' waits for one advert only, so keepalived drops this delay.`,
      detail: `Only the log of a real run says so.`,
      advice: "Remove the delay, or write a higher 'down_timer_adverts'.",
      against: 'The instance.',
    }),
    'vrrp/debounce-too-long': ({ subject, data: { delay, most } }) => ({
      summary: `A delay of '${delay}' seconds is not below the '${most}' in which '${subject}' may miss adverts.`,
      detail: `keepalived shortens it; only the log of a real run says so.`,
      advice: `Write less than ${inSeconds(most)}, or a longer advert_int.`,
      against: 'The instance.',
    }),
  },
});
