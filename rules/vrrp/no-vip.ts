import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'vrrp/no-vip',
  title: 'An instance advertises no virtual address',
  severity: 'warning',
  precision: 'very-high',
  isCause: true,
  verdict: 'reports',
  proof: [
    'live/only-excluded-advert-lists-none',
    'live/only-excluded-v2',
    'live/no-vip-version-3-does-not-start',
    'live/empty-instance-v3',
    'live/empty-instance-v2',
  ],
  what: `An instance without a usable line in \`virtual_ipaddress\` and without \`no_virtual_ipaddress\` (2.2.8 and later). Addresses in
\`virtual_ipaddress_excluded\` are set and move with the instance, but are in no advert.`,
  why: `In VRRP version 3, which IPv6 always is unless \`version 2\` is written, keepalived refuses to run without an address, and with this instance all others of
the node. In version 2 it runs and sends adverts that list no address, which routers of other vendors discard; it fails its config test all the same.`,
  advice: 'Write at least one address in `virtual_ipaddress`. Where only notify scripts are to run, write `no_virtual_ipaddress`.',
  references: [
    { title: 'RFC 9568, section 5.2.5: IPvX Addr Count', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-5.2.5' },
    { title: 'keepalived.conf(5): virtual_ipaddress, no_virtual_ipaddress', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'Version 3',
        config: `vrrp_instance VI_1 {  #~ ^VI_1^ refuses to run
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    version 3  #=> version 3 ↵ virtual_ipaddress { ↵     192.0.2.200/24 ↵ }
}
`,
      },
      {
        title: 'Version 2, with an excluded address only',
        config: `vrrp_instance VI_1 {  #~ ^VI_1^ its adverts list no address
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress_excluded {  #=> virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Said to have none',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    version 3
    no_virtual_ipaddress
}
`,
      },
      {
        title: 'One address, and an excluded one',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
    virtual_ipaddress_excluded {
        192.0.2.201/24
    }
}
`,
      },
    ],
  },
  words: {
    'vrrp/no-vip-required': ({ subject }) => ({
      severity: 'error',
      summary: `Instance '${subject}' has no address in 'virtual_ipaddress'.`,
      detail: `keepalived refuses to run: this node takes no address of any instance.`,
      advice: "Write an address in 'virtual_ipaddress', or 'no_virtual_ipaddress' (2.2.8 and later).",
    }),
    'vrrp/no-vip-sensible': ({ subject }) => ({
      summary: `Instance '${subject}' has no address in 'virtual_ipaddress'.`,
      detail: `keepalived runs it all the same: its adverts list no address, and as master it sets those in 'virtual_ipaddress_excluded' alone. Its config test fails.`,
      advice: "Write an address in 'virtual_ipaddress', or 'no_virtual_ipaddress' (2.2.8 and later).",
    }),
  },
});
