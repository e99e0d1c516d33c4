import { describe, expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import { assumedTarget } from '../../../src/daemon/assumed-target.ts';
import { type Comparison, compare } from '../../../src/engine/compare.ts';
import { memoryReader } from '../../../src/engine/memory-reader.ts';
import { instance } from '../../helpers/play.ts';

type Files = Readonly<Record<string, string>>;

function compareFiles(before: Files, after: Files, roots = /^[^/]+\.conf$/): Comparison {
  const side = (files: Files) => ({
    roots: Object.keys(files).flatMap((path) => (roots.test(path) ? [{ path, absolute: path }] : [])),
    reader: memoryReader(files),
  });
  const target = assumedTarget('2.2.7');
  return compare(side(before), side(after), { rules, target, profiles: [], severities: new Map(), kvlint: '0' });
}

const PAIR = { 'lb1.conf': instance(150), 'lb2.conf': instance(100) };

describe('who holds the addresses', () => {
  it('is told where a priority changes it, at the start and in each event', () => {
    const { outcomes, changes, alone } = compareFiles(PAIR, { ...PAIR, 'lb1.conf': instance(90) });
    expect(changes).toMatchObject([{ node: 'lb1.conf', what: 'priority', before: 150, after: 90 }]);
    expect(outcomes[0]).toEqual({
      cluster: 'lb',
      event: { kind: 'start' },
      phase: 'during',
      vip: '192.0.2.100',
      before: { holders: ['lb1.conf'] },
      after: { holders: ['lb2.conf'] },
    });
    expect(outcomes.find(({ event, phase }) => event.kind === 'node-stop' && event.node === 'lb1.conf' && phase === 'after')).toMatchObject(
      {
        before: { holders: ['lb1.conf'] },
        after: { holders: ['lb2.conf'] },
      },
    );
    expect(alone).toEqual([]);
  });

  it('is told of a link-local address under one name, though the change makes it one of several links', () => {
    const vlan = (id: number, priority: number): string =>
      instance(priority, `version 3\ninterface eth${id}\nvirtual_router_id ${id}\nvirtual_ipaddress {\nfe80::1/64\n}`, `VLAN${id}`);
    const { outcomes } = compareFiles(
      { 'lb1.conf': vlan(1, 150), 'lb2.conf': vlan(1, 100) },
      { 'lb1.conf': vlan(1, 150) + vlan(2, 150), 'lb2.conf': vlan(1, 100) + vlan(2, 100) },
    );
    expect(outcomes.filter(({ event }) => event.kind === 'start')).toMatchObject([{ vip: 'fe80::1%eth2', before: null }]);
  });

  it('is not told where it stays: another priority that is still the highest', () => {
    const { outcomes, changes } = compareFiles(PAIR, { ...PAIR, 'lb1.conf': instance(200) });
    expect(changes).toHaveLength(1);
    expect(outcomes).toEqual([]);
  });

  it('is told of the nodes that are left where one goes, and not of what can happen to that one no more', () => {
    const { outcomes } = compareFiles({ ...PAIR, 'lb3.conf': instance(50) }, PAIR);
    expect(outcomes).toEqual([]);
    const lastOne = compareFiles(PAIR, { 'lb1.conf': instance(150) }).outcomes;
    expect(lastOne.find(({ event }) => event.kind === 'node-stop')).toMatchObject({
      event: { node: 'lb1.conf' },
      before: { holders: ['lb2.conf'] },
      after: { holders: [] },
    });
    expect(JSON.stringify(lastOne.map(({ event }) => event))).not.toContain('lb2.conf');
  });

  it('is played with both nodes where the change is what tears them apart', () => {
    const { outcomes } = compareFiles(PAIR, { ...PAIR, 'lb1.conf': instance(150, 'virtual_router_id 7') });
    expect(outcomes[0]).toMatchObject({ event: { kind: 'start' }, after: { holders: ['lb1.conf', 'lb2.conf'] } });
  });

  it('takes an event that only one side names for one that did nothing before', () => {
    const { outcomes } = compareFiles(PAIR, { ...PAIR, 'lb1.conf': instance(150, 'track_interface {\neth7\n}') });
    expect(outcomes.map(({ event, before, after }) => [event.kind, before?.holders, after?.holders])).toEqual([
      ['interface-down', ['lb1.conf'], ['lb2.conf']],
      ['carrier-loss', ['lb1.conf'], ['lb2.conf']],
    ]);
  });

  it('plays on both sides what only one side names: a number in a file, a cut of three nodes', () => {
    const drain = (weight: number, priority: number): string =>
      `track_file drain {\nfile /run/drain\nweight ${weight}\n}\n${instance(priority, 'track_file {\ndrain\n}')}`;
    const files = (weight: number): Files => ({ 'lb1.conf': drain(weight, 150), 'lb2.conf': drain(weight, 100) });
    const told = compareFiles(files(1), files(2)).outcomes.filter(({ event }) => event.kind === 'file-value');
    // With -127 both end in fault with the new weight; with -254 they did so before, and with -127 lb1 alone lost the addresses on either side.
    expect(told.map(({ event, before, after }) => [event, before?.holders, after?.holders])).toEqual([
      [expect.objectContaining({ node: '*', value: -127 }), ['lb1.conf'], []],
    ]);
    const three = { ...PAIR, 'lb3.conf': instance(50) };
    const cut = compareFiles(three, PAIR).outcomes.filter(({ event }) => event.kind === 'peer-cut');
    expect(cut).toEqual([]);
  });

  it('is not played for a node that stands alone, which is said', () => {
    const { outcomes, alone } = compareFiles({ 'a.conf': instance(100) }, { 'a.conf': instance(90) });
    expect(outcomes).toEqual([]);
    expect(alone).toEqual(['a.conf']);
  });

  it('names a new address at the start, and not again for what the others suffer as well', () => {
    const more = (priority: number) => instance(priority, 'virtual_ipaddress {\n192.0.2.100/24\n192.0.2.101/24\n}');
    const { outcomes } = compareFiles(PAIR, { 'lb1.conf': more(150), 'lb2.conf': more(100) });
    expect(outcomes).toMatchObject([{ vip: '192.0.2.101', event: { kind: 'start' }, before: null, after: { holders: ['lb1.conf'] } }]);
    const half = compareFiles(PAIR, { ...PAIR, 'lb1.conf': more(150) }).outcomes.filter(
      ({ event, phase }) => event.kind === 'node-stop' && phase === 'during',
    );
    expect(half).toMatchObject([{ vip: '192.0.2.101', event: { node: 'lb1.conf' }, before: null, after: { holders: [] } }]);
  });
});

describe('which nodes are the same', () => {
  it('includes and their contents are read on each side', () => {
    const before = { 'k.conf': instance(100) };
    const after = { 'k.conf': 'include parts/*.conf\n', 'parts/vi.conf': instance(100) };
    expect(compareFiles(before, after)).toMatchObject({ changes: [], outcomes: [], findings: [] });
    const lower = { 'k.conf': 'include parts/*.conf\n', 'parts/vi.conf': instance(90) };
    expect(compareFiles(before, lower).changes).toMatchObject([{ node: 'k.conf', what: 'priority' }]);
  });

  it('a renamed file is the same one, and only its changes are told', () => {
    const { nodes, changes } = compareFiles({ 'old.conf': instance(100), 'b.conf': '' }, { 'new.conf': instance(90), 'b.conf': '' });
    expect(nodes).toContainEqual({ node: 'new.conf', before: 'old.conf', after: 'new.conf' });
    expect(changes).toMatchObject([{ node: 'new.conf', what: 'priority', before: 100, after: 90 }]);
  });

  it('one file on either side is the same one, whatever its name', () => {
    expect(compareFiles({ 'a.conf': instance(100) }, { 'b.conf': instance(100) }).changes).toEqual([]);
  });

  it('a host whose config-id is new was described by the file without it', () => {
    const after = instance(100).replace('priority 100', 'priority 100\n@lb2 priority 90\n@lb1 priority 150');
    const { changes } = compareFiles({ 'k.conf': instance(100) }, { 'k.conf': after });
    expect(changes.map(({ node, what, before, after: now }) => [node, what, before, now])).toEqual(
      [
        ['k.conf@lb1', 'priority', 100, 150],
        ['k.conf@lb2', 'priority', 100, 90],
      ].reverse(),
    );
  });
});

describe('findings', () => {
  it('appear and go, with their places', () => {
    const bad = `${instance(100)}vrrp_instance W {\ninterface eth0\nvirtual_router_id 52\npriority 100\ntrack_script {\nchk\n}\nvirtual_ipaddress {\n192.0.2.7\n}\ntrack_interface {\neth9\n}\n}\n`;
    const good = bad.replace('track_script {\nchk\n}\n', '');
    const appears = compareFiles({ 'a.conf': good }, { 'a.conf': bad }).findings;
    expect(appears).toMatchObject([{ change: 'appears', rule: 'vrrp/undefined-reference', path: 'a.conf', line: 15, severity: 'error' }]);
    expect(compareFiles({ 'a.conf': bad }, { 'a.conf': good }).findings).toMatchObject([
      { change: 'goes', rule: 'vrrp/undefined-reference' },
    ]);
  });

  it('stay where only lines and values change', () => {
    const bad = (name: string) => instance(100, `track_script {\n${name}\n}`);
    expect(compareFiles({ 'a.conf': bad('chk') }, { 'a.conf': `# more\n\n${bad('chk').replace('100', '90')}` }).findings).toEqual([]);
  });
});

describe('the findings of an instance with another name', () => {
  it('stay, though they name it', () => {
    const alone = (name: string) => instance(100, '', name);
    const { changes, findings } = compareFiles({ 'a.conf': alone('V') }, { 'a.conf': alone('WEB') });
    expect(changes).toMatchObject([{ what: 'name', before: 'vrrp_instance V', after: 'vrrp_instance WEB' }]);
    expect(findings).toEqual([]);
  });
});

describe('secrets', () => {
  it('of either side are in no value and no sentence', () => {
    const pass = (secret: string) =>
      instance(100, `authentication {\nauth_type PASS\nauth_pass ${secret}\n}\nnotify_master "/x --token ${secret}"`);
    const comparison = compareFiles({ 'a.conf': pass('Tr0ub4d') }, { 'a.conf': pass('c0rrectH') });
    expect(comparison.changes.map(({ what }) => what)).toEqual(['auth_pass', 'notify_master']);
    expect(JSON.stringify(comparison)).not.toMatch(/Tr0ub4d|c0rrectH/);
  });
});
