import { atLeast } from '../../grammar/version.ts';
import { lineSpan } from '../../src/binding/place.ts';
import { announcement } from '../../src/rule/announcement.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'vrrp/garp-refresh',
  title: 'A gratuitous ARP refresh that is shorter than the interval of the adverts',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'silent',
  proof: ['source/vrrp/vrrp.c:vrrp_state_master_tx'],
  what: 'A `garp_master_refresh` (or `vrrp_garp_master_refresh`) below `advert_int`, for keepalived before 2.3.2.',
  why: `Up to 2.3.1 keepalived looks whether a refresh is due when it sends an advert, and at no other time. With \`advert_int 3\` and a refresh of one second, gratuitous ARP goes out
every three seconds and not every second.`,
  advice: 'Write an `advert_int` that is not above the refresh, or update to 2.3.2 or later.',
  references: [
    { title: 'keepalived issue 1214: garp_master_refresh and advert_int', url: 'https://github.com/acassen/keepalived/issues/1214' },
  ],
  examples: {
    bad: [
      {
        title: 'Every three seconds',
        version: '2.2.7',
        config: `global_defs {
    vrrp_garp_master_refresh 1  #~ ^vrrp_garp_master_refresh 1^ '3'
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    advert_int 3  #=> advert_int 1
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'In the instance itself',
        version: '2.2.7',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    advert_int 5  #=> advert_int 1
    garp_master_refresh 2  #~ ^garp_master_refresh 2^ '5'
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'A longer refresh',
        version: '2.2.7',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    advert_int 3
    garp_master_refresh 60
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'A later version',
        version: '2.3.2',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    advert_int 3
    garp_master_refresh 1
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
  },
  check: {
    view({ target: { version }, vrrpInstances }, report) {
      if (atLeast(version, '2.3.2')) return;
      const told = new Set<unknown>();
      for (const { name, family, garpMasterRefresh, advertInterval } of vrrpInstances) {
        const { value, node } = garpMasterRefresh;
        if (!node || value === 0 || value >= advertInterval.value || told.has(node)) continue;
        told.add(node);
        report({
          at: lineSpan(node),
          summary: `'${name}' repeats ${announcement(family)} every '${advertInterval.value}' seconds, and not every '${value}'.`,
          detail: `keepalived ${version} looks whether a refresh is due only when it sends an advert.`,
          related: advertInterval.node ? [{ at: lineSpan(advertInterval.node), message: 'The interval of the adverts.' }] : [],
        });
      }
    },
  },
});
