import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/behaviour/input-error.ts';
import { readFacts } from '../../../src/behaviour/read-facts.ts';
import { readPlan } from '../../../src/behaviour/read-plan.ts';
import { instance, node, play } from '../../helpers/play.ts';

const NODES = [node('a', instance(150), null), node('b', instance(100), null)];

/** The place and the message of what is wrong. */
function wrong(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof InputError) return `${error.place} ${error.message}`;
    throw error;
  }
  return 'nothing';
}

const event = (fields: object): string => wrong(() => readPlan({ schema: 1, events: [fields] }, NODES));

describe('the events file', () => {
  it('is read with all its parts', () => {
    const events = [
      { kind: 'node-stop', node: '*' },
      { kind: 'interface-down', node: 'a' },
      { kind: 'file-value', node: 'b', name: 'drain', value: '-5' },
      { kind: 'link-cut', nodes: ['a', 'b'], interface: 'eth1', remark: 'unknown keys are left alone' },
    ];
    const { plan } = readPlan({ schema: 1, startOrder: ['b', 'a'], files: { drain: 0, other: null }, events }, NODES);
    expect(plan.startOrder).toEqual(['b', 'a']);
    expect([...plan.files]).toEqual([
      ['drain', 0],
      ['other', null],
    ]);
    expect(plan.events).toEqual([
      { kind: 'node-stop', node: '*' },
      { kind: 'interface-down', node: 'a', interface: 'eth0' },
      { kind: 'file-value', node: 'b', name: 'drain', value: -5 },
      { kind: 'link-cut', nodes: ['a', 'b'], interface: 'eth1' },
    ]);
    expect(readPlan({ schema: 1 }, NODES).plan.events).toBeNull();
  });

  it('says what is wrong where, and what there is instead', () => {
    expect(event({ kind: 'node-stops', node: 'a' })).toMatch(
      /^events\[0\]\.kind 'node-stops' is no kind of event\. Did you mean 'node-stop'\? Kinds: node-stop, /,
    );
    expect(event({ kind: 'node-stop', node: 'lb-17' })).toBe("events[0].node 'lb-17' is no node of this cluster. Nodes: a, b.");
    expect(event({ kind: 'node-stop' })).toBe('events[0].node is missing.');
    expect(event({ kind: 'link-cut', nodes: ['a'] })).toBe('events[0].nodes must name two nodes.');
    expect(event({ kind: 'file-value', node: 'a', name: 'drain', value: 'much' })).toBe('events[0].value must be a number.');
    expect(wrong(() => readPlan({ schema: 2, events: [] }, NODES))).toMatch(/^schema must be 1/);
    expect(wrong(() => readPlan({ schema: 1, events: {} }, NODES))).toBe('events must be a list ([ … ]).');
    expect(wrong(() => readPlan([], NODES))).toBe('the file must be an object ({ … }).');
    expect(wrong(() => readPlan({ schema: 1, startOrder: ['x'] }, NODES))).toMatch(/^startOrder\[0\] 'x' is no node/);
  });

  it('warns of names that no node knows, whose events change nothing', () => {
    const events = [
      { kind: 'script-fails', node: 'a', name: 'check' },
      { kind: 'bfd-down', node: '*', name: 'peer' },
      { kind: 'interface-down', node: 'a', interface: 'eth7' },
      { kind: 'link-cut', nodes: ['a', 'b'], interface: 'eth7' },
      { kind: 'carrier-loss', node: 'a', interface: 'eth0' },
    ];
    expect(readPlan({ schema: 1, events }, NODES).warnings).toEqual([
      "events[0]: no vrrp_script 'check' is known on 'a', so this event changes nothing.",
      "events[1]: no bfd_instance 'peer' is known on any node, so this event changes nothing.",
      "events[2]: no interface 'eth7' is known on 'a', so this event changes nothing.",
      "events[3]: no interface 'eth7' is known on either node, so this event changes nothing.",
    ]);
  });

  it('warns of a track file that nobody has, and of a key that is nearly one, and leaves remarks alone', () => {
    const events = [{ kind: 'link-cut', nodes: ['a', 'b'], interfaces: 'eth0', remark: 'both ways' }];
    expect(readPlan({ schema: 1, files: { drain: 1 }, events }, NODES).warnings).toEqual([
      "files.drain: no track_file 'drain' is known on any node, so this changes nothing.",
      "events[0].interfaces is not read. Did you mean 'interface'?",
    ]);
  });

  it('leaves the events of other clusters to these, and takes no link between two clusters', () => {
    const everywhere = new Set(['a', 'b', 'c', 'd']);
    const events = [
      { kind: 'node-stop', node: 'c' },
      { kind: 'link-cut', nodes: ['c', 'd'] },
      { kind: 'node-stop', node: 'b' },
    ];
    const { plan } = readPlan({ schema: 1, startOrder: ['c', 'b'], events }, NODES, new Map(), everywhere);
    expect(plan).toMatchObject({ startOrder: ['b'], events: [{ kind: 'node-stop', node: 'b' }] });
    const mixed = { schema: 1, events: [{ kind: 'link-cut', nodes: ['a', 'c'] }] };
    expect(wrong(() => readPlan(mixed, NODES, new Map(), everywhere))).toMatch(/^events\[0\]\.nodes\[1\] 'c' is a node of another cluster/);
  });

  it('takes other names of nodes, and no link of a node with itself', () => {
    const aliases = new Map([['one', 'a']]);
    const { plan } = readPlan({ schema: 1, startOrder: ['one'], events: [{ kind: 'link-cut', nodes: ['one', 'b'] }] }, NODES, aliases);
    expect(plan).toMatchObject({ startOrder: ['a'], events: [{ nodes: ['a', 'b'] }] });
    expect(event({ kind: 'link-cut', nodes: ['a', 'a'] })).toBe("events[0].nodes names 'a' twice. A link is one between two nodes.");
  });
});

describe('the facts file', () => {
  it('tells the addresses of interfaces, or only that there is one', () => {
    const { interfaces } = readFacts({
      schema: 1,
      kernel: 'later',
      interfaces: { eth0: { addresses: ['192.0.2.1/24', 'fe80::1/64'] }, eth1: {} },
    });
    expect(interfaces.get('eth0')?.addresses?.map(({ text, prefix }) => `${text}/${prefix}`)).toEqual(['192.0.2.1/24', 'fe80::1/64']);
    expect(interfaces.get('eth1')).toEqual({ addresses: null });
  });

  it('says what is wrong where', () => {
    expect(wrong(() => readFacts({ schema: 1, interfaces: { eth0: { addresses: ['192.0.2.1/24', '192.0.2.300/24'] } } }))).toMatch(
      /^interfaces\.eth0\.addresses\[1\] '192\.0\.2\.300\/24' is no address/,
    );
    expect(wrong(() => readFacts({ schema: 1 }))).toMatch(/^interfaces must be an object/);
    expect(wrong(() => readFacts({ interfaces: {} }))).toMatch(/^schema must be 1/);
  });
});

describe('without a list of events', () => {
  it('every single event that the configurations name is played', () => {
    const script = 'vrrp_script check {\nscript "/bin/check"\n}\n';
    const file = 'track_file drain {\nfile /run/drain\nweight 10\n}\n';
    const text = (priority: number): string =>
      script + file + instance(priority, 'track_script {\ncheck\n}\ntrack_file {\ndrain\n}\ntrack_interface {\neth1\n}');
    const { events } = play([text(150), text(100)], null);
    const labels = events.map(({ event: each }) => Object.values(each).flat().join(' '));
    expect(labels).toEqual([
      ...['node-stop a', 'node-stop b', 'node-crash a', 'node-crash b'],
      ...['a', 'b'].flatMap((name) => ['eth0', 'eth1'].flatMap((on) => [`interface-down ${name} ${on}`, `carrier-loss ${name} ${on}`])),
      ...['a', 'b'].flatMap((name) => [`file-value ${name} drain -26`, `script-fails ${name} check`, `script-hangs ${name} check`]),
      ...['carrier-loss * eth1', 'file-value * drain -26', 'script-fails * check', 'script-hangs * check'],
      'link-cut a b',
    ]);
  });

  it('links between backups are not cut, since nothing passes there', () => {
    const { events } = play(
      [150, 120, 100, 90].map((priority) => instance(priority)),
      null,
    );
    const cuts = events.flatMap(({ event: each }) => (each.kind === 'link-cut' ? [each.nodes.join(' ')] : []));
    expect(cuts).toEqual(['a b', 'a c', 'a d']);
  });
});
