import { lineSpan } from '../../src/binding/place.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inStandards } from '../profiles.ts';

export default defineRule({
  id: 'rfc/lower-priority-advert',
  title: 'A master does not answer adverts of lower priority',
  severity: 'off',
  precision: 'high',
  profiles: inStandards({ 'rfc-9568': 'error' }),
  verdict: 'silent',
  proof: ['rfc/9568#6.4.3', 'live/lower-no-advert'],
  what: '`lower_prio_no_advert` (or `vrrp_lower_prio_no_advert`), also where strict mode switches it on.',
  why: `RFC 9568 has a master answer an advert of lower priority at once with one of its own (section 6.4.3), so that a second master gives way and switches learn where the addresses are. keepalived does that unless it is told not to; strict mode, which goes by the older RFC 5798, tells it.`,
  advice:
    'Remove `lower_prio_no_advert`. In strict mode nothing brings the answer back: take the instance out of it with `strict_mode off`.',
  references: [{ title: 'RFC 9568, section 6.4.3: Active', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-6.4.3' }],
  examples: {
    bad: [
      {
        title: 'Switched off',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    lower_prio_no_advert  #~ ^lower_prio_no_advert^ does not answer  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Strict mode, which allows nothing else',
        config: `global_defs {
    vrrp_strict  #~ ^vrrp_strict^ does not answer  #=>
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    no_accept
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Taken out of strict mode',
        config: `global_defs {
    vrrp_strict
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    strict_mode off
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'As keepalived does it',
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
      for (const { name, lowerPriorityNoAdvert, nameWord, strict } of configuration.vrrpInstances) {
        if (!lowerPriorityNoAdvert.value) continue;
        const { node } = lowerPriorityNoAdvert;
        // Strict mode overrides the opposite as well.
        const written = node && !strict.value ? node.keyword.text : null;
        report({
          at: node ? lineSpan(node) : nameWord,
          summary: `'${name}' does not answer adverts of lower priority, and RFC 9568 demands it (section 6.4.3).`,
          detail: `A second master learns of this one only with its next advert.${strict.value ? ' Strict mode switches the answer off, whatever is written.' : ''}`,
          advice: written === null ? "Switch strict mode off for this instance with 'strict_mode off'." : `Remove '${written}'.`,
        });
      }
    },
  },
});
