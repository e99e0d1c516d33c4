import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'vrrp/missing-vrid',
  title: 'An instance has no virtual router ID',
  severity: 'error',
  precision: 'very-high',
  verdict: 'refuses',
  proof: ['live/instance-without-vrid', 'live/reload-without-vrid-ends-vrrp'],
  what: 'A `vrrp_instance` without `virtual_router_id`, or with one that keepalived ignores because it lies outside 1 to 255.',
  why: `The ID is what routers know each other by, and there is no default for it. keepalived does not leave out this one instance: it does not run at all, so
the node sends no advert and takes no address of any instance. A reload with such a file ends the VRRP process that was running well.`,
  advice:
    'Write a number from 1 to 255, the same on every node of the virtual router, and one that no other virtual router of the segment has.',
  references: [
    { title: 'RFC 9568, section 5.2.3: Virtual Rtr ID', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-5.2.3' },
    { title: 'keepalived.conf(5): virtual_router_id', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'Left out',
        config: `vrrp_instance VI_1 {  #~ ^VI_1^ has no usable 'virtual_router_id'
    state BACKUP
    interface eth0  #=> interface eth0 ↵ virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'The config-id that would set it matches nowhere',
        config: `vrrp_instance VI_1 {  #~ ^VI_1^ has no usable 'virtual_router_id'
    state BACKUP
    interface eth0
    @lb1 virtual_router_id 51  #=> virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'An ID',
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
  },
  words: {
    'vrrp/vrid-missing': ({ subject }) => ({
      summary: `Instance '${subject}' has no usable 'virtual_router_id'.`,
      detail: `keepalived refuses to run: this node takes no address of any instance.`,
      advice: "Write 'virtual_router_id' with a number from 1 to 255, the same on every node of this virtual router.",
    }),
  },
});
