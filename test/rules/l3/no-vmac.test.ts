import { describe, expect, it } from 'vitest';
import type { Version } from '../../../grammar/version.ts';
import { textOf } from '../../../src/rule/text-of.ts';
import { findingsOf } from '../../helpers/findings-of.ts';
import { fixText } from '../../helpers/lint-text.ts';

const RULE = 'l3/no-vmac';

const instance = (lines: string, addresses = '192.0.2.200/24', head = 'interface eth0\nvirtual_router_id 51'): string =>
  `vrrp_instance VI_1 {\n${head}\n${lines}\nvirtual_ipaddress {\n${addresses}\n}\n}\n`;

const found = (text: string, version?: Version) => findingsOf(RULE, text, version ? { version } : {});
const told = (text: string, version?: Version): string[] => found(text, version).map(textOf);
const PEERS = 'unicast_peer {\n192.0.2.102\n}';

describe('the virtual MAC address', () => {
  it.each([
    ['use_vmac', '192.0.2.200/24', '00:00:5e:00:01:33'],
    ['use_vmac', 'fe80::200/64', '00:00:5e:00:02:33'],
    ['use_vmac vip0 02:00:5e:10:00:01', '192.0.2.200/24', '02:00:5e:10:00:01'],
    ['use_vmac vip0 02:00:5e:10:00', '192.0.2.200/24', '02:00:5e:10:00:33'],
    ['strict_mode on\nuse_vmac vip0 02:00:5e:10:00:01', '192.0.2.200/24', '00:00:5e:00:01:33'],
  ])('of %j for %s is %s', (lines, address, mac) => {
    expect(found(instance(lines, address))[0]?.summary).toBe(`'use_vmac' puts the virtual MAC address '${mac}' on the network.`);
  });

  it('has two digits for its last octet, and a name for it where the ID is not known', () => {
    const summary = (lines: string, head: string) => found(instance(lines, '192.0.2.200/24', head))[0]?.summary;
    expect(summary('use_vmac vip0 02:00:5e:10:00', 'interface eth0\nvirtual_router_id 7')).toContain("'02:00:5e:10:00:07'");
    expect(summary('use_vmac', 'interface eth0')).toContain("'00:00:5e:00:01:VRID'");
    expect(summary('use_vmac vip0 02:00:5e:10:00', 'interface eth0')).toContain("'02:00:5e:10:00'");
  });

  it('is told with the frames of the family', () => {
    expect(told(instance('use_vmac'))[0]).toContain('Adverts, gratuitous ARP and the answers to ARP carry it');
    expect(told(instance('use_vmac', 'fe80::200/64'))[0]).toContain(
      'Adverts, unsolicited neighbour advertisements and the answers to neighbour solicitations carry it',
    );
  });

  it('stays where only the adverts leave it', () => {
    expect(told(instance('use_vmac\nvmac_xmit_base'))[0]).toContain("'vmac_xmit_base' only moves the adverts to the MAC address of 'eth0'");
    expect(told(instance('use_vmac\nvmac_xmit_base', '192.0.2.200/24', 'virtual_router_id 51'))[0]).toContain(
      'MAC address of the real interface',
    );
    expect(told(instance(`use_vmac\n${PEERS}`), '2.1.0')[0]).not.toContain('Unicast peers only move');
    expect(told(instance(`use_vmac\n${PEERS}`), '2.2.0')[0]).toContain("Unicast peers only move the adverts to the MAC address of 'eth0'");
    expect(told(instance(`use_vmac\nvmac_xmit_base\n${PEERS}`), '2.0.20')[0]).toContain("'vmac_xmit_base' only moves");
  });

  it('waits for an update or an interface where keepalived drops use_vmac', () => {
    expect(told(instance(`use_vmac\n${PEERS}`), '2.1.5')[0]).toContain('waits for an update');
    expect(told(instance(`use_vmac\n${PEERS}`), '2.1.5')[0]).toContain("carry '00:00:5e:00:01:33'");
    const noInterface = instance(`use_vmac\n${PEERS}`, '192.0.2.200/24', 'virtual_router_id 51');
    expect(told(noInterface)[0]).toContain("waits for an 'interface'");
    expect(found(noInterface)[0]?.advice).toContain("Remove 'use_vmac'");
  });

  it('is mended by what the version takes', () => {
    const advice = (lines: string) => found(instance(lines))[0]?.advice;
    expect(advice('use_vmac vip0')).toContain("If something needs the interface 'vip0', use_ipvlan makes one");
    expect(advice(`use_vmac vip0\n${PEERS}`)).not.toContain('use_ipvlan');
    expect(advice('use_vmac\nvmac_xmit_base')).toContain('gratuitous ARP');
  });

  it('is not there without use_vmac', () => {
    expect(found(instance(''))).toEqual([]);
    expect(found(instance('use_ipvlan vip0 192.0.2.103/24'))).toEqual([]);
  });
});

describe('use_vmac on an address', () => {
  it('is reported where the macvlan of the instance does not carry it', () => {
    const places = (lines: string, addresses: string) => found(instance(lines, addresses)).map(({ line, column }) => `${line}:${column}`);
    expect(places('', '192.0.2.200/24 use_vmac')).toEqual(['6:16']);
    expect(places('use_vmac', '192.0.2.200/24 use_vmac')).toEqual(['4:1']);
    expect(places('use_vmac', '192.0.2.200/24 dev eth0 use_vmac')).toEqual(['4:1']);
    expect(places('use_vmac', '192.0.2.200/24 dev eth1 use_vmac')).toEqual(['4:1', '6:25']);
    expect(places('use_vmac\nvirtual_ipaddress_excluded {\nfe80::9/64 use_vmac\n}', '192.0.2.200/24')).toEqual(['4:1', '6:12']);
  });

  it('says whether the adverts carry it as well', () => {
    expect(told(instance('', '192.0.2.200/24 use_vmac'))).toEqual([
      "'use_vmac' on the address '192.0.2.200' puts the virtual MAC address '00:00:5e:00:01:33' on the network. " +
        "Gratuitous ARP and the answers to ARP for this address carry it, though the adverts of 'VI_1' do not.",
    ]);
    expect(told(instance('use_vmac', '192.0.2.200/24 dev eth1 use_vmac'))[1]).toMatch(/for this address carry it\.$/);
  });
});

describe('use_vmac_addr', () => {
  it('is told with the addresses that it moves', () => {
    const text = instance('use_vmac_addr\nvirtual_ipaddress_excluded {\n2001:db8::1/64\n}', '192.0.2.200/24\n192.0.2.201/24 dev eth1');
    expect(told(text)).toEqual([
      "'use_vmac_addr' puts the virtual MAC address '00:00:5e:00:01:33' and '00:00:5e:00:02:33' on the network. " +
        "Gratuitous ARP and the answers to ARP for '192.0.2.201', '2001:db8::1' carry it.",
    ]);
    expect(told(instance('use_vmac_addr', '192.0.2.201/24 dev eth1\n192.0.2.202/24 dev eth1'))[0]).toContain(
      "the virtual MAC address '00:00:5e:00:01:33' on the network",
    );
    expect(told(instance('use_vmac_addr', '192.0.2.200/24\n192.0.2.201/24 dev eth0'))[0]).toContain("has nothing to act on in 'VI_1'");
  });
});

describe('the fix', () => {
  const fixed = (text: string, version: Version = '2.4.3'): string[] => {
    const { files } = fixText(text, { severities: new Map([[RULE, 'error']]), safety: 'unsafe', version });
    return (files[0]?.after ?? text).split('\n').filter((line) => /vmac|vip0/.test(line));
  };

  it('takes use_vmac away, with the line that needs it', () => {
    expect(fixed(instance('use_vmac vip0\nvmac_xmit_base'))).toEqual([]);
    expect(fixed(instance('use_vmac'))).toEqual([]);
    expect(fixed(instance('use_vmac_addr', '192.0.2.200/24 use_vmac'))).toEqual([]);
  });

  it('leaves it to a person where something else speaks of its interface', () => {
    const routes = 'virtual_routes {\n198.51.100.0/24 dev vip0\n}';
    const mac = 'use_vmac vip0 02:00:5e:10:00';
    expect(fixed(instance(`${mac}\n${routes}`))).toEqual([mac, '198.51.100.0/24 dev vip0']);
    expect(fixed(instance(`use_vmac vip0\n${routes}`))).toEqual(['use_vmac vip0', '198.51.100.0/24 dev vip0']);
  });
});
