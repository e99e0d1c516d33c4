import { endsInMacvlan } from '../../src/behaviour/acceptance.ts';
import { keywordSpan } from '../../src/binding/place.ts';
import type { RouterMember } from '../../src/cluster/cluster.ts';
import { oddMembers, placeOfSetting } from '../../src/cluster/disagreement.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import { whereUnheard } from '../../src/rule/both-masters.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/transport',
  title: 'Nodes do not send their adverts in the same way',
  severity: 'error',
  precision: 'high',
  verdict: 'silent',
  proof: [
    'live/multicast-group-differs',
    'live/multicast-group-same-by-instance',
    'live/unicast-empty-peers-one-side',
    'live/unicast-no-multicast-no-virtual-mac',
    'live/vmac-xmit-base-on-lower',
    'live/vmac-xmit-base-on-higher',
  ],
  what: `Members of one virtual router of which some send their adverts to \`unicast_peer\` and some to the multicast group; members that send to different groups; and \`vmac_xmit_base\` on some of those that have a macvlan.`,
  why: `Who sends to peers does not listen to the group, and the other way round; who sends to one group does not listen to another. Adverts that leave by a macvlan do not get past a macvlan of the same MAC address, and with vmac_xmit_base keepalived listens behind it. Each side becomes master, and both hold the addresses.`,
  advice: `List the other nodes in unicast_peer on every node, or on none; for multicast write the same group on all. Write vmac_xmit_base on all nodes or on none.`,
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Peers on one node',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    check_unicast_src
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {  #~ ^VI_1^ 'node2.conf' sends its adverts by multicast, and 'keepalived.conf' to unicast peers.
    interface eth0
    virtual_router_id 51
    priority 100  #=> priority 100 ↵ unicast_src_ip 192.0.2.102 ↵ unicast_peer { ↵     192.0.2.101 ↵ } ↵ check_unicast_src
    advert_int 1
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'Another group on one node',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `global_defs {
    vrrp_mcast_group4 224.0.0.77  #~ ^vrrp_mcast_group4 224.0.0.77^ 'node2.conf' sends its adverts to '224.0.0.77', and 'keepalived.conf' to '224.0.0.18'.  #=>
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'vmac_xmit_base on the lower node only',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    use_vmac
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    use_vmac
    vmac_xmit_base  #~ 'node2.conf' does not hear 'keepalived.conf': only 'node2.conf' has 'vmac_xmit_base'.  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
    ],
    good: [
      {
        title: 'Peers on both',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    check_unicast_src
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    unicast_src_ip 192.0.2.102
    unicast_peer {
        192.0.2.101
    }
    check_unicast_src
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'The same group, written in two ways',
        config: `global_defs {
    vrrp_mcast_group4 224.0.0.77
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    mcast_dst_ip 224.0.0.77
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
    ],
  },
  check: {
    cluster(cluster, report) {
      for (const { odd, usual } of oddMembers(cluster, ({ unicast }) => String(unicast))) {
        // That unicast keywords without a peer fall back to multicast is told where they stand.
        if ([odd, usual].some(({ instance }) => !instance.unicast && instance.unicastKeyword)) continue;
        const [own, other] = odd.instance.unicast ? ['to unicast peers', 'by multicast'] : ['by multicast', 'to unicast peers'];
        report(odd.node, {
          at: odd.instance.unicastKeyword ? keywordSpan(odd.instance.unicastKeyword) : odd.instance.nameWord.span,
          summary: `'${odd.node.name}' sends its adverts ${own}, and '${usual.node.name}' ${other}.`,
          detail: whereUnheard(odd, usual, 'Neither hears the other: each becomes master, and both hold the addresses.'),
          related: [
            {
              at: placeIn(
                usual.node,
                usual.instance.unicastKeyword ? keywordSpan(usual.instance.unicastKeyword) : usual.instance.nameWord.span,
              ),
              message: `The instance on '${usual.node.name}'.`,
            },
          ],
        });
      }
      for (const { odd, usual } of oddMembers(cluster, (instance) => (instance.unicast ? '' : instance.multicastGroup.value))) {
        if (odd.instance.unicast || usual.instance.unicast) continue;
        const [own, other] = [odd.instance.multicastGroup, usual.instance.multicastGroup];
        report(odd.node, {
          at: placeOfSetting(odd.instance, own),
          summary: `'${odd.node.name}' sends its adverts to '${own.value}', and '${usual.node.name}' to '${other.value}'.`,
          detail: whereUnheard(odd, usual, 'Neither hears the other: each becomes master, and both hold the addresses.'),
          advice: 'Write the same group on every node, or none: then it is the one of the standard.',
          related: [{ at: placeIn(usual.node, placeOfSetting(usual.instance, other)), message: `The group of '${usual.node.name}'.` }],
        });
      }
      for (const { members } of cluster.routers) {
        for (const deaf of members) {
          const unheard = members.find(({ instance }) => endsInMacvlan(deaf.instance, instance));
          if (unheard) report(deaf.node, aboutMacvlans(deaf, unheard));
        }
      }
    },
  },
});

function aboutMacvlans(deaf: RouterMember, unheard: RouterMember): Message {
  const { node, instance } = deaf;
  const { name } = unheard.node;
  const isLower = instance.priority.value <= unheard.instance.priority.value;
  return {
    at: placeOfSetting(instance, instance.vmacXmitBase),
    severity: isLower ? 'error' : 'warning',
    summary: `'${node.name}' does not hear '${name}': only '${node.name}' has 'vmac_xmit_base'.`,
    detail:
      `Adverts of '${name}' come from the MAC address that the macvlan of '${node.name}' has too, and end there; with vmac_xmit_base keepalived listens below it. ` +
      whereUnheard(deaf, unheard, isLower ? 'Both become master.' : 'When its priority falls below that of the other, both are master.'),
    advice: "Write 'vmac_xmit_base' on all nodes, or on none.",
    related: [{ at: placeIn(unheard.node, placeOfSetting(unheard.instance, unheard.instance.vmac)), message: `The macvlan of '${name}'.` }],
  };
}
