import { lineSpan } from '../../src/binding/place.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'vrrp/slow-adverts',
  title: 'Adverts so slow that a dead master is noticed late',
  severity: 'info',
  precision: 'high',
  verdict: 'silent',
  proof: ['rfc/9568#6.1', 'source/vrrp/vrrp_scheduler.c:vrrp_init_state'],
  what: 'An `advert_int` with which a backup waits longer than 10 seconds (`advert_int` times `down_timer_adverts`, which is 3 without it) for a master that is gone. Not an instance that tracks a BFD session.',
  why: `A master that is stopped in good order says so, and a backup takes over at once. One that crashes, loses its power or its network says nothing: a backup waits for some three intervals, and nobody has the
addresses meanwhile. A shorter interval costs one small packet each time.`,
  advice: 'Leave `advert_int` at 1, on all nodes: version 2 discards adverts of another interval.',
  unless: 'clients stand a failure of that length, or the link between the nodes loses adverts for seconds.',
  options: {
    longest: { is: 'number', default: 10, minimum: 1, what: 'Seconds that a backup may wait for a master that is gone' },
  },
  references: [
    { title: 'RFC 9568, section 6.1: Active_Down_Interval', url: 'https://www.rfc-editor.org/rfc/rfc9568#section-6.1' },
    { title: 'keepalived.conf(5): advert_int, down_timer_adverts', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'A minute without addresses',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    advert_int 20  #~ ^advert_int 20^ After a crash of the master of 'VI_1' nobody has the addresses for '60' seconds  #=> advert_int 1
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Some seconds, or BFD',
        config: `bfd_instance other {
    neighbor_ip 192.0.2.102
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    advert_int 2
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
    advert_int 10
    track_bfd {
        other
    }
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report, { longest }) {
      for (const { name, advertInterval, downTimerAdverts, tracking, syncGroup } of configuration.vrrpInstances) {
        const { value, node, as } = advertInterval;
        const wait = value * downTimerAdverts.value;
        const hasBfd = tracking.bfdInstances.length + (syncGroup?.tracking.bfdInstances.length ?? 0) > 0;
        // What keepalived corrects is told of as such.
        if (node === null || as === 'corrected' || wait <= longest || hasBfd) continue;
        report({
          at: lineSpan(node),
          summary: `After a crash of the master of '${name}' nobody has the addresses for '${wait}' seconds or more.`,
          detail: `With an advert every ${value} seconds, a backup takes over when it has missed ${downTimerAdverts.value} of them.`,
        });
      }
    },
  },
});
