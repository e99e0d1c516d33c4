import { lineSpan } from '../../src/binding/place.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inStandards } from '../profiles.ts';

export default defineRule({
  id: 'rfc/authentication',
  title: 'Adverts carry authentication that the standard does not have',
  severity: 'off',
  precision: 'high',
  profiles: inStandards('error'),
  verdict: 'silent',
  proof: ['rfc/3768#5.3.6', 'rfc/3768#7.1', 'rfc/9568#9', 'live/auth-on-one-side'],
  what: '`authentication` or `auth_hmac` of an instance that uses it.',
  why: `RFC 3768 took authentication out of version 2 (section 5.3.6), and version 3 never had any (RFC 9568, section 9). A router that follows RFC 3768 discards an advert whose authentication type it does not have (sections 5.3.6 and 7.1). The trailer of \`auth_hmac\` stands behind the addresses, where the standard ends an advert.`,
  advice: 'Remove it on all nodes. Keep strangers off the network instead.',
  references: [{ title: 'RFC 3768, section 5.3.6: Authentication Type', url: 'https://www.rfc-editor.org/rfc/rfc3768.html#section-5.3.6' }],
  examples: {
    bad: [
      {
        title: 'A password',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    authentication {  #=>
        auth_type PASS  #~ ^auth_type PASS^ carry authentication  #=>
        auth_pass Kx7m2qTz  #=>
    }  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'None',
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
      for (const { name, authentication, authHmac } of configuration.vrrpInstances) {
        const setting = authHmac.value === null ? authentication : authHmac;
        if (setting.value === null || setting.node === null) continue;
        report({
          at: setting.node.kind === 'block' ? setting.node.keyword : lineSpan(setting.node),
          summary: `The adverts of '${name}' carry authentication, which the standard does not have (RFC 9568, section 9; RFC 3768, section 5.3.6).`,
          detail:
            authHmac.value === null
              ? 'A router that follows it discards them (RFC 3768, section 7.1), and both are master.'
              : 'The standard ends an advert behind its addresses: what a router of another make does with the trailer is not known.',
        });
      }
    },
  },
});
