import { describe, expect, it } from 'vitest';
import type { ClusterEvent } from '../../../src/behaviour/event.ts';
import { course, host, instance, play, who } from '../../helpers/play.ts';

const script = (more = ''): string => `vrrp_script check {\nscript "/usr/bin/check -q"\n${more}\n}\n`;
const FAILS: ClusterEvent = { kind: 'script-fails', node: 'a', name: 'check' };
const tracks = (weight = '', more = ''): string => `track_script {\ncheck ${weight}\n}\n${more}`;

describe('scripts', () => {
  it('without a weight take the address away, with one they change the priority', () => {
    const b = instance(100);
    expect(course([script() + instance(150, tracks()), b], FAILS)).toBe('a, b, a');
    expect(course([script() + instance(150, tracks('weight -60')), b], FAILS)).toBe('a, b, a');
    expect(course([script() + instance(150, tracks('weight -49')), b], FAILS)).toBe('a, a, a');
    expect(course([script('weight 60') + instance(90, tracks()), b], FAILS)).toBe('a, b, a');
    expect(course([script('weight -60') + instance(150, tracks('weight 0')), b], FAILS)).toBe('a, b, a');
  });

  it('turn round with reverse: the sign of a weight, or what is a fault', () => {
    expect(course([script() + instance(150, tracks('weight 60 reverse')), instance(100)], FAILS)).toBe('b, a, b');
    expect(course([script() + instance(90, tracks('weight -60 reverse')), instance(100)], FAILS)).toBe('b, a, b');
    expect(course([script() + instance(150, tracks('weight 0 reverse')), instance(100)], FAILS)).toBe('b, a, b');
  });

  it('are added up, and the sum is kept between 1 and 254', () => {
    const two = `${script()}vrrp_script other {\nscript "/usr/bin/other"\n}\n`;
    const both = 'track_script {\ncheck weight 200\nother weight -200\n}';
    expect(course([two + instance(150, both), instance(254)], { kind: 'script-fails', node: 'a', name: 'other' })).toBe('unknown, b, b');
    expect(course([two + instance(150, both), instance(253)], FAILS)).toBe('a, b, a');
  });

  it('do not touch the priority of an owner, but its state', () => {
    expect(course([script() + instance(255, tracks('weight -200')), instance(100)], FAILS)).toBe('a, a, a');
    expect(course([script() + instance(255, tracks()), instance(100)], FAILS)).toBe('a, b, a');
  });

  it('fail together where they run one program', () => {
    const two = `${script('weight -5')}vrrp_script again {\nscript "/usr/bin/check -v"\n}\n`;
    const text = two + instance(150, 'track_script {\ncheck\nagain\n}');
    expect(course([text, instance(100)], FAILS)).toBe('a, b, a');
    expect(course([text, instance(100)], { ...FAILS, name: 'nothing' })).toBe('a, a, a');
  });

  it('leave a lowered master its address where the backup has nopreempt', () => {
    expect(course([script() + instance(150, tracks('weight -60')), instance(100, 'nopreempt')], FAILS)).toBe('a, a, a');
    expect(course([script() + instance(150, tracks('', 'nopreempt')), instance(100, 'nopreempt')], FAILS)).toBe('a, b, b');
  });

  it('count as failed when they hang', () => {
    expect(course([script() + instance(150, tracks()), instance(100)], { kind: 'script-hangs', node: 'a', name: 'check' })).toBe('a, b, a');
  });
});

describe('files, processes and BFD sessions', () => {
  const file = (more: string): string => `track_file drain {\nfile /run/drain\n${more}\n}\n`;
  const holds = (value: number): ClusterEvent => ({ kind: 'file-value', node: 'a', name: 'drain', value });
  const drained = (line = 'drain'): string => `track_file {\n${line}\n}`;

  it('count a file by its number times the weight, and as a fault from -254 on', () => {
    const nodes = [file('weight 2') + instance(150, drained()), instance(100)];
    expect(course(nodes, holds(-24))).toBe('a, a, a');
    expect(course(nodes, holds(-26))).toBe('a, b, a');
    expect(course([nodes[0] ?? ''], holds(-127))).toBe('a, nobody, a');
  });

  it('take any number but 0 for a fault without a weight', () => {
    const nodes = [file('weight 0') + instance(150, drained()), instance(100)];
    expect(course(nodes, holds(1))).toBe('a, b, a');
    expect(course(nodes, holds(0), { files: { drain: 7 } })).toBe('b, a, b');
    expect(course([file('weight 0\ninit_file 1') + instance(150, drained()), instance(100)], holds(0))).toBe('b, a, b');
  });

  it('miss a process where it must run', () => {
    const text = `vrrp_track_process web {\nprocess nginx\n}\n${instance(150, 'track_process {\nweb\n}')}`;
    for (const name of ['web', 'nginx']) expect(course([text, instance(100)], { kind: 'process-gone', node: 'a', name })).toBe('a, b, a');
  });

  it('bring both nodes down that watch each other by BFD without a weight', () => {
    const bfd = (own: number, peer: number): string => `bfd_instance peer {\nsource_ip 192.0.2.${own}\nneighbor_ip 192.0.2.${peer}\n}\n`;
    const nodes = [bfd(1, 2) + instance(150, 'track_bfd {\npeer\n}'), bfd(2, 1) + instance(100, 'track_bfd {\npeer\n}')];
    expect(course(nodes, { kind: 'node-stop', node: 'a' })).toBe('a, nobody, a');
    expect(course(nodes, { kind: 'bfd-down', node: 'b', name: 'peer' })).toBe('a, nobody, a');
  });
});

describe('interfaces', () => {
  const down = (name: string): ClusterEvent => ({ kind: 'interface-down', node: 'a', interface: name });
  const second = 'virtual_ipaddress {\n192.0.2.100/24\n198.51.100.100/24 dev eth1\n}';

  it('are watched where an instance, an address or a route needs them', () => {
    expect(course([instance(150), instance(100)], down('eth0'))).toBe('a, b, a');
    expect(course([instance(150, second), instance(100, second)], down('eth1'))).toBe('a, b, a');
    const route = 'virtual_routes {\n203.0.113.0/24 via 198.51.100.254 dev eth1\n}';
    expect(course([instance(150, route), instance(100, route)], down('eth1'))).toBe('a, b, a');
    expect(course([instance(150), instance(100)], down('eth1'))).toBe('a, a, a');
  });

  it('are not where no_track or dont_track_primary says so', () => {
    expect(course([instance(150, second.replace('dev eth1', 'dev eth1 no_track')), instance(100, second)], down('eth1'))).toBe('a, a, a');
    expect(course([instance(150, 'dont_track_primary'), instance(100)], down('eth0'))).toBe('a, a b, a');
  });

  it('may carry a weight, which an address on them turns into a fault', () => {
    const weighted = 'track_interface {\neth1 weight -10\n}\n';
    expect(course([instance(150, weighted), instance(100)], down('eth1'))).toBe('a, a, a');
    expect(course([instance(150, weighted + second), instance(100, second)], down('eth1'))).toBe('a, b, a');
  });

  it('that do not exist keep keepalived from running, or with dynamic_interfaces the instance in fault', () => {
    const facts = { a: host({ eth0: ['192.0.2.1/24'] }), b: host({ eth0: ['192.0.2.2/24'] }) };
    const tracks9 = instance(150, 'track_interface {\neth9\n}');
    const { start } = play([tracks9], [], { facts });
    expect(start.get('192.0.2.100')).toMatchObject({
      holders: [],
      because: expect.stringMatching(/'a' does not run: .*'eth9' does not exist/),
    });
    const dynamic = `global_defs {\ndynamic_interfaces\n}\n${tracks9}`;
    expect(who(play([dynamic, instance(100)], [], { facts }).start)).toBe('b');
    // From 2.3.3 on one interface that comes back takes the faults of all others away.
    expect(course([dynamic, instance(100)], down('eth0'), { facts, version: '2.4.3' })).toBe('b, b, a');
    expect(course([dynamic, instance(100)], down('eth0'), { facts, version: '2.2.7' })).toBe('b, b, b');
  });

  it('without an address to send from are a fault', () => {
    const facts = { a: host({ eth0: [] }), b: host({ eth0: ['192.0.2.2/24'] }) };
    expect(course([instance(150), instance(100)], { kind: 'node-stop', node: 'b' }, { facts })).toBe('b, nobody, b');
  });
});
