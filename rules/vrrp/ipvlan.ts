import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'vrrp/ipvlan',
  title: 'A second name for the ipvlan interface',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'reports',
  proof: ['config-test'],
  what: 'A name behind `use_ipvlan` in an instance whose extra interface has a name already, by `use_ipvlan` itself or by `use_vmac`.',
  why: 'keepalived ignores the second name. Filters, sysctls and services that were set up for it find no such interface.',
  advice: 'Write one name.',
  references: [{ title: 'keepalived.conf(5): use_ipvlan', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'A name from use_vmac',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_vmac vip0  #=>
    use_ipvlan vip1 192.0.2.103/24  #~ ^vip1^ ignores this name
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'One name',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_ipvlan vip0 192.0.2.103/24
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
  },
  words: {
    'ipvlan/name-twice': ({ subject }) => ({
      summary: `keepalived ignores this name: the extra interface of '${subject}' has one already.`,
      advice: 'Write one name.',
      against: 'The name that is used.',
    }),
  },
});
