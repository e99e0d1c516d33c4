import { memoized } from '../../grammar/memoized.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { bySubject, type Correction } from '../../src/model/correction.ts';
import { defineCorrectionRule, type Said } from '../../src/rule/correction-rule.ts';

const DECIDES = 'This decides the family of the instance.';

export default defineCorrectionRule({
  id: 'vrrp/address-family',
  title: 'IPv4 and IPv6 are mixed in one instance',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  verdict: 'reports',
  proof: [
    'live/vip-of-other-family-left-out',
    'live/source-of-other-family-first-decides',
    'live/unicast-source-of-other-family',
    'live/unicast-peer-of-other-family',
    'live/mcast-dst-ip-not-link-local',
    'source/vrrp/vrrp_parser.c:vrrp_mcast_dstip_handler',
  ],
  what: `A virtual address, peer, source address or multicast group that is not of the family of its instance, and \`native_ipv6\` below something of IPv4. The
first address, peer, source or group in the order of the text decides the family.`,
  why: `A virtual router is of one family: its adverts are either IPv4 or IPv6 packets and list addresses of that family. keepalived leaves out what does not fit. A
virtual address that is left out answers nothing. Without its peers the instance falls back to multicast; without its source address it sends from another
one, which peers that check it do not take.`,
  advice: `Write one instance for each family; they may have the same virtual router ID, and a sync group keeps them together. An address of the other family that is only to
move along goes to \`virtual_ipaddress_excluded\`.`,
  references: [
    { title: 'RFC 9568, section 5.2.9: IPvX Address(es)', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-5.2.9' },
    { title: 'keepalived.conf(5): virtual_ipaddress, virtual_ipaddress_excluded', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'An IPv6 address among IPv4 ones',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
        2001:db8::200/64  #~ leaves this virtual address out  #=>
    }
}
`,
      },
      {
        title: 'A peer, a source and a group of the other family',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_peer {
        192.0.2.102
        2001:db8::103  #~ leaves the peer '2001:db8::103' out  #=> 192.0.2.103
    }
    unicast_src_ip 2001:db8::101  #~ ^2001:db8::101^ ignores the source address '2001:db8::101'  #=> unicast_src_ip 192.0.2.101
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    state BACKUP
    interface eth0
    virtual_router_id 52
    priority 150
    mcast_src_ip 192.0.2.101
    mcast_dst_ip ff02::50  #~ ^ff02::50^ ignores the group 'ff02::50'  #=> mcast_dst_ip 224.0.0.50
    virtual_ipaddress {
        192.0.2.201/24
    }
    native_ipv6  #~ ignores 'native_ipv6'  #=>
}
`,
      },
    ],
    good: [
      {
        title: 'The address of the other family moves along',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
    virtual_ipaddress_excluded {
        2001:db8::200/64
    }
}
`,
      },
    ],
  },
  words: {
    'vrrp/vip-family-mismatch': (correction, configuration) => ({
      summary: `keepalived leaves this virtual address out, because it is not of the family of '${correction.subject}'.`,
      detail: `The address answers nothing.`,
      advice: "Write it in an instance of its own, or in 'virtual_ipaddress_excluded'.",
      against: DECIDES,
      ...ofWrongSource(correction, configuration),
    }),
    'unicast/peer-family': (correction, configuration) => ({
      summary: `keepalived leaves the peer '${correction.written}' out, because it is not of the family of '${correction.subject}'.`,
      detail: `That node hears nothing and becomes master.`,
      advice: "Write the peer's address of the same family.",
      against: DECIDES,
      ...ofWrongSource(correction, configuration),
    }),
    'vrrp/src-ip-family': ({ subject, written }) => ({
      summary: `keepalived ignores the source address '${written}', because it is not of the family of '${subject}'.`,
      detail: `Adverts leave with another address of the interface, and nodes that expect this one do not take them.`,
      advice: "Write this node's address of the same family.",
      against: DECIDES,
    }),
    'vrrp/mcast-dst-ip-family': ({ subject, written }) => ({
      severity: 'warning',
      summary: `keepalived ignores the group '${written}', because it is not of the family of '${subject}'.`,
      detail: `Adverts go to the standard group.`,
      advice: 'Write a group of the same family, or remove the line.',
      against: DECIDES,
    }),
    'vrrp/native-ipv6-with-ipv4': ({ subject }) => ({
      severity: 'warning',
      summary: `keepalived ignores 'native_ipv6' in '${subject}', which is an IPv4 instance.`,
      advice: "Remove 'native_ipv6': the first address decides the family.",
      against: DECIDES,
    }),
  },
});

/** Where the source decides and neither a peer nor a virtual address fits it, the source is the mistake, and all of this is one finding. */
function ofWrongSource({ subject, at, against }: Correction, configuration: Configuration): Pick<Said, 'advice' | 'follows'> {
  const source = wrongSources(configuration).get(subject);
  const first = firstLeftOut(configuration).get(subject)?.at;
  if (!source || !first || !against || against.start < source.start || against.start >= source.end) return {};
  return {
    advice: 'Correct the source address, which nothing else here fits, or write addresses of its family.',
    ...(first.start !== at.start && { follows: first }),
  };
}

/** The lines of source addresses, by instance, beside which nothing is left. */
const wrongSources = memoized(
  ({ vrrpInstances }: Configuration) =>
    new Map(
      vrrpInstances.flatMap(({ name, sourceAddress: { node }, peerBlocks, peers, addresses }) =>
        node && peerBlocks.length > 0 && peers.length === 0 && addresses.length === 0 ? [[name, node.span] as const] : [],
      ),
    ),
);

const firstLeftOut = memoized(({ corrections }: Configuration) => bySubject(corrections, LEFT_OUT));

const LEFT_OUT: ReadonlySet<string> = new Set(['vrrp/vip-family-mismatch', 'unicast/peer-family']);
