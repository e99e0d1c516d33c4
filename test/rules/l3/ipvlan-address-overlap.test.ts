import { describe, expect, it } from 'vitest';
import type { Version } from '../../../grammar/version.ts';
import { findingsOf, relatedTo } from '../../helpers/findings-of.ts';

const RULE = 'l3/ipvlan-address-overlap';

const instance = (id: number, lines: string, addresses = `192.0.2.${200 + id}/24`): string =>
  `vrrp_instance VI_${id} {\ninterface eth0\nvirtual_router_id ${id}\n${lines}\nvirtual_ipaddress {\n${addresses}\n}\n}\n`;

const found = (text: string, version?: Version) => findingsOf(RULE, text, version ? { version } : {});
const told = (text: string) =>
  found(text).map((finding) => [`${finding.line}:${finding.column}`, finding.summary, ...relatedTo(finding)] as const);

describe('an ipvlan address that something else has', () => {
  it.each([
    ['a virtual address of another instance', instance(2, '', '192.0.2.103/24'), "a virtual address of 'VI_2'", 14],
    ['an address outside the adverts', instance(2, 'virtual_ipaddress_excluded {\n192.0.2.103/24\n}'), "a virtual address of 'VI_2'", 13],
    ['a static address', 'static_ipaddress {\n192.0.2.103/24 dev eth0\n}\n', "an address of 'eth0' (static_ipaddress)", 10],
    ['a static address that says no interface', 'static_ipaddress {\n192.0.2.103/24\n}\n', "an address of 'static_ipaddress'", 10],
    ['a unicast peer', instance(2, 'unicast_peer {\n192.0.2.103\n}'), "a unicast peer of 'VI_2', and so the address of another node", 13],
    ['the source address of another instance', instance(2, 'mcast_src_ip 192.0.2.103'), "the source address of 'VI_2'", 12],
  ])('is told with %s', (_, more, is, line) => {
    expect(told(`${instance(1, 'use_ipvlan vip0 192.0.2.103/24')}${more}`)).toEqual([
      ['4:17', `The ipvlan address '192.0.2.103' is also ${is}.`, `${line}: '192.0.2.103' stands here.`],
    ]);
  });

  it('is told for both of two ipvlans', () => {
    expect(told(instance(1, 'use_ipvlan vip0 192.0.2.103/24') + instance(2, 'use_ipvlan vip1 192.0.2.103/24'))).toEqual([
      ['4:17', "The ipvlan address '192.0.2.103' is also the ipvlan address of 'VI_2'.", "12: '192.0.2.103' stands here."],
      ['12:17', "The ipvlan address '192.0.2.103' is also the ipvlan address of 'VI_1'.", "4: '192.0.2.103' stands here."],
    ]);
  });

  it('is told with the clearest conflict where there are several', () => {
    const text = `${instance(1, 'use_ipvlan vip0 192.0.2.103/24')}${instance(2, 'mcast_src_ip 192.0.2.103', '192.0.2.103/24')}`;
    expect(told(text)).toMatchObject([
      ['4:17', "The ipvlan address '192.0.2.103' is also a virtual address of 'VI_2'.", expect.anything()],
    ]);
  });

  it('is not the source address of its own instance', () => {
    expect(told(instance(1, 'use_ipvlan vip0 192.0.2.103/24\nmcast_src_ip 192.0.2.103'))).toEqual([]);
    expect(told(instance(1, 'use_ipvlan vip0 192.0.2.103/24\nmcast_src_ip 192.0.2.101'))).toEqual([]);
  });
});

describe('an ipvlan without a usable address', () => {
  it('is told where IPv4 needs one', () => {
    expect(found(instance(1, 'use_ipvlan vip0'))).toMatchObject([
      { line: 4, column: 1, severity: 'error', verdicts: ['refuses'], summary: "'use_ipvlan' needs an IPv4 address in instance 'VI_1'." },
    ]);
    expect(found(instance(1, 'use_ipvlan vip0', 'fe80::1/64'))).toEqual([]);
  });

  it('is told of an address of the other family, with what decides the family', () => {
    const below = (address: string, ipvlan: string) =>
      found(
        `vrrp_instance VI_1 {\ninterface eth0\nvirtual_router_id 1\nvirtual_ipaddress {\n${address}\n}\nuse_ipvlan vip0 ${ipvlan}\n}\n`,
      );
    const [four] = below('192.0.2.200/24', 'fe80::103/64');
    expect(four).toMatchObject({
      line: 7,
      severity: 'error',
      summary: "The ipvlan address 'fe80::103' is not of the family of instance 'VI_1'.",
    });
    expect(four?.detail).toContain('leaves the instance in fault');
    expect(four && relatedTo(four)).toEqual(['5: This decides the family.']);
    const [six] = below('fe80::1/64', '192.0.2.103/24');
    expect(six?.detail).toBe('keepalived ignores it.');
  });
});

describe('the network of an ipvlan address', () => {
  const networks = (lines: string, addresses: string, top = '') => told(`${instance(1, lines, addresses)}${top}`);

  it('is one of those that the instance is in', () => {
    expect(networks('use_ipvlan vip0 198.51.100.103/24', '192.0.2.200/24')).toEqual([
      [
        '4:17',
        "The ipvlan address '198.51.100.103' is in no network of instance 'VI_1', such as '192.0.2.0/24'.",
        "6: '192.0.2.0/24' comes from here.",
      ],
    ]);
    expect(networks('use_ipvlan vip0 192.0.2.103/24', '192.0.2.200/24')).toEqual([]);
    expect(networks('use_ipvlan vip0 192.0.2.103/32', '192.0.2.200/24')).toEqual([]);
    expect(networks('use_ipvlan vip0 192.0.2.103/24', '192.0.2.200/32')).toEqual([]);
    expect(networks('use_ipvlan vip0 198.51.100.103/24', '192.0.2.200/24\n198.51.100.200/24')).toEqual([]);
    expect(networks('use_ipvlan vip0 198.51.100.103/24', '198.51.100.200/24\n192.0.2.200/24')).toEqual([]);
  });

  it('is not known where host routes leave it open', () => {
    expect(networks('use_ipvlan vip0 198.51.100.103/32', '192.0.2.200/32')).toEqual([]);
    expect(networks('use_ipvlan vip0 198.51.100.103/32', '192.0.2.200/24\n192.0.2.201/32')).toEqual([]);
    expect(networks('use_ipvlan vip0 198.51.100.103/24', '192.0.2.200/32')).toMatchObject([
      ['4:17', "The ipvlan address '198.51.100.103' is in no network of instance 'VI_1', such as '192.0.2.200'.", expect.anything()],
    ]);
    expect(networks('use_ipvlan vip0 198.51.100.103/24', '192.0.2.200/32\n192.0.2.201/24')).toEqual([
      [
        '4:17',
        "The ipvlan address '198.51.100.103' is in no network of instance 'VI_1', such as '192.0.2.0/24'.",
        "7: '192.0.2.0/24' comes from here.",
      ],
    ]);
    const six = 'static_ipaddress {\n2001:db8::1/64 dev eth0\n}\n';
    expect(networks('use_ipvlan vip0 198.51.100.103/24', '192.0.2.200/32', six)[0]?.[1]).toContain("such as '192.0.2.200'");
  });

  it('may be one of its interface, and of no other', () => {
    const on = (dev: string) => `static_ipaddress {\n198.51.100.101/24${dev}\n}\n`;
    expect(networks('use_ipvlan vip0 198.51.100.103/24', '192.0.2.200/24', on(' dev eth0'))).toEqual([]);
    expect(networks('use_ipvlan vip0 198.51.100.103/24', '192.0.2.200/24', on(''))).toEqual([]);
    expect(networks('use_ipvlan vip0 198.51.100.103/24', '192.0.2.200/24', on(' dev eth1'))).toHaveLength(1);
  });
});

describe('the nodes that one file describes', () => {
  const both = (low: string, high: string, top = '') =>
    `${top}vrrp_instance VI_1 {\ninterface eth0\nvirtual_router_id 1\n${low}\n${high}\nvirtual_ipaddress {\n192.0.2.201/24\n}\n}\n`;

  it('must not have the same ipvlan address', () => {
    expect(told(both('@low use_ipvlan vip0 192.0.2.103/24', '@high use_ipvlan vip0 192.0.2.103/24'))).toEqual([
      [
        '4:22',
        "The ipvlan address '192.0.2.103' is also the ipvlan address of 'VI_1' on another node (config-id 'high').",
        "5: '192.0.2.103' stands here.",
      ],
      [
        '5:23',
        "The ipvlan address '192.0.2.103' is also the ipvlan address of 'VI_1' on another node (config-id 'low').",
        "4: '192.0.2.103' stands here.",
      ],
    ]);
  });

  it('must not have one that is another address of the other node', () => {
    expect(told(both('@low use_ipvlan vip0 192.0.2.103/24', '@high mcast_src_ip 192.0.2.103'))).toEqual([
      [
        '4:22',
        "The ipvlan address '192.0.2.103' is also the source address of 'VI_1' on another node (config-id 'high').",
        "5: '192.0.2.103' stands here.",
      ],
    ]);
    const top = 'static_ipaddress {\n@high 192.0.2.103/24 dev eth0\n}\n';
    expect(told(both('@low use_ipvlan vip0 192.0.2.103/24', '@high priority 90', top))[0]?.[1]).toContain(
      "an address of 'eth0' (static_ipaddress) on another node (config-id 'high')",
    );
  });

  it('are told apart where one line is for all', () => {
    expect(told(both('use_ipvlan vip0 192.0.2.103/24', '@low priority 90\n@high priority 100'))).toEqual([
      ['4:17', "The ipvlan address '192.0.2.103' is given to more than one node."],
    ]);
  });

  it('are told apart where each has a file of its own', () => {
    const own = 'use_ipvlan vip0 192.0.2.103/24\n';
    const text = both('@low include low.conf', '@high include high.conf');
    const { summary } = findingsOf(RULE, text, { files: { 'low.conf': own, 'high.conf': own } })[0] ?? {};
    expect(summary).toContain('on another node');
  });

  it('may each have one of their own', () => {
    expect(told(both('@low use_ipvlan vip0 192.0.2.103/24', '@high use_ipvlan vip0 192.0.2.104/24'))).toEqual([]);
  });
});
