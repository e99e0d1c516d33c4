import { memoized } from '../../grammar/memoized.ts';
import type { Span } from '../../grammar/tree.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'lvs/ports',
  title: 'Ports of a virtual server and its servers do not fit each other',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'reports',
  proof: ['source/check/check_data.c:validate_check_config', 'config-test'],
  what: `A real server or sorry server behind \`DR\` or \`TUN\` whose port is not the one that the virtual server serves, one with a port
where a firewall mark is served, and a virtual server or group entry without a port and without \`persistence_timeout\`.`,
  why: `Direct routing and tunnels pass packets on as they are: only address translation (NAT) can change the port. keepalived therefore
uses the port of the virtual server: a real server that listens on 8080 gets connections on port 80. Its checks go on asking port 8080, and succeed.
For the entries of a group it only says so; connections to the entry that does not fit fail.

A virtual server without a port takes every port of its address, for which IPVS wants persistence: keepalived switches it on for 360
seconds, and a client stays with one real server.`,
  advice: `Give the servers the port of the virtual server, or none at all and a \`connect_port\` in their checks; use \`lvs_method NAT\` where the ports must differ. Where every port
is meant, write \`persistence_timeout\`.`,
  references: [
    { title: 'keepalived.conf(5): real_server, lvs_method', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'ipvsadm(8): --real-server, --gatewaying, --persistent', url: 'https://man7.org/linux/man-pages/man8/ipvsadm.8.html' },
  ],
  examples: {
    bad: [
      {
        title: 'Direct routing cannot change the port',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method DR
    protocol TCP
    real_server 198.51.100.11 8080 {  #~ ^8080^ port '80' instead of '8080' for this real server of '192.0.2.10 80'. Without NAT a port cannot be changed: connections go to that of the virtual server, and a check without 'connect_port' goes on asking '8080'  #=> real_server 198.51.100.11 80 {
        weight 1
    }
    sorry_server 198.51.100.99 8081  #~ ^8081^ port '80' instead of '8081'  #=> sorry_server 198.51.100.99 80
}
`,
      },
      {
        title: 'A port where every port is served',
        config: `virtual_server 192.0.2.10 {
    lvs_sched rr
    lvs_method DR
    protocol TCP
    persistence_timeout 300
    real_server 198.51.100.11 8080 {  #~ ^8080^ connections keep the port that they came to  #=> real_server 198.51.100.11 {
        weight 1
    }
    sorry_server 198.51.100.99 8081  #~ ^8081^ also to the sorry server  #=> sorry_server 198.51.100.99
}
`,
      },
      {
        title: 'A group of a mark and of an entry with another port: one mistake of each server',
        config: `virtual_server_group web {
    192.0.2.10 80
    fwmark 3
}

virtual_server group web {
    lvs_sched rr
    lvs_method DR
    protocol TCP
    real_server 198.51.100.11 8080 {  #~ ^8080^ not that of '192.0.2.10 80'  #=> real_server 198.51.100.11 {
        weight 1
    }
    sorry_server 198.51.100.99 8081  #~ ^8081^ not that of '192.0.2.10 80'  #=> sorry_server 198.51.100.99
}
`,
      },
      {
        title: 'A port where a firewall mark is served',
        config: `virtual_server fwmark 3 {
    lvs_sched rr
    lvs_method DR
    real_server 198.51.100.11 80 {  #~ ^80^ drops port '80'  #=> real_server 198.51.100.11 {
        weight 1
    }
}
`,
      },
      {
        title: 'All ports of an address',
        config: `virtual_server 192.0.2.10 {  #~ ^virtual_server 192.0.2.10^ has no port
    lvs_sched rr
    lvs_method DR
    protocol TCP  #=> protocol TCP ↵ persistence_timeout 300
    real_server 198.51.100.11 {
        weight 1
    }
}
`,
      },
      {
        title: 'A group that serves two ports',
        config: `virtual_server_group web {
    192.0.2.10 80
    192.0.2.10 443  #=>
    192.0.2.11  #~ a different port from real server '198.51.100.11 80'  #=>
}

virtual_server group web {  #~ ^virtual_server group web^ has an entry without a port
    lvs_sched rr
    lvs_method DR
    protocol TCP
    real_server 198.51.100.11 80 {  #~ ^80^ not that of '192.0.2.10 443'
        weight 1
    }
}
`,
      },
      {
        title: 'A server with another port than all entries',
        config: `virtual_server_group dns {
    192.0.2.53 53
    192.0.2.54 53
}

virtual_server group dns {
    lvs_sched rr
    lvs_method DR
    protocol UDP
    real_server 198.51.100.11 5353 {  #~ ^5353^ not that of '192.0.2.53 53'  #=> real_server 198.51.100.11 53 {
        weight 1
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Address translation may change the port',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 8080 {
        weight 1
    }
}
`,
      },
      {
        title: 'Direct routing without a port of its own',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method DR
    protocol TCP
    real_server 198.51.100.11 {
        weight 1
    }
}
`,
      },
      {
        title: 'All ports, with persistence',
        config: `virtual_server 192.0.2.10 {
    lvs_sched rr
    lvs_method DR
    protocol TCP
    persistence_timeout 50
    real_server 198.51.100.11 {
        weight 1
    }
}
`,
      },
    ],
  },
  words: {
    'lvs/rs-port-mismatch': ({ subject, written, used }) => ({
      severity: 'error',
      summary: `keepalived uses port '${used}' instead of '${written}' for this real server of '${subject}'.`,
      ...(isEveryPort(used)
        ? {
            detail: `Every port is served, and without NAT connections keep the port that they came to; a check without 'connect_port' asks '${written}'.`,
            advice: `Leave the port out, and write 'connect_port ${written}' in the checks; or write the port of the virtual server.`,
          }
        : {
            detail:
              `Without NAT a port cannot be changed: connections go to that of the virtual server, ` +
              `and a check without 'connect_port' goes on asking '${written}': it succeeds although perhaps nothing listens where the clients come to.`,
            advice: `Write '${used}', and let the server listen there; or use 'lvs_method NAT'.`,
          }),
      against: 'The port that is served.',
    }),
    'lvs/sorry-port-mismatch': ({ subject, written, used }) => ({
      summary: `keepalived uses port '${used}' instead of '${written}' for the sorry server of '${subject}'.`,
      detail: isEveryPort(used)
        ? 'Every port is served, and without NAT connections keep the port that they came to, also to the sorry server.'
        : 'Without NAT a port cannot be changed: when the real servers are gone, clients find nothing if the sorry server does not listen there.',
      advice: isEveryPort(used)
        ? "Leave the port out, or write 'sorry_server_lvs_method NAT' below the sorry server."
        : `Leave the port out or write '${used}'; or write 'sorry_server_lvs_method NAT' below the sorry server.`,
      against: 'The port that is served.',
    }),
    'lvs/fwmark-rs-port': ({ subject, written }) => ({
      summary: `keepalived drops port '${written}' of this real server of '${subject}'.`,
      detail:
        `A firewall mark has no port, and without NAT none can be set: ` +
        `connections keep the port that they came to; a check without 'connect_port' goes on asking '${written}'.`,
      advice: `Leave the port out, and write 'connect_port ${written}' in the checks; or use 'lvs_method NAT'.`,
      against: 'A firewall mark is served here.',
    }),
    'lvs/fwmark-sorry-port': ({ subject, written }) => ({
      summary: `keepalived drops port '${written}' of the sorry server of '${subject}'.`,
      detail: `A firewall mark has no port, and without NAT none can be set.`,
      advice: "Leave the port out, or write 'sorry_server_lvs_method NAT' below the sorry server.",
      against: 'A firewall mark is served here.',
    }),
    'lvs/vsg-fwmark-rs-port': ({ subject, written, at }, configuration) => ({
      again: isMisfitOfEntry(at, configuration) || undefined,
      summary: `Port '${written}' of this real server of '${subject}' does not count for the firewall mark in the group.`,
      detail: `Without NAT connections keep the port that they came to.`,
      advice: "Leave the port out, or use 'lvs_method NAT'.",
      against: 'The firewall mark.',
    }),
    'lvs/vsg-fwmark-sorry-port': ({ subject, written, at }, configuration) => ({
      again: isMisfitOfEntry(at, configuration) || undefined,
      summary: `Port '${written}' of the sorry server of '${subject}' does not count for the firewall mark in the group.`,
      advice: "Leave the port out, or write 'sorry_server_lvs_method NAT' below the sorry server.",
      against: 'The firewall mark.',
    }),
    'lvs/vsg-rs-port-mismatch': ({ subject, written, used }) => ({
      summary: `Port '${written}' of this real server of '${subject}' is not that of '${used}' in the group.`,
      detail: `Without NAT connections to that entry keep their port, and the checks look at another one.`,
      advice: "Leave the port out and write 'connect_port' in the checks; or use 'lvs_method NAT', or a virtual server for each port.",
      against: 'This entry serves another port.',
    }),
    'lvs/vsg-entry-port-mismatch': ({ subject, written, used, against }, configuration) => ({
      again: isToldOfServer(written, against, configuration) || undefined,
      summary: `Entry '${written}' of the group has a different port from real server '${used}' of '${subject}'.`,
      detail: `Without NAT connections keep their port, and the checks look at another one.`,
      advice:
        "Leave the port of the server out and write 'connect_port' in the checks; or use 'lvs_method NAT', or a virtual server for each " +
        'port.',
      against: 'This real server has another port.',
    }),
    'lvs/vsg-sorry-port-mismatch': ({ subject, written, used }) => ({
      summary: `Port '${written}' of the sorry server of '${subject}' is not that of '${used}' in the group.`,
      detail: `Connections to that entry keep their port.`,
      advice: "Leave the port out, or write 'sorry_server_lvs_method NAT' below the sorry server.",
      against: 'This entry serves another port.',
    }),
    'lvs/port-missing-without-persistence': ({ subject, used }) => ({
      summary: `Virtual server '${subject}' has no port and no 'persistence_timeout'.`,
      detail: `It takes every port of the address, and keepalived keeps each client on one real server for ${used} seconds.`,
      advice: "Write the port, or 'persistence_timeout' if all ports are meant.",
    }),
    'lvs/vsg-port-missing-without-persistence': ({ subject, written, used }) => ({
      summary: `Virtual server '${subject}' has an entry without a port, '${written}', and no 'persistence_timeout'.`,
      detail: `That entry takes every port, and keepalived keeps each client on one real server for ${used} seconds, for all entries.`,
      advice: "Write the port into the group, or 'persistence_timeout' here if all ports are meant.",
      against: 'The entry without a port.',
    }),
  },
});

/** What a virtual server without a port serves. */
function isEveryPort(port: string | undefined): boolean {
  return port === '0';
}

/** Whether the server is told already that its port is not this one, which another entry has as well. */
function isToldOfServer(entry: string | undefined, server: Span | undefined, configuration: Configuration): boolean {
  return server !== undefined && portsTold(configuration).get(server.start) === portOf(entry);
}

/** The port of the entry with which a server is compared, by the place of the server's port. */
const portsTold = memoized(
  ({ corrections }: Configuration): ReadonlyMap<number, string | undefined> =>
    new Map(corrections.flatMap(({ check, at, used }) => (OF_ENTRIES.has(check) ? [[at.start, portOf(used)]] : []))),
);

/** The last word of `192.0.2.53 53`. */
function portOf(entry: string | undefined): string | undefined {
  return entry?.split(' ').at(-1);
}

/** Whether a port fits an entry with another port as little as it does the mark beside it: that is one mistake, and is told of the entry. */
function isMisfitOfEntry({ start }: Span, configuration: Configuration): boolean {
  return misfitsOfEntries(configuration).has(start);
}

const misfitsOfEntries = memoized(
  ({ corrections }: Configuration): ReadonlySet<number> =>
    new Set(corrections.flatMap(({ check, at }) => (OF_ENTRIES.has(check) ? [at.start] : []))),
);

const OF_ENTRIES: ReadonlySet<string> = new Set(['lvs/vsg-rs-port-mismatch', 'lvs/vsg-sorry-port-mismatch']);
