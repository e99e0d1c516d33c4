import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

const FOUR_PARTS = "Write a netmask with four parts, such as '255.255.255.0'.";

export default defineCorrectionRule({
  id: 'lvs/persistence',
  title: 'A persistence_granularity that tells clients apart in another way than it seems to',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'reports',
  proof: ['source/check/check_parser.c:pgr_handler', 'source/linux/net/netfilter/ipvs/ip_vs_core.c:ip_vs_sched_persist', 'config-test'],
  what: `A \`persistence_granularity\` that is written for the other family: for IPv4 it is a netmask (255.255.255.0), for IPv6 a prefix
length (64). keepalived refuses a netmask for IPv6. A plain number for IPv4 it takes without a word, as the C library reads it: 24 is the
netmask 0.0.0.24. And a netmask whose bits do not stand together, such as 255.255.0.255.`,
  why: `With a netmask of 0.0.0.24 only two bits of the client's address count: clients from everywhere in the world are taken for four, and
each quarter goes to one real server, whatever the scheduler.`,
  advice: 'Write a netmask for IPv4, a prefix length for IPv6.',
  references: [{ title: 'keepalived.conf(5): persistence_granularity', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'A prefix length for IPv4',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    persistence_timeout 50
    persistence_granularity 24  #~ ^24^ netmask '0.0.0.24'  #=> persistence_granularity 255.255.255.0
    real_server 198.51.100.11 80 {
        weight 1
    }
}
`,
      },
      {
        title: 'A netmask for IPv6',
        config: `virtual_server 2001:db8::10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    persistence_granularity 255.255.255.0  #~ ^255.255.255.0^ is no prefix length  #=> persistence_granularity 64
    real_server 2001:db8::11 80 {
        weight 1
    }
}
`,
      },
      {
        title: 'A netmask with a gap',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    persistence_granularity 255.255.0.255  #~ ^255.255.0.255^ has a gap  #=> persistence_granularity 255.255.255.0
    real_server 198.51.100.11 80 {
        weight 1
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Each family in its way',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    persistence_granularity 255.255.255.0
    real_server 198.51.100.11 80 {
        weight 1
    }
}

virtual_server 2001:db8::10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    persistence_granularity 64
    real_server 2001:db8::11 80 {
        weight 1
    }
}
`,
      },
    ],
  },
  words: {
    'lvs/persistence-granularity-ipv4-invalid': ({ subject, written }) => ({
      summary: `'${written}' is no netmask, and '${subject}' is IPv4.`,
      detail: `keepalived ignores it: every client address counts for itself.`,
      advice: FOUR_PARTS,
    }),
    'lvs/persistence-granularity-ipv6-invalid': ({ subject, written }) => ({
      summary: `'${written}' is no prefix length, and '${subject}' is IPv6.`,
      detail: `keepalived ignores it: every client address counts for itself.`,
      advice: "Write a prefix length from 1 to 128, such as '64'.",
      against: 'This makes it IPv6.',
    }),
    'lvs/persistence-granularity-number': ({ subject, written, used }) => ({
      summary: `keepalived reads '${written}' as the netmask '${used}', because '${subject}' is IPv4.`,
      detail: `Only the bits of that netmask tell clients apart, so that most of them count as one and go to the same real server.`,
      advice: isLength(written) ? `Write a netmask: /${written} is '${netmask(Number(written))}'.` : FOUR_PARTS,
    }),
  },
  check: {
    view({ virtualServers }, report) {
      for (const { persistence, dropped } of virtualServers) {
        const { value, node } = persistence.granularity;
        const word = node?.kind === 'statement' ? node.words[1] : undefined;
        if (dropped || value === null || !word || !hasGap(value)) continue;
        report({
          at: word.span,
          verdict: 'silent',
          summary: `The netmask '${value}' has a gap.`,
          detail: `Bits of the client's address that it leaves out do not count: clients of different networks are taken for one, and neighbours for several.`,
          advice: "Write a netmask whose bits stand together, such as '255.255.255.0'.",
        });
      }
    },
  },
});

/** Whether a netmask with four parts has a bit that is set behind one that is not. */
function hasGap(text: string): boolean {
  const parts = text.split('.').map(Number);
  if (parts.length !== 4) return false;
  const bits = parts.map((part) => part.toString(2).padStart(8, '0')).join('');
  return bits.includes('01');
}

/** Whether a text is the prefix length of a network of IPv4. */
function isLength(text = ''): boolean {
  return /^\d\d?$/.test(text) && Number(text) >= 1 && Number(text) <= 32;
}

/** The netmask of a prefix length. */
function netmask(length: number): string {
  return [0, 8, 16, 24].map((from) => 256 - 2 ** (8 - Math.max(0, Math.min(8, length - from)))).join('.');
}
