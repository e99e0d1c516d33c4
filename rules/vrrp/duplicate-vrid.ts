import { memoized } from '../../grammar/memoized.ts';
import { atLeast } from '../../grammar/version.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'vrrp/duplicate-vrid',
  title: 'Two instances of one node share a virtual router ID',
  severity: 'error',
  precision: 'very-high',
  verdict: 'refuses',
  proof: [
    'live/same-vrid-twice-does-not-start',
    'live/same-vrid-twice-vmac-does-not-start',
    'live/unicast-same-vrid-common-peer-does-not-start',
    'live/same-vrid-two-families',
    'live/same-vrid-twice-dynamic-one-in-fault',
  ],
  what: `Two instances whose adverts nothing tells apart: the same \`virtual_router_id\` and address family, and for multicast the same interface and group
(2.2.5 and later look at the group), for unicast the same source and, since 2.2.5, a peer in common.`,
  why: `A router knows an advert by its virtual router ID. Each of the two instances would take the adverts of the other one for those of a second node. keepalived
does not run at all with such a configuration: the node sends no advert for any of its instances, and takes none of their addresses. With
\`dynamic_interfaces allow_if_changes\` it runs, and keeps one of the two in fault state. A macvlan (\`use_vmac\`) does not help: it counts as its parent interface.`,
  advice: `Give each virtual router of a segment an ID of its own, the same on all its nodes. Where both instances were meant to be one, put all addresses into one of
them. IPv4 and IPv6 may share an ID.`,
  references: [
    { title: 'RFC 9568, section 5.2.3: Virtual Rtr ID', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-5.2.3' },
    { title: 'keepalived.conf(5): virtual_router_id', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'A copy whose ID was left as it was',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    state BACKUP
    interface eth0
    virtual_router_id 51  #~ 'VI_1' and 'VI_2' both have virtual router ID '51'  #=> virtual_router_id 52
    priority 150
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
      },
      {
        title: 'Unicast to other peers, which up to 2.2.4 does not help',
        version: '2.1.5',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 51  #~ send by unicast from the same address  #=> virtual_router_id 52
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.103
    }
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
      },
      {
        title: 'Unicast to the same peer',
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
}

vrrp_instance VI_2 {
    state BACKUP
    interface eth0
    virtual_router_id 51  #~ send to the same peer  #=> virtual_router_id 52
    priority 150
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
        192.0.2.103
    }
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
      },
      {
        title: 'Interfaces that may change',
        config: `global_defs {
    dynamic_interfaces allow_if_changes
}

vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    state BACKUP
    interface eth0
    virtual_router_id 51  #~ in fault state  #=> virtual_router_id 52
    priority 150
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'One ID for IPv4 and IPv6, and on another interface',
        config: `vrrp_instance VI_4 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_6 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        fe80::200/64
        2001:db8::200/64
    }
}

vrrp_instance VI_OTHER {
    state BACKUP
    interface eth1
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        198.51.100.200/24
    }
}
`,
      },
      {
        title: 'Unicast to different peers',
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
}

vrrp_instance VI_2 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.103
    }
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
      },
    ],
  },
  words: {
    'vrrp/vrid-duplicate-multicast': ({ subject, data: { virtualRouterId, other } }, configuration) => ({
      summary: `Instances '${other}' and '${subject}' both have virtual router ID '${virtualRouterId}', on one interface and for one address family.`,
      detail: 'keepalived refuses to run: this node takes no address of any instance.',
      advice: adviceFor([other, subject], configuration),
      against: `'${other}' has the ID first.`,
    }),
    'vrrp/vrid-duplicate-unicast': ({ subject, data: { virtualRouterId, other } }, { target: { version } }) => ({
      summary: `Instances '${other}' and '${subject}' both have virtual router ID '${virtualRouterId}', and send ${atLeast(version, '2.2.5') ? 'to the same peer' : 'by unicast'} from the same address.`,
      detail: `keepalived refuses to run: this node takes no address of any instance.${atLeast(version, '2.2.5') ? '' : ' Since 2.2.5 it does so only where both have a peer in common.'}`,
      advice: `Give ${OTHER_ID}`,
      against: `'${other}' has the ID first.`,
    }),
    'vrrp/vrid-duplicate-dynamic': ({ subject, data: { virtualRouterId, other } }) => ({
      summary: `Instances '${other}' and '${subject}' both have virtual router ID '${virtualRouterId}', on one interface and for one address family.`,
      detail: "With 'allow_if_changes' keepalived runs, but keeps one of them in fault state: its addresses are never taken.",
      advice: `Give ${OTHER_ID}`,
      against: `'${other}' has the ID first.`,
    }),
  },
});

const OTHER_ID = 'one of them another ID, on all its nodes, or put all addresses into one instance.';

/** Without an address an instance is one for IPv4, and may have been meant for IPv6, where the ID is free. */
function adviceFor(names: readonly string[], configuration: Configuration): string {
  const without = withoutAddress(configuration);
  const found = names.find((name) => without.has(name));
  return found !== undefined
    ? `If '${found}' is to have IPv6 addresses, write them: with these it may keep the ID. Otherwise give ${OTHER_ID}`
    : `Give ${OTHER_ID}`;
}

/** The names of instances whose family nothing decides. */
const withoutAddress = memoized(
  ({ vrrpInstances }: Configuration): ReadonlySet<string> =>
    new Set(vrrpInstances.flatMap(({ name, familyNode }) => (familyNode === null ? [name] : []))),
);
