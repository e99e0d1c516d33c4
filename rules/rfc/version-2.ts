import { lineSpan } from '../../src/binding/place.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inStandards } from '../profiles.ts';

export default defineRule({
  id: 'rfc/version-2',
  title: 'VRRP version 3 or IPv6 where the standard is version 2',
  severity: 'off',
  precision: 'high',
  profiles: inStandards({ 'rfc-3768': 'error' }),
  verdict: 'silent',
  proof: ['rfc/3768#5.3.1', 'rfc/3768#7.1'],
  what: 'An instance that runs VRRP version 3, as every IPv6 one does.',
  why: `RFC 3768 describes version 2 for IPv4 (section 5.3.1). A router that follows it discards other adverts (section 7.1), so that both are master.`,
  advice: 'Write `version 2`, or use the profile `rfc-9568`.',
  references: [{ title: 'RFC 3768, section 5.3.1: Version', url: 'https://www.rfc-editor.org/rfc/rfc3768.html#section-5.3.1' }],
  examples: {
    bad: [
      {
        title: 'Version 3',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    version 3  #~ ^version 3^ runs VRRP version 3  #=> version 2
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Version 2',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    version 2
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
      for (const { name, version, nameWord } of configuration.vrrpInstances) {
        if (version.value === 2) continue;
        report({
          at: version.node && version.as === 'given' ? lineSpan(version.node) : nameWord,
          summary: `'${name}' runs VRRP version 3, and RFC 3768 is version 2 (section 5.3.1).`,
          detail: 'A router that follows it discards these adverts (section 7.1), and both are master.',
        });
      }
    },
  },
});
