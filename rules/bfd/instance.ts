import { lineWords } from '../../grammar/tree.ts';
import { lineSpan } from '../../src/binding/place.ts';
import { endWithoutLink } from '../../src/model/tracking/bfd-instance.ts';
import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

const NEVER_UP = 'What tracks it waits for a session that never comes up.';

export default defineCorrectionRule({
  id: 'bfd/instance',
  title: 'A BFD session is left out or limited',
  severity: 'error',
  precision: 'very-high',
  verdict: 'reports',
  proof: [
    'live/bfd-session-with-itself',
    'live/bfd-link-local-never-up',
    'live/bfd-second-session-in-fault',
    'live/bfd-session-tracked',
    'source/bfd/bfd_parser.c:bfd_handler',
    'config-test',
  ],
  what: `A \`bfd_instance\` whose \`source_ip\` is of a different address family from its neighbour, or the very address of it, one for a neighbour
that an earlier instance has already, link-local addresses of IPv6, and \`max_hops\` above the TTL.`,
  why: `keepalived's BFD process leaves such an instance out, while VRRP and the checkers still know its name: an instance that tracks it is
in FAULT, a real server that follows it stays out, for ever. A neighbour can have several sessions only when each has a source of its own. A link-local address holds on one link, and no keyword says on which. A node that is its own neighbour answers itself: such a session is up
whatever happens to anybody else.`,
  advice:
    'Use addresses of one family that are not link-local, one instance for each neighbour and source, and a `max_hops` that is not above `ttl` or `hoplimit`.',
  references: [
    { title: 'keepalived.conf(5): bfd_instance', url: 'https://www.keepalived.org/manpage.html' },
    {
      title: 'RFC 5881: BFD for IPv4 and IPv6 (Single Hop), section 5: TTL/Hop Limit',
      url: 'https://www.rfc-editor.org/rfc/rfc5881.html#section-5',
    },
    { title: 'RFC 5883: BFD for Multihop Paths', url: 'https://www.rfc-editor.org/rfc/rfc5883.html' },
  ],
  examples: {
    bad: [
      {
        title: 'Two families',
        config: `bfd_instance to_router {
    neighbor_ip 192.0.2.1
    source_ip 2001:db8::1  #~ of the other address family  #=> source_ip 192.0.2.101
}
`,
      },
      {
        title: 'A neighbour that is the node itself',
        config: `bfd_instance to_peer {
    neighbor_ip 192.0.2.101
    source_ip 192.0.2.101  #~ ^192.0.2.101^ its own neighbour  #=> source_ip 192.0.2.102
}
`,
      },
      {
        title: 'Link-local addresses',
        config: `bfd_instance to_router {
    neighbor_ip fe80::1  #~ ^fe80::1^ 'fe80::1' is a link-local address  #=> neighbor_ip 2001:db8::1
}

bfd_instance to_peer {
    neighbor_ip 2001:db8::102
    source_ip fe80::101  #~ ^fe80::101^ no keyword of bfd_instance says on which link  #=> source_ip 2001:db8::101
}
`,
      },
      {
        title: 'One neighbour twice',
        config: `bfd_instance to_router {
    neighbor_ip 192.0.2.1  #=> neighbor_ip 192.0.2.1 ↵ source_ip 192.0.2.99
}

bfd_instance fast {
    neighbor_ip 192.0.2.1  #~ has a session already  #=> neighbor_ip 192.0.2.1 ↵ source_ip 192.0.2.100
    min_rx 50000  #~ ^50000^ more than ten seconds  #=> min_rx 50
}

bfd_instance slow {
    neighbor_ip 192.0.2.1  #~ has a session already
    source_ip 192.0.2.101
}
`,
      },
      {
        title: 'More hops than packets live',
        config: `bfd_instance far {
    neighbor_ip 2001:db8::1
    max_hops 255  #~ instead of '255'  #=> max_hops 64
}
`,
      },
    ],
    good: [
      {
        title: 'A source for each session',
        config: `bfd_instance first {
    neighbor_ip 192.0.2.1
    source_ip 192.0.2.101
    max_hops 5
}

bfd_instance second {
    neighbor_ip 192.0.2.1
    source_ip 198.51.100.101
}

bfd_instance several_hops {
    neighbor_ip 192.0.2.1
    source_ip 192.0.2.101
    multihop
}
`,
      },
    ],
  },
  words: {
    'net/bfd-family-mismatch': ({ subject }) => ({
      summary: `The source of '${subject}' is of the other address family than its neighbour.`,
      detail: `keepalived disables the session. ${NEVER_UP}`,
      advice: "Write a 'source_ip' of the same family, or none.",
      against: 'The neighbour.',
    }),
    'net/bfd-duplicate-neighbor': sameNeighbour,
    'net/bfd-duplicate-neighbor-and-source': sameNeighbour,
    'net/bfd-min-rx-not-sensible': slow,
    'net/bfd-min-tx-not-sensible': slow,
    'net/bfd-idle-tx-not-sensible': slow,
    'net/bfd-max-hops-exceeds-ttl': ({ subject, written, used }) => ({
      severity: 'warning',
      summary:
        `keepalived sets 'max_hops' of '${subject}' to '${used}' instead of '${written}': no control packet lives longer than its TTL ` +
        'or hop limit.',
      advice: `Write 'max_hops ${used}', or a higher 'ttl' or 'hoplimit'.`,
      against: 'The TTL or hop limit.',
    }),
  },
  check: {
    view({ bfdInstances }, report) {
      for (const session of bfdInstances) {
        const { name, neighbour, source, dropped } = session;
        const end = dropped ? null : endWithoutLink(session);
        if (end?.value && end.node) {
          report({
            at: lineWords(end.node)[1]?.span ?? lineSpan(end.node),
            verdict: 'logs',
            summary: `'${end.value.text}' is a link-local address, and no keyword of bfd_instance says on which link.`,
            detail: `keepalived can send no control packet. ${NEVER_UP}`,
            advice: 'Write a global or unique local address of both ends.',
          });
          continue;
        }
        if (dropped || !source.value || !neighbour.value || !source.node || source.value.text !== neighbour.value.text) continue;
        report({
          at: lineWords(source.node)[1]?.span ?? lineSpan(source.node),
          verdict: 'silent',
          summary: `With '${source.value.text}' for both, '${name}' is its own neighbour.`,
          detail: 'The node answers itself. The session is up whatever happens to the other end.',
          advice: "Write the address of the other end in 'neighbor_ip', and one of this node in 'source_ip'.",
          related: neighbour.node ? [{ at: lineSpan(neighbour.node), message: 'The neighbour.' }] : [],
        });
      }
    },
  },
});

function sameNeighbour({ subject, written }: { readonly subject: string; readonly written?: string }) {
  return {
    summary: `Neighbour '${written}' has a session already.`,
    detail: `keepalived leaves out '${subject}'. ${NEVER_UP}`,
    advice: "Give both instances a 'source_ip' of their own, or use one instance in both places.",
    against: 'The session that stays.',
  };
}

function slow({ subject, written }: { readonly subject: string; readonly written?: string }) {
  return {
    severity: 'info' as const,
    summary: `'${written}' of '${subject}' is more than ten seconds.`,
    detail: `The unit is the millisecond: a failure is noticed that late. Only the log of a real run says so.`,
    advice: 'Write milliseconds; BFD is there to notice a failure within a second.',
  };
}
