import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'vrrp/too-many-vips',
  title: 'More virtual addresses than one advert can list',
  severity: 'warning',
  precision: 'high',
  verdict: 'reports',
  proof: ['live/vip-count-mismatch', 'source/vrrp/vrrp.c:vrrp_complete_instance'],
  what: `More addresses in \`virtual_ipaddress\` than fit into one packet: 255 for IPv4, and on an interface with an MTU of 1500 about 89 for IPv6. Authentication
headers take room of their own.`,
  why: `keepalived takes the addresses that do not fit for excluded ones: it sets them, but does not list them in its adverts. If another node has another version,
MTU or authentication, the lists differ, and each node warns about the adverts of the other one, or (with another number of addresses) discards them.`,
  advice: 'Keep a few addresses in `virtual_ipaddress`, and write the others to `virtual_ipaddress_excluded` yourself, on all nodes.',
  unless: "the interface has jumbo frames and the addresses fit into them: the MTU is the host's, and 1500 is assumed.",
  references: [
    { title: 'keepalived.conf(5): virtual_ipaddress_excluded', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'RFC 9568, section 5.2.5: IPvX Addr Count', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-5.2.5' },
  ],
  examples: {
    bad: [
      {
        title: 'One IPv6 address too many',
        config: `vrrp_instance VI_6 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        fe80::200
        ~SEQ(first, 1, 88) 2001:db8::$first
        2001:db8::ffff  #~ Only '89' of the '90' virtual addresses  #=>
    }  #=> } ↵ virtual_ipaddress_excluded { ↵     2001:db8::ffff ↵ }
}
`,
      },
    ],
    good: [
      {
        title: 'The others are excluded ones',
        config: `vrrp_instance VI_6 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        fe80::200
    }
    virtual_ipaddress_excluded {
        ~SEQ(first, 1, 88) 2001:db8::$first
        2001:db8::ffff
    }
}
`,
      },
    ],
  },
  words: {
    'vrrp/vips-do-not-fit': ({ subject, data: { count, most } }) => ({
      summary: `Only '${most}' of the '${count}' virtual addresses of '${subject}' fit into an advert.`,
      detail:
        `keepalived sets the others, from this one on, but does not ` +
        'list them; a node that counts otherwise does not take its adverts.',
      advice: "Move them to 'virtual_ipaddress_excluded' on all nodes.",
    }),
  },
});
