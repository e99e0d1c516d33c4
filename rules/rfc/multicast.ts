import { lineSpan } from '../../src/binding/place.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { nameSome } from '../../src/rule/name-some.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inStandards } from '../profiles.ts';

export default defineRule({
  id: 'rfc/multicast',
  title: 'Adverts do not go to the multicast group of the standard',
  severity: 'off',
  precision: 'high',
  profiles: inStandards('error'),
  verdict: 'silent',
  proof: ['rfc/9568#5.1', 'live/multicast-lost-between-nodes'],
  what: 'Unicast adverts, and multicast adverts to a group other than 224.0.0.18 or ff02::12.',
  why: `The standard knows one group for IPv4 and one for IPv6 (RFC 9568, sections 5.1.1.2 and 5.1.2.2), which every router of the network listens to. Routers of another make hear nothing of this instance, and become master.`,
  advice: `Remove \`unicast_peer\` with the other unicast lines, or \`mcast_dst_ip\`, \`vrrp_mcast_group4\` and \`vrrp_mcast_group6\`, on all nodes. Where the network passes no multicast, the standard cannot be met.`,
  references: [{ title: 'RFC 9568, section 5.1: VRRP Packet Format', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-5.1' }],
  examples: {
    bad: [
      {
        title: 'Unicast',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    check_unicast_src  #=>
    unicast_src_ip 192.0.2.101  #=>
    unicast_peer {  #~ ^unicast_peer^ by unicast  #=>
        192.0.2.102  #=>
    }  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Another group',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    mcast_dst_ip 224.0.0.118  #~ ^mcast_dst_ip 224.0.0.118^ '224.0.0.118'  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'To the group of the standard',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const instance of configuration.vrrpInstances) {
        const { name, unicast, peerBlocks, nameWord, family, multicastGroup } = instance;
        if (unicast) {
          report({
            at: peerBlocks[0]?.keyword ?? nameWord,
            summary: `'${name}' sends its adverts by unicast, and the standard by multicast (RFC 9568, section 5.1).`,
            detail: 'Routers that are not in the list hear nothing of it and become master.',
            advice: `Remove ${unicastLines(instance)}, on all nodes. Where the network passes no multicast, the standard cannot be met.`,
          });
        } else if (multicastGroup.value !== STANDARD_GROUPS[family]) {
          report({
            at: multicastGroup.node ? lineSpan(multicastGroup.node) : nameWord,
            summary: `'${name}' sends its adverts to '${multicastGroup.value}', and the standard to '${STANDARD_GROUPS[family]}' (RFC 9568, section 5.1).`,
            detail: 'Routers that listen to the group of the standard hear nothing of it and become master.',
            ...(multicastGroup.node && { advice: `Remove '${multicastGroup.node.keyword.text}', on all nodes.` }),
          });
        }
      }
    },
  },
});

/** What makes an instance a unicast one, or has no meaning in another: as long as one of these lines is left, keepalived takes it for a mistake. */
function unicastLines({ bound }: VrrpInstance): string {
  const names = new Set(bound.children.map(({ keyword }) => keyword.name).filter((name) => UNICAST.has(name)));
  return nameSome(
    [...names].map((name) => `'${name}'`),
    names.size,
  );
}

const UNICAST: ReadonlySet<string> = new Set([
  'unicast_peer',
  'unicast_src_ip',
  'unicast_ttl',
  'check_unicast_src',
  'unicast_fault_no_peer',
  'old_unicast_checksum',
]);

/** RFC 9568, sections 5.1.1.2 and 5.1.2.2; RFC 3768, section 5.2.2. */
const STANDARD_GROUPS = { ipv4: '224.0.0.18', ipv6: 'ff02::12' } as const;
