import { describe, expect, it } from 'vitest';
import { instance } from '../../helpers/play.ts';
import { scratch } from '../../helpers/scratch.ts';
import { kvlint } from '../../helpers/session.ts';

const PAIR = { 'a.conf': instance(150), 'b.conf': instance(100) };
const STOP = JSON.stringify({ schema: 1, events: [{ kind: 'node-stop', node: 'a.conf' }] });

describe('kvlint simulate', () => {
  it('shows first what nobody wants, with the reason, then the rest', async () => {
    const { code, stdout } = await kvlint(scratch(PAIR), ['simulate', 'a.conf', 'b.conf']);
    expect(code).toBe(0);
    const [title, bad, good] = stdout.split('\n\n');
    expect(title).toBe("Cluster 'V': 2 nodes, 1 virtual address, keepalived 2.4.3");
    expect(bad).toMatch(
      /^ {2}a\.conf and b\.conf cut apart +192\.0\.2\.100 +a\.conf and b\.conf\n {6}'b\.conf' takes no notice of the adverts of 'a\.conf'/,
    );
    expect(good).toMatch(/^ {2}start +192\.0\.2\.100 +a\.conf$/m);
    expect(good).toMatch(/^ {2}a\.conf stops +192\.0\.2\.100 +b\.conf, then a\.conf$/m);
  });

  it('names nodes by what tells them apart, and says once what the names stand for', async () => {
    const directory = scratch({ 'site/lb1/keepalived.conf': PAIR['a.conf'], 'site/lb2/keepalived.conf': PAIR['b.conf'] });
    const { stdout } = await kvlint(directory, ['simulate', 'site']);
    expect(stdout).toContain('virtual address, keepalived 2.4.3\n  lb1  site/lb1/keepalived.conf\n  lb2  site/lb2/keepalived.conf\n\n');
    expect(stdout).toMatch(/^ {2}lb1 and lb2 cut apart +192\.0\.2\.100 +lb1 and lb2\n {6}'lb2' takes no notice of the adverts of 'lb1'/m);
    expect(stdout.split('\n\n').slice(1).join()).not.toContain('site/');
  });

  it('tells who takes over from a crashed node that may not have held the address', async () => {
    const crash = JSON.stringify({ schema: 1, events: [{ kind: 'node-crash', node: 'a.conf' }] });
    const directory = scratch({ 'a.conf': instance(100), 'b.conf': instance(100), 'events.json': crash });
    const given = ['simulate', '--events', 'events.json', 'a.conf', 'b.conf'];
    const { stdout } = await kvlint(directory, given);
    expect(stdout).toMatch(/^ {2}a\.conf crashes +192\.0\.2\.100 +b\.conf \(perhaps left behind on a\.conf\)$/m);
    const json = await kvlint(directory, [...given, '--format', 'json']);
    expect(JSON.parse(json.stdout).clusters[0].events[0].during['192.0.2.100']).toEqual({
      holders: null,
      because: "'a.conf' and 'b.conf' come to take over in the same moment, and it is a race who does.",
    });
  });

  it('tells what a crashed node leaves behind, and counts it in JSON', async () => {
    const crash = JSON.stringify({ schema: 1, events: [{ kind: 'node-crash', node: 'a.conf' }] });
    const directory = scratch({ ...PAIR, 'events.json': crash });
    const given = ['simulate', '--events', 'events.json', 'a.conf', 'b.conf'];
    const { stdout } = await kvlint(directory, given);
    expect(stdout).toMatch(/^ {2}a\.conf crashes +192\.0\.2\.100 +b\.conf \(left behind on a\.conf\), then a\.conf$/m);
    const json = await kvlint(directory, [...given, '--format', 'json']);
    expect(JSON.parse(json.stdout).clusters[0].events[0]).toMatchObject({
      during: {
        '192.0.2.100': {
          holders: ['a.conf', 'b.conf'],
          leftBehind: ['a.conf'],
          because: "keepalived does not run on 'a.conf' any more, and the address is still there.",
        },
      },
      after: { '192.0.2.100': { holders: ['a.conf'] } },
    });
  });

  it('tells who holds an address during an event, also where it goes wrong afterwards', async () => {
    const deaf = { ...PAIR, 'b.conf': PAIR['b.conf'].replace('virtual_router_id', 'version 3\n    virtual_router_id') };
    const { stdout } = await kvlint(scratch(deaf), ['simulate', '--cluster', 'x=a.conf,b.conf', 'a.conf', 'b.conf']);
    expect(stdout).toMatch(/^ {2}a\.conf stops: afterwards +192\.0\.2\.100 +a\.conf and b\.conf$/m);
    expect(stdout).toMatch(/^ {2}a\.conf stops +192\.0\.2\.100 +b\.conf$/m);
  });

  it('tells a reason once as long as it holds', async () => {
    const deaf = { ...PAIR, 'b.conf': PAIR['b.conf'].replace('virtual_router_id', 'version 3\n    virtual_router_id') };
    const { stdout } = await kvlint(scratch(deaf), ['simulate', '--cluster', 'x=a.conf,b.conf', 'a.conf', 'b.conf']);
    expect(stdout.match(/a\.conf and b\.conf$/gm)?.length).toBeGreaterThan(3);
    expect(stdout.match(/takes no notice/g)).toHaveLength(1);
  });

  it('gives the events of a file as JSON, in their order', async () => {
    const directory = scratch({ ...PAIR, 'events.json': STOP });
    const { code, stdout } = await kvlint(directory, [
      'simulate',
      '--format',
      'json',
      '-k',
      '2.2.7',
      '--events',
      'events.json',
      '--cluster',
      'lab=a.conf,b.conf',
      'a.conf',
      'b.conf',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      schema: 1,
      kvlint: expect.any(String),
      keepalived: '2.2.7',
      clusters: [
        {
          name: 'lab',
          nodes: ['a.conf', 'b.conf'],
          start: { '192.0.2.100': { holders: ['a.conf'] } },
          events: [
            {
              kind: 'node-stop',
              node: 'a.conf',
              during: { '192.0.2.100': { holders: ['b.conf'] } },
              after: { '192.0.2.100': { holders: ['a.conf'] } },
            },
          ],
        },
      ],
    });
  });

  it('takes each config-id of a file for a node, and facts about it', async () => {
    const text = instance(100, '@one mcast_src_ip 192.0.2.9\n@two interface eth1');
    const facts = (address: string): string =>
      JSON.stringify({ schema: 1, interfaces: { eth0: { addresses: ['192.0.2.9/24'] }, eth1: { addresses: [address] } } });
    const directory = scratch({ 'k.conf': text, 'one.json': facts('198.51.100.1/24'), 'two.json': facts('203.0.113.2/24') });
    const given = ['--facts', 'k.conf@one=one.json', '--facts', 'k.conf@two=two.json'];
    const { stdout } = await kvlint(directory, ['simulate', '--format', 'json', ...given, 'k.conf']);
    expect(JSON.parse(stdout)).toMatchObject({
      clusters: [{ nodes: ['k.conf@one', 'k.conf@two'], start: { '192.0.2.100': { holders: ['k.conf@one', 'k.conf@two'] } } }],
    });
  });

  it('tells of those that are not played in one line, however many they are', async () => {
    const others = Object.fromEntries(
      [1, 2, 3, 4, 5].map((n) => [`other${n}.conf`, instance(100).replace('192.0.2.100', `198.51.100.${n}`)]),
    );
    const { stderr } = await kvlint(scratch({ ...PAIR, ...others }), ['simulate', '--cluster', 'V=a.conf,b.conf', '.']);
    expect(stderr).toBe(
      "kvlint: warning: 'other1.conf', 'other2.conf', 'other3.conf' and 2 more belong to no cluster and are not played. Say which nodes belong together with --cluster NAME=PATTERN.\n",
    );
  });

  it('plays clusters one by one', async () => {
    const directory = scratch({ 'x/a.conf': instance(150), 'x/b.conf': instance(100), 'y/c.conf': instance(90) });
    const { stdout } = await kvlint(directory, ['simulate', '--format', 'json', '--cluster', 'x=x/*', '--cluster', 'y=y/c.conf']);
    const { clusters } = JSON.parse(stdout);
    expect(clusters.map(({ name, nodes }: { name: string; nodes: string[] }) => [name, ...nodes])).toEqual([
      ['x', 'x/a.conf', 'x/b.conf'],
      ['y', 'y/c.conf'],
    ]);
  });

  it.each([
    [
      'an unknown kind',
      { 'events.json': STOP.replace('node-stop', 'node-stopp') },
      ['--events', 'events.json'],
      "--events: events.json: events[0].kind 'node-stopp' is no kind of event. Did you mean 'node-stop'?",
    ],
    [
      'an unknown node',
      { 'events.json': STOP.replace('a.conf', 'c.conf') },
      ['--events', 'events.json'],
      "events.json: events[0].node 'c.conf' is no node of this cluster.",
    ],
    [
      'text that is no JSON',
      { 'events.json': '{\n  "schema": 1,\n}' },
      ['--events', 'events.json'],
      '--events: events.json:3:1: this is no JSON',
    ],
    ['a missing file', {}, ['--events', 'none.json'], "--events: 'none.json' does not exist."],
    ['a directory', {}, ['--events', '.'], "--events: '.' is a directory, not a file."],
    ['facts of an unknown node', { 'f.json': '{}' }, ['--facts', 'd.conf=f.json'], "--facts: 'd.conf' is no node."],
    ['facts without a node', {}, ['--facts', 'f.json'], '--facts f.json is not NODE=FILE'],
    ['wrong facts', { 'f.json': '{"schema": 1}' }, ['--facts', 'a.conf=f.json'], '--facts: f.json: interfaces must be an object'],
    ['a cluster of nobody', {}, ['--cluster', 'x=c*.conf'], "No node belongs to the cluster 'x'"],
    ['a cluster without a pattern', {}, ['--cluster', 'x'], 'Write --cluster NAME=PATTERN'],
    ['an unknown format', {}, ['--format', 'jsn'], "Did you mean 'json'?"],
  ])('says what is wrong and ends with 2: %s', async (_, files, args, message) => {
    const { code, stdout, stderr } = await kvlint(scratch({ ...PAIR, ...files }), ['simulate', ...args, 'a.conf', 'b.conf']);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
  });

  it('plays an event in the cluster whose nodes it names', async () => {
    const files = { 'x/a.conf': PAIR['a.conf'], 'x/b.conf': PAIR['b.conf'], 'y/c.conf': PAIR['a.conf'], 'y/d.conf': PAIR['b.conf'] };
    const events = JSON.stringify({ schema: 1, events: [{ kind: 'node-stop', node: 'x/a.conf' }] });
    const { code, stdout, stderr } = await kvlint(scratch({ ...files, 'events.json': events }), [
      ...['simulate', '--events', 'events.json', '--cluster', 'x=x/*.conf', '--cluster', 'y=y/*.conf', 'x', 'y'],
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [x = '', y = ''] = stdout.split("Cluster 'y'");
    expect(x).toMatch(/^ {2}a\.conf stops +192\.0\.2\.100 +b\.conf, then a\.conf$/m);
    expect(y).not.toContain('stops');
    const none = JSON.stringify({ schema: 1, events: [{ kind: 'node-stop', node: 'z.conf' }] });
    const wrong = await kvlint(scratch({ ...files, 'events.json': none }), [
      'simulate',
      '--events',
      'events.json',
      '--cluster',
      'x=x/*.conf',
      'x',
      'y',
    ]);
    expect(wrong).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining("events[0].node 'z.conf' is no node of any cluster."),
    });
  });

  it('says how a node is played that stands alone', async () => {
    const directory = scratch(PAIR);
    const { code, stderr } = await kvlint(directory, ['simulate', 'a.conf']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        "kvlint: error: 'a.conf' is a single node. Name the other nodes of its cluster as well, or write --cluster NAME=a.conf to play it alone.\n",
    });
    expect((await kvlint(directory, ['simulate', '--cluster', 'NAME=a.conf', 'a.conf'])).stdout).toContain("Cluster 'NAME': 1 node");
  });

  it('takes the short names that it prints, in facts and events', async () => {
    const facts = JSON.stringify({ schema: 1, interfaces: { eth9: { addresses: [] } } });
    const events = JSON.stringify({ schema: 1, events: [{ kind: 'node-stop', node: 'lb1' }] });
    const files = { 'site/lb1/keepalived.conf': PAIR['a.conf'], 'site/lb2/keepalived.conf': PAIR['b.conf'] };
    const directory = scratch({ ...files, 'events.json': events, 'facts.json': facts });
    const { code, stdout, stderr } = await kvlint(directory, ['simulate', '--events', 'events.json', '--facts', 'lb1=facts.json', 'site']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/lb1 stops/);
    expect(stdout.replace(/\s+/g, ' ')).not.toMatch(/start \S+ lb1\b/);
  });

  it.each([
    ['on the command line', {}, ['--cluster', 'x=a.conf,b.conf,c.conf']],
    ['by the settings', { 'kvlint.config.yaml': 'clusters:\n  x: { nodes: [a.conf, b.conf, c.conf] }\n  y: { nodes: [d.conf] }\n' }, []],
  ])('tells of a node that a cluster names and that is not there: %s', async (_, files, args) => {
    const directory = scratch({ ...PAIR, ...files });
    for (const command of ['simulate', 'clusters']) {
      const { code, stderr } = await kvlint(directory, [command, ...args, 'a.conf', 'b.conf']);
      expect({ code, stderr }).toEqual({
        code: 0,
        stderr: "kvlint: warning: No node is 'c.conf', which the cluster 'x' names: the cluster is taken without it.\n",
      });
    }
  });

  it('warns of a name that no node knows', async () => {
    const events = JSON.stringify({ schema: 1, events: [{ kind: 'script-fails', node: '*', name: 'chck' }] });
    const { code, stderr } = await kvlint(scratch({ ...PAIR, 'events.json': events }), [
      'simulate',
      '--events',
      'events.json',
      'a.conf',
      'b.conf',
    ]);
    expect(code).toBe(0);
    expect(stderr).toContain("warning: events[0]: no vrrp_script 'chck' is known on any node, so this event changes nothing.");
  });
});
