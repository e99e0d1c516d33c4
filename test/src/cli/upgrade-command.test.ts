import { describe, expect, it } from 'vitest';
import { scratch } from '../../helpers/scratch.ts';
import { kvlint } from '../../helpers/session.ts';

const instance = (lines: string): string => `vrrp_instance V {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
${lines}
    virtual_ipaddress {
        192.0.2.100
    }
}
`;

interface Told {
  readonly tests: readonly { readonly before: unknown; readonly after: unknown }[];
  readonly entries: readonly {
    readonly kind: string;
    readonly line: number;
    readonly rule: string | null;
    readonly version: string;
    readonly views: readonly (string | null)[];
    readonly alsoAt: readonly { readonly line: number }[];
    readonly effects: readonly { readonly what: string; readonly before: unknown; readonly after: unknown }[];
  }[];
}

async function told(text: string, from: string, to: string): Promise<Told> {
  const directory = scratch({ 'k.conf': text });
  const { stdout } = await kvlint(directory, ['upgrade', '--from', from, '--to', to, '--format', 'json', 'k.conf']);
  return JSON.parse(stdout) as Told;
}

describe('kvlint upgrade', () => {
  it('says so where the versions do the same', async () => {
    const directory = scratch({ 'k.conf': instance('    advert_int 1') });
    const { code, stdout, stderr } = await kvlint(directory, ['upgrade', '--from', 'debian-12', '--to', '2.4.3', '--exit-code', 'k.conf']);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'As far as kvlint knows, keepalived 2.4.3 does with this configuration what 2.2.7 does.\n',
      stderr: '',
    });
  });

  describe('of a cluster', () => {
    const PAIR = { 'lb1.conf': instance('    priority 110'), 'lb2.conf': instance('    priority 100') };
    const ARGS = ['upgrade', '--from', '2.2.7', '--to', '2.4.3'];
    const UNEQUAL = { ...PAIR, 'lb2.conf': PAIR['lb2.conf'].replace('192.0.2.100', '192.0.2.100\n        192.0.2.101') };

    it('says that its addresses are where they were, and nothing of that where there is none', async () => {
      const pair = await kvlint(scratch(PAIR), [...ARGS, '.']);
      expect(pair.stdout.replace(/\s+/g, ' ')).toContain(
        'the same nodes hold the addresses of the cluster in every event that kvlint plays',
      );
      const alone = { 'lb1.conf': PAIR['lb1.conf'], 'x.conf': PAIR['lb2.conf'].replace('_id 51', '_id 9').replace('2.100', '2.9') };
      expect((await kvlint(scratch(alone), [...ARGS, '.'])).stdout).not.toContain('the same nodes');
    });

    it('tells who holds them otherwise: since 2.3.3 a node follows a master with other addresses', async () => {
      const directory = scratch(UNEQUAL);
      const { code, stdout } = await kvlint(directory, [...ARGS, '--exit-code', '.']);
      expect(code).toBe(1);
      expect(stdout).toContain("Who holds the addresses in cluster 'lb', with 2.2.7 → with 2.4.3");
      expect(stdout).toMatch(/^ {2}start +192\.0\.2\.101 +lb2\.conf → nobody$/m);
      expect(stdout).toMatch(/^Another holder for 2 virtual addresses\.$/m);
      const json = JSON.parse((await kvlint(directory, [...ARGS, '--format', 'json', '.'])).stdout);
      expect(json.outcomes).toContainEqual(
        expect.objectContaining({
          cluster: 'lb',
          event: { kind: 'start' },
          vip: '192.0.2.101',
          after: expect.objectContaining({ holders: [] }),
        }),
      );
      const markdown = (await kvlint(directory, [...ARGS, '--format', 'markdown', '.'])).stdout;
      expect(markdown).toMatch(/\| start \| `192\.0\.2\.101` \| lb2\.conf \| ⚠️ nobody/);
    });

    it('is the one that settings name', async () => {
      const named = 'clusters:\n  web: { nodes: [one.conf, other.conf] }\n';
      const files = { 'one.conf': UNEQUAL['lb1.conf'], 'other.conf': UNEQUAL['lb2.conf'], 'kvlint.config.yaml': named };
      expect((await kvlint(scratch(files), [...ARGS, '.'])).stdout).toContain("cluster 'web'");
    });
  });

  it('names a new keyword, the lines that were lost with it, and what it changes', async () => {
    const text = instance('    auth_hmac {\n        key 1 s3cret-s3cret-s3cret-s3cret-s3cret\n        active_key 1\n    }');
    const { entries } = await told(text, '2.2.7', '2.4.3');
    expect(entries).toMatchObject([{ kind: 'taken', line: 6, rule: 'version/unsupported-keyword', version: '2.2.7' }]);
    expect(entries[0]?.alsoAt.map(({ line }) => line)).toEqual(expect.arrayContaining([7, 8]));
    expect(entries[0]?.effects).toEqual(expect.arrayContaining([expect.objectContaining({ what: 'auth_hmac', before: null })]));
    expect(JSON.stringify(entries)).not.toContain('s3cret');
  });

  it('knows what versions drop that say nothing of it', async () => {
    const text = instance('    use_ipvlan vip0 192.0.2.21');
    expect((await told(text, '2.0.5', '2.4.3')).entries).toMatchObject([{ kind: 'taken', line: 6, version: '2.0.5' }]);
    expect((await told(text, '2.4.3', '2.0.5')).entries).toMatchObject([{ kind: 'reported', line: 6, version: '2.0.5' }]);
  });

  it('tells once of what the config test says of each of many lines', async () => {
    const text = [...instance('    preempt')].map((letter) => `${letter}\0`).join('');
    const { entries } = await told(text, '2.2.7', '2.4.3');
    expect(entries).toMatchObject([{ kind: 'reported', line: 1, rule: 'syntax/nul-byte' }]);
    expect(entries[0]?.alsoAt.map(({ line }) => line)).toEqual(expect.arrayContaining([2, 3, 4, 5]));
  });

  it('says the opposite of the way back', async () => {
    const { entries } = await told(instance('    timer_expired_backup\n    nopreempt'), '2.4.3', 'debian-12');
    expect(entries).toMatchObject([{ kind: 'reported', line: 6, rule: 'version/unsupported-keyword', version: '2.2.7' }]);
  });

  it('tells what no config test shows, once, with what runs otherwise', async () => {
    const { entries, tests } = await told(
      `global_defs {\n    vrrp_strict off\n}\n${instance('    version 3\n    accept')}`,
      '2.2.7',
      '2.4.3',
    );
    expect(entries).toMatchObject([{ kind: 'changed', line: 2, rule: null }]);
    expect(entries[0]?.effects).toContainEqual(expect.objectContaining({ what: 'vrrp_strict', before: true, after: false }));
    expect(tests).toMatchObject([{ before: { status: 0 }, after: { status: 0 } }]);
  });

  it('tells what the way back undoes, and only what lies between the two', async () => {
    const text = `global_defs {\n    vrrp_startup_delay 10\n}\n${instance('    version 3\n    accept\n    priority 255')}`;
    const directory = scratch({ 'k.conf': text });
    const { stdout } = await kvlint(directory, ['upgrade', '--from', '2.4.3', '--to', '2.2.7', 'k.conf']);
    expect(stdout).toMatch(/k\.conf:2:5 'vrrp_startup_delay' does something else before keepalived 2\.4\.0/);
    expect((await told(text, '2.4.1', '2.4.3')).entries).toEqual([]);
  });

  it('tells on which interface the addresses are from then on', async () => {
    const { entries } = await told(instance('    use_ipvlan vip0 192.0.2.21'), '2.1.5', '2.2.7');
    expect(entries.flatMap(({ effects }) => effects)).toContainEqual(
      expect.objectContaining({ what: 'virtual_ipaddress', before: '192.0.2.100/32 on vip0', after: '192.0.2.100/32 on eth0' }),
    );
  });

  it('tells of a config test that fails from then on over lines that were reported before', async () => {
    const directory = scratch({ 'k.conf': `global_defs {\n    checker_priority many\n}\n${instance('')}` });
    const { stdout } = await kvlint(directory, ['upgrade', '--from', '2.1.5', '--to', '2.2.8', 'k.conf']);
    expect(stdout).toMatch(/k\.conf {2}0 → 5\n {2}keepalived 2\.1\.5 complains too, which does not count there\./);
    const { stdout: back } = await kvlint(directory, ['upgrade', '--from', '2.2.8', '--to', '2.1.5', '-f', 'markdown', 'k.conf']);
    expect(back).toMatch(/5 → 0[\s\S]*keepalived 2\.1\.5 complains too/);
  });

  it('puts what refuses to run first, at its line', async () => {
    const strict =
      '    strict_mode on\n    version 3\n    accept\n    unicast_peer {\n        192.0.2.2\n    }\n    unicast_src_ip 192.0.2.1';
    const { entries, tests } = await told(instance(strict), '2.2.7', '2.4.3');
    expect(entries[0]).toMatchObject({ kind: 'refused', line: 9, rule: 'vrrp/strict-conflict' });
    expect(entries[0]?.effects).toContainEqual(expect.objectContaining({ what: 'runs', before: true, after: false }));
    expect(tests).toMatchObject([{ before: { ending: 'passes' }, after: { ending: 'reports' } }]);
  });

  it('tells crashes of the version that is left', async () => {
    const server =
      'virtual_server 192.0.2.1 80 {\n    protocol TCP\n    real_server 192.0.2.2 80 {\n        HTTP_GET {\n        }\n    }\n}\n';
    const directory = scratch({ 'k.conf': server });
    const { stdout } = await kvlint(directory, ['upgrade', '--from', '2.2.7', '--to', '2.4.3', 'k.conf']);
    expect(stdout).toMatch(/^ {2}k\.conf {2}139 \(crash\) → 5$/m);
    expect(stdout).toMatch(/^keepalived 2\.2\.7 refused or dropped this, and 2\.4\.3 takes it\n {2}k\.conf:4:9/m);
  });

  it('says for which nodes of one file it holds, and once what several files include', async () => {
    const directory = scratch({
      'a.conf': 'include common.inc\n@lb1 include one.inc\n@lb2 include two.inc\n',
      'b.conf': 'include common.inc\n',
      'one.inc': 'global_defs {\n    vrrp_strict off\n}\n',
      'two.inc': '\n',
      'common.inc': instance('    timer_expired_backup\n    nopreempt'),
    });
    const { stdout } = await kvlint(directory, ['upgrade', '--from', '2.2.7', '--to', '2.4.3', 'a.conf', 'b.conf']);
    expect(stdout).toContain("It holds for config-id 'lb1' of a.conf.");
    expect(stdout.match(/common\.inc:6:5/g)).toHaveLength(1);
  });

  it('gives Markdown in which nothing of a configuration is Markdown', async () => {
    const directory = scratch({
      'k.conf': instance('    unicast_peer {\n        192.0.2.2\n        192.0.2.2\n    }').replace('V {', '"<b>V" {'),
    });
    const { stdout } = await kvlint(directory, ['upgrade', '--from', '2.2.7', '--to', '2.4.3', '--format', 'markdown', 'k.conf']);
    expect(stdout).toMatch(/^- Peer '192\.0\.2\.2' of '\\<b\\>V' is listed a second time\. .*`k\.conf:8`, `vrrp\/unicast`\)/m);
  });

  it('refuses what cannot be compared, and tells what was not read', async () => {
    const directory = scratch({ 'k.conf': 'include /nowhere/else.conf\n', 't.conf': '{% if master %}\nstate MASTER\n{% endif %}\n' });
    const same = await kvlint(directory, ['upgrade', '--from', 'debian-12', '--to', '2.2.7', 'k.conf']);
    expect(same).toMatchObject({
      code: 2,
      stderr: 'kvlint: error: --from and --to are both keepalived 2.2.7: there is nothing to compare.\n',
    });
    const none = await kvlint(directory, ['upgrade', 'k.conf']);
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('--from debian-12');
    const old = await kvlint(directory, ['upgrade', '--from', '1.2.0', '--to', '2.2.7', 'k.conf']);
    expect(old.stderr).toContain('keepalived 1.2.0 is older than what kvlint');
    const template = await kvlint(directory, ['upgrade', '--from', '2.2.7', 't.conf']);
    expect(template.code).toBe(2);
    expect(template.stderr).toContain("'t.conf' is a template");
  });

  it('tells of a line that the old version refuses though another entry names it, and what runs because of it', async () => {
    const lines = '    use_ipvlan ipv 192.0.2.77\n    unicast_peer {\n        192.0.2.2 min_ttl 255\n    }\n    unicast_fault_no_peer';
    const { entries } = await told(`global_defs {\n    vrrp_strict off\n}\n${instance(lines)}`, '2.2.4', '2.4.3');
    const refused = entries.find(({ kind, line }) => kind === 'taken' && line === 10);
    expect(refused).toMatchObject({
      rule: 'vrrp/strict-conflict',
      version: '2.2.4',
      effects: [{ what: 'runs', before: false, after: true }],
    });
    const unknown = entries.find(({ rule }) => rule === 'version/unsupported-keyword');
    expect(unknown?.effects.map(({ what }) => what)).toEqual(['unicast_fault_no_peer']);
  });

  it('tells of the entry of a list with the line of the entry, though something is said of the list', async () => {
    const lines = '    unicast_src_ip 192.0.2.1\n    unicast_peer {\n        192.0.2.2 min_ttl 255\n    }\n    check_unicast_src';
    const { entries } = await told(`global_defs {\n    vrrp_strict off\n}\n${instance(lines)}`, '2.0.20', '2.4.3');
    const peer = entries.find(({ rule }) => rule === 'syntax/extra-argument');
    expect(peer).toMatchObject({ line: 11, effects: [{ what: 'unicast_peer', after: '192.0.2.2 min_ttl 255' }] });
  });
});
