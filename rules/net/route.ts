import { atLeast, type Version } from '../../grammar/version.ts';
import { defineCorrectionRule, type Wording } from '../../src/rule/correction-rule.ts';
import { sayMistake } from '../../src/rule/entry-wording.ts';

/** Mistakes that one entry shows by itself. */
const MISTAKES = [
  'route-inet6-on-ipv4',
  'route-inet-on-ipv6',
  'route-inet-skips-word',
  'route-mixed-family',
  'route-default-after-family',
  'route-no-destination',
  'route-unknown-word',
  'route-type-and-to',
  'route-src-invalid',
  'route-via-invalid',
  'route-from-invalid',
  'route-from-ipv4',
  'route-tos-invalid',
  'route-table-unknown',
  'route-protocol-invalid',
  'route-scope-invalid',
  'route-metric-invalid',
  'route-dev-invalid',
  'route-vrf-invalid',
  'route-expires-ipv4',
  'route-expires-invalid',
  'route-realms-invalid',
  'route-realms-ipv6',
  'route-pref-ipv4',
  'route-pref-invalid',
  'route-mtu-invalid',
  'route-advmss-invalid',
  'route-hoplimit-invalid',
  'route-rtt-invalid',
  'route-rttvar-invalid',
  'route-rto-min-invalid',
  'route-time-exponential',
  'route-reordering-invalid',
  'route-window-invalid',
  'route-cwnd-invalid',
  'route-ssthresh-invalid',
  'route-initcwnd-invalid',
  'route-initrwnd-invalid',
  'route-feature-unknown',
  'route-quickack-invalid',
  'route-ttl-propagate-invalid',
  'route-fastopen-invalid',
  'route-as-to',
  'route-gw-deprecated',
  'route-or-deprecated',
  'route-or-twice',
  'route-or-invalid',
  'route-or-and-nexthop',
  'route-encap-type-missing',
  'route-encap-type-unknown',
  'route-encap-mpls-missing',
  'route-encap-mpls-invalid',
  'route-encap-ila-missing',
  'route-encap-ila-invalid',
  ...['dst', 'src', 'tos', 'ttl', 'flags', 'id'].map((option) => `route-encap-ip-${option}-invalid`),
  'route-encap-ip-dst-ipv6',
  'route-encap-ip-incomplete',
  ...['dst', 'src', 'tc', 'hoplimit', 'flags', 'id'].map((option) => `route-encap-ip6-${option}-invalid`),
  'route-encap-ip6-dst-ipv4',
  'route-encap-ip6-incomplete',
  'route-nexthop-inet-mismatch',
  'route-nexthop-via-invalid',
  'route-nexthop-family-mismatch',
  'route-nexthop-dev-invalid',
  'route-nexthop-weight-invalid',
  'route-nexthop-weight-zero',
  'route-nexthop-realms-invalid',
  'route-nexthop-realms-ipv6',
  'route-nexthop-as',
  'route-nexthop-trailing',
  // These routes and rules have in common.
  'address-prefix-invalid',
  'option-value-missing',
  'default6-deprecated',
] as const;

const say: Wording = ({ mistake }) => (mistake?.entry === 'route' ? sayMistake(mistake) : null);

export default defineCorrectionRule({
  id: 'net/route',
  title: 'A route that keepalived does not set as written',
  severity: 'error',
  precision: 'very-high',
  verdict: { '2.0.7': 'reports' },
  proof: [
    'live/dropping-route-with-interface',
    'live/route-interface-beside-nexthops',
    'source/vrrp/vrrp_iproute.c:alloc_route',
    'source/linux/net/ipv4/fib_semantics.c:fib_create_info',
    'config-test',
  ],
  what: `Lines of \`virtual_routes\` and \`static_routes\` with words that are no options, options without value or with one that does not fit, addresses
of both families in one route, and what keepalived corrects in silence or drops with a message.`,
  why: `Most mistakes cost the whole route: keepalived drops the line and starts without it, and the traffic takes another way, or none. A mistake in a nexthop
drops that one and all behind it. A value that is missing at the end of the line keeps keepalived from starting.`,
  advice: 'Write the route as the ip command takes it, with a destination. All options stand before the first `nexthop`.',
  references: [
    { title: 'keepalived.conf(5): static_routes, virtual_routes', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'ip-route(8)', url: 'https://man7.org/linux/man-pages/man8/ip-route.8.html' },
  ],
  // The words behind such a mistake; keepalived reports them too.
  covers: ['net/route-trailing'],
  examples: {
    bad: [
      {
        title: 'Words that do not fit',
        config: `static_routes {
    198.51.100.0/24 via 192.0.2.300 dev eth0  #~ ^192.0.2.300^ '192.0.2.300' is no IP address, behind 'via'. keepalived drops the route  #=> 198.51.100.0/24 via 192.0.2.30 dev eth0
    198.51.100.0/24 vai 192.0.2.1 dev eth0    #~ ^vai^ 'vai' is neither an option of a route nor an address.  #=>
    203.0.113.0/24 via 192.0.2.1 dev eth0 proto static  #~ ^proto^ 'proto' is neither an option of a route nor an address.  #=> 203.0.113.0/24 via 192.0.2.1 dev eth0
    via 192.0.2.1 dev eth0                    #~ ^via^ This route leads nowhere  #=> default via 192.0.2.1 dev eth0
}
`,
      },
      {
        title: 'Two families',
        config: `static_routes {
    default via 2001:db8::1 dev eth0
    2001:db8:1::/48 via 192.0.2.1 dev eth0  #~ ^192.0.2.1^ '192.0.2.1' is IPv4, and what stands before it IPv6.  #=> 2001:db8:1::/48 via 2001:db8::1 dev eth0
    via 192.0.2.1 default dev eth0          #~ ^default^ 'default' names no family, and what stands before it does.  #=> default via 192.0.2.1 dev eth0
}
`,
      },
      {
        title: 'Routes that drop packets, with an interface',
        version: '2.4.3',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    virtual_routes {
        blackhole 203.0.113.0/25 dev eth0      #~ ^dev^ 'dev eth0' stands beside it. The kernel refuses such a route  #=> blackhole 203.0.113.0/25
        blackhole 2001:db8:a::/48 dev eth0     #~ ^dev^ does not find it there to remove it  #=> blackhole 2001:db8:a::/48
        throw 2001:db8:b::/48 via 2001:db8::1  #~ ^via^ does not find it there to remove it  #=> throw 2001:db8:b::/48
    }
}
`,
      },
      {
        title: 'The same before 2.3.2, where a route without an interface is reported',
        version: '2.2.7',
        config: `static_routes {
    6 198.51.100.0/24 no_track nexthop via 192.0.2.1 nexthop via 192.0.2.2  #~ ^nexthop^ The kernel refuses such a route  #=> 6 198.51.100.0/24 no_track
    prohibit 203.0.113.0/24 dev eth0  #~ ^dev^ 'dev eth0' stands beside it  #=> prohibit 203.0.113.0/24 no_track
}
`,
      },
      {
        title: 'A value that is missing',
        config: `static_routes {
    198.51.100.0/24 dev eth0 metric  #~ ^metric^ 'metric' has no value. keepalived stops reading here  #=> 198.51.100.0/24 dev eth0 metric 10
}
`,
      },
      {
        title: 'A bad nexthop takes those behind it along',
        config: `static_routes {
    198.51.100.0/24 dev eth0 nexthop via 192.0.2.1 dev eth0 weight 0 nexthop via 192.0.2.2  #~ ^0^^^^^^^ '0' lies outside 1 to 256, behind 'weight'. keepalived drops this nexthop and those behind it  #=> 198.51.100.0/24 dev eth0 nexthop via 192.0.2.1 dev eth0 weight 1 nexthop via 192.0.2.2
}
`,
      },
      {
        title: 'What is not seen',
        config: `static_routes {
    inet6 default via 2001:db8::1 dev eth0  #~ ^default^ keepalived ignores 'default'  #=> default via 2001:db8::1 dev eth0
    198.51.100.1/24 dev eth0                #~ ^198.51.100.1/24^ has bits set beyond its prefix length  #=> 198.51.100.0/24 dev eth0
    198.51.100.0/24 via 192.0.2.1 dev eth0 nexthop via 192.0.2.2 dev eth0  #~ ^via^ 'via 192.0.2.1' stands beside them  #=> 198.51.100.0/24 dev eth0 nexthop via 192.0.2.1 dev eth0 nexthop via 192.0.2.2
    198.51.100.0/25 dev eth0 nexthop via 192.0.2.1 nexthop via 192.0.2.2   #~ ^dev^ 'dev eth0' stands before the nexthops, and the first one does not name 'eth0'  #=> 198.51.100.0/25 dev eth0 nexthop via 192.0.2.1 dev eth0 nexthop via 192.0.2.2
    198.51.100.128/25 dev eth0 nexthop via 203.0.113.1 dev eth1 nexthop via 192.0.2.2 dev eth0  #~ ^dev^ The kernel refuses such a route  #=> 198.51.100.128/25 dev eth1 nexthop via 203.0.113.1 dev eth1 nexthop via 192.0.2.2 dev eth0
    198.51.100.0/24 dev eth0 203.0.113.0/24  #~ ^198.51.100.0/24^ '198.51.100.0/24' is replaced by the destination behind it  #=> 203.0.113.0/24 dev eth0
}
`,
      },
    ],
    good: [
      {
        title: 'Routes as the ip command takes them',
        config: `static_routes {
    198.51.100.0/24 via 192.0.2.1 dev eth0 metric 100
    default via 2001:db8::1 dev eth0 pref high
    blackhole 203.0.113.0/24
    unreachable 2001:db8:a::/48 dev lo
    198.51.100.128/25 dev eth0 nexthop via 192.0.2.1 dev eth0 weight 1 nexthop via 192.0.2.2 weight 2
    203.0.113.128/25 via 192.0.2.1 dev eth0 nexthop via 192.0.2.1 dev eth0 nexthop via 192.0.2.2
    2001:db8:9::/48 via 2001:db8::1 dev eth0 nexthop via 2001:db8::2 nexthop via 2001:db8::3
    198.51.100.64/26 dev eth0 table main scope link mtu lock 1400 rtt 300ms
}
`,
      },
    ],
  },
  words: {
    ...Object.fromEntries(MISTAKES.map((check) => [`net/${check}`, say])),
    'net/route-protocol-not-keepalived': ({ written }) => ({
      summary: `The protocol '${written}' is replaced.`,
      detail: `keepalived knows the routes that it tracks by its own protocol, 18, says so and uses that.`,
      advice: "Remove 'protocol', or add 'no_track'.",
      severity: 'warning',
    }),
    'net/route-time-decimals': ({ written }) => ({
      summary: `'${written}' has more decimals than keepalived keeps.`,
      detail: `It says so and rounds the time to milliseconds.`,
      advice: "Write whole milliseconds ('300ms'), or seconds with up to three decimals ('0.3s').",
      severity: 'warning',
    }),
    'net/route-time-too-small': ({ written, used }) => ({
      summary: `'${written}' is less than 200 ms.`,
      detail: `keepalived takes '${used}'; a number without unit counts in eighths (rtt), quarters (rttvar) or whole milliseconds.`,
      advice: "Write the time with its unit, such as '300ms'.",
      severity: 'warning',
    }),
    'net/route-time-too-large': ({ written, used }) => ({
      summary: `'${written}' is more than 120 s.`,
      detail: `keepalived takes '${used}'.`,
      advice: 'Write 120s at most.',
      severity: 'warning',
    }),
    'net/route-destination-twice': ({ written }) => ({
      summary: `'${written}' is replaced by the destination behind it, without a word: there will be no route to it.`,
      advice: 'Write each route on a line of its own.',
      against: 'The destination that counts.',
    }),
    'net/route-gateway-and-nexthop': ({ written }) => ({
      summary: `A route has 'via' or nexthops: 'via ${written}' stands beside them.`,
      detail: `Where the first nexthop is another router, the kernel refuses the route, and the config test does not see it: the route is missing.`,
      advice: `Remove it; where that router is meant too, write 'nexthop via ${written}' behind the other options.`,
    }),
    'net/route-interface-and-nexthop': ({ written }) => ({
      summary: `'dev ${written}' stands before the nexthops, and the first one does not name '${written}'.`,
      detail: `The kernel refuses such a route, and the config test does not see it: the route is missing.`,
      advice: `Write 'dev ${written}' behind the first nexthop as well; where that has another interface, write that one here.`,
      against: 'The first nexthop.',
    }),
    'net/route-way-to-nowhere': ({ written }, { target: { version } }) => ({
      summary: `A route that drops packets leads nowhere: '${written}' stands beside it.`,
      detail: 'The kernel refuses such a route, and the config test does not see it: the packets take another way.',
      advice: leaveOut(written, version),
    }),
    'net/route-way-to-nowhere-stays': ({ written }, { target: { version } }) => ({
      summary: `A route that drops packets leads nowhere: '${written}' stands beside it.`,
      detail: `The kernel puts it on 'lo', and keepalived does not find it there to remove it: the node drops the packets also when it is no longer master.`,
      advice: leaveOut(written, version),
    }),
    'net/route-host-bits': ({ written }) => ({
      summary: `'${written}' has bits set beyond its prefix length.`,
      detail: `The kernel refuses such a route, and the config test does not see it: the route is missing.`,
      advice: 'Write the first address of the network, or correct the prefix length.',
    }),
  },
});

/** Without an interface, versions before 2.3.2 report the route unless it has 'no_track'. */
function leaveOut(written = '', version: Version): string {
  return atLeast(version, '2.3.2') ? `Remove '${written}'.` : `Write 'no_track' in place of '${written}'.`;
}
