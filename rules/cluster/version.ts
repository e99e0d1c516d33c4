import { oddMembers, placeOfSetting } from '../../src/cluster/disagreement.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import { whereUnheard } from '../../src/rule/both-masters.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/version',
  title: 'Nodes speak different versions of VRRP',
  severity: 'error',
  precision: 'high',
  verdict: 'silent',
  proof: ['live/version-mismatch', 'live/version-mismatch-by-global'],
  what: `Members of one virtual router of which some speak VRRP version 2 and some version 3, by \`version\`, \`vrrp_version\` or IPv6 addresses.`,
  why: `A node discards adverts of the other version: each side becomes master by itself, and both hold the addresses.`,
  advice: `Write the same version on every node, best as vrrp_version in global_defs.`,
  references: [{ title: 'RFC 9568, section 7.1', url: 'https://www.rfc-editor.org/rfc/rfc9568#section-7.1' }],
  examples: {
    bad: [
      {
        title: 'Forgotten on one node',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    version 3
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {  #~ ^VI_1^ 'node2.conf' speaks VRRP version 2, and 'keepalived.conf' version 3.  #=> vrrp_instance VI_1 { ↵     version 3
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
    ],
    good: [
      {
        title: 'Version 3 everywhere',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    version 3
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `global_defs {
    vrrp_version 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
    ],
  },
  check: {
    cluster(cluster, report) {
      for (const { odd, usual } of oddMembers(cluster, ({ version }) => String(version.value))) {
        report(odd.node, {
          at: placeOfSetting(odd.instance, odd.instance.version),
          summary: `'${odd.node.name}' speaks VRRP version ${odd.instance.version.value}, and '${usual.node.name}' version ${usual.instance.version.value}.`,
          detail: whereUnheard(odd, usual, 'Each discards the adverts of the other, becomes master, and both hold the addresses.'),
          related: [
            {
              at: placeIn(usual.node, placeOfSetting(usual.instance, usual.instance.version)),
              message: `The version on '${usual.node.name}'.`,
            },
          ],
        });
      }
    },
  },
});
