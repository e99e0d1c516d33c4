import { describe, expect, it } from 'vitest';
import type { ClusterEvent } from '../../../src/behaviour/event.ts';
import { course, host, instance, play, who } from '../../helpers/play.ts';

const OTHER = '198.51.100.100';
const inside = (priority: number, lines = ''): string =>
  instance(priority, `interface eth1\nvirtual_router_id 52\nvirtual_ipaddress {\n${OTHER}/24\n}\n${lines}`, 'IN');
const group = (more = ''): string => `vrrp_sync_group PAIR {\ngroup {\nV\nIN\n}\n${more}\n}\n`;
const pair = (outer: number, inner: number, lines = ''): string => group() + instance(outer, lines) + inside(inner);

/** The courses of both addresses. */
function courses(nodes: readonly string[], event: ClusterEvent, startOrder?: readonly string[]): readonly string[] {
  const options = startOrder ? { startOrder } : {};
  return [course(nodes, event, options), course(nodes, event, { ...options, address: OTHER })];
}

describe('sync groups', () => {
  it('move together when one member is in fault', () => {
    expect(courses([pair(150, 150), pair(100, 100)], { kind: 'interface-down', node: 'a', interface: 'eth1' })).toEqual([
      'a, b, a',
      'a, b, a',
    ]);
  });

  it('stay where they are when their members want opposite nodes', () => {
    const nodes = [pair(150, 100), pair(100, 150)];
    expect(courses(nodes, { kind: 'node-stop', node: 'a' }, ['a', 'b'])).toEqual(['a, b, b', 'a, b, b']);
  });

  it('race where the last timers of both run out in one moment, though for different virtual routers', () => {
    const { start } = play([pair(200, 150), pair(150, 200)], []);
    expect(who(start)).toBe('unknown');
    expect(start.get(OTHER)?.because).toBe("'a' and 'b' come to take over in the same moment, and it is a race who does.");
  });

  it('leave an address with nobody where the other node has no group', () => {
    const nodes = [pair(100, 100), instance(150) + inside(150)];
    const event: ClusterEvent = { kind: 'interface-down', node: 'b', interface: 'eth1' };
    expect(courses(nodes, event)).toEqual(['b, b, b', 'b, nobody, b']);
    const { events } = play(nodes, [event]);
    expect(events[0]?.during.get(OTHER)?.because).toBe(
      "'a' waits until 'V' of its sync group 'PAIR' can become master too; 'b' is in fault state: interface 'eth1' is down.",
    );
  });

  it('are not moved by nopreempt of one member alone, nor by a weight of one', () => {
    expect(courses([pair(150, 150, 'nopreempt'), pair(100, 100)], { kind: 'node-stop', node: 'a' }, ['a', 'b'])).toEqual([
      'a, b, b',
      'a, b, b',
    ]);
    const weighted = pair(150, 150, 'track_interface {\neth2 weight -60\n}');
    const facts = { a: host({ eth0: ['192.0.2.1/24'], eth1: ['198.51.100.1/24'], eth2: [] }) };
    expect(course([weighted, pair(100, 100)], { kind: 'interface-down', node: 'a', interface: 'eth2' }, { facts })).toBe('a, a, a');
  });

  it('are moved by what the group tracks, with its weight', () => {
    const text = `vrrp_script check {\nscript "/bin/check"\n}\n${group('track_script {\ncheck weight -60\n}')}${instance(150)}${inside(150)}`;
    expect(courses([text, pair(100, 100)], { kind: 'script-fails', node: 'a', name: 'check' })).toEqual(['a, b, a', 'a, b, a']);
  });
});

describe('addresses of one network in two instances', () => {
  const FIRST = '203.0.113.10';
  const SECOND = '203.0.113.20';
  const web = (name: string, id: number, priority: number, address: string, lines = ''): string =>
    `vrrp_instance ${name} {\ninterface eth0\nvirtual_router_id ${id}\npriority ${priority}\nvirtual_ipaddress {\n${address}\n}\n${lines}\n}\n`;
  const nodes = (prefix: string, lines = ''): readonly string[] => [
    web('ONE', 51, 150, `${FIRST}${prefix}`, `${lines}\ntrack_interface {\neth1\n}`) + web('TWO', 52, 100, `${SECOND}${prefix}`),
    web('ONE', 51, 140, `${FIRST}${prefix}`) + web('TWO', 52, 50, `${SECOND}${prefix}`),
  ];
  const event: ClusterEvent = { kind: 'interface-down', node: 'a', interface: 'eth1' };
  const withFacts = (...own: string[]) => ({
    facts: { a: host({ eth0: ['192.0.2.1/24', ...own], eth1: ['198.51.100.1/24'] }), b: host({ eth0: ['192.0.2.2/24'] }) },
    address: SECOND,
  });

  it('go with the first one, and nobody notices', () => {
    expect(course(nodes('/24'), event, withFacts())).toBe('a, nobody, nobody');
    const { events } = play(nodes('/24'), [event], withFacts());
    expect(events[0]?.during.get(SECOND)?.because).toBe(
      "'a' is master, but the address has been removed with that of another instance; 'b' follows 'a', which is master of the virtual router without holding this address.",
    );
  });

  it('stay where the host has an own address there, where they have no prefix length, and with promote_secondaries', () => {
    expect(course(nodes('/24'), event, withFacts('203.0.113.1/24'))).toBe('a, a, a');
    expect(course(nodes(''), event, withFacts())).toBe('a, a, a');
    expect(course(nodes('/24', 'promote_secondaries'), event, withFacts())).toBe('a, a, a');
  });

  it('are taken to stay where nothing is known of the host', () => {
    expect(course(nodes('/24'), event, { facts: null, address: SECOND })).toBe('a, a, a');
  });
});

describe('braces', () => {
  it('that end a block early leave it open who holds what', () => {
    const text = instance(150, 'track_something {\nx\n}');
    expect(course([text, instance(100)], { kind: 'node-stop', node: 'a' })).toBe('unknown, unknown, unknown');
    expect(play([text, instance(100)], []).start.get('192.0.2.100')?.because).toBe(
      "It is not known what 'a' runs, because a brace ends 'V' before its last line.",
    );
  });
});

describe('addresses of the host', () => {
  it('are taken away when they are virtual ones, so that an owner without another one is in fault', () => {
    const facts = { a: host({ eth0: ['192.0.2.100/24'] }), b: host({ eth0: ['192.0.2.2/24'] }) };
    expect(course([instance(255), instance(100)], { kind: 'node-stop', node: 'b' }, { facts })).toBe('b, nobody, b');
  });

  it('take their neighbours with them', () => {
    const facts = { a: host({ eth0: ['192.0.2.100/24', '192.0.2.11/24'] }), b: host({ eth0: ['192.0.2.2/24'] }) };
    expect(course([instance(255), instance(100)], { kind: 'node-stop', node: 'a' }, { facts })).toBe('a, b, b');
  });

  it('stay where the prefix length is another one', () => {
    const facts = { a: host({ eth0: ['192.0.2.100/25', '192.0.2.11/25'] }), b: host({ eth0: ['192.0.2.2/24'] }) };
    const { events } = play([instance(255), instance(100)], [{ kind: 'node-stop', node: 'a' }], { facts });
    expect(events[0]?.during.get('192.0.2.100')).toEqual({
      holders: ['a', 'b'],
      because: "It is an address that the host of 'a' has without keepalived.",
    });
  });

  it('stay behind when a node crashes, and do not count', () => {
    const { events } = play([instance(150), instance(100)], [{ kind: 'node-crash', node: 'a' }]);
    expect(events[0]?.during.get('192.0.2.100')).toEqual({ holders: ['b'], leftBehind: ['a'] });
    expect(events[0]?.after.get('192.0.2.100')).toEqual({ holders: ['a'] });
  });

  it('may stay behind where it is not known who held them, and who takes over is known all the same', () => {
    const { start, events } = play([instance(100), instance(100)], [{ kind: 'node-crash', node: 'a' }]);
    expect(who(start)).toBe('unknown');
    expect(events[0]?.during.get('192.0.2.100')).toMatchObject({ holders: ['b'], perhapsLeftBehind: ['a'] });
  });

  it('are lost where two instances share one: whoever leaves takes it away', () => {
    const both = (one: number, two: number): string => instance(one) + instance(two, 'virtual_router_id 52', 'W');
    expect(course([both(150, 120), both(100, 130)], { kind: 'node-stop', node: 'a' })).toBe('a b, b, a');
  });

  it('are missed where an unicast source is none of them, before 2.3.3', () => {
    const nodes = [
      instance(150, 'unicast_src_ip 192.0.2.50\nunicast_peer {\n192.0.2.2\n}'),
      instance(100, 'unicast_src_ip 192.0.2.2\nunicast_peer {\n192.0.2.50\n}'),
    ];
    expect(who(play(nodes, [], { version: '2.2.7' }).start)).toBe('b');
    expect(who(play(nodes, [], { version: '2.4.3' }).start)).toBe('a');
  });
});

describe('nodes on which keepalived does not run', () => {
  it('are those that give an address to an interface that cannot be, unless it waits for one', () => {
    const list = 'virtual_ipaddress {\n192.0.2.100/24\n192.0.2.101/24 dev eth0:1\n}';
    const { start } = play([instance(150, list), instance(100)], []);
    expect(who(start)).toBe('b');
    const waiting = play([`global_defs {\ndynamic_interfaces\n}\n${instance(150, list)}`], []);
    expect(who(waiting.start)).toBe('nobody');
  });

  it('hold nothing, with all their instances', () => {
    const bad = `${instance(150)}vrrp_instance BAD {\ninterface eth0\nvirtual_ipaddress {\n192.0.2.7\n}\n}\n`;
    const { start } = play([bad, instance(100)], []);
    expect(who(start)).toBe('b');
    expect(start.get('192.0.2.7')).toMatchObject({
      holders: [],
      because: "'a' does not run: keepalived does not run with what its configuration says of 'BAD'.",
    });
  });
});

describe('a check without a weight that an instance and its sync group track', () => {
  const check = 'vrrp_script check {\nscript "/bin/check"\n}\n';
  const both = (weight: string): string =>
    `${check}${group('track_script {\ncheck\n}')}${instance(150, `track_script {\ncheck ${weight}\n}`)}${inside(150)}`;

  it('keeps the group in fault state, since it waits for the check twice', () => {
    const { start } = play([both(''), pair(100, 100)], []);
    expect([who(start), who(start, OTHER)]).toEqual(['b', 'b']);
    expect(play([both('')], []).start.get('192.0.2.100')?.because).toBe(
      "'a' is in fault state: what its configuration says of 'V' keeps it there.",
    );
  });
});
