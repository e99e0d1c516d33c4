import { keywordSpan } from '../../src/binding/place.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inStandards } from '../profiles.ts';

export default defineRule({
  id: 'rfc/virtual-mac',
  title: 'The virtual router has no MAC address of its own',
  severity: 'off',
  precision: 'high',
  profiles: inStandards('error'),
  verdict: 'silent',
  proof: ['rfc/9568#7.3', 'rfc/9568#7.2', 'live/use-vmac-virtual-mac'],
  what: `An instance without \`use_vmac\`, with a MAC address that is not the standard's, or with \`vmac_xmit_base\`. That unicast peers move the adverts to the interface is told of the peers.`,
  why: `The addresses of a virtual router go with the MAC address 00-00-5E-00-01-VRID, or 00-00-5E-00-02-VRID for IPv6 (RFC 9568, section 7.3): the master answers ARP with it (section 8.1.2) and sends its adverts from it (section 7.2). Without it clients have to learn a new MAC address at each failover.`,
  advice: 'Write `use_vmac`, without a MAC address and without `vmac_xmit_base`.',
  references: [
    { title: 'RFC 9568, section 7.3: Virtual Router MAC Address', url: 'https://www.rfc-editor.org/rfc/rfc9568.html#section-7.3' },
  ],
  examples: {
    bad: [
      {
        title: 'The MAC address of the interface',
        config: `vrrp_instance VI_1 {  #~ ^VI_1^ no virtual MAC address  #=> vrrp_instance VI_1 {↵    use_vmac
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Adverts from another one',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    use_vmac
    vmac_xmit_base  #~ ^vmac_xmit_base^ MAC address of its interface  #=>
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'As the standard has it',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    use_vmac
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
      for (const { name, vmac, vmacXmitBase, nameWord, unicastKeyword } of configuration.vrrpInstances) {
        if (vmac.value === null) {
          report({
            at: nameWord,
            summary: `'${name}' has no virtual MAC address, and the standard demands one (RFC 9568, section 7.3).`,
            detail: 'Clients have to learn another MAC address at each failover.',
            advice: unicastKeyword
              ? "Remove the unicast lines, then write 'use_vmac': beside them keepalived sends from the interface all the same."
              : "Write 'use_vmac'.",
          });
        } else if (vmac.value.mac !== null) {
          report({
            at: vmac.value.mac,
            summary: `'${name}' has a MAC address of its own choice, and not that of the standard (RFC 9568, section 7.3).`,
            detail: 'Routers of another make use the standard one for the same virtual router.',
            advice: "Leave the MAC address out behind 'use_vmac'.",
          });
        } else if (vmacXmitBase.value && vmacXmitBase.node?.keyword.text === 'vmac_xmit_base') {
          report({
            at: keywordSpan(vmacXmitBase.node),
            summary: `'${name}' sends its adverts from the MAC address of its interface, and not from the virtual one (RFC 9568, section 7.2).`,
            detail: 'Switches learn from the adverts where the virtual MAC address is.',
            advice: "Remove 'vmac_xmit_base'.",
          });
        }
      }
    },
  },
});
