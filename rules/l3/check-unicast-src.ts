import { atLeast, type Version } from '../../grammar/version.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { addAbove, addBelow, demanded, type Fix } from '../../src/rule/fix.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inProfiles } from '../profiles.ts';

export default defineRule({
  id: 'l3/check-unicast-src',
  title: 'Unicast adverts are accepted from any host',
  severity: 'info',
  precision: 'very-high',
  profiles: inProfiles({ 'l3-only': 'error', cloud: 'warning', security: 'warning' }),
  verdict: 'silent',
  proof: [
    'live/unicast-stranger-taken',
    'live/unicast-stranger-low-ttl',
    'live/unicast-stranger-wrong-password',
    'live/unicast-stranger-right-password',
    'live/unicast-stranger-other-address',
    'live/vip-set-mismatch',
    'live/unicast-stranger-min-ttl-checked',
    'live/unicast-stranger-checked',
    'live/unicast-source-not-listed-checked',
    'live/unicast-source-not-listed',
  ],
  what: `Instances with unicast peers that do not check where an advert comes from: neither \`check_unicast_src\` in the instance, nor
\`vrrp_check_unicast_src\` in \`global_defs\`, nor \`min_ttl\` or \`max_ttl\` on a peer, which switch the check on.`,
  why: `For multicast VRRP the TTL of 255 proves that an advert was sent on the same segment. Unicast adverts are not checked for it: any host that can
route a packet to the node can send one. A node that was copied with its virtual router ID, addresses and peer list, or a typing error in a list, is enough:
with a higher priority its adverts make this node step down. Adverts with other addresses are dropped up to 2.2 and only fill the log, and together with \`auth_type PASS\`
so are those with another password.

The check compares the source address with the list of peers. It is a guard against mistakes, not against an attacker, who can forge the address.`,
  advice: `Write \`check_unicast_src\` (2.1.0 and later) in the instance, or \`vrrp_check_unicast_src\` in \`global_defs\`. Each node must then send from
the address that the others list: name it with \`unicast_src_ip\`.`,
  unless:
    'the adverts run over a network of their own that only the nodes are on, or every advert is verified with `auth_hmac` (2.4.0 and later).',
  references: [
    {
      title: 'keepalived.conf(5): check_unicast_src, vrrp_check_unicast_src, unicast_peer',
      url: 'https://www.keepalived.org/manpage.html',
    },
    { title: 'RFC 9568, section 7.1: Receiving VRRP Packets', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-7.1' },
    { title: 'keepalived 2.1.0 release notes', url: 'https://www.keepalived.org/release-notes/Release-2.1.0.html' },
  ],
  examples: {
    bad: [
      {
        title: 'Peers without the check',
        fixed: 'unsafe',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_src_ip 192.0.2.101  #=> unicast_src_ip 192.0.2.101 ↵ check_unicast_src
    unicast_peer {  #~ ^unicast_peer^ from any host
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'A TTL for sending is not a check of what is received',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_ttl 255  #=> unicast_ttl 255 ↵ unicast_src_ip 192.0.2.101 ↵ check_unicast_src
    unicast_peer {  #~ ^unicast_peer^ 'check_unicast_src'
        192.0.2.102
        192.0.2.103
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Checked in the instance, for all instances, or through the TTL of a peer',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    check_unicast_src
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
    virtual_router_id 52
    priority 150
    unicast_peer {
        192.0.2.102 min_ttl 255
    }
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
      },
      {
        title: 'Multicast adverts are checked by their TTL',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Switched on for all instances',
        config: `global_defs {
    vrrp_check_unicast_src
}

vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    unicast_peer {
        192.0.2.102
    }
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
        if (!instance.unicast || instance.checkUnicastSource.value) continue;
        const block = instance.peerBlocks.find((candidate) => candidate.body.length > 0) ?? instance.peerBlocks[0];
        report({
          at: block?.keyword.span ?? instance.block.header,
          summary: `Instance '${instance.name}' accepts unicast adverts from any host.`,
          detail:
            instance.authentication.value === 'PASS' || instance.authentication.value === 'AH'
              ? "'auth_pass' keeps out nodes with another password; without 'check_unicast_src' one that was copied with it can make this node give up its addresses."
              : "Without 'check_unicast_src' a node that was copied with this virtual_router_id and these addresses, and has a higher priority, makes it give them up.",
          fix: addition(instance, configuration),
          advice: adviceFor(instance, configuration.target.version),
        });
      }
    },
  },
});

/** Nodes with conditions give each its own source: the line that all share is that of the peers. */
function addition({ sourceAddress, peerBlocks }: VrrpInstance, { target: { version }, expansion: { named } }: Configuration): Fix | null {
  if (!atLeast(version, '2.1.0') || sourceAddress.as !== 'given' || sourceAddress.node === null) return null;
  const [peers] = peerBlocks;
  if (!named.isEmpty) return peers ? demanded(addAbove(peers.keyword, 'check_unicast_src')) : null;
  return demanded(addBelow(sourceAddress.node.span, 'check_unicast_src'));
}

function adviceFor({ sourceAddress, addresses, excludedAddresses }: VrrpInstance, version: Version): string {
  if (!atLeast(version, '2.1.0')) {
    return `keepalived ${version} has no such check: update to 2.1.0 or later and write 'check_unicast_src', or let a firewall take VRRP from the peers only.`;
  }
  const add = "Add 'check_unicast_src' to the instance, or 'vrrp_check_unicast_src' to global_defs.";
  const source = sourceAddress.value?.text;
  const isVirtual = [...addresses, ...excludedAddresses].some(({ ip }) => ip.text === source);
  // A source that is a virtual address has a finding of its own, and the peers must not list it.
  return source === undefined || isVirtual
    ? `${add} Then also write 'unicast_src_ip' on every node, with an address of its own, so that each sends from the one that the others list.`
    : `${add} The peers must then list '${source}', the source that is written here.`;
}
