import { oddMembers, placeOfSetting } from '../../src/cluster/disagreement.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import { whereUnheard } from '../../src/rule/both-masters.ts';
import { inSeconds } from '../../src/rule/in-seconds.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/advert-interval',
  title: 'Nodes send their adverts at different intervals',
  severity: 'error',
  precision: 'high',
  verdict: 'silent',
  proof: ['live/advert-int-v2-differs', 'live/advert-int-v3-may-differ', 'live/advert-int-rounds-to-equal'],
  what: `Members of one virtual router with different \`advert_int\`: in VRRP version 2 an error, in version 3 a note.`,
  why: `In version 2 a node discards adverts with a different interval from its own: it never hears the master, becomes master too, and both hold the addresses. In version 3 a backup takes over the interval of the master, so that the time until a failover depends on who was master.`,
  advice: `Write the same advert_int on every node.`,
  references: [
    { title: 'RFC 3768, section 7.1', url: 'https://www.rfc-editor.org/rfc/rfc3768#section-7.1' },
    { title: 'RFC 9568, section 6.1', url: 'https://www.rfc-editor.org/rfc/rfc9568#section-6.1' },
  ],
  examples: {
    bad: [
      {
        title: 'Version 2',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    advert_int 1
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    advert_int 2  #~ 'node2.conf' sends an advert every 2 seconds, and 'keepalived.conf' every 1.  #=> advert_int 1
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
        title: 'Rounded to the same',
        config: `vrrp_instance VI_1 {
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
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    version 3
    advert_int 0.50
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
      for (const { odd, usual } of oddMembers(cluster, ({ advertInterval }) => String(advertInterval.value))) {
        const version3 = odd.instance.version.value === 3 && usual.instance.version.value === 3;
        report(odd.node, {
          at: placeOfSetting(odd.instance, odd.instance.advertInterval),
          summary: `'${odd.node.name}' sends an advert every ${inSeconds(odd.instance.advertInterval.value)}, and '${usual.node.name}' every ${usual.instance.advertInterval.value}.`,
          detail: version3
            ? 'In version 3 a backup takes over the interval of the master: how long a failover takes depends on who was master.'
            : whereUnheard(odd, usual, 'In version 2 each discards the adverts of the other, becomes master, and both hold the addresses.'),
          ...(version3 && { severity: 'info' }),
          related: [
            {
              at: placeIn(usual.node, placeOfSetting(usual.instance, usual.instance.advertInterval)),
              message: `The interval on '${usual.node.name}'.`,
            },
          ],
        });
      }
    },
  },
});
