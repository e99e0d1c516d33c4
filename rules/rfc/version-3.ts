import { lineSpan } from '../../src/binding/place.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inStandards } from '../profiles.ts';

export default defineRule({
  id: 'rfc/version-3',
  title: 'VRRP version 2 where the standard is version 3',
  severity: 'off',
  precision: 'high',
  profiles: inStandards({ 'rfc-5798': 'error', 'rfc-9568': 'error' }),
  verdict: 'silent',
  proof: ['rfc/9568#5.2.1', 'rfc/9568#7.1'],
  what: 'An instance that runs VRRP version 2.',
  why: `RFC 5798 and RFC 9568 describe version 3 (section 5.2.1). A router that follows them discards adverts of version 2 (section 7.1), so that both are master. keepalived uses version 2 for IPv4 unless it is told otherwise.`,
  advice: 'Write `vrrp_version 3` in `global_defs`, or `version 3` in the instance, on all nodes at once.',
  references: [{ title: 'RFC 9568, section 5.2.1: Version', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-5.2.1' }],
  examples: {
    bad: [
      {
        title: 'What keepalived does without being asked',
        config: `global_defs {
    router_id lb1
}  #=> vrrp_version 3↵}

vrrp_instance VI_1 {  #~ ^VI_1^ runs VRRP version 2
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'The instance says it itself, so that what global_defs says is not asked',
        config: `global_defs {
    vrrp_version 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    version 2  #~ ^version 2^ runs VRRP version 2  #=> version 3
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Version 3',
        config: `vrrp_instance VI_1 {
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
  },
  check: {
    view(configuration, report) {
      for (const { name, version, nameWord } of configuration.vrrpInstances) {
        if (version.value === 3) continue;
        const own = version.as === 'given' ? version.node : null;
        report({
          at: own ? lineSpan(own) : nameWord,
          summary: `'${name}' runs VRRP version 2, and RFC 9568 (as RFC 5798) is version 3 (section 5.2.1).`,
          detail: 'A router that follows it discards these adverts (section 7.1), and both are master.',
          // What an instance says itself counts before what global_defs says.
          advice: own ? "Write 'version 3', on all nodes at once." : "Write 'vrrp_version 3' in global_defs, on all nodes at once.",
        });
      }
    },
  },
});
