import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

const FIRST = 'The line that counts.';

export default defineCorrectionRule({
  id: 'vrrp/duplicate-address',
  title: 'An address stands twice in one instance',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'reports',
  proof: ['live/vip-written-twice', 'live/vip-also-excluded'],
  what: `An address that stands twice in \`virtual_ipaddress\`, twice in \`virtual_ipaddress_excluded\`, or in both. Among virtual addresses the interface
and the prefix length do not count; where excluded ones are involved, the interface does.`,
  why: `keepalived 2.3.3 and later ignore every line but the first. If the lines differ, in the prefix length, the interface or the label, only the first is set.
Where a node runs an older version, both count, the adverts of the two nodes list a different number of addresses, and they do not take each other's.`,
  advice: 'Remove one of the lines. An address that is to be on two interfaces goes to `virtual_ipaddress_excluded` the second time.',
  references: [{ title: 'keepalived.conf(5): virtual_ipaddress', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Twice in each list, and in both',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
        192.0.2.200/32 dev eth1  #~ ^192.0.2.200/32^ ignores the second '192.0.2.200'  #=>
    }
    virtual_ipaddress_excluded {
        192.0.2.200/24  #~ is a virtual address already  #=>
        192.0.2.201/24
        192.0.2.201/24  #~ ignores the second '192.0.2.201'  #=>
    }
}
`,
      },
      {
        title: 'Excluded first',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress_excluded {
        192.0.2.201/24
    }
    virtual_ipaddress {
        192.0.2.200/24
        192.0.2.201/24  #~ is an excluded address already  #=>
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Excluded on another interface',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
    virtual_ipaddress_excluded {
        192.0.2.200/32 dev eth1
        192.0.2.201/24
    }
}
`,
      },
    ],
  },
  words: {
    'vrrp/vip-duplicate': ({ subject, written }) => ({
      summary: `keepalived ignores the second '${written}' among the virtual addresses of '${subject}', whatever its prefix length and interface are.`,
      advice: "Remove one of the lines, or move this one to 'virtual_ipaddress_excluded' if the address shall be on another interface too.",
      against: FIRST,
    }),
    'vrrp/vip-duplicates-excluded': ({ subject, written }) => ({
      summary: `'${written}' is an excluded address already, so keepalived ignores it among the virtual addresses of '${subject}'.`,
      detail: `Adverts do not list it.`,
      advice: 'Remove one of the lines.',
      against: FIRST,
    }),
    'vrrp/excluded-duplicate': ({ subject, written }) => ({
      summary: `keepalived ignores the second '${written}' among the excluded addresses of '${subject}'.`,
      advice: 'Remove one of the lines.',
      against: FIRST,
    }),
    'vrrp/excluded-duplicates-vip': ({ subject, written }) => ({
      summary: `'${written}' is a virtual address already, so keepalived ignores it among the excluded addresses of '${subject}'.`,
      advice: 'Remove one of the lines.',
      against: FIRST,
    }),
  },
});
