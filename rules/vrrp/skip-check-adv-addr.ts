import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'vrrp/skip-check-adv-addr',
  title: 'skip_check_adv_addr off switches it on',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'silent',
  proof: ['live/vip-count-mismatch-skip-check', 'source/vrrp/vrrp_parser.c:vrrp_skip_check_adv_addr_handler'],
  what: '`skip_check_adv_addr` in an instance with `off`, `no` or `false` behind it, for keepalived 2.2.5 and later.',
  why: `keepalived reads the word and then switches the option on whatever it says: a mistake in the program, about which it says nothing. The addresses in the adverts of the same
master are then looked at only once, so a master whose list of addresses changes is not noticed.`,
  advice: 'Remove the line. Without it `vrrp_skip_check_adv_addr` of `global_defs` counts, which is off unless written.',
  references: [{ title: 'keepalived.conf(5): skip_check_adv_addr', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Off is on',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    skip_check_adv_addr off  #~ ^off^ switches it on  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'On is on',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    skip_check_adv_addr on
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Older versions read it as it is written',
        version: '2.2.4',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    skip_check_adv_addr off
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
  },
  words: {
    'vrrp/skip-check-adv-addr-false': ({ subject, written }, { target: { version } }) => ({
      summary: `'skip_check_adv_addr ${written}' switches it on in '${subject}', by a mistake in keepalived ${version}.`,
      detail: `The addresses in the adverts of a known master are not checked again.`,
      advice: 'Remove the line.',
    }),
  },
});
