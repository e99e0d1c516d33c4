import { describe, expect, it } from 'vitest';
import type { ClusterEvent } from '../../../src/behaviour/event.ts';
import { course, instance, play, who } from '../../helpers/play.ts';

const STOP_A: ClusterEvent = { kind: 'node-stop', node: 'a' };
const CUT: ClusterEvent = { kind: 'link-cut', nodes: ['a', 'b'] };

describe('the election', () => {
  it('goes to the highest priority, whatever state MASTER says', () => {
    expect(course([instance(150), instance(100, 'state MASTER')], STOP_A)).toBe('a, b, a');
    expect(course([instance(99, 'state MASTER'), instance(100)], { kind: 'node-stop', node: 'b' })).toBe('b, a, b');
  });

  it('leaves the address with who is master, where priorities are equal', () => {
    expect(course([instance(100), instance(100)], STOP_A, { startOrder: ['a', 'b'] })).toBe('a, b, b');
  });

  it('is decided by the source address where two equal masters meet, as a number', () => {
    const nodes = [instance(100, 'mcast_src_ip 192.0.2.9'), instance(100, 'mcast_src_ip 192.0.2.30')];
    expect(course(nodes, CUT, { startOrder: ['a', 'b'] })).toBe('a, a b, b');
  });

  it('does not move by nopreempt, but for a healed partition', () => {
    const nodes = [instance(150, 'nopreempt'), instance(100)];
    expect(course(nodes, STOP_A)).toBe('a, b, b');
    expect(course(nodes, CUT)).toBe('a, a b, a');
    expect(course([instance(150, 'nopreempt\nstate MASTER'), instance(100)], STOP_A)).toBe('a, b, a');
  });

  it('waits for preempt_delay: a short one is part of the course, a long one is not waited for', () => {
    expect(course([instance(150, 'preempt_delay 20'), instance(100)], STOP_A)).toBe('a, b, a');
    expect(course([instance(150, 'preempt_delay 900'), instance(100)], STOP_A)).toBe('a, b, b');
    expect(course([instance(150, 'preempt_delay 900'), instance(100)], CUT)).toBe('a, a b, a');
  });

  it('gives a node that waits with vrrp_startup_delay nothing back by nopreempt', () => {
    const late = `global_defs {\nvrrp_startup_delay 20\n}\n${instance(150, 'nopreempt')}`;
    expect(course([late, instance(100, 'nopreempt')], { kind: 'node-stop', node: 'b' })).toBe('b, a, a');
  });

  it('lets two owners compare their addresses, or before 2.3.3 lets the later one win', () => {
    const nodes = [instance(255), instance(255)];
    expect(course(nodes, { kind: 'node-stop', node: 'b' })).toBe('b, a, b');
    expect(who(play(nodes, [], { version: '2.2.7', startOrder: ['b', 'a'] }).start)).toBe('a');
    expect(who(play(nodes, [], { version: '2.2.7', startOrder: ['a', 'b'] }).start)).toBe('b');
  });

  it('goes over several nodes that hear each other in part', () => {
    const nodes = [instance(150), instance(120), instance(100)];
    expect(course(nodes, { kind: 'link-cut', nodes: ['a', 'c'] })).toBe('a, a c, a');
    expect(course(nodes, { kind: 'link-cut', nodes: ['b', 'c'] })).toBe('a, a, a');
    expect(course(nodes, { kind: 'peer-cut', node: 'a' })).toBe('a, a b, a');
    expect(course(nodes, { kind: 'oneway-cut', from: 'a', to: 'b' })).toBe('a, a b, a');
    expect(course(nodes, { kind: 'oneway-cut', from: 'b', to: 'a' })).toBe('a, a, a');
  });
});

describe('what the configurations do not decide', () => {
  const because = (nodes: readonly string[], event: ClusterEvent | null, options = {}) => {
    const { start, events } = play(nodes, event ? [event] : [], options);
    const holding = (events[0]?.after ?? start).get('192.0.2.100');
    return holding?.holders === null ? holding.because : `known: ${holding?.holders}`;
  };

  it('is a race at equal priority', () => {
    expect(because([instance(100), instance(100)], null)).toMatch(/^'a' and 'b' .* race/);
    expect(who(play([instance(150), instance(100), instance(100)], [STOP_A]).events[0]?.during)).toBe('unknown');
    expect(who(play([instance(150), instance(100), instance(100)], [STOP_A]).events[0]?.after)).toBe('a');
  });

  it('is which of several nodes is first by milliseconds, where it stays master', () => {
    const pair = (high: number, lines: string) => [instance(high, lines), instance(100, lines)];
    expect(because(pair(105, 'nopreempt'), null)).toMatch(/^'a' and 'b' start together .* milliseconds/);
    expect(because(pair(105, 'preempt_delay 900'), null)).toMatch(/milliseconds/);
    expect(because(pair(150, 'nopreempt'), null)).toBe('known: a');
    expect(because(pair(105, ''), null)).toBe('known: a');
    expect(because(pair(105, 'nopreempt'), null, { startOrder: ['a', 'b'] })).toBe('known: a');
    expect(course(pair(105, 'nopreempt'), { kind: 'node-stop', node: 'b' }, { startOrder: ['b', 'a'] })).toBe('b, a, a');
  });

  it('is which of the members of a sync group is first, where each would have another node', () => {
    const group = 'vrrp_sync_group G {\ngroup {\nA\nB\n}\n}\n';
    const other = 'virtual_router_id 52\nvirtual_ipaddress {\n192.0.2.101\n}';
    const node = (one: number, two: number): string => group + instance(one, '', 'A') + instance(two, other, 'B');
    expect(because([node(200, 100), node(120, 101)], null)).toMatch(/milliseconds/);
    expect(because([node(200, 100), node(120, 90)], null)).toBe('known: a');
    // The last member to be ready decides, also where it is another one on the other node.
    const still = (text: string): string => text.replaceAll('priority', 'nopreempt\npriority');
    const unheard = node(120, 104).replace('virtual_router_id 52', 'virtual_router_id 53');
    expect(because([still(node(200, 100)), still(unheard)], null)).toMatch(/milliseconds/);
  });

  it('is whether a master that refuses the adverts of another one gets to send its own', () => {
    const nodes = [instance(150, 'nopreempt'), instance(120), instance(100, 'version 3')];
    const inOrder = { startOrder: ['b', 'a', 'c'] };
    expect(because(nodes, null, inOrder)).toMatch(/^'b' puts off its own adverts whenever it refuses one of 'c'/);
    expect(because([instance(150), instance(120), instance(100, 'version 3')], null)).toBe('known: a,c');
    expect(because([instance(150, 'nopreempt'), instance(120, 'lower_prio_no_advert'), instance(100, 'version 3')], null, inOrder)).toBe(
      'known: b,c',
    );
    expect(because([instance(150, 'nopreempt'), instance(120), instance(100, 'mcast_dst_ip 224.0.0.77')], null, inOrder)).toBe(
      'known: b,c',
    );
  });

  it('is a tie between masters whose addresses nobody has told', () => {
    const options = { facts: null, startOrder: ['a', 'b'] };
    expect(because([instance(100), instance(100)], CUT, options)).toMatch(/source address/);
    expect(because([instance(150), instance(100)], CUT, options)).toBe('known: a');
  });

  it('is whether interfaces of different names are on one network, where their addresses are not known', () => {
    const nodes = [instance(150), instance(100, 'interface ens3')];
    expect(because(nodes, null, { facts: null })).toMatch(/on one network/);
  });

  it('is whether rare adverts reach a quick backup in time', () => {
    const nodes = [instance(150, 'nopreempt\nversion 3\nadvert_int 0.2'), instance(100, 'version 3\nadvert_int 5')];
    expect(because(nodes, STOP_A)).toMatch(/so rare/);
  });

  it('is whose check ends first, unless all nodes have started together', () => {
    const script = 'vrrp_script check {\nscript "/bin/check"\ninterval 2\n}\n';
    const nodes = [150, 100].map((priority) => `${script}${instance(priority, 'nopreempt\ntrack_script {\ncheck\n}')}`);
    const event: ClusterEvent = { kind: 'script-fails', node: '*', name: 'check' };
    expect(because(nodes, event, { startOrder: ['a', 'b'] })).toMatch(/check of 'a' or that of 'b'/);
    expect(because(nodes, event)).toBe('known: a');
  });
});
