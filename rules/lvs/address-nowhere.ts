import type { Span } from '../../grammar/tree.ts';
import type { IpAddress } from '../../src/binding/ip-address.ts';
import { occurs } from '../../src/binding/occurring-keywords.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import type { VirtualServerGroup } from '../../src/model/lvs/virtual-server-group.ts';
import { nodeAddresses } from '../../src/model/net/node-addresses.ts';
import { unreadInclude } from '../../src/rule/consequences.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'lvs/address-nowhere',
  title: 'A virtual server has an address that no instance sets',
  severity: 'info',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/linux/net/netfilter/ipvs/ip_vs_core.c:ip_vs_ops4', 'source/vrrp/vrrp_ipaddress.c:netlink_iplist'],
  what: `A \`virtual_server\`, or an entry of its group, whose address no \`vrrp_instance\` of the node has, though it has instances, and \`static_ipaddress\` has neither. What is left of keepalived's sample
file looks so, and an address that was written wrongly in one of the two places.`,
  why: `A virtual server sets no address. The kernel balances what is for an address of the host: as long as nothing else sets this one, no packet gets there, and the checks
of the real servers run for nobody.`,
  advice: 'Write the address that an instance has, or remove the virtual server.',
  unless: 'something else sets the address, such as the system itself or a script.',
  references: [{ title: 'keepalived.conf(5): virtual_server', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Two addresses that were to be one',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}

virtual_server 198.51.100.200 80 {  #~ ^virtual_server 198.51.100.200 80^ No instance has '198.51.100.200', the address of this virtual server.  #=> virtual_server 192.0.2.200 80 {
    lvs_sched wlc
    lvs_method NAT
    protocol TCP
    real_server 203.0.113.11 80 {
        TCP_CHECK {
        }
    }
}
`,
      },
      {
        title: 'Several services, which something else may announce',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}

virtual_server 198.51.100.200 80 {  #~ ^virtual_server 198.51.100.200 80^ the address of this virtual server (nor that of one more)  #=> virtual_server 192.0.2.200 80 {
    lvs_sched wlc
    lvs_method NAT
    protocol TCP
    real_server 203.0.113.11 80 {
        TCP_CHECK {
        }
    }
}

virtual_server 198.51.100.201 443 {  #=> virtual_server 192.0.2.200 443 {
    lvs_sched wlc
    lvs_method NAT
    protocol TCP
    real_server 203.0.113.11 443 {
        TCP_CHECK {
        }
    }
}
`,
      },
      {
        title: 'An entry of a group',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.53/24
    }
}

virtual_server_group dns {
    192.0.2.53 53
    192.0.2.54 53  #~ No instance has '192.0.2.54', the address of this entry.  #=>
    198.51.100.1-9 53
}

virtual_server group dns {
    lvs_sched wlc
    lvs_method NAT
    protocol UDP
    real_server 203.0.113.11 53 {
        DNS_CHECK {
        }
    }
}
`,
      },
    ],
    good: [
      {
        title: 'The address of an instance, one that a script sets, and one that is awaited',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}

virtual_server 192.0.2.200 80 {
    lvs_sched wlc
    lvs_method NAT
    protocol TCP
    real_server 203.0.113.11 80 {
        TCP_CHECK {
        }
    }
}

virtual_server 198.51.100.200 80 {
    lvs_sched wlc
    lvs_method NAT
    protocol TCP
    quorum_up "/usr/local/libexec/announce 198.51.100.200"
    quorum_down "/usr/local/libexec/withdraw 198.51.100.200"
    alpha
    real_server 203.0.113.11 80 {
        TCP_CHECK {
        }
    }
}

virtual_server 198.51.100.201 80 {
    lvs_sched wlc
    lvs_method NAT
    protocol TCP
    ha_suspend
    real_server 203.0.113.11 80 {
        TCP_CHECK {
        }
    }
}
`,
      },
      {
        title: 'A node that has no instance',
        config: `virtual_server 192.0.2.200 80 {
    lvs_sched wlc
    lvs_method NAT
    protocol TCP
    real_server 203.0.113.11 80 {
        TCP_CHECK {
        }
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const [first, ...others] = nowhere(configuration);
      if (!first) return;
      const unread = unreadInclude(configuration);
      const { ip, at, of } = first;
      const more = others.length === 0 ? '' : ` (nor ${others.length === 1 ? 'that of one' : `those of ${others.length}`} more)`;
      report({
        at,
        ...(unread && { follows: unread.follows }),
        summary: `No instance has '${ip.text}', the address of this ${of}${more}.`,
        detail: `Where nothing else sets ${others.length === 0 ? 'it' : 'them'} on the node, no client gets here.`,
        related: others.slice(0, MOST_SHOWN).map((each) => ({ at: each.at, message: `No instance has '${each.ip.text}' either.` })),
      });
    },
  },
});

/** Others that are shown: where something else sets the addresses there may be hundreds. */
const MOST_SHOWN = 3;

/** An address that nothing sets, and the first place that has it: the header of a virtual server, or an entry of its group. */
interface Unset {
  readonly ip: IpAddress;
  readonly at: Span;
  readonly of: 'virtual server' | 'entry';
}

/** None where the node has no virtual address: it is no member of a VRRP cluster, and its addresses are set otherwise. */
function nowhere(configuration: Configuration): readonly Unset[] {
  const { virtualServers, vrrpInstances } = configuration;
  const hasVirtual = vrrpInstances.some(({ addresses, excludedAddresses }) => addresses.length + excludedAddresses.length > 0);
  if (virtualServers.length === 0 || !hasVirtual) return [];
  const set = new Set(nodeAddresses(configuration).map(({ ip }) => ip.text));
  const runsScripts = occurs(configuration.bound, ({ name }) => name === 'quorum_up');
  const found = new Map<string, Unset>();
  const seen = new Set<VirtualServerGroup>();
  for (const { service, block, bound, haSuspend, dropped } of virtualServers) {
    if (dropped || haSuspend.value) continue;
    // A script that is run when the service comes up may set the addresses.
    if (runsScripts && bound.children.some(({ keyword }) => keyword.name === 'quorum_up')) continue;
    const add = (each: Unset): void => {
      if (!set.has(each.ip.text) && !found.has(each.ip.text)) found.set(each.ip.text, each);
    };
    if (service.kind === 'address' && service.ip) add({ ip: service.ip, at: block.header, of: 'virtual server' });
    if (service.kind !== 'group' || !service.group || seen.has(service.group)) continue;
    seen.add(service.group);
    for (const each of entriesOf(service.group)) add(each);
  }
  return [...found.values()];
}

/** Those that stand by themselves: of several in a row nobody writes each into an instance. */
function entriesOf({ addresses }: VirtualServerGroup): readonly Unset[] {
  return addresses.flatMap(({ ip, node, word }) => (word.text.includes('-') ? [] : [{ ip, at: node.span, of: 'entry' as const }]));
}
