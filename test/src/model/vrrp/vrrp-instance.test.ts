import { describe, expect, it } from 'vitest';
import type { Version } from '../../../../grammar/version.ts';
import type { VrrpInstance } from '../../../../src/model/vrrp/vrrp-instance.ts';
import { configure, firstInstance, instanceText, PEER, VIP } from '../../../helpers/configure.ts';

function instance(lines: string, version?: Version, globals?: string): VrrpInstance {
  return firstInstance(instanceText(lines, globals), version);
}

describe('an instance', () => {
  it('has the defaults of keepalived where nothing is written', () => {
    expect(instance(VIP)).toMatchObject({
      name: 'VI_1',
      family: 'ipv4',
      interface: { value: 'eth0', as: 'given' },
      virtualRouterId: { value: 51 },
      state: { value: 'BACKUP', as: 'default', node: null },
      priority: { value: 100, as: 'default' },
      version: { value: 2, as: 'default' },
      strict: { value: false, as: 'default' },
      advertInterval: { value: 1 },
      vmac: { value: null },
      ipvlan: { value: null },
      multicastGroup: { value: '224.0.0.18', as: 'default' },
      garpMasterRepeat: { value: 5 },
      garpMasterDelay: { value: 5 },
      garpMasterRefresh: { value: 0 },
      garpLowerPriorityRepeat: { value: 5 },
      accept: { value: true },
      unicast: false,
      unicastKeyword: null,
      checkUnicastSource: { value: false },
      refused: false,
      faulted: false,
    });
  });

  it('takes over what global_defs says, wherever that stands', () => {
    const text = `vrrp_instance a {\ninterface eth0\nvirtual_router_id 1\n${VIP}\n}\nglobal_defs {\nvrrp_strict\nvrrp_garp_master_repeat 2\nvrrp_mcast_group4 224.0.0.99\n}`;
    const { strict, garpMasterRepeat, multicastGroup } = firstInstance(text);
    expect(strict).toMatchObject({ value: true, as: 'default' });
    expect(strict.node).not.toBeNull();
    expect(garpMasterRepeat).toMatchObject({ value: 2, as: 'default' });
    expect(multicastGroup.value).toBe('224.0.0.99');
  });

  it('is none where keepalived skips the block', () => {
    const text = `vrrp_instance a {\n}\nvrrp_instance a {\n}\nvrrp_instance {\n}\nvrrp_instance b {\n}`;
    expect(configure(text).vrrpInstances.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});

describe('the family', () => {
  it.each([
    ['virtual_ipaddress {\n2001:db8::1/64\n192.0.2.1/24\n}', 'ipv6', 1],
    ['virtual_ipaddress {\n192.0.2.1/24\n2001:db8::1/64\n}', 'ipv4', 1],
    ['unicast_peer {\n2001:db8::2\n192.0.2.2\n}', 'ipv6', 0],
    ['unicast_src_ip 2001:db8::3', 'ipv6', 0],
    ['mcast_src_ip 192.0.2.3\nvirtual_ipaddress {\n2001:db8::1\n}', 'ipv4', 0],
    ['use_ipvlan 2001:db8::4/64', 'ipv6', 0],
    ['native_ipv6\nvirtual_ipaddress {\n192.0.2.1\n}', 'ipv6', 0],
    ['mcast_dst_ip ff02::99', 'ipv6', 0],
    ['virtual_ipaddress_excluded {\n2001:db8::1\n}', 'ipv4', 0],
  ])('is that of the first address in the text: %j', (lines, family, addresses) => {
    const read = instance(lines);
    expect([read.family, read.addresses.length]).toEqual([family, addresses]);
  });

  it('decides the version and the group', () => {
    expect(instance('virtual_ipaddress {\n2001:db8::1\n}')).toMatchObject({
      version: { value: 3, as: 'default' },
      multicastGroup: { value: 'ff02::12' },
    });
  });

  it('leaves VRRPv2 to an IPv6 instance that says so first', () => {
    expect(instance('version 2\nvirtual_ipaddress {\n2001:db8::1\n}').version.value).toBe(2);
    expect(instance('virtual_ipaddress {\n2001:db8::1\n}\nversion 2').version.value).toBe(3);
    expect(instance('version 2\nnative_ipv6').version.value).toBe(3);
  });
});

describe('state and priority', () => {
  it('make the owner of a master without a priority', () => {
    expect(instance(`state MASTER\n${VIP}`)).toMatchObject({
      state: { value: 'MASTER', as: 'given' },
      priority: { value: 255, as: 'default' },
    });
    expect(instance(`state MASTER\npriority 150\n${VIP}`).priority).toMatchObject({ value: 150, as: 'given' });
  });

  it('make a master of the owner', () => {
    expect(instance(`priority 255\n${VIP}`).state).toMatchObject({ value: 'MASTER', as: 'default' });
  });

  it('take what does not fit for 100 and BACKUP', () => {
    expect(instance(`priority 256\nstate master\n${VIP}`)).toMatchObject({
      priority: { value: 100, as: 'corrected' },
      state: { value: 'BACKUP', as: 'corrected' },
    });
  });

  it('keep MASTER against a later BACKUP, but not the other way round', () => {
    expect(instance(`state MASTER\nstate BACKUP\n${VIP}`).state.value).toBe('MASTER');
    expect(instance(`state BACKUP\nstate MASTER\n${VIP}`).state.value).toBe('MASTER');
  });
});

describe('unicast', () => {
  it('needs a valid peer; a keyword alone falls back to multicast', () => {
    expect(instance(`${PEER}\n${VIP}`)).toMatchObject({ unicast: true, peers: [{ ip: { text: '192.0.2.2' } }] });
    for (const lines of [
      'unicast_peer {\n}',
      'unicast_peer {\nhost\n}',
      'unicast_peer {\n2001:db8::2\n}',
      'unicast_src_ip 192.0.2.1',
      'check_unicast_src',
    ]) {
      const read = instance(`${VIP}\n${lines}`);
      expect([lines, read.unicast, read.unicastKeyword === null]).toEqual([lines, false, false]);
    }
  });

  it('keeps every block of peers', () => {
    const read = instance(`${PEER}\nunicast_peer {\n}\n${VIP}`);
    expect(read.peerBlocks).toHaveLength(2);
    expect(read.peers).toHaveLength(1);
  });

  it('checks the source where it is told to, in the instance, for all, or by a limit of a peer', () => {
    expect(instance(`${PEER}\n${VIP}\ncheck_unicast_src`).checkUnicastSource).toMatchObject({ value: true, as: 'given' });
    expect(instance(`${PEER}\n${VIP}`, '2.4.3', 'vrrp_check_unicast_src').checkUnicastSource).toMatchObject({ value: true, as: 'default' });
    for (const limit of ['min_ttl 254', 'max_ttl 255']) {
      expect(instance(`unicast_peer {\n192.0.2.2 ${limit}\n}\n${VIP}`).checkUnicastSource.value).toBe(true);
    }
    expect(instance(`unicast_peer {\n192.0.2.2 min_ttl 256\n}\n${VIP}`)).toMatchObject({
      checkUnicastSource: { value: false },
      unicast: true,
    });
    expect(instance(`${PEER}\n${VIP}`).checkUnicastSource.value).toBe(false);
  });

  it('knows the check of one instance since 2.1.0 only', () => {
    expect(instance(`${PEER}\n${VIP}\ncheck_unicast_src`, '2.0.20').checkUnicastSource.value).toBe(false);
  });
});

describe('the source address', () => {
  it('is the last one written, by either keyword', () => {
    expect(instance('mcast_src_ip 192.0.2.3\nunicast_src_ip 192.0.2.4').sourceAddress.value?.text).toBe('192.0.2.4');
    expect(instance('unicast_src_ip 192.0.2.4\nmcast_src_ip 192.0.2.3').sourceAddress.value?.text).toBe('192.0.2.3');
  });

  it('is the ipvlan address where no source stands above it', () => {
    expect(instance('use_ipvlan 192.0.2.5/24').sourceAddress.value?.text).toBe('192.0.2.5');
    expect(instance('mcast_src_ip 192.0.2.3\nuse_ipvlan 192.0.2.5/24').sourceAddress.value?.text).toBe('192.0.2.3');
    expect(instance('use_ipvlan 192.0.2.5/24\nmcast_src_ip 192.0.2.3').sourceAddress.value?.text).toBe('192.0.2.3');
  });
});

describe('extra interfaces', () => {
  it('take their words in any order', () => {
    expect(instance('use_vmac vr51 02:00:00:00:00:01').vmac.value).toMatchObject({ interface: 'vr51', mac: { text: '02:00:00:00:00:01' } });
    expect(instance('use_vmac 02:00:00:00:00:01 name vr51').vmac.value).toMatchObject({
      interface: 'vr51',
      mac: { text: '02:00:00:00:00:01' },
    });
    expect(instance('use_ipvlan 192.0.2.5/24 private iv51').ipvlan.value).toMatchObject({
      interface: 'iv51',
      address: { text: '192.0.2.5', prefix: 24 },
      addressWord: { text: '192.0.2.5/24' },
    });
  });

  it('gather what several use_vmac lines say', () => {
    expect(instance('use_vmac vr51\nuse_vmac 02:00:00:00:00:01').vmac.value).toMatchObject({
      interface: 'vr51',
      mac: { text: '02:00:00:00:00:01' },
    });
  });

  it('are named after the virtual router, with the prefix of global_defs', () => {
    expect(instance('use_vmac').vmac.value?.interface).toBe('vrrp.51');
    expect(instance('use_ipvlan', '2.4.3', 'vmac_prefix ha').ipvlan.value?.interface).toBe('ha.51');
  });

  it('do not take the MAC addresses of groups and of VRRP', () => {
    for (const mac of ['01:00:00:00:00:01', '00:00:5e:00:01:33', '0:0:5E:0:2:33'])
      expect(instance(`use_vmac ${mac}`).vmac.value?.mac).toBeNull();
  });
});

describe('gratuitous ARP', () => {
  it('cannot be switched off', () => {
    expect(instance('garp_master_repeat 0').garpMasterRepeat).toMatchObject({ value: 1, as: 'corrected' });
    expect(instance(VIP, '2.4.3', 'vrrp_garp_master_repeat 0').garpMasterRepeat.value).toBe(1);
    expect(instance('garp_master_delay 0').garpMasterDelay).toMatchObject({ value: 0, as: 'given' });
  });

  it('is reduced by vrrp_min_garp, but for what stands behind it or has another value before it', () => {
    const settings = (globals: string) => {
      const { garpMasterRepeat, garpMasterDelay } = instance(VIP, '2.4.3', globals);
      return [garpMasterRepeat.value, garpMasterDelay.value];
    };
    expect(settings('vrrp_min_garp')).toEqual([1, 0]);
    expect(settings('vrrp_min_garp true')).toEqual([1, 0]);
    expect(settings('vrrp_min_garp false')).toEqual([5, 5]);
    expect(settings('vrrp_min_garp\nvrrp_garp_master_repeat 5')).toEqual([5, 0]);
    expect(settings('vrrp_garp_master_repeat 3\nvrrp_min_garp')).toEqual([3, 0]);
    expect(settings('vrrp_garp_master_repeat 5\nvrrp_min_garp')).toEqual([1, 0]);
  });

  it('after an advert of lower priority follows what global_defs says of a new master, and not what the instance says', () => {
    expect(instance('garp_master_repeat 3').garpLowerPriorityRepeat.value).toBe(5);
    expect(instance('garp_master_repeat 3', '2.4.3', 'vrrp_garp_master_repeat 4').garpLowerPriorityRepeat.value).toBe(4);
    expect(instance('garp_master_repeat 3', '2.4.3', 'vrrp_garp_lower_prio_repeat 2').garpLowerPriorityRepeat.value).toBe(2);
    expect(instance('strict_mode').garpLowerPriorityRepeat.value).toBe(0);
  });
});

describe('strict mode', () => {
  it('is one for all, but for instances that say otherwise', () => {
    expect(instance(VIP, '2.4.3', 'vrrp_strict').strict.value).toBe(true);
    expect(instance(`${VIP}\nstrict_mode off`, '2.4.3', 'vrrp_strict').strict).toMatchObject({ value: false, as: 'given' });
    expect(instance(`${VIP}\nstrict_mode`).strict).toMatchObject({ value: true, as: 'given' });
  });

  it('is switched on by `vrrp_strict off` before 2.3.0', () => {
    expect(instance(VIP, '2.2.8', 'vrrp_strict off').strict.value).toBe(true);
    expect(instance(VIP, '2.3.0', 'vrrp_strict off').strict.value).toBe(false);
  });
});

describe('lvs_sync_daemon', () => {
  const daemon = (text: string) => configure(text).globals.lvsSyncDaemon.value;

  it('sends to 224.0.0.81 unless it says otherwise', () => {
    expect(daemon('global_defs {\nlvs_sync_daemon eth1 inst VI_1\n}')).toMatchObject({
      interface: 'eth1',
      group: '224.0.0.81',
      groupWord: null,
    });
    expect(daemon('global_defs {\nlvs_sync_daemon eth1 inst VI_1 group 224.0.0.99\n}')).toMatchObject({
      group: '224.0.0.99',
      groupWord: { text: '224.0.0.99' },
    });
    expect(daemon('global_defs {\nlvs_sync_daemon eth1 group 192.0.2.1\n}')).toMatchObject({ group: '224.0.0.81' });
    expect(daemon('global_defs {\n}')).toBeNull();
  });

  it('may be configured in an instance, unless global_defs has one', () => {
    expect(daemon(instanceText('lvs_sync_daemon_interface eth2'))).toMatchObject({ interface: 'eth2', group: '224.0.0.81' });
    expect(daemon(instanceText('lvs_sync_daemon_interface eth2', 'lvs_sync_daemon eth1'))).toMatchObject({ interface: 'eth1' });
  });
});

describe('addresses of routers', () => {
  it('lose what stands behind the slash, as in keepalived', () => {
    const lines = 'unicast_src_ip 192.0.2.1/24\nunicast_peer {\n192.0.2.2/24\n192.0.2.3-9\n}';
    expect(instance(lines)).toMatchObject({
      sourceAddress: { value: { text: '192.0.2.1' } },
      peers: [{ ip: { text: '192.0.2.2' } }, { ip: { text: '192.0.2.3' } }],
      unicast: true,
    });
  });

  it('may be any IPv6 group of link-local scope', () => {
    const group = (address: string): string => instance(`mcast_dst_ip ${address}\nvirtual_ipaddress {\nfe80::1\n}`).multicastGroup.value;
    expect(group('ff02::50')).toBe('ff02::50');
    expect(group('ff12::50')).toBe('ff12::50');
    expect(group('ff05::50')).toBe('ff02::12');
  });
});

describe('addresses', () => {
  it('have an interface, a prefix and their own use_vmac', () => {
    const [first, second] = instance('virtual_ipaddress {\n192.0.2.10/24 dev eth1 label eth1:1\n192.0.2.11 use_vmac\n}').addresses;
    expect(first).toMatchObject({ ip: { text: '192.0.2.10', prefix: 24 }, dev: 'eth1', useVmac: null });
    expect(second).toMatchObject({ ip: { prefix: 32, prefixGiven: false }, dev: null, useVmac: { text: 'use_vmac' } });
  });

  it('know use_vmac since 2.2.0, and never in a static list', () => {
    expect(instance('virtual_ipaddress {\n192.0.2.11 use_vmac\n}', '2.1.5').addresses[0]?.useVmac).toBeNull();
    expect(configure('static_ipaddress {\n192.0.2.11/24 dev eth0 use_vmac\n}').staticAddresses[0]).toMatchObject({
      dev: 'eth0',
      useVmac: null,
    });
  });

  it('are left out where keepalived drops them', () => {
    const lines = 'virtual_ipaddress {\nhost\n192.0.2.1 dev eth0 dev eth1\n192.0.2.2 brd x\n192.0.2.3 dev\n192.0.2.4 foo\n192.0.2.5/99\n}';
    expect(instance(lines).addresses.map(({ ip }) => `${ip.text}/${ip.prefix}`)).toEqual(['192.0.2.4/32', '192.0.2.5/32']);
  });
});
