import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'vrrp/multicast-group',
  title: 'mcast_dst_ip is not used',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'reports',
  proof: ['live/mcast-dst-ip-beside-peers', 'live/mcast-dst-ip-not-link-local'],
  what: '`mcast_dst_ip` together with unicast peers, and an IPv6 group that is not of link-local scope (`ff02::/16`, `ff12::/16`).',
  why: `Adverts go to the peers or to one group, never to both. An IPv6 group must be link-local, because adverts may not leave the segment. keepalived
ignores the line and uses the standard group: nodes that listen to the other one hear nothing and become master.`,
  advice: 'Remove the line, or the unicast peers; use a group in `ff02::/16` for IPv6, the same on all nodes.',
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
