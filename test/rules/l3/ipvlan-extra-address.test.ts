import { expect, it } from 'vitest';
import { findingsOf } from '../../helpers/findings-of.ts';

const RULE = 'l3/ipvlan-extra-address';

const found = (lines: string, addresses: readonly string[]) =>
  findingsOf(
    RULE,
    `vrrp_instance VI_1 {\ninterface eth0\nvirtual_router_id 51\n${lines}\nvirtual_ipaddress {\n${addresses.join('\n')}\n}\n}\n`,
  );

it('counts every virtual address, also those outside the adverts, in words up to twelve', () => {
  const excluded = 'use_ipvlan vip0 192.0.2.103/24\nvirtual_ipaddress_excluded {\n192.0.2.202/24\n}';
  expect(found(excluded, ['192.0.2.200/24'])[0]?.detail).toContain('six addresses instead of four');
  const addresses = Array.from({ length: 9 }, (_, index) => `192.0.2.${200 + index}/24`);
  expect(found('use_ipvlan vip0 192.0.2.103/24', addresses)[0]?.detail).toContain('13 addresses instead of eleven');
});

it('says nothing of an ipvlan without an address, or of one for IPv6', () => {
  expect(found('use_ipvlan vip0', ['192.0.2.200/24'])).toEqual([]);
  expect(found('use_ipvlan vip6 fe80::103/64', ['fe80::200/64'])).toEqual([]);
  expect(found('', ['192.0.2.200/24'])).toEqual([]);
});
