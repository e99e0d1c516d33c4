import { describe, expect, it } from 'vitest';
import type { Version } from '../../../grammar/version.ts';
import { course, host, instance, play, who } from '../../helpers/play.ts';

/** Who holds the address, where `a` has the higher priority; `a` where all is well. */
function together(a: string, b: string, version: Version = '2.4.3'): string {
  return who(play([instance(150, a), instance(100, b)], [], { version }).start);
}

/** What is said about the two holders. */
function reason(a: string, b: string, version: Version = '2.4.3'): string {
  return play([instance(150, a), instance(100, b)], [], { version }).start.get('192.0.2.100')?.because ?? '';
}

const pass = (word: string): string => `authentication {\nauth_type PASS\nauth_pass ${word}\n}`;
const unicast = (own: number, peers: readonly string[], more = ''): string =>
  `unicast_src_ip 192.0.2.${own}\n${more}\nunicast_peer {\n${peers.join('\n')}\n}`;

describe('adverts are dropped, and two nodes hold the address,', () => {
  it('of another version', () => {
    expect(together('version 3', 'version 2')).toBe('a b');
    expect(reason('version 3', 'version 2')).toBe(
      "'b' takes no notice of the adverts of 'a', because one of them speaks VRRP version 2, the other version 3.",
    );
  });

  it('with other authentication, of which eight bytes of the password count', () => {
    expect(together(pass('one'), pass('two'))).toBe('a b');
    expect(together(pass('one'), '')).toBe('a b');
    expect(together(pass('one'), pass('one').replace('PASS', 'AH'))).toBe('a b');
    expect(together(pass('12345678'), pass('123456789'))).toBe('a');
    expect(together(`version 3\n${pass('one')}`, `version 3\n${pass('two')}`)).toBe('a');
  });

  it('and no password is said', () => {
    expect(reason(pass('onesecret'), pass('twosecret'))).toMatch(/because their passwords differ\.$/);
  });

  it('with another interval in version 2, not in version 3', () => {
    expect(together('advert_int 1', 'advert_int 2')).toBe('a b');
    expect(together('advert_int 1', 'advert_int 1.4')).toBe('a');
    expect(together('version 3\nadvert_int 1', 'version 3\nadvert_int 2')).toBe('a');
  });

  it('with another list of addresses, before 2.3.3', () => {
    const more = 'virtual_ipaddress {\n192.0.2.100/24\n192.0.2.101/24\n}';
    const turned = 'virtual_ipaddress {\n192.0.2.101\n192.0.2.100\n}';
    expect(together(more, '', '2.3.2')).toBe('a b');
    expect(together(more, '', '2.3.3')).toBe('a');
    expect(together(more, turned, '2.2.7')).toBe('a');
    expect(together('virtual_ipaddress_excluded {\n192.0.2.120/24\n}', '', '2.2.7')).toBe('a');
  });

  it('in another multicast group, virtual router or kind of transport', () => {
    expect(together('mcast_dst_ip 224.0.0.99', '')).toBe('a b');
    expect(together('virtual_router_id 7', 'virtual_router_id 8')).toBe('a b');
    expect(reason('virtual_router_id 7', 'virtual_router_id 8')).toMatch(/different virtual routers, 7 for IPv4 and 8 for IPv4/);
    expect(together(unicast(1, ['192.0.2.2']), '')).toBe('a b');
  });

  it('that come from a macvlan of the MAC address of one of its own, of which only it sends below', () => {
    expect(together('use_vmac', 'use_vmac\nvmac_xmit_base')).toBe('a b');
    expect(together('use_vmac\nvmac_xmit_base', 'use_vmac')).toBe('a');
    expect(together('use_vmac', 'use_vmac\nvmac_xmit_base', '2.2.7')).toBe('a b');
    expect(together('use_vmac v1 02:00:00:00:00:01', 'use_vmac v1 02:00:00:00:00:02\nvmac_xmit_base')).toBe('a');
  });

  it('from a peer that does not list the node', () => {
    expect(together(unicast(1, ['192.0.2.9']), unicast(2, ['192.0.2.1']))).toBe('a b');
    expect(together(unicast(1, ['192.0.2.2']), unicast(2, ['192.0.2.9']))).toBe('a');
    expect(together('unicast_peer {\n192.0.2.2\n}', 'unicast_peer {\n192.0.2.1\n}')).toBe('a');
  });

  it('count for a master as soon as its priority falls below theirs, though its own do not get there', () => {
    const script = 'vrrp_script check {\nscript "/usr/bin/check -q"\n}\n';
    const tracks = 'track_script {\ncheck weight -70\n}';
    const nodes = [script + instance(150, unicast(1, ['192.0.2.9'], tracks)), instance(100, unicast(2, ['192.0.2.1']))];
    expect(course(nodes, { kind: 'script-fails', node: 'a', name: 'check' })).toBe('a b, b, a b');
  });

  it('from a source or with a TTL that is checked', () => {
    expect(together(unicast(1, ['192.0.2.2']), unicast(2, ['192.0.2.9'], 'check_unicast_src'))).toBe('a b');
    expect(together(unicast(1, ['192.0.2.2'], 'unicast_ttl 64'), unicast(2, ['192.0.2.1 min_ttl 255']))).toBe('a b');
    expect(together(unicast(1, ['192.0.2.2'], 'unicast_ttl 64'), unicast(2, ['192.0.2.1 min_ttl 64 max_ttl 64']))).toBe('a');
  });

  it('with a checksum that the other does not understand', () => {
    const v3 = 'version 3\n';
    expect(together(`${v3}v3_checksum_as_v2 on`, v3)).toBe('a b');
    expect(together(v3, `${v3}v3_checksum_as_v2 on`)).toBe('a');
    const a = `${v3}${unicast(1, ['192.0.2.2'])}`;
    const b = `${v3}${unicast(2, ['192.0.2.1'])}`;
    expect(together(a, `${b}\nold_unicast_checksum`)).toBe('a b');
    expect(together(`${a}\nold_unicast_checksum`, b)).toBe('a');
    expect(together(`${a}\nold_unicast_checksum`, `${b}\nold_unicast_checksum never`)).toBe('a b');
  });

  it('with the checksum of the standard, once one with the old checksum has been heard', () => {
    const of = (host: number, more = ''): string =>
      unicast(
        host,
        [1, 2, 3].filter((each) => each !== host).map((each) => `192.0.2.${each}`),
        `version 3\n${more}`,
      );
    const nodes = (third: string): readonly string[] => [instance(150, of(1)), instance(120, of(2)), instance(100, third)];
    expect(course(nodes(of(3, 'old_unicast_checksum')), { kind: 'node-stop', node: 'c' })).toBe('a b c, a b, a b c');
    expect(course(nodes(of(3)), { kind: 'node-stop', node: 'c' })).toBe('a, a, a');
  });

  it('by an owner that ignores them', () => {
    const nodes = [instance(255, 'owner_ignore_adverts on'), instance(255, 'owner_ignore_adverts on')];
    expect(who(play(nodes, []).start)).toBe('a b');
  });
});

describe('an address that two nodes send from', () => {
  const copied = (own: string): string => `mcast_src_ip ${own}`;

  it('silences the node that does not have it, for the one that does', () => {
    const second = play([instance(100, copied('192.0.2.1')), instance(150, copied('192.0.2.1'))], []);
    expect(who(second.start)).toBe('a b');
    expect(second.start.get('192.0.2.100')?.because).toBe(
      "'a' takes no notice of the adverts of 'b', because 'a' has the address '192.0.2.1' itself, and takes nothing from there.",
    );
    expect(together(copied('192.0.2.1'), copied('192.0.2.1'))).toBe('a');
  });

  it('leaves open who has it where the hosts are not known', () => {
    const { start } = play([instance(100, copied('192.0.2.1')), instance(150, copied('192.0.2.1'))], [], { facts: null });
    expect(start.get('192.0.2.100')).toMatchObject({ holders: null, because: expect.stringContaining('send from one address') });
  });

  it('is a virtual address: once both are master, both stay it', () => {
    const nodes = [instance(150, copied('192.0.2.100')), instance(100, copied('192.0.2.100'))];
    expect(course(nodes, { kind: 'node-stop', node: 'a' })).toBe('a, b, a b');
  });
});

describe('the network', () => {
  it('is one for interfaces of one name, and for those whose known addresses are in one', () => {
    const other = host({ eth1: ['192.0.2.2/24'] });
    const apart = host({ eth1: ['203.0.113.2/24'] });
    const nodes = [instance(150), instance(100, 'interface eth1')];
    const a = host({ eth0: ['192.0.2.1/24'] });
    expect(who(play(nodes, [], { facts: { a, b: other } }).start)).toBe('a');
    expect(who(play(nodes, [], { facts: { a, b: apart } }).start)).toBe('a b');
  });

  it('is the one of the interface that adverts leave by, whatever their addresses', () => {
    const peers = (own: number, peer: number): string => `unicast_src_ip 198.51.100.${own}\nunicast_peer {\n198.51.100.${peer}\n}`;
    const nodes = [instance(150, peers(1, 2)), instance(100, peers(2, 1))];
    const cut = (on: string): string => who(play(nodes, [{ kind: 'link-cut', nodes: ['a', 'b'], interface: on }]).events[0]?.during);
    expect([cut('eth0'), cut('eth1')]).toEqual(['a b', 'a']);
  });

  it('takes unknown addresses of unicast nodes to be those that nobody else has', () => {
    const nodes = [instance(150, 'unicast_peer {\n192.0.2.2\n}'), instance(100, 'unicast_peer {\n192.0.2.1\n}')];
    expect(who(play(nodes, [], { facts: null }).start)).toBe('a');
  });
});
