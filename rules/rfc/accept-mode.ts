import { defineRule } from '../../src/rule/rule.ts';
import { inStandards } from '../profiles.ts';

export default defineRule({
  id: 'rfc/accept-mode',
  title: 'A master takes packets to addresses that are not its own',
  severity: 'off',
  precision: 'high',
  profiles: inStandards('warning'),
  verdict: 'silent',
  proof: ['rfc/9568#6.4.3', 'rfc/9568#6.1', 'live/no-accept-addresses-blocked'],
  what: 'An instance below priority 255 that accepts packets to its virtual addresses, without `accept` being written in version 3.',
  why: `In the standard a master that does not own the addresses drops packets to them, unless Accept_Mode is switched on (RFC 9568, sections 6.1 and 6.4.3); version 2 has no such switch (RFC 3768, section 6.4.3). keepalived accepts them unless it is told otherwise, because most clusters carry services.`,
  advice:
    'Write `no_accept` where the node is a next hop alone: no service answers at the addresses then. Where services use them, write `accept`, which version 3 allows and version 2 does not.',
  references: [
    { title: 'RFC 9568, section 6.1: Parameters per Virtual Router', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-6.1' },
  ],
  examples: {
    bad: [
      {
        title: `keepalived's own default`,
        config: `vrrp_instance VI_1 {  #~ ^VI_1^ accepts packets  #=> vrrp_instance VI_1 {↵    no_accept
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Switched off, or on knowingly',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    no_accept
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
    version 3
    accept
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { name, accept, priority, version, nameWord } of configuration.vrrpInstances) {
        const isChosen = accept.as === 'given' && version.value === 3;
        if (!accept.value || priority.value === 255 || isChosen) continue;
        report({
          at: nameWord,
          summary: `'${name}' accepts packets to its virtual addresses, and the standard drops them (RFC 9568, section 6.4.3).`,
          detail:
            version.value === 3
              ? "Accept_Mode is off unless it is asked for (section 6.1): with 'accept' it is."
              : 'Version 2 lets the owner of the addresses answer only (RFC 3768, section 6.4.3).',
          advice:
            version.value === 3
              ? "Write 'accept' where services use the addresses, else 'no_accept'."
              : "Write 'no_accept' where the node is a next hop alone: no service answers at the addresses then. Where services use them, version 2 of the standard cannot be met; version 3 allows 'accept'.",
        });
      }
    },
  },
});
