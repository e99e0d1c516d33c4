import { isMulticast } from '../../src/binding/ip-address.ts';
import { lineSpan } from '../../src/binding/place.ts';
import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'vrrp/multicast-group',
  title: 'mcast_dst_ip is not used, or adverts come from a multicast group',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'reports',
  proof: ['live/mcast-dst-ip-beside-peers', 'live/mcast-dst-ip-not-link-local', 'live/multicast-source-is-group'],
  what: `\`mcast_dst_ip\` together with unicast peers, and an IPv6 group that is not of link-local scope (\`ff02::/16\`, \`ff12::/16\`). An IPv4 group
behind \`mcast_src_ip\`, which names the source of the adverts.`,
  why: `Adverts go to the peers or to one group, never to both. An IPv6 group must be link-local, because adverts may not leave the segment. keepalived
ignores the line and uses the standard group: nodes that listen to the other one hear nothing and become master. A host takes nothing whose source is a group.`,
  advice:
    'Remove the line, or the unicast peers; use a group in `ff02::/16` for IPv6, the same on all nodes. Behind `mcast_src_ip` write an address of the node.',
  references: [
    { title: 'keepalived.conf(5): mcast_dst_ip', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'RFC 9568, section 5.1.2.2: IPv6 destination address', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-5.1.2.2' },
  ],
  examples: {
    bad: [
      {
        title: 'A group and peers',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    mcast_dst_ip 224.0.0.50  #~ goes to unicast peers  #=>
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
        title: 'A group of the whole site',
        config: `vrrp_instance VI_6 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    mcast_dst_ip ff05::50  #~ ^ff05::50^ is not a link-local group  #=> mcast_dst_ip ff02::50
    virtual_ipaddress {
        fe80::200/64
    }
}
`,
      },
      {
        title: 'A group in the place of the source',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    mcast_src_ip 224.0.0.18  #~ ^mcast_src_ip 224.0.0.18^ from the multicast group '224.0.0.18'  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Groups of the segment',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    mcast_dst_ip 224.0.0.50
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_6 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    mcast_dst_ip ff02::50
    virtual_ipaddress {
        fe80::200/64
    }
}
`,
      },
    ],
  },
  check: {
    view({ vrrpInstances }, report) {
      for (const { name, unicast, sourceAddress } of vrrpInstances) {
        const { value, node } = sourceAddress;
        if (unicast || !node || value?.family !== 'ipv4' || !isMulticast(value)) continue;
        report({
          at: lineSpan(node),
          severity: 'error',
          verdict: 'silent',
          summary: `The adverts of '${name}' come from the multicast group '${value.text}'.`,
          detail: 'No host takes anything that comes from a group: the other nodes become master beside this one.',
          advice: `Remove the line, or write this node's own address. The group that adverts go to is '224.0.0.18', or what 'mcast_dst_ip' says.`,
        });
      }
    },
  },
  words: {
    'vrrp/mcast-dst-ip-with-unicast': ({ subject, written }) => ({
      summary: `keepalived ignores the group '${written}' of '${subject}', which goes to unicast peers.`,
      detail: `Nobody in the group hears an advert.`,
      advice: "Remove 'mcast_dst_ip', or 'unicast_peer' if all nodes shall use the group.",
    }),
    'vrrp/mcast-dst-ip-not-multicast': ({ subject, written }) => ({
      summary: `keepalived ignores '${written}' in '${subject}', because it is not a link-local group.`,
      detail: `Adverts go to the standard group, where nodes that use another one do not listen.`,
      advice: 'Write a group in ff02::/16, the same on all nodes.',
    }),
  },
});
