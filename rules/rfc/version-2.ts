import { keywordSpan, lineSpan } from '../../src/binding/place.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inStandards } from '../profiles.ts';

export default defineRule({
  id: 'rfc/version-2',
  title: 'VRRP version 3 or IPv6 where the standard is version 2',
  severity: 'off',
  precision: 'high',
  profiles: inStandards({ 'rfc-3768': 'error' }),
  verdict: 'silent',
  proof: ['rfc/9568#1', 'rfc/3768#5.3.1', 'rfc/3768#7.1'],
  what: 'An instance that runs VRRP version 3, and one with IPv6 addresses, whichever version it speaks.',
  why: `RFC 3768 describes version 2 for IPv4 (section 5.3.1). A router that follows it discards other adverts (section 7.1), so that both are master.`,
  advice: 'Write `version 2`. For IPv6 there is no version 2: ask of such an instance what the profile `rfc-9568` asks.',
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
      {
        title: 'IPv6, which version 2 does not know',
        notMended: 'No line of it does: the standard has no IPv6.',
        config: `vrrp_instance VI_6 {
    interface eth0
    virtual_router_id 51
    version 2
    virtual_ipaddress {
        fe80::200  #~ ^fe80::200^ is an IPv6 instance
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
      for (const { name, version, family, familyNode, nameWord } of configuration.vrrpInstances) {
        if (family === 'ipv6') {
          report({
            at: familyNode ? keywordSpan(familyNode) : nameWord,
            summary: `'${name}' is an IPv6 instance, and RFC 3768 is for IPv4 alone.`,
            detail: 'IPv6 came with version 3 (RFC 5798): a router that follows RFC 3768 takes no part in it.',
            advice: "Ask of it what the profile 'rfc-9568' asks: version 2 with IPv6 is known to no standard.",
          });
        } else if (version.value === 3) {
          report({
            at: version.node && version.as === 'given' ? lineSpan(version.node) : nameWord,
            summary: `'${name}' runs VRRP version 3, and RFC 3768 is version 2 (section 5.3.1).`,
            detail: 'A router that follows it discards these adverts (section 7.1), and both are master.',
            advice:
              version.as === 'given'
                ? "Write 'version 2', on all nodes at once."
                : "Write 'version 2' in the instance, on all nodes at once.",
          });
        }
      }
    },
  },
});
