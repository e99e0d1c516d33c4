import type { Correction } from '../../src/model/correction.ts';
import { defineCorrectionRule, type Said, type Wording } from '../../src/rule/correction-rule.ts';
import { sayMistake } from '../../src/rule/entry-wording.ts';

const say: Wording = ({ mistake }) => (mistake ? sayMistake(mistake) : null);

const NOBODY_NOTICES = 'nobody notices when it disappears.';

export default defineCorrectionRule({
  id: 'net/tracking',
  title: 'An address, a route or a rule is not tracked as written',
  severity: 'warning',
  precision: 'very-high',
  verdict: { '2.0.7': 'reports' },
  proof: ['live/virtual-route-tracks-interface', 'source/vrrp/vrrp_iproute.c:alloc_route'],
  what: `Lines of \`static_ipaddress\`, \`static_routes\` and \`static_rules\` whose \`track_group\` is not there (it must stand above), is written twice, is used together with
\`no_track\`, or belongs to an entry without interface; and, up to 2.3.1, routes without interface in any list.`,
  why: `keepalived leaves the tracking out and goes on. When somebody deletes the address, the route or the rule, the instances that need it stay master, and the
traffic that depends on it is lost.`,
  advice: 'Put the `track_group` above the static entries, name it once, and name the interface of the entry.',
  references: [
    { title: 'keepalived.conf(5): track_group, static_ipaddress, static_routes', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'A group below, and a group twice',
        config: `static_ipaddress {
    192.0.2.10/24 dev eth0 track_group edge  #~ ^edge^ 'edge' names no track_group above  #=> 192.0.2.10/24 dev eth0
}

track_group edge {
    group {
        VI_1
    }
}

static_routes {
    198.51.100.0/24 via 192.0.2.1 track_group edge                            #~ ^track_group^ has a track_group, but no interface  #=> 198.51.100.0/24 via 192.0.2.1 dev eth0 track_group edge
    blackhole 198.18.0.0/15 track_group edge                                  #~ ^track_group^ has a track_group, but no interface  #=> blackhole 198.18.0.0/15
    203.0.113.0/24 dev eth0 track_group edge track_group edge                 #~ ^track_group^^ 'track_group' stands twice  #=> 203.0.113.0/24 dev eth0 track_group edge
    198.51.100.128/25 dev eth0 track_group edge no_track                      #~ ^track_group^ together with 'no_track'  #=> 198.51.100.128/25 dev eth0 no_track
}

static_rules {
    from 192.0.2.0/24 table 100 preference 100 track_group edge  #~ ^track_group^ has a track_group, but no interface  #=> from 192.0.2.0/24 table 100 preference 100 iif eth0 track_group edge
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
        title: 'Without an interface, before 2.3.2',
        version: '2.2.7',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    virtual_routes {
        198.51.100.0/24 via 192.0.2.1  #~ ^198.51.100.0/24^ names no interface  #=> 198.51.100.0/24 via 192.0.2.1 dev eth0
        blackhole 203.0.113.0/24  #~ ^203.0.113.0/24^ names no interface  #=> blackhole 203.0.113.0/24 no_track
    }
}

static_routes {
    default nexthop via 192.0.2.1 dev eth0 nexthop via 198.51.100.1 dev eth1  #~ ^default^ does not track it: nobody notices  #=> default dev eth0 nexthop via 192.0.2.1 dev eth0 nexthop via 198.51.100.1 dev eth1
}
`,
      },
    ],
    good: [
      {
        title: 'The group above, the interface named',
        config: `track_group edge {
    group {
        VI_1
    }
}

static_ipaddress {
    192.0.2.10/24 dev eth0 track_group edge
}

static_routes {
    198.51.100.0/24 via 192.0.2.1 dev eth0 track_group edge
    203.0.113.0/24 via 192.0.2.1 no_track
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
    'net/static-address-track-group-unknown': say,
    'net/static-address-track-group-twice': say,
    'net/route-track-group-unknown': say,
    'net/route-track-group-twice': say,
    'net/rule-track-group-unknown': say,
    'net/rule-track-group-twice': say,
    'net/route-track-group-no-dev': () => sayUntrackedGroup("Add 'dev' with the interface."),
    'net/route-track-group-to-nowhere': () =>
      sayUntrackedGroup('Remove the group: a route that drops packets has no interface, and no group can track it.'),
    'net/rule-track-group-no-dev': () => ({
      summary: `This rule has a track_group, but no interface.`,
      detail: `keepalived says so and leaves the group out: ${NOBODY_NOTICES}`,
      advice: "Add 'iif' with the interface.",
    }),
    'net/static-track-group-and-no-track': () => ({
      summary: `'track_group' is used together with 'no_track', which wins.`,
      detail: `keepalived says so in its log only: ${NOBODY_NOTICES}`,
      advice: 'Remove one of the two.',
      against: "The 'no_track'.",
    }),
    'net/route-untracked-no-dev': (correction) =>
      sayUntrackedRoute(
        correction,
        "Add 'dev' with the interface, which of a route with nexthops is that of the first one; or 'no_track' where that is meant.",
      ),
    'net/route-untracked-to-nowhere': (correction) =>
      sayUntrackedRoute(correction, "Add 'no_track': a route that drops packets has no interface."),
  },
});

function sayUntrackedGroup(advice: string): Said {
  return {
    summary: `This route has a track_group, but no interface.`,
    detail: `keepalived says so and leaves the group out: ${NOBODY_NOTICES}`,
    advice,
  };
}

function sayUntrackedRoute({ written, subject }: Correction, advice: string): Said {
  const then = subject === 'static_routes' ? NOBODY_NOTICES : 'the instance stays master when the route disappears.';
  return {
    summary: `The route to '${written}' names no interface.`,
    detail: `keepalived says so and does not track it: ${then}`,
    advice,
  };
}
