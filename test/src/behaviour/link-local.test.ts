import { describe, expect, it } from 'vitest';
import type { ClusterEvent } from '../../../src/behaviour/event.ts';
import { course, instance, play } from '../../helpers/play.ts';

/** An instance with the gateway address of a VLAN. */
const vlan = (id: number, priority: number, dev = `eth${id}`): string =>
  instance(priority, `version 3\ninterface ${dev}\nvirtual_router_id ${id}\nvirtual_ipaddress {\nfe80::1/64\n}\n`, `VLAN${id}`);
/** Each node is master of one VLAN and stands by for the other. */
const nodes = [vlan(1, 150) + vlan(2, 100), vlan(1, 100) + vlan(2, 150)];
const facts = null;

describe('a link-local address on several links', () => {
  it('is an address of its own on each of them', () => {
    const stop: ClusterEvent = { kind: 'node-stop', node: 'a' };
    expect([...play(nodes, [], { facts }).start.keys()]).toEqual(['fe80::1%eth1', 'fe80::1%eth2']);
    expect(course(nodes, stop, { facts, address: 'fe80::1%eth1' })).toBe('a, b, a');
    expect(course(nodes, stop, { facts, address: 'fe80::1%eth2' })).toBe('b, b, b');
  });

  it('is held by two nodes that have it under different virtual router IDs on one link', () => {
    const { start } = play([vlan(1, 150) + vlan(2, 100), vlan(1, 100) + vlan(3, 150, 'eth2')], [], { facts });
    expect(start.get('fe80::1%eth1')?.holders).toEqual(['a']);
    expect(start.get('fe80::1%eth2')?.holders).toEqual(['a', 'b']);
  });

  it('is known by its virtual router where the nodes name their interfaces in different ways', () => {
    const { start } = play([nodes[0] ?? '', vlan(1, 100, 'ens1') + vlan(2, 150, 'ens2')], [], { facts });
    expect([...start.keys()]).toEqual(['fe80::1%eth1', 'fe80::1%eth2']);
  });

  it('is left behind on its link by a node that crashes', () => {
    const { events } = play(nodes, [{ kind: 'node-crash', node: 'a' }], { facts });
    expect(events[0]?.during.get('fe80::1%eth1')).toMatchObject({ holders: ['b'], leftBehind: ['a'] });
    expect(events[0]?.during.get('fe80::1%eth2')?.leftBehind).toBeUndefined();
  });

  it('is called as it is written where no node has it twice', () => {
    const { start } = play([vlan(1, 150), vlan(1, 100)], [], { facts });
    expect([...start.keys()]).toEqual(['fe80::1']);
  });
});

describe('unicast instances for IPv6', () => {
  const address = '2001:db8::100';
  const ipv6 = (priority: number, ...lines: readonly string[]): string =>
    instance(priority, `version 3\n${lines.join('\n')}\nvirtual_ipaddress {\n${address}/64\n}\n`);
  const peer = (text: string): string => `unicast_peer {\n${text}\n}`;
  const masters = (a: string, b: string) => play([a, b], [], { facts: null }).start.get(address)?.holders;

  it('hear nothing that goes to another address than the link-local one, where no source is written', () => {
    expect(masters(ipv6(150, peer('2001:db8::2')), ipv6(100, peer('2001:db8::1')))).toEqual(['a', 'b']);
    expect(masters(ipv6(150, peer('fe80::2')), ipv6(100, peer('fe80::1')))).toEqual(['a']);
  });

  it('hear each other with the source that their peers list', () => {
    const [a, b] = ['2001:db8::1', '2001:db8::2'];
    expect(masters(ipv6(150, `unicast_src_ip ${a}`, peer(b)), ipv6(100, `unicast_src_ip ${b}`, peer(a)))).toEqual(['a']);
  });

  it('discard adverts from a link-local address that they do not list', () => {
    const [a, b] = ['2001:db8::1', '2001:db8::2'];
    expect(masters(ipv6(150, peer(b)), ipv6(100, `unicast_src_ip ${b}`, peer(a)))).toEqual(['a']);
    expect(masters(ipv6(150, peer(b)), ipv6(100, `unicast_src_ip ${b}`, 'check_unicast_src', peer(a)))).toEqual(['a', 'b']);
  });
});
