import { isLinkLocal } from '../../src/binding/ip-address.ts';
import { misspeltIn } from '../../src/rule/consequences.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inProfiles } from '../profiles.ts';

export default defineRule({
  id: 'vrrp/unicast-source',
  title: 'Unicast adverts without a source address that is written down',
  severity: 'info',
  precision: 'high',
  profiles: inProfiles({ 'l3-only': 'warning', cloud: 'warning' }),
  verdict: 'silent',
  proof: [
    'live/unicast-source-not-listed-checked',
    'live/unicast-ipv6-no-source',
    'source/vrrp/vrrp.c:vrrp_complete_instance',
    'source/vrrp/vrrp.c:open_vrrp_read_socket',
  ],
  what: 'An instance with `unicast_peer` and without `unicast_src_ip`. With IPv6 it is an error, unless all peers are link-local addresses.',
  why: `keepalived then takes the first address that it finds on the interface; for IPv6 that is the link-local one. It sends from that address, and listens at it alone. After a change of the interface, or with a second address, it is not the one that the peers list: it hears nothing of them and becomes master whatever they do. With IPv6 that is so from the beginning, unless the peers list link-local addresses.`,
  advice: 'Write `unicast_src_ip` with the address that the other nodes list.',
  unless: 'the instance is one for IPv4, and the interface has one address and always will.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Whichever comes first',
        config: `vrrp_instance VI_1 {  #~ ^VI_1^ the first address of 'eth0'
    interface eth0
    virtual_router_id 51
    check_unicast_src
    unicast_peer {  #=> unicast_src_ip 192.0.2.101↵unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'From the link-local address to another network',
        config: `vrrp_instance VI_1 {  #~ ^VI_1^ link-local
    interface eth0
    virtual_router_id 51
    check_unicast_src
    unicast_peer {  #=> unicast_src_ip 2001:db8::101↵unicast_peer {
        2001:db8::102
    }
    virtual_ipaddress {
        2001:db8::200/64
    }
}
`,
      },
    ],
    good: [
      {
        title: 'A source that is misspelt: that is told of the word',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    unicast_scr_ip 192.0.2.1
    unicast_peer {
        192.0.2.2
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Written down',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    check_unicast_src
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
    ],
  },
  check: {
    view(configuration, report) {
      for (const { name, nameWord, unicast, sourceAddress, family, peers, interface: own, block } of configuration.vrrpInstances) {
        if (!unicast || sourceAddress.value !== null || own.value === null) continue;
        const isBeyondLink = family === 'ipv6' && peers.some(({ ip }) => !isLinkLocal(ip));
        const misspelt = misspeltIn(block.span, ['unicast_src_ip', 'mcast_src_ip'], configuration);
        report({
          at: nameWord,
          ...(misspelt && { follows: misspelt }),
          ...(isBeyondLink && { severity: 'error' }),
          summary: isBeyondLink
            ? `'${name}' listens at the link-local address of '${own.value}', and its peers are nodes with other addresses.`
            : `'${name}' sends its adverts from the first address of '${own.value}', whichever that is.`,
          detail: isBeyondLink
            ? 'Where they list such an address of this node as well, none of their adverts reaches it, and it is master whatever they do.'
            : 'It listens there alone: where the peers list another address of this node, it hears nothing of them and becomes master whatever they do.',
        });
      }
    },
  },
});
