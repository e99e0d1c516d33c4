import { describe, expect, it } from 'vitest';
import type { Version } from '../../../../grammar/version.ts';
import { configure, correctionsOf, placesOf, VIP } from '../../../helpers/configure.ts';

const SCRIPT = 'vrrp_script check {\nscript "/usr/bin/true"\nweight -20\n}\n';
const FILE = 'track_file load {\nfile /run/load\n}\n';
const BFD = 'bfd_instance to_peer {\nneighbor_ip 192.0.2.9\n}\n';

function instance(name: string, vrid: number, lines: string): string {
  return `vrrp_instance ${name} {\ninterface eth${vrid}\nvirtual_router_id ${vrid}\nvirtual_ipaddress {\n192.0.2.${vrid}\n}\n${lines}\n}\n`;
}

const GROUP = 'vrrp_sync_group G {\ngroup {\nA\nB\n}\n}\n';

function namesTracked(text: string, version?: Version): string[] {
  const [first] = configure(text, version).vrrpInstances;
  if (!first) throw new Error('no instance');
  const { scripts, files, processes, bfdInstances } = first.tracking;
  return [...scripts, ...files, ...processes, ...bfdInstances].map(({ target, weight }) => `${target.name} ${weight.value}`);
}

describe('what an instance tracks', () => {
  it('is found above it only, both ways', () => {
    const { vrrpInstances, vrrpScripts } = configure(`${SCRIPT}${instance('A', 1, 'track_script {\ncheck\n}')}`);
    expect(vrrpInstances[0]?.tracking.scripts[0]?.target).toBe(vrrpScripts[0]);
    expect(vrrpScripts[0]?.instances).toEqual(vrrpInstances);
    const below = `${instance('A', 1, 'track_script {\ncheck\nother\n}')}${SCRIPT}`;
    expect(namesTracked(below)).toEqual([]);
    expect(correctionsOf(below)).toEqual(['track/script-defined-later: ignores, reports', 'track/script-unknown: ignores, reports']);
  });

  it('is everything but a script that nothing names', () => {
    expect(correctionsOf(`${SCRIPT}${instance('A', 1, '')}`)).toEqual(['script/unused: drops, logs']);
  });

  it('has the weight written there, else that of the definition', () => {
    const text = `${SCRIPT}${FILE}${instance('A', 1, 'track_script {\ncheck\n}\ntrack_file {\nload weight 3\n}')}`;
    expect(namesTracked(text)).toEqual(['check -20', 'load 3']);
  });

  it.each([
    ['weight 20 reverse', 'check', '20 reverse'],
    ['weight 20 reverse', 'check weight -5', '-5 reverse'],
    ['weight 20 reverse', 'check weight -5 noreverse', '-5'],
    ['weight 20', 'check weight 3 reverse', '3 reverse'],
    ['weight 20 reverse\nweight 10', 'check', '10 reverse'],
  ])('is reversed as its entry says, else as the definition: %j, %j', (weight, entry, expected) => {
    const [first] = configure(`${SCRIPT.replace('weight -20', weight)}${instance('A', 1, `track_script {\n${entry}\n}`)}`).vrrpInstances;
    const [tracked] = first?.tracking.scripts ?? [];
    expect(`${tracked?.weight.value}${tracked?.reverse ? ' reverse' : ''}`).toBe(expected);
  });

  it('has a weight that is out of range not at all, but for one more than the most of scripts and interfaces', () => {
    const weighted = (list: string, name: string) => namesTracked(`${SCRIPT}${BFD}${instance('A', 1, `${list} {\n${name} weight 254\n}`)}`);
    expect(weighted('track_script', 'check')).toEqual(['check 253']);
    expect(weighted('track_bfd', 'to_peer')).toEqual(['to_peer 0']);
  });

  it('leaves out a second mention', () => {
    const text = `${SCRIPT}${instance('A', 1, 'track_script {\ncheck weight 1\ncheck weight 2\n}')}`;
    expect(namesTracked(text)).toEqual(['check 1']);
    expect(placesOf(text, 'track/script-duplicate')).not.toBeNull();
  });

  it('leaves out a file that stands below, which the config test finds all the same where another one stands above', () => {
    const text = `${FILE}${instance('A', 1, 'track_file {\nload\nlate\n}')}${FILE.replace('load', 'late')}`;
    for (const version of ['2.2.7', '2.4.3'] as const) expect(namesTracked(text, version)).toEqual(['load 1']);
    expect(correctionsOf(text)).toEqual(['track/file-unknown: ignores, logs']);
  });

  it('leaves out an entry with another word than weight behind its name', () => {
    expect(namesTracked(`${SCRIPT}${instance('A', 1, 'track_script {\ncheck reverse\n}')}`)).toEqual([]);
    expect(namesTracked(`${SCRIPT}${instance('A', 1, 'track_script {\ncheck other\n}')}`)).toEqual([]);
  });

  it('leaves out a BFD session that is for checkers only', () => {
    const text = `bfd_instance to_peer {\nneighbor_ip 192.0.2.9\nchecker\n}\n${instance('A', 1, 'track_bfd {\nto_peer\n}')}`;
    expect(namesTracked(text)).toEqual([]);
    expect(namesTracked(text.replace('checker\n', 'checker\nvrrp\n'))).toEqual(['to_peer 0']);
  });
});

describe('weights', () => {
  const tracking = 'track_script {\ncheck\n}\ntrack_file {\nload\n}\ntrack_bfd {\nto_peer weight 4\n}\ntrack_interface {\neth9 weight 5\n}';
  const text = (lines: string, group: string): string =>
    `${SCRIPT}${FILE}${BFD}${instance('A', 1, `${lines}\n${tracking}`)}${instance('B', 2, '')}${group}`;

  it('count in an instance of its own', () => {
    expect(namesTracked(text('', ''))).toEqual(['check -20', 'load 1', 'to_peer 4']);
    expect(correctionsOf(text('', ''))).toEqual([]);
  });

  it('end the tracking in a sync group, or become 0', () => {
    expect(namesTracked(text('', GROUP))).toEqual(['load 0']);
    expect(correctionsOf(text('', GROUP))).toEqual([
      'vrrp/sync-member-weighted-interface: reports, reports',
      'vrrp/sync-member-weighted-script: drops, reports',
      'vrrp/sync-member-default-weight-file: overrides, reports',
      'vrrp/sync-member-weighted-bfd: drops, reports',
    ]);
  });

  it('count in a sync group that allows them', () => {
    const allowed = GROUP.replace('group {', 'sync_group_tracking_weight\ngroup {');
    expect(namesTracked(text('', allowed))).toEqual(['check -20', 'load 1', 'to_peer 4']);
  });

  it('do not count for an owner of its addresses', () => {
    expect(namesTracked(text('priority 255', ''))).toEqual(['load 0']);
    expect(correctionsOf(text('priority 255', ''))).toContain('vrrp/owner-weighted-interface: drops, reports');
  });
});

describe('sync groups', () => {
  it('know their members, and these their group', () => {
    const { syncGroups, vrrpInstances } = configure(`${GROUP}${instance('A', 1, '')}${instance('B', 2, '')}`);
    expect(syncGroups[0]?.members).toEqual(vrrpInstances);
    expect(vrrpInstances.map(({ syncGroup }) => syncGroup)).toEqual([syncGroups[0], syncGroups[0]]);
  });

  it('take an instance once, and are removed without any', () => {
    const second = 'vrrp_sync_group H {\ngroup {\nA\nNOBODY\n}\n}\n';
    const text = `${instance('A', 1, '')}${instance('B', 2, '')}${GROUP}${second}`;
    expect(configure(text).syncGroups.map(({ name }) => name)).toEqual(['G']);
    expect(correctionsOf(text)).toEqual([
      'vrrp/sync-group-member-in-two-groups: ignores, reports',
      'vrrp/sync-group-member-unknown: ignores, reports',
      'vrrp/sync-group-all-members-unknown: drops, reports',
    ]);
  });

  it('notice a backup behind an owner, but not an owner behind a backup', () => {
    const owner = instance('A', 1, 'state MASTER\npriority 255');
    const backup = instance('B', 2, 'state BACKUP');
    expect(correctionsOf(`${owner}${backup}${GROUP}`)).toEqual(['vrrp/sync-group-owner-mix: reports, reports']);
    expect(correctionsOf(`${owner}${backup}${GROUP.replace('A\nB', 'B\nA')}`)).toEqual([]);
  });

  it('are not looked at where keepalived refuses an instance before', () => {
    const text = `vrrp_instance A {\ninterface eth0\n${VIP}\n}\nvrrp_sync_group G {\ngroup {\nA\n}\n}\n`;
    expect(correctionsOf(text)).toEqual(['vrrp/vrid-missing: refuses, refuses', 'vrrp/sync-group-single-member: reports, reports, masked']);
  });
});

describe('BFD instances', () => {
  it('are left out for a neighbour that has a session, unless each has a source', () => {
    const session = (name: string, lines: string): string => `bfd_instance ${name} {\nneighbor_ip 192.0.2.9\n${lines}\n}\n`;
    const dropped = (text: string, version?: Version): boolean[] => configure(text, version).bfdInstances.map((each) => each.dropped);
    expect(dropped(`${session('a', '')}${session('b', '')}`)).toEqual([false, true]);
    expect(dropped(`${session('a', 'source_ip 192.0.2.1')}${session('b', '')}`)).toEqual([false, true]);
    expect(dropped(`${session('a', 'source_ip 192.0.2.1')}${session('b', 'source_ip 192.0.2.2')}`)).toEqual([false, false]);
    expect(dropped(`${session('a', '')}${session('b', 'multihop')}`, '2.2.8')).toEqual([false, false]);
  });

  it('cannot take more hops than a packet lives', () => {
    const [bfd] = configure('bfd_instance a {\nneighbor_ip 2001:db8::9\nmax_hops -1\n}\n').bfdInstances;
    expect(bfd?.maxHops).toMatchObject({ value: 64, as: 'corrected' });
  });
});

describe('where a missing word stops keepalived', () => {
  const broken = 'vrrp_instance X {\ninterface eth0\nvirtual_router_id\n}\n';
  const server = 'virtual_server 192.0.2.10 80 {\nprotocol TCP\nlvs_method NAT\nreal_server 198.51.100.11 80 {\n}\n}\n';
  const bfd = 'bfd_instance a {\nneighbor_ip 192.0.2.9\nmax_hops 255\nttl 5\n}\n';

  it('the processes that read before it have spoken, those after it never do', () => {
    expect(correctionsOf(`${broken}${server}${bfd}`)).toEqual(
      expect.arrayContaining(['lvs/scheduler-missing: overrides, reports', 'net/bfd-max-hops-exceeds-ttl: overrides, reports, masked']),
    );
  });

  it('in global_defs nothing is said at all', () => {
    const [first] = correctionsOf(`global_defs {\nvrrp_version\n}\n${server}`);
    expect(first).toBe('lvs/scheduler-missing: overrides, reports, masked');
  });
});

describe('a sync group', () => {
  it('is lost from 2.2.8 on where it lists its instances twice', () => {
    const text = `${instance('A', 1, '')}${instance('B', 2, '')}${GROUP.replace('}\n}\n', '}\ngroup {\nA\n}\n}\n')}`;
    const members = (version: Version) => configure(text, version).syncGroups.map((group) => group.members.map(({ name }) => name));
    expect(members('2.2.7')).toEqual([['A', 'B']]);
    expect(members('2.2.8')).toEqual([]);
  });
});
