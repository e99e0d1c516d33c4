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
  proof: ['live/unicast-source-not-listed-checked', 'source/vrrp/vrrp.c:vrrp_complete_instance'],
  what: 'An instance with `unicast_peer` and without `unicast_src_ip`.',
  why: `keepalived then takes the first address that it finds on the interface; for IPv6 that is the link-local one. After a change of the interface, or with a second address, it is not the one that the peers list. Peers that check the source (\`check_unicast_src\`) discard the adverts, and link-local adverts reach no peer in another network: both are master.`,
  advice: 'Write `unicast_src_ip` with the address that the other nodes list.',
  unless: 'the interface has one address and always will.',
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
          ...(isBeyondLink && { severity: 'warning' }),
          summary: isBeyondLink
            ? `'${name}' sends its adverts from the link-local address of '${own.value}' to peers that have others.`
            : `'${name}' sends its adverts from the first address of '${own.value}', whichever that is.`,
          detail: 'Peers that list another one for this node discard them where they check the source, and become master.',
        });
      }
    },
  },
});
