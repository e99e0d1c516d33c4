import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'vrrp/advert-interval',
  title: 'An advert interval that the VRRP version cannot express',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'reports',
  proof: ['live/advert-int-rounds-to-equal', 'live/advert-int-v2-differs', 'live/advert-int-v3-may-differ'],
  what: `An \`advert_int\` in parts of a second in VRRP version 2, above 40.95 seconds in version 3, or finer than hundredths of a second in version 3.`,
  why: `Version 2 sends the interval in whole seconds, version 3 in hundredths, in 12 bits. keepalived rounds. Who writes 0.5 and
gets 1 has a failover that takes twice as long as planned. In version 2 a node discards adverts whose interval is not its own: if another
node has the value that was meant, both become master.`,
  advice: 'Write what the version can express, or use `version 3` on all nodes for less than a second.',
  references: [
    { title: 'RFC 9568, section 5.2.7: Max Advertise Interval', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-5.2.7' },
    { title: 'RFC 3768, section 5.3.7: Advertisement Interval', url: 'https://www.rfc-editor.org/rfc/rfc3768.html#section-5.3.7' },
    { title: 'keepalived.conf(5): advert_int', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'Half a second in version 2',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    advert_int 0.5  #~ from '0.5' to '1' seconds  #=> advert_int 1
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Too long, and too fine, for version 3',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    version 3
    advert_int 60  #~ from '60' to '40.95' seconds  #=> advert_int 40.95
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    state BACKUP
    interface eth0
    virtual_router_id 52
    priority 150
    version 3
    advert_int 0.125  #~ from '0.125' to '0.13' seconds  #=> advert_int 0.12
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
      },
      {
        title: 'Hundredths, as the adverts of version 3 carry them',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    version 3
    advert_int 100  #~ from '100' to '40.95' seconds  #=> advert_int 1
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Half a second in version 3',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    version 3
    advert_int 0.5
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'A minute in version 2',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    advert_int 60
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
  },
  words: {
    'vrrp/advert-int-v2-fraction': ({ subject, written, used }) => ({
      summary: `keepalived rounds the advert interval of '${subject}' from '${written}' to '${used}' seconds, because VRRP version 2 knows whole seconds only.`,
      detail: 'A failover takes longer or shorter than planned; a node with another interval does not take its adverts.',
      advice: "Write whole seconds, or use 'version 3' on all nodes.",
    }),
    'vrrp/advert-int-v3-range': ({ subject, written, used }) => ({
      summary: `keepalived lowers the advert interval of '${subject}' from '${written}' to '${used}' seconds, the longest that VRRP version 3 can express.`,
      detail: 'A backup waits for more than three of them, over two minutes, before it takes over from a master that crashed.',
      advice: `Write 40.95 or less.${inHundredths(Number(written))}`,
    }),
    'vrrp/advert-int-v3-centiseconds': ({ subject, written, used }) => ({
      severity: 'info',
      summary: `keepalived rounds the advert interval of '${subject}' from '${written}' to '${used}' seconds, because VRRP version 3 counts hundredths of a second.`,
      advice: 'Write hundredths of a second.',
    }),
  },
});

/** What version 3 has in its adverts is what other routers and their manuals count in. */
function inHundredths(written: number): string {
  const isWhole = written >= 100 && written % 10 === 0;
  return isWhole ? ` keepalived counts seconds here: '${written / 100}' is what ${written} hundredths are, as adverts carry them.` : '';
}
