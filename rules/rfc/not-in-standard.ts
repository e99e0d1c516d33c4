import { keywordSpan } from '../../src/binding/place.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inStandards } from '../profiles.ts';

export default defineRule({
  id: 'rfc/not-in-standard',
  title: 'A setting that the standard does not have',
  severity: 'off',
  precision: 'high',
  profiles: inStandards('warning'),
  verdict: 'silent',
  proof: ['rfc/9568#5.2.5', 'rfc/9568#5.2.9', 'rfc/9568#6.1', 'rfc/9568#6.4'],
  what: `\`preempt_delay\`, \`down_timer_adverts\` other than 3, \`timer_expired_backup\`, \`higher_prio_send_advert\`, \`no_virtual_ipaddress\`, \`virtual_ipaddress_excluded\`.`,
  why: `Each changes what other routers can rely on: when a backup takes over (RFC 9568, section 6.1), which adverts are sent (section 6.4), and that every address of the virtual router stands in its adverts (section 5.2.9).`,
  advice: 'Remove it, or note why this cluster leaves the standard there.',
  references: [
    { title: 'RFC 9568, section 6.4: Virtual Router State Machine', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-6.4' },
  ],
  examples: {
    bad: [
      {
        title: 'Later, and not all',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    preempt_delay 30  #~ ^preempt_delay^ section 6.4  #=>
    virtual_ipaddress_excluded {  #~ ^virtual_ipaddress_excluded^ section 5.2.9  #=>
        192.0.2.201/24  #=>
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
        title: 'Within the standard',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    nopreempt
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Switched off, and dropped because of the state',
        config: `vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    priority 150
    higher_prio_send_advert off
    preempt_delay 30
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
      for (const instance of configuration.vrrpInstances) {
        const { name, bound } = instance;
        for (const { keyword, node } of bound.children) {
          const section = SECTIONS.get(keyword.name);
          if (section === undefined || hasNoEffect(keyword.name, instance)) continue;
          report({
            at: keywordSpan(node),
            summary: `The standard has no '${keyword.name}' (RFC 9568, section ${section}).`,
            detail: `Routers of another make do not expect what '${name}' does with it.`,
          });
        }
      }
    },
  },
});

/** A line that asks for what the standard has, or that keepalived drops: of that it tells by itself. */
function hasNoEffect(keyword: string, instance: VrrpInstance): boolean {
  switch (keyword) {
    case 'down_timer_adverts':
      return instance.downTimerAdverts.value === 3;
    case 'preempt_delay':
      return instance.preemptDelay.value === 0;
    case 'timer_expired_backup':
      return !instance.timerExpiredBackup.value;
    case 'higher_prio_send_advert':
      return !instance.higherPrioritySendAdvert.value;
    default:
      return false;
  }
}

/** The section that says how it is without the setting. */
const SECTIONS: ReadonlyMap<string, string> = new Map([
  ['preempt_delay', '6.4.2'],
  ['down_timer_adverts', '6.1'],
  ['timer_expired_backup', '6.4.2'],
  ['higher_prio_send_advert', '6.4.3'],
  ['no_virtual_ipaddress', '5.2.5'],
  ['virtual_ipaddress_excluded', '5.2.9'],
]);
