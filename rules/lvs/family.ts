import { memoized } from '../../grammar/memoized.ts';
import type { Span } from '../../grammar/tree.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { bySubject } from '../../src/model/correction.ts';
import { defineCorrectionRule, type Said } from '../../src/rule/correction-rule.ts';

const FIX = "Only 'lvs_method TUN' can reach a server of the other family.";

export default defineCorrectionRule({
  id: 'lvs/family',
  title: 'Servers of the other address family are left out',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  verdict: 'reports',
  proof: ['source/check/check_data.c:alloc_rs', 'config-test'],
  what: `A real server or sorry server of a different address family from its virtual server, and an \`ip_family\` that contradicts the family
that is known already. A virtual server for a firewall mark or a group gets its family from the first line that tells it: \`ip_family\`,
\`persistence_granularity\`, or a real server that is not tunnelled.`,
  why: `keepalived leaves such a server out and goes on with the others: there is less capacity than written, or none. The method \`TUN\`
that would make it possible counts only for real servers below it.`,
  advice:
    'Use addresses of one family, or `lvs_method TUN` above the real servers; write `ip_family` above them where a firewall mark is served.',
  references: [
    { title: 'keepalived.conf(5): virtual server, ip_family, lvs_method', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'ipvsadm(8): --tunneling', url: 'https://man7.org/linux/man-pages/man8/ipvsadm.8.html' },
  ],
  examples: {
    bad: [
      {
        title: 'An IPv6 server behind an IPv4 address',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        weight 1
    }
    real_server 2001:db8::11 80 {  #~ ^2001:db8::11^ leaves out real server '2001:db8::11'  #=> real_server 198.51.100.12 80 {
        weight 1
    }
    sorry_server 2001:db8::99 80  #~ ^2001:db8::99^ leaves out sorry server '2001:db8::99'  #=> sorry_server 198.51.100.99 80
}
`,
      },
      {
        title: 'The method that would allow it comes too late',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr  #=> lvs_sched rr ↵ lvs_method TUN
    protocol TCP
    real_server 198.51.100.11 80 {
        lvs_method TUN
    }
    real_server 2001:db8::11 80 {  #~ ^2001:db8::11^ 'lvs_method TUN' stands below it
        weight 1
    }
    lvs_method TUN  #=>
}
`,
      },
      {
        title: 'A family that contradicts the address',
        config: `virtual_server 192.0.2.10 80 {
    ip_family inet6  #~ ^inet6^ ignores 'ip_family inet6'  #=>
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        weight 1
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Through a tunnel',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method TUN
    protocol TCP
    real_server 198.51.100.11 80 {
        weight 1
    }
    real_server 2001:db8::11 80 {
        weight 1
    }
}
`,
      },
      {
        title: 'A firewall mark of IPv6',
        config: `virtual_server fwmark 6 {
    ip_family inet6
    lvs_sched rr
    lvs_method NAT
    real_server 2001:db8::11 {
        weight 1
    }
}
`,
      },
    ],
  },
  words: {
    'lvs/rs-family': ({ subject, written, at }, configuration) => ({
      ...afterFirstOfAll(subject, at, configuration),
      summary: `keepalived leaves out real server '${written}', because '${subject}' is of the other address family.`,
      detail: `No connection goes there.`,
      advice: firstOfNone(configuration).has(subject)
        ? `No server is of its family: correct the address of the virtual server, or those of its servers. ${FIX}`
        : `Use an address of the same family, or move the server to a virtual server of its own family. ${FIX}`,
      against: 'This decides the family.',
    }),
    'lvs/rs-family-method-below': ({ subject, written }) => ({
      summary: `keepalived leaves out real server '${written}', because '${subject}' is of the other address family and 'lvs_method TUN' stands below it.`,
      detail: 'The method is taken over when the real server is read.',
      advice: "Move 'lvs_method TUN' above the real servers.",
      against: 'This decides the family.',
    }),
    'lvs/vs-sorry-server-family': ({ subject, written }) => ({
      summary: `keepalived leaves out sorry server '${written}', because '${subject}' is of the other address family.`,
      detail: `When the real servers are gone, clients get no answer.`,
      advice: `Use an address of the same family, or write 'sorry_server_lvs_method TUN' below the sorry server. ${FIX}`,
      against: 'This decides the family.',
    }),
    'lvs/vs-ip-family-conflict': ({ subject, written }) => ({
      severity: 'warning',
      summary: `keepalived ignores 'ip_family ${written}' of '${subject}', whose family is known already.`,
      advice: "Remove 'ip_family'; where a firewall mark or a group is served, write it above the real servers.",
      against: 'This decides the family.',
    }),
  },
});

/** Where no real server is left, it is the address of the virtual server that is of the wrong family, and told with the first of them. */
function afterFirstOfAll(subject: string, at: Span, configuration: Configuration): Pick<Said, 'follows'> {
  const first = firstOfNone(configuration).get(subject);
  return first && first.start !== at.start ? { follows: first } : {};
}

/** The first real server of the other family, by virtual server without a real server that is left. */
const firstOfNone = memoized(({ corrections }: Configuration): ReadonlyMap<string, Span> => {
  const empty = bySubject(corrections, new Set(['lvs/vs-no-real-servers']));
  const first = bySubject(corrections, new Set(['lvs/rs-family']));
  return new Map([...first].flatMap(([subject, { at }]) => (empty.has(subject) ? [[subject, at]] : [])));
});
