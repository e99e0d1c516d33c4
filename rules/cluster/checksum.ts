import { foreignChecksum } from '../../src/behaviour/acceptance.ts';
import type { RouterMember } from '../../src/cluster/cluster.ts';
import { oddMembers, placeOfSetting } from '../../src/cluster/disagreement.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import { whereUnheard } from '../../src/rule/both-masters.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/checksum',
  title: 'Nodes do not take the same checksum for their adverts',
  severity: 'error',
  precision: 'high',
  verdict: 'silent',
  proof: ['live/chk-on-vs-auto', 'source/vrrp/vrrp.c:vrrp_check_packet'],
  what: `Members of one virtual router of VRRP version 3 and IPv4 of which some have \`v3_checksum_as_v2\` or \`old_unicast_checksum\`, and others have not.`,
  why: `A node discards adverts whose checksum is not the one that it takes itself, and says so in its log. It becomes master as well, and both hold the addresses. \`v3_checksum_as_v2\` stops the node from looking at the checksum of others, which does not help those others.`,
  advice: `Write the same on every node: in \`global_defs\`, so that it holds for all instances.`,
  references: [
    { title: 'keepalived.conf(5): v3_checksum_as_v2, old_unicast_checksum', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'RFC 9568, section 5.2.8: Checksum', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-5.2.8' },
  ],
  examples: {
    bad: [
      {
        title: 'After the standard on one node only',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    version 3
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
    version 3
    v3_checksum_as_v2  #~ 'node2.conf' has 'v3_checksum_as_v2', and 'keepalived.conf' has not.  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'The checksum of old versions on one node only',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    check_unicast_src
    version 3
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
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
    check_unicast_src
    version 3
    old_unicast_checksum  #~ 'node2.conf' has 'old_unicast_checksum', and 'keepalived.conf' has not.  #=>
    unicast_src_ip 192.0.2.102
    unicast_peer {
        192.0.2.101
    }
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
        title: 'On both',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    version 3
    v3_checksum_as_v2
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
    version 3
    v3_checksum_as_v2
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'Version 2 has one checksum only',
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
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    v3_checksum_as_v2
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
      const keyOf = ({ v3ChecksumAsV2, oldUnicastChecksum }: RouterMember['instance']): string =>
        `${v3ChecksumAsV2.value} ${oldUnicastChecksum.value}`;
      for (const { odd, usual } of oddMembers(cluster, keyOf)) {
        const keyword = differenceOf(odd, usual);
        if (!keyword) continue;
        const placeOf = ({ instance }: RouterMember) =>
          placeOfSetting(instance, keyword === 'v3_checksum_as_v2' ? instance.v3ChecksumAsV2 : instance.oldUnicastChecksum);
        const [having, lacking] = has(odd, keyword) ? [odd, usual] : [usual, odd];
        report(odd.node, {
          at: placeOf(odd),
          summary: `'${having.node.name}' has '${keyword}', and '${lacking.node.name}' has not.`,
          detail: whereUnheard(
            odd,
            usual,
            'One of them discards the adverts of the other because of their checksum, becomes master as well, and both hold the addresses.',
          ),
          advice: `Write '${keyword}' on every node, or on none.`,
          related: [{ at: placeIn(usual.node, placeOf(usual)), message: `The instance or setting on '${usual.node.name}'.` }],
        });
      }
    },
  },
});

/** For which keyword one of two does not understand the other. */
function differenceOf(a: RouterMember, b: RouterMember): ReturnType<typeof foreignChecksum> {
  // That they speak different versions is told there.
  if (a.instance.version.value !== b.instance.version.value) return null;
  return foreignChecksum(sideOf(a), sideOf(b)) ?? foreignChecksum(sideOf(b), sideOf(a));
}

function sideOf({ instance, node }: RouterMember): Parameters<typeof foreignChecksum>[0] {
  return { instance, version: node.configuration.target.version };
}

function has({ instance }: RouterMember, keyword: string): boolean {
  return keyword === 'v3_checksum_as_v2' ? instance.v3ChecksumAsV2.value : instance.oldUnicastChecksum.value === 'on';
}
