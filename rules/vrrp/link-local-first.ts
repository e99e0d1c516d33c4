import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';
import { inStandards } from '../profiles.ts';

export default defineCorrectionRule({
  id: 'vrrp/link-local-first',
  title: 'The first IPv6 address is not link-local',
  severity: 'info',
  profiles: inStandards({ 'rfc-5798': 'error', 'rfc-9568': 'error' }),
  precision: 'very-high',
  verdict: { '2.0.0': 'reports', '2.2.0': 'logs' },
  proof: ['live/strict-ipv6-first-global-used', 'rfc/9568#5.2.9'],
  what: 'An IPv6 instance with multicast adverts, not strict, whose first virtual address is a global one. Strict mode has its own message.',
  why: `Hosts take the link-local address of their router from its router advertisements, so that address has to move with the virtual router. RFC 9568 therefore
wants it first in every IPv6 advert, and routers of other vendors may discard adverts without it. keepalived nodes among each other do not mind.`,
  advice: 'Put a link-local address (`fe80::/10`), the same on all nodes, before the others.',
  unless: 'the addresses are for services, not next hops, and only keepalived takes part.',
  references: [
    { title: 'RFC 9568, section 5.2.9: IPvX Address(es)', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-5.2.9' },
    { title: 'RFC 4861, section 4.2: Router Advertisement', url: 'https://www.rfc-editor.org/rfc/rfc4861.html#section-4.2' },
  ],
  examples: {
    bad: [
      {
        title: 'A global address first',
        config: `vrrp_instance VI_6 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        2001:db8::200/64  #~ '2001:db8::200'  #=> fe80::200/64 ↵ 2001:db8::200/64
        fe80::200/64  #=>
    }
}
`,
      },
    ],
    good: [
      {
        title: 'The link-local address first',
        config: `vrrp_instance VI_6 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        fe80::200/64
        2001:db8::200/64
    }
}
`,
      },
    ],
  },
  words: {
    'vrrp/ipv6-first-vip-should-be-link-local': ({ subject, written }) => ({
      summary: `The first address of '${subject}', '${written}', is not link-local.`,
      detail: `Routers that follow RFC 9568 (section 5.2.9) may discard its adverts and become master.`,
      advice: 'Put a link-local address (fe80::/10) first, the same on all nodes.',
    }),
  },
});
