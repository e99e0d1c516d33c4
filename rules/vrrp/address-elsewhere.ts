import type { Address } from '../../src/model/net/address.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { takenForInterface } from '../../src/rule/taken-for-interface.ts';

export default defineRule({
  id: 'vrrp/address-elsewhere',
  title: 'An address on another interface decides over the instance',
  severity: 'info',
  precision: 'high',
  verdict: 'silent',
  proof: ['live/vip-dev-eth1-no-track', 'live/virtual-route-tracks-interface', 'live/track-if-weight-and-vip'],
  what: 'A virtual address with `dev` of an interface other than that of the instance, which `track_interface` does not name and which has no `no_track`.',
  why: `keepalived tracks the interface of every virtual address, as if it stood in \`track_interface\` without a weight. When that interface goes down, the whole instance goes to
fault state and gives up all its addresses, those on its own interface too. On a router that is mostly what is wanted; it should be written where it can be seen.`,
  advice: 'Name the interface in `track_interface`, if that is what you want, or write `no_track` behind the address.',
  unless: 'the instance is a router that is of no use without that interface.',
  references: [{ title: 'keepalived.conf(5): virtual_ipaddress, no_track', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'eth1 takes the addresses of eth0 along',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
        198.51.100.200/24 dev eth1  #~ ^dev eth1^ When 'eth1' goes down  #=> 198.51.100.200/24 dev eth1 no_track
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Written down, or switched off',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24 dev eth0
        198.51.100.200/24 dev eth1
        203.0.113.200/24 dev eth2 no_track
    }
    track_interface {
        eth1
    }
}
`,
      },
    ],
  },
  check: {
    view({ vrrpInstances }, report) {
      for (const instance of vrrpInstances) {
        const told = new Set<string>();
        for (const address of [...instance.addresses, ...instance.excludedAddresses]) {
          const { dev, options } = address;
          const option = options.find((each) => each.option.word === 'dev');
          if (dev === null || !option || takenForInterface(address) || !decides(dev, address, instance) || told.has(dev)) continue;
          told.add(dev);
          report({
            at: { start: option.word.start, end: (option.values.at(-1) ?? option.word).end },
            summary: `When '${dev}' goes down, '${instance.name}' gives up all its addresses.`,
            detail: `keepalived tracks the interface of every virtual address, also where it is not the instance's own ('${instance.interface.value}').`,
          });
        }
      }
    },
  },
});

function decides(dev: string, { options }: Address, { interface: own, vmac, ipvlan, tracking, syncGroup }: VrrpInstance): boolean {
  if (own.value === null || dev === own.value || dev === 'lo') return false;
  if (dev === vmac.value?.interface || dev === ipvlan.value?.interface) return false;
  if (options.some(({ option }) => option.word === 'no_track')) return false;
  const named = [...tracking.interfaces, ...(syncGroup?.tracking.interfaces ?? [])];
  return !named.some(({ target }) => target === dev);
}
