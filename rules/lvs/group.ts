import type { Configuration } from '../../src/model/configuration.ts';
import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';
import type { Message } from '../../src/rule/rule.ts';

const NOT_SEEN = "keepalived's config test says nothing about it, and ends with status 0.";

export default defineCorrectionRule({
  id: 'lvs/group',
  title: 'A virtual_server_group takes its virtual servers down',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  misses: 'anywhere',
  verdict: 'logs',
  proof: ['source/check/check_data.c:alloc_vsg_entry', 'config-test'],
  what: `A virtual server for a group that does not exist or that keepalived removes (because it has no usable entry, or mixes both families
with a firewall mark that names none), and one whose family is not that of its group. A group that no virtual server names is a warning: it serves nothing.`,
  why: `keepalived leaves such a virtual server out. Its config test does not say so and ends with status 0; only the log of a real run
does. The service is simply not there: no real server gets a connection.`,
  advice: 'Name a group that exists, and let its entries be of the family of the virtual server.',
  references: [{ title: 'keepalived.conf(5): virtual_server_group, ip_family', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'A name that nothing has',
        config: `virtual_server_group web {
    192.0.2.10 80
}

virtual_server group www {  #~ ^www^ There is no virtual_server_group 'www'  #=> virtual_server group web {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        weight 1
    }
}
`,
      },
      {
        title: 'IPv6 addresses for IPv4 servers',
        config: `virtual_server_group web {
    2001:db8::10 80  #=> 192.0.2.10 80
}

virtual_server group web {  #~ ^web^ of the other address family
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        weight 1
    }
}
`,
      },
      {
        title: 'Both families for servers of one',
        config: `virtual_server_group web {
    192.0.2.10 80
    2001:db8::10 80  #=>
}

virtual_server group web {  #~ ^web^ of both families
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        weight 1
    }
}
`,
      },
      {
        title: 'A group without entries',
        config: `virtual_server_group web {  #~ ^web^ has no usable entry  #=> virtual_server_group web { ↵     192.0.2.10 80
}

virtual_server group web {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        weight 1
    }
}
`,
      },
      {
        title: 'A mark of neither family',
        config: `virtual_server_group web {
    192.0.2.10 80
    2001:db8::10 80
    fwmark 3  #~ 'fwmark 3' names no family  #=> fwmark 3 inet
}

virtual_server group web {
    lvs_sched rr
    lvs_method TUN
    protocol TCP
    real_server 198.51.100.11 {
        weight 1
    }
}
`,
      },
      {
        title: 'A family that nothing tells',
        config: `virtual_server_group web {
    fwmark 3
}

virtual_server group web {  #~ ^web^ IPv4 is assumed  #=> virtual_server group web { ↵     ip_family inet
    lvs_sched rr
    lvs_method TUN
    real_server 198.51.100.11 {
        weight 1
    }
    real_server 2001:db8::11 {
        weight 1
    }
}
`,
      },
      {
        title: 'A group beside a virtual server that names its own address',
        config: `virtual_server_group web {  #~ ^web^ No virtual server uses
    192.0.2.10 80
    192.0.2.11 80
}

virtual_server 192.0.2.10 80 {  #=> virtual_server group web {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        TCP_CHECK {
        }
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Both families through tunnels',
        config: `virtual_server_group web {
    192.0.2.10 80
    2001:db8::10 80
    fwmark 3 inet
}

virtual_server group web {
    lvs_sched rr
    lvs_method TUN
    protocol TCP
    real_server 198.51.100.11 {
        weight 1
    }
}
`,
      },
      {
        title: 'The group may stand below',
        config: `virtual_server group web {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        weight 1
    }
}

virtual_server_group web {
    192.0.2.10 80
}
`,
      },
    ],
  },
  words: {
    'lvs/vsg-no-entries': ({ subject }) => ({
      summary: `virtual_server_group '${subject}' has no usable entry.`,
      detail: `keepalived removes it, and every virtual server that names it.`,
      advice: "Write its addresses, with their ports, or 'fwmark NUMBER'.",
    }),
    'lvs/vsg-mixed-family-bare-fwmark': ({ subject, written }) => ({
      summary: `'fwmark ${written}' names no family, and group '${subject}' has both.`,
      detail: `keepalived removes the group, and every virtual server that names it.`,
      advice: `Write 'fwmark ${written} inet' or 'fwmark ${written} inet6'.`,
    }),
    'lvs/vs-group-not-configured': ({ at }, { expansion }) => ({
      summary: `There is no virtual_server_group '${expansion.text.slice(at.start, at.end).replaceAll('"', '')}'.`,
      detail: `keepalived leaves the virtual server out: nothing is served. ${NOT_SEEN}`,
      advice: 'Name a group that exists, or define this one.',
    }),
    'lvs/vs-group-family-mismatch': ({ subject, written, used }) => ({
      summary: `The group of '${subject}' is of the other address family: ${familyName(used)}, and its servers ${familyName(written)}.`,
      detail: `keepalived leaves the virtual server out. ${NOT_SEEN}`,
      advice: "Use addresses of one family, or 'lvs_method TUN' above the real servers.",
      against: 'The group.',
    }),
    'lvs/vs-group-mixed-family-conflict': ({ subject, written }) => ({
      summary: `The group of '${subject}' is of both families, and its servers are ${familyName(written)}.`,
      detail: `keepalived leaves the virtual server out, for both. ${NOT_SEEN}`,
      advice: "Make a group and a virtual server for each family, or use 'lvs_method TUN' above the real servers.",
      against: 'The group.',
    }),
    'lvs/vs-group-family-undetermined': ({ subject }) => ({
      severity: 'info',
      summary: `Nothing tells the address family of '${subject}', so IPv4 is assumed.`,
      detail: `Marked IPv6 packets are not balanced.`,
      advice: "Write 'ip_family', or 'inet' or 'inet6' behind the firewall mark.",
      against: 'The group.',
    }),
  },
  check: { view: reportUnused },
});

/** Where a virtual server names a group that is not there, that one was meant, and it is told there. */
function reportUnused({ virtualServerGroups, virtualServers }: Configuration, report: (message: Message) => void): void {
  if (virtualServerGroups.length === 0 || virtualServers.length === 0) return;
  const named = new Set<string>();
  for (const { service } of virtualServers) {
    if (service.kind !== 'group') continue;
    if (!service.group) return;
    named.add(service.name);
  }
  for (const { name, nameWord } of virtualServerGroups) {
    if (named.has(name)) continue;
    report({
      at: nameWord,
      severity: 'warning',
      verdict: 'silent',
      summary: `No virtual server uses virtual_server_group '${name}'.`,
      detail: 'keepalived reads it, does nothing with it, and does not say so.',
      advice: `Name it in a virtual server ('virtual_server group ${name}'), or remove it.`,
    });
  }
}

function familyName(family: string | undefined): string {
  return family === 'ipv6' ? 'IPv6' : 'IPv4';
}
