import { memoized } from '../../grammar/memoized.ts';
import type { Node } from '../../grammar/tree.ts';
import { lineSpan } from '../../src/binding/place.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import type { Correction } from '../../src/model/correction.ts';
import { defineCorrectionRule, type Said } from '../../src/rule/correction-rule.ts';
import type { Message } from '../../src/rule/rule.ts';

export default defineCorrectionRule({
  id: 'vrrp/vmac-conflict',
  title: 'use_vmac does not go with something else',
  severity: 'warning',
  isCause: true,
  precision: 'very-high',
  verdict: 'reports',
  proof: [
    'live/use-vmac-unicast',
    'source/linux/drivers/net/macvlan.c:macvlan_port_create',
    'source/linux/drivers/net/ipvlan/ipvlan_main.c:ipvlan_port_create',
    'source/vrrp/vrrp_vmac.c:netlink_link_add_ipvlan',
    'live/strict-unicast-vmac',
    'live/use-vmac-name-twice',
    'live/use-vmac-name-taken',
    'live/use-vmac-multicast-mac-ignored',
    'live/use-vmac-mac-of-vrrp-ignored',
  ],
  what: `\`use_vmac\` together with unicast keywords without \`vmac_xmit_base\`, without an interface, or together with \`use_ipvlan\`, in one instance or on one interface; names and MAC addresses that keepalived does
not take; and \`vmac_xmit_base\`, \`promote_secondaries\` or \`use_vmac\` on an address where they have no effect.`,
  why: `Unicast adverts cannot leave through a macvlan. keepalived (2.2.0 and later) moves them to the real interface, but says so and fails its config
test, so that a deployment which tests first stops there; 2.1 drops \`use_vmac\`, and a node of that version has another MAC address than the others.

A name or MAC address that keepalived does not take is replaced by one that it makes up: firewall rules and switch ports that
were set up for the one that is written do not fit.`,
  advice:
    'Write `vmac_xmit_base` together with unicast peers, give each instance one name and one MAC address of its own, and remove what has no effect.',
  references: [
    { title: 'keepalived.conf(5): use_vmac, vmac_xmit_base, use_vmac_addr', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'RFC 9568, section 7.3: Virtual Router MAC Address', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-7.3' },
  ],
  examples: {
    bad: [
      {
        title: 'Unicast peers, and no interface at all',
        beside: ['l3/no-vmac'],
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_vmac vip0  #~ fails its config test  #=> use_vmac vip0 ↵ vmac_xmit_base
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    state BACKUP
    virtual_router_id 52
    priority 150
    use_vmac vip1  #~ has no 'interface'  #=>
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.201/24 dev eth0
    }
}
`,
      },
      {
        title: 'A macvlan and an ipvlan on one interface',
        beside: ['l3/ipvlan-extra-address'],
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_vmac vip0
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    state BACKUP
    interface eth0
    virtual_router_id 52
    priority 150
    use_ipvlan vip1 192.0.2.102/24  #~ 'VI_2' has 'use_ipvlan' and 'VI_1' has 'use_vmac', both on 'eth0'.  #=> use_vmac vip1
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
      },
      {
        title: 'Strict mode, which takes the way out',
        beside: ['l3/no-vmac'],
        version: '2.2.7',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    strict_mode on
    use_vmac vip0  #~ nodes that are all set up like this hear nothing of each other  #=>
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'keepalived 2.1 drops the macvlan',
        beside: ['l3/no-vmac'],
        version: '2.1.5',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_vmac vip0  #~ drops 'use_vmac'  #=>
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Names and MAC addresses',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_vmac vip0  #=>
    use_vmac vip1  #~ ^vip1^ has a name already
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    state BACKUP
    interface eth0
    virtual_router_id 52
    priority 150
    use_vmac vip0 01:00:5e:10:00:33  #~ ^vip0^ taken by another instance  #~ ^01:00:5e:10:00:33^ a multicast address  #=> use_vmac vip2
    virtual_ipaddress {
        192.0.2.201/24
    }
}

vrrp_instance VI_3 {
    state BACKUP
    interface eth0
    virtual_router_id 53
    priority 150
    use_vmac vip3 00:00:5e:00:01:33  #~ ^00:00:5e:00:01:33^ belongs to VRRP itself  #=> use_vmac vip3
    virtual_ipaddress {
        192.0.2.202/24
    }
}

vrrp_instance VI_4 {
    state BACKUP
    interface eth0
    virtual_router_id 54
    priority 150
    use_vmac vip4 02:00:5e:10:00:36  #=>
    use_vmac 02:00:5e:10:00:37  #~ ^02:00:5e:10:00:37^ has a MAC address already
    virtual_ipaddress {
        192.0.2.203/24
    }
}
`,
      },
      {
        title: 'Without effect',
        beside: ['l3/no-vmac'],
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    vmac_xmit_base  #~ without 'use_vmac'  #=>
    use_vmac_addr
    virtual_ipaddress {
        192.0.2.200/24
        198.51.100.200/24 dev eth1 use_vmac  #~ ^use_vmac^ 'use_vmac_addr'  #=> 198.51.100.200/24 dev eth1
    }
}

vrrp_instance VI_2 {
    state BACKUP
    interface eth0
    virtual_router_id 52
    priority 150
    use_vmac vip1
    promote_secondaries  #~ drops 'promote_secondaries'  #=>
    virtual_ipaddress {
        192.0.2.201/24 use_vmac  #~ ^use_vmac^ instance has it  #=> 192.0.2.201/24
    }
}
`,
      },
      {
        title: 'Two kinds of interface for one instance',
        beside: ['l3/no-vmac'],
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_vmac vip0  #~ both 'use_vmac' and 'use_ipvlan'  #=>
    use_ipvlan vip1 192.0.2.103/24
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Adverts from the real interface',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_vmac vip0
    vmac_xmit_base
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'A macvlan and an ipvlan, each on an interface of its own',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_vmac vip0
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    state BACKUP
    interface eth1
    virtual_router_id 52
    priority 150
    use_ipvlan vip1 198.51.100.102/24
    virtual_ipaddress {
        198.51.100.201/24
    }
}
`,
      },
      {
        title: 'One name and one MAC address for each instance',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_vmac vip0
    virtual_ipaddress {
        192.0.2.200/24
        198.51.100.200/24 dev eth1 use_vmac
    }
}

vrrp_instance VI_2 {
    state BACKUP
    interface eth0
    virtual_router_id 52
    priority 150
    use_vmac vip1 02:00:5e:10:00:34
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
      },
    ],
  },
  words: {
    'unicast/vmac-needs-xmit-base': (correction, configuration) =>
      isIpvlan(correction, configuration)
        ? againIpvlan(correction)
        : {
            summary: `Instance '${correction.subject}' has 'use_vmac' together with a unicast keyword.`,
            ...(strictSubjects(configuration).has(correction.subject) ? UNHEARD : MOVED),
            against: 'This marks the instance as a unicast one.',
          },
    'unicast/no-vmac-with-peers-2.1': (correction, configuration) =>
      isIpvlan(correction, configuration)
        ? null
        : {
            summary: `keepalived ${configuration.target.version} drops 'use_vmac' of '${correction.subject}' together with unicast peers.`,
            detail: `Its addresses are on the real interface, with another MAC address than on nodes of version 2.2 and later.`,
            advice: "Remove 'use_vmac' on all nodes, or use keepalived 2.2.0 or later.",
            against: 'This marks the instance as a unicast one.',
          },
    'unicast/vmac-without-interface': (correction, configuration) =>
      isIpvlan(correction, configuration)
        ? null
        : {
            severity: 'error',
            summary: `keepalived makes no macvlan for '${correction.subject}', which has no 'interface' to put it on.`,
            detail: `Its addresses do not get the virtual MAC address that nodes with an interface give them.`,
            advice: "Write 'interface', or remove 'use_vmac' on all nodes.",
            against: 'This marks the instance as a unicast one.',
          },
    'vmac/xmit-base-without-vmac': ({ subject }) => ({
      summary: `keepalived drops 'vmac_xmit_base' of '${subject}', which is without 'use_vmac'.`,
      detail: `Adverts leave from the interface anyway.`,
      advice: "Remove 'vmac_xmit_base'.",
    }),
    'vmac/promote-secondaries': ({ subject }) => ({
      summary: `keepalived drops 'promote_secondaries' of '${subject}': it switches that on by itself on an interface that it makes.`,
      advice: "Remove 'promote_secondaries'.",
      against: 'The interface that keepalived makes.',
    }),
    'vmac/with-ipvlan': ({ subject }) => ({
      severity: 'error',
      summary: `Instance '${subject}' has both 'use_vmac' and 'use_ipvlan', which keepalived does not notice.`,
      detail: `It makes the ipvlan and treats it as a macvlan: addresses, their source and firewall rules do not fit the interface.`,
      advice: 'Remove one of the two.',
      against: "'use_ipvlan' stands here.",
    }),
    'vmac/name-twice': ({ subject }) => ({
      summary: `keepalived ignores this name, because the macvlan of '${subject}' has a name already.`,
      advice: 'Write one name.',
      against: 'The name that is used.',
    }),
    'vmac/name-in-use': ({ subject, written }) => ({
      severity: 'error',
      summary: `'${written}' is taken by another instance.`,
      detail:
        `keepalived makes up a name for the interface of '${subject}', and what was set up for '${written}' ` +
        '(filters, sysctls) meets the interface of the other instance.',
      advice: 'Give each instance a name of its own.',
      against: 'The instance that has the name.',
    }),
    'vmac/mac-twice': ({ subject }) => ({
      summary: `keepalived ignores this MAC address, because '${subject}' has a MAC address already.`,
      advice: 'Write one MAC address.',
      against: 'The MAC address that is used.',
    }),
    'vmac/mac-multicast': ({ subject, written }) => ({
      summary: `keepalived ignores '${written}' in '${subject}', because it is a multicast address (its first byte is odd).`,
      detail: `The standard virtual MAC address is used.`,
      advice: 'Write an address of one station, such as one that begins with 02.',
    }),
    'vmac/mac-in-vrrp-range': ({ subject, written }) => ({
      summary: `keepalived ignores '${written}' in '${subject}', because it belongs to VRRP itself.`,
      detail: `The one that goes with the virtual router ID is used.`,
      advice: 'Remove the MAC address, or write one that begins with 02.',
    }),
    'vmac/address-and-instance': ({ subject }) => ({
      summary: `'use_vmac' on this address has no effect, because its instance has it: '${subject}' puts all addresses of this interface on its macvlan.`,
      advice: "Remove 'use_vmac' behind the address.",
      against: "'use_vmac' of the instance.",
    }),
    'vmac/address-and-use-vmac-addr': ({ subject }) => ({
      summary: `'use_vmac' on this address has no effect, because 'use_vmac_addr' of '${subject}' says it for all addresses of other interfaces.`,
      advice: "Remove 'use_vmac' behind the address.",
      against: "'use_vmac_addr' stands here.",
    }),
  },
  check: { view: reportTwoKinds },
});

/** What keepalived has made first on an interface. */
interface Made {
  readonly keyword: 'use_vmac' | 'use_ipvlan';
  readonly instance: string;
  readonly node: Node;
}

/** On one interface the kernel makes macvlans or ipvlans; of the other kind it refuses each one. keepalived makes them in the order of the text. */
function reportTwoKinds({ vrrpInstances }: Configuration, report: (message: Message) => void): void {
  const first = new Map<string, Made>();
  for (const { name, interface: parent, vmac, ipvlan } of vrrpInstances) {
    // That one instance has both is told by itself.
    if (parent.value === null || (vmac.value && ipvlan.value)) continue;
    const keyword = vmac.value ? 'use_vmac' : 'use_ipvlan';
    const { value, node } = vmac.value ? vmac : ipvlan;
    if (!value || !node) continue;
    const known = first.get(parent.value);
    if (!known) first.set(parent.value, { keyword, instance: name, node });
    else if (known.keyword !== keyword) {
      report({
        at: lineSpan(node),
        severity: 'error',
        verdict: 'silent',
        summary: `'${name}' has '${keyword}' and '${known.instance}' has '${known.keyword}', both on '${parent.value}'.`,
        detail: `The kernel has only one of the two kinds on an interface: it refuses that of '${name}', which stays in fault state.`,
        advice: `Use one of the two in all instances on '${parent.value}'.`,
        related: [{ at: lineSpan(known.node), message: 'What is made first.' }],
      });
    }
  }
}

/** Whether the line that the correction is about is use_ipvlan. */
function isIpvlan({ at }: Correction, { expansion }: { readonly expansion: { readonly text: string } }): boolean {
  return expansion.text.startsWith('use_ipvlan', at.start);
}

/** `use_ipvlan` beside unicast is the matter of l3/ipvlan-with-unicast; this is what keepalived reports once more. */
function againIpvlan({ subject }: Correction): Said {
  return { again: true, summary: `keepalived treats the ipvlan of '${subject}' like a macvlan, and complains about 'vmac_xmit_base'.` };
}

/** What becomes of the adverts of an instance on a macvlan. */
const MOVED: Pick<Said, 'detail' | 'advice'> = {
  detail:
    `keepalived sends its adverts from the real interface, as ` +
    "'vmac_xmit_base' would say; but it fails its config test as long as that is not written.",
  advice: "Write 'vmac_xmit_base', or remove 'use_vmac'.",
};

/** The same in strict mode, which takes `vmac_xmit_base` away, whoever has set it. */
const UNHEARD: Pick<Said, 'detail' | 'advice' | 'severity'> = {
  severity: 'error',
  detail:
    'Strict mode keeps keepalived from sending its adverts from the real interface: nodes that are all set up like this hear nothing of each other, and all are master.',
  advice: "Remove 'use_vmac', or switch strict mode off for this instance with 'strict_mode off' and write 'vmac_xmit_base'.",
};

/** Instances that strict mode takes `vmac_xmit_base` away from. */
const strictSubjects = memoized(
  ({ corrections }: Configuration): ReadonlySet<string> =>
    new Set(corrections.filter(({ check, masked }) => check === 'strict/no-vmac-xmit-base' && !masked).map(({ subject }) => subject)),
);
