import { defineRule } from '../../src/rule/rule.ts';
import { inStandards } from '../profiles.ts';

export default defineRule({
  id: 'rfc/checksum',
  title: 'The checksum of IPv4 adverts is not that of RFC 9568',
  severity: 'off',
  precision: 'high',
  profiles: inStandards({ 'rfc-9568': 'error' }),
  verdict: 'silent',
  proof: ['rfc/9568#5.2.8', 'source/vrrp/vrrp.c:vrrp_update_pkt'],
  what: 'A VRRPv3 instance for IPv4 without `v3_checksum_as_v2`.',
  why: `RFC 9568 takes the checksum of an IPv4 advert over the VRRP message alone (section 5.2.8), as version 2 does. keepalived includes a pseudo-header of the addresses unless \`v3_checksum_as_v2\` is written. A router that goes by RFC 9568 discards its adverts, and both are master.`,
  advice: 'Write `v3_checksum_as_v2` in `global_defs` or in the instance (2.2.8 and later), on all nodes.',
  references: [{ title: 'RFC 9568, section 5.2.8: Checksum', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-5.2.8' }],
  examples: {
    bad: [
      {
        title: 'With the pseudo-header',
        version: '2.4.3',
        config: `vrrp_instance VI_1 {  #~ ^VI_1^ pseudo-header  #=> vrrp_instance VI_1 {↵    v3_checksum_as_v2
    interface eth0
    virtual_router_id 51
    version 3
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Over the message alone',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    version 3
    v3_checksum_as_v2
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
      for (const { name, version, family, v3ChecksumAsV2, nameWord } of configuration.vrrpInstances) {
        if (version.value !== 3 || family !== 'ipv4' || v3ChecksumAsV2.value) continue;
        report({
          at: nameWord,
          summary: `The checksum of the adverts of '${name}' includes a pseudo-header, and that of RFC 9568 does not (section 5.2.8).`,
          detail: 'A router that goes by it discards these adverts, and both are master.',
        });
      }
    },
  },
});
