import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'lvs/fwmark',
  title: 'A firewall mark that is none, or that a setting cannot go with',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'reports',
  proof: ['source/check/check_data.c:validate_check_config', 'config-test'],
  what: `Firewall mark 0, and \`ha_suspend\` in a virtual server that serves a firewall mark, alone or in a group, or that serves a group of
addresses.`,
  why: `\`ha_suspend\` stops the checks while the address of the virtual server is not on this node. A firewall mark has no address to look
for: keepalived switches the setting off, and the standby node checks the servers as well. For a group of addresses it is kept, without
effect and without a word.

Mark 0 is what every packet has that nothing marked. keepalived takes it for no mark, and the virtual server for one with an address that is
missing.`,
  advice: 'Use a mark from 1 on, the same as in the firewall; remove `ha_suspend`, or serve one address.',
  references: [{ title: 'keepalived.conf(5): ha_suspend', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'The mark of packets without a mark',
        config: `virtual_server fwmark 0 {  #~ ^0^ Mark 0 is no firewall mark  #=> virtual_server fwmark 1 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP  #=>
    persistence_timeout 50
    real_server 198.51.100.11 80 {
        weight 1
    }
}
`,
      },
      {
        title: 'A firewall mark has no address',
        config: `virtual_server fwmark 3 {
    lvs_sched rr
    lvs_method NAT
    ha_suspend  #~ switches 'ha_suspend' off  #=>
    real_server 198.51.100.11 80 {
        weight 1
    }
}
`,
      },
      {
        title: 'A group of addresses',
        config: `virtual_server_group web {
    192.0.2.10 80
    192.0.2.11 80
}

virtual_server group web {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    ha_suspend  #~ has no effect  #=>
    real_server 198.51.100.11 80 {
        weight 1
    }
}
`,
      },
    ],
    good: [
      {
        title: 'An address',
        config: `virtual_server 192.0.2.10 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    ha_suspend
    real_server 198.51.100.11 80 {
        weight 1
    }
}
`,
      },
    ],
  },
  words: {
    'lvs/vs-fwmark-zero': () => ({
      severity: 'error',
      summary: 'Mark 0 is no firewall mark: keepalived takes the virtual server for one whose address is missing.',
      detail: 'Nothing is balanced, and the config test does not say so.',
      advice: 'Write the mark that the firewall sets, from 1 on.',
    }),
    'lvs/ha-suspend-with-fwmark': ({ subject }) => ({
      summary: `keepalived switches 'ha_suspend' off for '${subject}', because a firewall mark has no address to look for.`,
      detail: `A standby node checks the servers too.`,
      advice: "Remove 'ha_suspend'.",
      against: 'A firewall mark is served here.',
    }),
    'lvs/ha-suspend-with-group': ({ subject }) => ({
      summary: `'ha_suspend' has no effect for '${subject}', which serves a group.`,
      detail: `A standby node checks the servers too.`,
      advice: "Remove 'ha_suspend', or write a virtual server for each address.",
      against: 'A group is served here.',
    }),
  },
});
