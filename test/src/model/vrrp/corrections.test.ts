import { describe, expect, it } from 'vitest';
import type { Version } from '../../../../grammar/version.ts';
import { configure, correctionsOf, firstInstance, instanceText, PEER, placesOf, VIP } from '../../../helpers/configure.ts';

/** Corrections of an instance with an address, one line for each that the lines cause. */
function of(lines: string, version?: Version, globals?: string): string[] {
  return correctionsOf(instanceText(`${lines}\n${VIP}`, globals), version).filter((line) => !line.startsWith('strict/no-accept-default'));
}

describe('strict mode', () => {
  it.each([
    ['state MASTER\npriority 150', 'strict/state-must-match-owner: overrides, reports'],
    ['state BACKUP\npriority 255', 'strict/state-must-match-owner: overrides, reports'],
    ['authentication {\nauth_type PASS\nauth_pass x\n}', 'strict/no-authentication: drops, reports'],
    ['preempt_delay 5', 'strict/no-preempt-delay: overrides, reports'],
    ['down_timer_adverts 4', 'strict/down-timer-adverts-3: overrides, reports'],
    ['accept', 'strict/accept-not-in-v2: overrides, reports'],
    ['garp_lower_prio_repeat 1', 'strict/no-repeat-garps: overrides, reports'],
    ['garp_lower_prio_delay 1', 'strict/no-repeat-garp-delay: overrides, reports'],
    ['lower_prio_no_advert off', 'strict/lower-prio-no-advert: overrides, reports'],
    ['higher_prio_send_advert', 'strict/higher-prio-send-advert: overrides, reports'],
    ['use_vmac\nvmac_xmit_base', 'strict/no-vmac-xmit-base: drops, reports'],
    ['use_vmac 02:00:00:00:00:01', 'strict/no-vmac-mac-address: overrides, reports'],
    ['no_virtual_ipaddress', 'vrrp/no-virtual-ipaddress-strict: drops, reports'],
    [
      'auth_hmac {\nkey 1 0123456789abcdef0123456789abcdef\nactive_key 1\nmode permissive\n}',
      'strict/auth-hmac-enforce: overrides, reports',
    ],
  ])('does not allow %j', (lines, expected) => {
    expect(of(`strict_mode\n${lines}`)).toEqual([expected]);
    expect(of(lines).filter((line) => line.startsWith('strict/'))).toEqual([]);
  });

  it.each([
    'state MASTER\npriority 255',
    'state BACKUP',
    'garp_lower_prio_repeat 0',
    'version 3\naccept',
    'down_timer_adverts 3',
    'use_vmac',
  ])('allows %j', (lines) => {
    expect(of(`strict_mode\n${lines}`).filter((line) => line.startsWith('strict/'))).toEqual([]);
  });

  it('wants IPv6 with version 3, and its first address link-local', () => {
    expect(correctionsOf(instanceText('strict_mode\nversion 2\nvirtual_ipaddress {\n2001:db8::1\n}'))).toEqual([
      'strict/ipv6-version-3: overrides, reports',
      'strict/no-accept-default: overrides, logs',
      'strict/first-ipv6-vip-link-local: reports, reports',
    ]);
  });

  it('wants an address', () => {
    const text = instanceText('strict_mode');
    expect(correctionsOf(text)).toContain('strict/vip-required: refuses, refuses');
    expect(firstInstance(text).refused).toBe(true);
  });

  it('says where the conflict is', () => {
    const text = instanceText(`state MASTER\npriority 150\n${VIP}`, 'vrrp_strict');
    expect(placesOf(text, 'strict/state-must-match-owner')).toEqual({ at: 'state MASTER', against: 'vrrp_strict' });
  });

  it.each([
    ['2.0.20', 'refuses, refuses', true],
    ['2.2.4', 'refuses, refuses', true],
    ['2.2.5', 'ignores, silent', false],
    ['2.3.4', 'ignores, silent', false],
    ['2.4.0', 'refuses, refuses', true],
  ] as const)('in keepalived %s and unicast peers: %s', (version, expected, refused) => {
    const text = instanceText(`${PEER}\n${VIP}`, 'vrrp_strict');
    expect(correctionsOf(text, version)).toContain(`strict/no-unicast-peers: ${expected}`);
    expect(firstInstance(text, version).refused).toBe(refused);
  });

  it('has corrected settings afterwards', () => {
    const instance = firstInstance(
      instanceText(
        `strict_mode\nstate MASTER\npriority 150\nauthentication {\nauth_type PASS\nauth_pass x\n}\nuse_vmac\nvmac_xmit_base\n${VIP}`,
      ),
    );
    expect(instance).toMatchObject({
      state: { value: 'BACKUP', as: 'corrected' },
      authentication: { value: null, as: 'corrected' },
      vmacXmitBase: { value: false, as: 'corrected' },
      accept: { value: false, as: 'default' },
      lowerPriorityNoAdvert: { value: true },
    });
  });
});

describe('unicast with extra interfaces', () => {
  it.each([
    ['2.0.20', 'use_vmac', [], 'use_vmac'],
    ['2.1.5', 'use_vmac', ['unicast/no-vmac-with-peers-2.1: drops, reports'], null],
    ['2.2.4', 'use_vmac', ['unicast/vmac-needs-xmit-base: overrides, reports'], 'use_vmac'],
    ['2.4.3', 'use_vmac', ['unicast/vmac-needs-xmit-base: overrides, reports'], 'use_vmac'],
    ['2.4.3', 'use_vmac\nvmac_xmit_base', [], 'use_vmac'],
    ['2.1.5', 'use_ipvlan 192.0.2.9/24', ['unicast/no-vmac-with-peers-2.1: drops, reports'], null],
    [
      '2.4.3',
      'use_ipvlan 192.0.2.9/24',
      ['unicast/vmac-needs-xmit-base: overrides, reports', 'unicast/ipvlan-xmit-base: drops, reports'],
      'use_ipvlan',
    ],
  ] as const)('in keepalived %s: %s', (version, lines, expected, used) => {
    const instance = firstInstance(instanceText(`${lines}\n${PEER}\n${VIP}`), version);
    expect(of(`${lines}\n${PEER}`, version)).toEqual(expected);
    expect(instance.vmac.value ? 'use_vmac' : instance.ipvlan.value ? 'use_ipvlan' : null).toBe(used);
  });

  it('sets vmac_xmit_base, wherever the words stand, and reports it at the closing brace', () => {
    const text = instanceText(`${PEER}\n${VIP}\nuse_vmac`);
    expect(firstInstance(text).vmacXmitBase.value).toBe(true);
    expect(placesOf(text, 'unicast/vmac-needs-xmit-base')).toEqual({ at: 'use_vmac', against: 'unicast_peer' });
    const { corrections, expansion } = configure(text);
    const place = corrections.find(({ check }) => check === 'unicast/vmac-needs-xmit-base')?.reportedAt;
    expect(place && expansion.text.slice(place.start, place.end)).toBe('}');
    expect(place?.start).toBe(text.lastIndexOf('}'));
  });

  it('needs peers for that before 2.2.5, but only a keyword afterwards', () => {
    expect(of('use_vmac\nunicast_src_ip 192.0.2.1', '2.2.4')).toEqual(['unicast/keyword-without-peers: overrides, silent']);
    expect(of('use_vmac\nunicast_src_ip 192.0.2.1', '2.2.5')).toEqual([
      'unicast/vmac-needs-xmit-base: overrides, reports',
      'unicast/keyword-without-peers: overrides, reports',
    ]);
  });
});

describe('unicast', () => {
  it('falls back to multicast without peers, or waits in fault state where told to', () => {
    expect(of('unicast_peer {\n}', '2.2.4')).toEqual(['unicast/keyword-without-peers: overrides, silent']);
    expect(of('unicast_peer {\n}', '2.2.5')).toEqual(['unicast/keyword-without-peers: overrides, reports']);
    expect(of('unicast_peer {\n}\nunicast_fault_no_peer')).toEqual(['unicast/fault-no-peer: faults, logs']);
    expect(firstInstance(instanceText(`unicast_fault_no_peer\n${VIP}`)).faulted).toBe(true);
  });

  it('is in fault state where the last line of its source loses that of another one', () => {
    const isFaulted = (lines: string): boolean => firstInstance(instanceText(`${lines}\n${VIP}`)).faulted;
    expect(isFaulted('mcast_src_ip 192.0.2.1\nmcast_src_ip 192.0.2.256')).toBe(true);
    expect(isFaulted(`unicast_src_ip 192.0.2.1\nunicast_src_ip 192.0.2.256\n${PEER}`)).toBe(true);
    expect(isFaulted('mcast_src_ip 192.0.2.256')).toBe(false);
    expect(isFaulted('mcast_src_ip 192.0.2.256\nmcast_src_ip 192.0.2.1')).toBe(false);
    expect(isFaulted('mcast_src_ip 192.0.2.1\nmcast_src_ip 192.0.2.256\nmcast_src_ip 192.0.2.2')).toBe(false);
    expect(isFaulted('mcast_src_ip 192.0.2.1\nmcast_src_ip 2001:db8::1')).toBe(false);
  });

  it('leaves out peers of the other family, and those that stand twice since 2.3.3', () => {
    const lines = 'unicast_peer {\n192.0.2.2\n2001:db8::2\n192.0.2.2\n}';
    expect(of(lines)).toEqual(['unicast/peer-family: drops, reports', 'unicast/peer-duplicate: drops, reports']);
    expect(of(lines, '2.3.2')).toEqual(['unicast/peer-family: drops, reports']);
    expect(firstInstance(instanceText(lines)).peers).toHaveLength(1);
  });

  it('has a TTL of 0 where unicast_ttl stands without peers', () => {
    expect(of('unicast_ttl 64')).toEqual(['unicast/ttl-without-peers: overrides, reports']);
    expect(firstInstance(instanceText(`unicast_ttl 64\n${VIP}`)).unicastTtl).toMatchObject({ value: 0, as: 'corrected' });
    expect(of(`unicast_ttl 64\n${PEER}`)).toEqual([]);
  });

  it('takes no multicast group', () => {
    expect(of(`mcast_dst_ip 224.0.0.99\n${PEER}`)).toEqual(['vrrp/mcast-dst-ip-with-unicast: ignores, reports']);
    expect(firstInstance(instanceText(`mcast_dst_ip 224.0.0.99\n${VIP}`)).multicastGroup).toMatchObject({
      value: '224.0.0.99',
      as: 'given',
    });
  });

  it.each([
    ['2.0.20', 'vrrp/interface-missing'],
    ['2.1.5', null],
    ['2.2.4', null],
    ['2.2.7', 'vrrp/interface-missing'],
    ['2.2.8', null],
    ['2.4.3', null],
  ] as const)('in keepalived %s does without an interface: %s', (version, check) => {
    const lines = `unicast_src_ip 192.0.2.1\n${PEER}\nvirtual_ipaddress {\n192.0.2.10/24 dev eth0\n}`;
    const refusals = configure(`vrrp_instance a {\nvirtual_router_id 1\n${lines}\n}`, version).corrections.filter(
      ({ effect }) => effect === 'refuses',
    );
    expect(refusals.map((correction) => correction.check)).toEqual(check === null ? [] : [check]);
  });

  it('without an interface needs a source that is not link-local, and dev for each address', () => {
    const text = (lines: string) => `vrrp_instance a {\nvirtual_router_id 1\n${lines}\n}`;
    expect(correctionsOf(text(`${PEER}\n${VIP}`))).toContain('unicast/needs-source-or-interface: refuses, refuses');
    expect(correctionsOf(text('unicast_src_ip fe80::1\nunicast_peer {\nfe80::2\n}'))).toContain(
      'unicast/link-local-source-without-interface: refuses, refuses',
    );
    expect(correctionsOf(text(`unicast_src_ip 192.0.2.1\n${PEER}\n${VIP}`))).toEqual([
      'unicast/no-interface-for-address: drops, reports',
      'vrrp/no-vip-sensible: reports, reports',
    ]);
  });
});

describe('ipvlan', () => {
  it('of IPv4 is at fault without an address', () => {
    expect(of('use_ipvlan')).toEqual(['ipvlan/ipv4-needs-address: faults, refuses']);
    expect(of('use_ipvlan\nmcast_src_ip 192.0.2.1')).toEqual(['ipvlan/ipv4-needs-address: faults, refuses']);
    expect(firstInstance(instanceText(`use_ipvlan\n${VIP}`))).toMatchObject({ faulted: true, refused: false });
    expect(correctionsOf(instanceText('use_ipvlan\nvirtual_ipaddress {\nfe80::1\n}'))).toEqual([]);
  });

  it('takes no address of the other family', () => {
    const text = instanceText(`${VIP}\nuse_ipvlan 2001:db8::9/64`);
    expect(correctionsOf(text)).toEqual(['ipvlan/address-family: ignores, reports', 'ipvlan/ipv4-needs-address: faults, refuses']);
    expect(placesOf(text, 'ipvlan/address-family')).toEqual({ at: '2001:db8::9/64', against: '192.0.2.10/24' });
  });

  it('does not go with use_vmac, and nobody says so', () => {
    expect(of('use_vmac\nuse_ipvlan 192.0.2.9/24')).toEqual(['vmac/with-ipvlan: overrides, silent']);
  });
});

describe('vmac', () => {
  it('is needed by vmac_xmit_base', () => {
    expect(of('vmac_xmit_base')).toEqual(['vmac/xmit-base-without-vmac: drops, reports']);
  });

  it('makes use_vmac on its own addresses redundant, not on others', () => {
    const lines = 'use_vmac\nvirtual_ipaddress {\n192.0.2.11 use_vmac\n192.0.2.12 dev eth1 use_vmac\n}';
    expect(of(lines)).toEqual(['vmac/address-and-instance: ignores, reports']);
    expect(of(lines.replace('use_vmac\n', 'use_vmac_addr\n'))).toEqual(['vmac/address-and-use-vmac-addr: ignores, reports']);
  });

  it('leaves the name to the first instance that has it', () => {
    const instance = (name: string, vrid: number) =>
      `vrrp_instance ${name} {\ninterface eth0\nvirtual_router_id ${vrid}\nuse_vmac vr1\nvirtual_ipaddress {\n192.0.2.${vrid}\n}\n}\n`;
    expect(correctionsOf(instance('a', 1) + instance('b', 2))).toEqual(['vmac/name-in-use: drops, reports']);
  });
});

describe('authentication', () => {
  const auth = (type: string, password = '') => `authentication {\nauth_type ${type}\n${password}\n}`;

  it.each([
    [`version 3\n${auth('PASS', 'auth_pass x')}`, 'vrrp/auth-version-3: drops, reports'],
    [auth('PASS'), 'vrrp/auth-no-password: drops, reports'],
    [`authentication {\nauth_pass x\n}`, 'vrrp/auth-pass-without-type: ignores, silent'],
    [`${auth('AH', 'auth_pass x')}\nstate MASTER\npriority 100`, 'vrrp/auth-ah-state-master: overrides, reports'],
  ])('%j', (lines, expected) => {
    expect(of(lines)).toEqual([expected]);
  });

  it('with AH is for IPv4', () => {
    const text = instanceText(`version 2\n${auth('AH', 'auth_pass x')}\nvirtual_ipaddress {\nfe80::1\n}`);
    expect(correctionsOf(text)).toContain('vrrp/auth-ah-ipv6: drops, reports');
  });

  it('gives way to auth_hmac, which needs its active key', () => {
    const key = 'key 1 0123456789abcdef0123456789abcdef';
    expect(of(`${auth('PASS', 'auth_pass x')}\nauth_hmac {\n${key}\nactive_key 1\n}`)).toEqual([
      'auth-hmac/with-authentication: drops, reports',
    ]);
    expect(of(`auth_hmac {\n${key}\n}`)).toEqual(['auth-hmac/active-key-undefined: drops, reports']);
    expect(of(`auth_hmac {\n${key}\nkey 1 hex:00\nactive_key 1\n}`)).toEqual(['auth-hmac/key-length: drops, reports']);
    expect(of(`auth_hmac {\n${key}\n${key}\nactive_key 1\n}`)).toEqual(['auth-hmac/key-id-duplicate: drops, reports']);
  });

  it('never tells a password', () => {
    const { corrections } = configure(
      instanceText(`strict_mode\n${auth('PASS', 'auth_pass hunter2')}\nauth_hmac {\nkey 1 hunter2\n}\n${VIP}`),
    );
    expect(JSON.stringify(corrections)).not.toContain('hunter2');
  });
});

describe('preemption', () => {
  it.each([
    ['nopreempt\npriority 255', ['vrrp/nopreempt-with-priority-255']],
    ['nopreempt\nstate MASTER\npriority 100', ['vrrp/nopreempt-with-state-master']],
    ['preempt_delay 5\nstate MASTER\npriority 100', ['vrrp/preempt-delay-with-state-master']],
    ['preempt_delay 5\nnopreempt', ['vrrp/preempt-delay-with-nopreempt']],
    ['preempt_delay 0\nnopreempt', []],
    ['nopreempt\npreempt', []],
    ['timer_expired_backup', ['vrrp/timer-expired-backup-needs-nopreempt']],
    ['timer_expired_backup\nnopreempt', []],
  ])('%j', (lines, checks) => {
    expect(of(lines)).toEqual(checks.map((check) => `${check}: drops, reports`));
  });
});

describe('intervals', () => {
  it.each([
    ['advert_int 1.6', 2, 'vrrp/advert-int-v2-fraction'],
    ['advert_int 0.2', 1, 'vrrp/advert-int-v2-fraction'],
    ['version 3\nadvert_int 41', 40.95, 'vrrp/advert-int-v3-range'],
    ['version 3\nadvert_int 0.155', 0.16, 'vrrp/advert-int-v3-centiseconds'],
  ])('%j becomes %d', (lines, used, check) => {
    expect(of(lines)).toEqual([`${check}: overrides, reports`]);
    expect(firstInstance(instanceText(`${lines}\n${VIP}`)).advertInterval).toMatchObject({ value: used, as: 'corrected' });
  });

  it('that fit stay', () => {
    expect(of('advert_int 3')).toEqual([]);
    expect(of('version 3\nadvert_int 0.25')).toEqual([]);
  });
});

describe('addresses', () => {
  it('of the other family are left out', () => {
    const text = instanceText('virtual_ipaddress {\n192.0.2.1\nfe80::1\n}');
    expect(correctionsOf(text)).toEqual(['vrrp/vip-family-mismatch: drops, reports']);
    expect(placesOf(text, 'vrrp/vip-family-mismatch')).toEqual({ at: 'fe80::1', against: '192.0.2.1' });
  });

  it.each([
    ['virtual_ipaddress {\n192.0.2.10/25 dev eth1\n}', 'vrrp/vip-duplicate'],
    ['virtual_ipaddress_excluded {\n192.0.2.10\n}', 'vrrp/excluded-duplicates-vip'],
    ['virtual_ipaddress_excluded {\n192.0.2.11\n192.0.2.11/24\n}', 'vrrp/excluded-duplicate'],
    ['virtual_ipaddress_excluded {\n192.0.2.11\n}\nvirtual_ipaddress {\n192.0.2.11\n}', 'vrrp/vip-duplicates-excluded'],
  ])('that stand twice are left out since 2.3.3: %j', (lines, check) => {
    const text = instanceText(`${VIP}\n${lines}`);
    expect(correctionsOf(text)).toEqual([`${check}: drops, reports`]);
    expect(correctionsOf(text, '2.3.2')).toEqual([]);
  });

  it('may stand on two interfaces where they are excluded', () => {
    expect(of('virtual_ipaddress_excluded {\n192.0.2.11 dev eth1\n192.0.2.11 dev eth2\n}')).toEqual([]);
  });

  it('are needed for version 3, and wanted otherwise', () => {
    expect(correctionsOf(instanceText('version 3'))).toEqual(['vrrp/no-vip-required: refuses, refuses']);
    expect(correctionsOf(instanceText(''))).toEqual(['vrrp/no-vip-sensible: reports, reports']);
    expect(correctionsOf(instanceText(''), '2.0.20')).toEqual([]);
    expect(correctionsOf(instanceText('no_virtual_ipaddress'))).toEqual([]);
    expect(correctionsOf(instanceText('version 3\nno_virtual_ipaddress'))).toEqual([]);
  });

  it('beyond what an advert holds are not advertised', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => `10.0.${i >> 8}.${i & 255}`).join('\n');
    const instance = firstInstance(instanceText(`virtual_ipaddress {\n${many(256)}\n}`));
    expect([instance.addresses.length, instance.excludedAddresses.length]).toEqual([255, 1]);
    expect(correctionsOf(instanceText(`virtual_ipaddress {\n${many(256)}\n}`))).toEqual(['vrrp/vips-do-not-fit: overrides, reports']);
    expect(correctionsOf(instanceText(`virtual_ipaddress {\n${many(255)}\n}`))).toEqual([]);
  });

  it.each([
    ['192.0.2.1 dev eth0 dev eth1', 'net/address-dev-twice: drops, reports'],
    ['192.0.2.1/99', 'net/address-prefix-invalid: overrides, reports'],
    ['192.0.2.1 brd + ', 'net/address-broadcast-prefix-too-long: ignores, reports'],
    ['192.0.2.1 label a_label_too_long', 'net/address-label-too-long: drops, reports'],
    ['192.0.2.1/24 peer 192.0.2.2', 'net/address-peer-and-prefix: overrides, reports'],
    ['192.0.2.1 peer 192.0.2.2/24', 'net/address-peer-invalid: ignores, reports'],
    ['192.0.2.1 peer 2001:db8::1', 'net/address-peer-family: ignores, reports'],
    ['192.0.2.1 track_group x', 'net/address-unknown-option: ignores, reports'],
    ['2001:db8::1 brd 192.0.2.255', 'net/address-broadcast-ipv6: drops, reports'],
    ['2001:db8::1 label a', 'net/address-label-ipv6: ignores, reports'],
    ['2001:db8::1 scope link', 'net/address-scope-ipv6: ignores, reports'],
    ['2001:db8::1 preferred_lft never', 'net/address-preferred-lft-invalid: ignores, reports'],
  ])('with options that do not fit: %s', (entry, expected) => {
    expect(of(`virtual_ipaddress_excluded {\n${entry}\n}`)[0]).toBe(expected);
    const before = of(`virtual_ipaddress_excluded {\n${entry}\n}`, '2.0.6').filter((correction) => !correction.endsWith(', silent'));
    expect(before[0] ?? 'logs').toContain('logs');
  });
});

describe('two instances', () => {
  const instance = (name: string, lines: string, address: number) =>
    `vrrp_instance ${name} {\nvirtual_router_id 51\n${lines}\nvirtual_ipaddress {\n192.0.2.${address}\n}\n}\n`;
  const both = (first: string, second: string, version?: Version, globals = '') =>
    correctionsOf(`global_defs {\n${globals}\n}\n${instance('a', first, 10)}${instance('b', second, 11)}`, version);

  it('may not have one virtual router ID on one interface', () => {
    expect(both('interface eth0', 'interface eth0')).toEqual(['vrrp/vrid-duplicate-multicast: refuses, refuses']);
    expect(both('interface eth0', 'interface eth0\nuse_vmac')).toEqual(['vrrp/vrid-duplicate-multicast: refuses, refuses']);
    expect(both('interface eth0', 'interface eth1')).toEqual([]);
    expect(both('interface eth0', `interface eth0\n${PEER}`)).toEqual([]);
    expect(both('interface eth0', `interface eth0\n${PEER}`, '2.0.20')).toEqual(['vrrp/vrid-duplicate-multicast: refuses, refuses']);
  });

  it('may have it for IPv6 on an interface of its own', () => {
    const six = (first: string, second: string): string[] =>
      correctionsOf(
        [first, second]
          .map(
            (lines, i) => `vrrp_instance ${i} {\ninterface eth0\nvirtual_router_id 1\n${lines}\nvirtual_ipaddress {\nfe80::${i + 1}\n}\n}`,
          )
          .join('\n'),
      );
    expect(six('', '')).toEqual(['vrrp/vrid-duplicate-multicast: refuses, refuses']);
    expect(six('use_vmac', '')).toEqual([]);
  });

  it('may have it in two groups since 2.2.5, and where interfaces may change', () => {
    expect(both('interface eth0', 'interface eth0\nmcast_dst_ip 224.0.0.99')).toEqual([]);
    expect(both('interface eth0', 'interface eth0', '2.4.3', 'dynamic_interfaces allow_if_changes')).toEqual([
      'vrrp/vrid-duplicate-dynamic: faults, logs',
    ]);
  });

  it('may not have it with one source and a peer in common', () => {
    expect(both(`interface eth0\n${PEER}`, `interface eth0\n${PEER}`)).toEqual(['vrrp/vrid-duplicate-unicast: refuses, refuses']);
    expect(both(`interface eth0\n${PEER}`, 'interface eth0\nunicast_peer {\n192.0.2.3\n}')).toEqual([]);
    expect(both(`interface eth0\n${PEER}\nunicast_src_ip 192.0.2.1`, `interface eth0\n${PEER}\nunicast_src_ip 192.0.2.4`)).toEqual([]);
    expect(both(`interface eth0\n${PEER}\nunicast_src_ip 192.0.2.1`, `interface eth1\n${PEER}\nunicast_src_ip 192.0.2.1`)).toEqual([]);
  });
});

describe('an instance that an unknown block ends early', () => {
  const text = (lines: string): string => instanceText(`${lines}\ntrack_scripts {\nx\n}\n${VIP}`);

  it('is without what stands behind it, for keepalived', () => {
    expect(correctionsOf(text(''), '2.2.7')).toEqual(['vrrp/no-vip-sensible: reports, reports', 'vrrp/no-vip-sensible: reports, reports']);
    expect(correctionsOf(text('version 3'))).toEqual(['vrrp/no-vip-required: refuses, refuses']);
  });

  it('keeps what was meant in the model', () => {
    expect(firstInstance(text('version 3'))).toMatchObject({ addresses: [{}], refused: false });
  });
});

describe('a refusal', () => {
  it('masks what keepalived would have said afterwards, not what it has said before', () => {
    const text = instanceText('version 3\nvirtual_ipaddress {\nhost\n}\nvmac_xmit_base');
    expect(correctionsOf(text, '2.2.7')).toEqual([
      'net/address-invalid: drops, reports',
      'vrrp/no-vip-required: refuses, refuses',
      'vmac/xmit-base-without-vmac: drops, reports, masked',
    ]);
    // Later versions look for an address last.
    expect(correctionsOf(text, '2.2.8')).toEqual([
      'net/address-invalid: drops, reports',
      'vmac/xmit-base-without-vmac: drops, reports',
      'vrrp/no-vip-required: refuses, refuses',
    ]);
  });

  it('because of a missing virtual router ID comes before everything else', () => {
    const text = `vrrp_instance a {\ninterface eth0\n${VIP}\nvmac_xmit_base\n}\nvrrp_instance b {\ninterface eth1\nvirtual_router_id 1\n${VIP}\nnopreempt\nstate MASTER\n}`;
    expect(correctionsOf(text)).toEqual([
      'vrrp/vrid-missing: refuses, refuses',
      'vmac/xmit-base-without-vmac: drops, reports, masked',
      'vrrp/owner-by-state: overrides, silent, masked',
      'vrrp/nopreempt-with-priority-255: drops, reports, masked',
    ]);
  });

  it('because of a missing interface comes before what other instances have', () => {
    const text = `vrrp_instance a {\ninterface eth0\nvirtual_router_id 1\n${VIP}\nvmac_xmit_base\n}\nvrrp_instance b {\nvirtual_router_id 2\n${VIP}\n}`;
    expect(correctionsOf(text)).toEqual([
      'vrrp/interface-missing: refuses, refuses',
      'vmac/xmit-base-without-vmac: drops, reports, masked',
    ]);
  });

  it('of the text at a line without its word masks all that comes behind it', () => {
    const { exit, expansion, corrections } = configure(instanceText(`unicast_ttl 5\npriority\n${VIP}`));
    expect(exit && expansion.text.slice(exit.start, exit.end)).toBe('priority');
    expect(corrections.every(({ masked, at }) => masked === (exit !== null && at.start > exit.start))).toBe(true);
  });
});
