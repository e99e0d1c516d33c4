import { execFileSync } from 'node:child_process';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../helpers/scratch.ts';
import { kvlint } from '../../helpers/session.ts';

const FRAGMENT = `vrrp_instance VI_1 {
    interface $NIC
    virtual_router_id 51
    use_vmac
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`;
const SITE = {
  'node1/keepalived.conf': '$NIC=eth0\nglobal_defs {\n    router_id ${NOPE}\n}\ninclude ../conf.d/web.conf\n',
  'node2/keepalived.conf': '$NIC=eth1\ninclude ../conf.d/web.conf\n',
  'conf.d/web.conf': FRAGMENT,
  'other/keepalived.conf': 'global_defs {\n    router_id ${NOPE}\n}\n',
};

async function found(...args: string[]): Promise<string[]> {
  const { stdout } = await kvlint(scratch(SITE), ['--format', 'compact', '--only-given', ...args]);
  return [...stdout.matchAll(/^([^:]+:\d+):.*\[(.*)\]$/gm)].map(([, place, rule]) => `${place} ${rule}`);
}

describe('--only-given', () => {
  it('reads a fragment as a part of what includes it, and reports it once', async () => {
    const findings = await found('conf.d/web.conf');
    expect(findings.filter((each) => each.endsWith('l3/no-vmac'))).toEqual(['conf.d/web.conf:4 l3/no-vmac']);
    expect(findings.filter((each) => each.includes('undefined-definition'))).toEqual([]);
  });

  it('reports nothing of the files that were not given', async () => {
    expect((await found('conf.d/web.conf')).every((each) => each.startsWith('conf.d/web.conf:'))).toBe(true);
    expect((await found('other/keepalived.conf')).every((each) => each.startsWith('other/keepalived.conf:'))).toBe(true);
    expect(await found('other/keepalived.conf')).toContain('other/keepalived.conf:2 syntax/undefined-definition');
  });

  it('says that a given file does not exist', async () => {
    const { code, stderr } = await kvlint(scratch(SITE), ['--only-given', 'gone.conf']);
    expect(code).toBe(2);
    expect(stderr).toContain("'gone.conf' does not exist");
  });
});

describe('what a given file causes elsewhere', () => {
  const VI = 'vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 51\n    virtual_ipaddress {\n        192.0.2.200/24\n    }\n';
  const PARTS = {
    'keepalived/keepalived.conf': 'include conf.d/*.conf\n',
    'keepalived/conf.d/10-scripts.conf': 'vrrp_script chk {\n    script "/usr/bin/true"\n}\n',
    'keepalived/conf.d/20-vi.conf': `${VI}    track_script {\n        chk\n    }\n}\n`,
  };
  const RENAMED = { ...PARTS, 'keepalived/conf.d/10-scripts.conf': PARTS['keepalived/conf.d/10-scripts.conf'].replace('chk', 'check') };
  const errors = async (directory: string, ...args: string[]): Promise<string[]> => {
    const { stdout } = await kvlint(directory, ['--format', 'compact', ...args]);
    return [...stdout.matchAll(/^([^:]+:\d+):.*error.*\[(.*)\]$/gm)].map(([, place, rule]) => `${place} ${rule}`);
  };

  it('is reported: a script that has another name now', async () => {
    const dangling = ['keepalived/conf.d/20-vi.conf:8 vrrp/undefined-reference'];
    expect(await errors(scratch(RENAMED), '--only-given', 'keepalived/conf.d/10-scripts.conf')).toEqual(dangling);
    expect(await errors(scratch(PARTS), '--only-given', 'keepalived/conf.d/10-scripts.conf')).toEqual([]);
  });

  it('is reported: a definition that is gone, where the file is read above; not where it is read below', async () => {
    const files = (order: string) => ({
      'keepalived.conf': `include keepalived/${order}.conf\n`,
      'keepalived/down.conf': 'include a.conf\ninclude b.conf\n',
      'keepalived/up.conf': 'include b.conf\ninclude a.conf\n',
      'keepalived/a.conf': '$ELSE=1\n',
      'keepalived/b.conf': 'global_defs {\n    router_id ${NAME}\n}\n',
    });
    const undefined_ = ['keepalived/b.conf:2 syntax/undefined-definition'];
    expect(await errors(scratch(files('down')), '--only-given', 'keepalived/a.conf')).toEqual(undefined_);
    expect(await errors(scratch(files('up')), '--only-given', 'keepalived/a.conf')).toEqual([]);
  });

  it('is reported: an address that another file has already', async () => {
    const twice = { ...PARTS, 'keepalived/conf.d/30-vi.conf': `${VI.replaceAll('VI_1', 'VI_2').replace('51', '52')}}\n` };
    const { stdout } = await kvlint(scratch(twice), ['--format', 'compact', '--only-given', 'keepalived/conf.d/20-vi.conf']);
    expect(stdout).toMatch(/30-vi\.conf:\d+.*net\/duplicate-address|20-vi\.conf:\d+.*net\/duplicate-address/);
  });

  it('is reported: a node of the cluster that does not agree any more, whichever of the two was given', async () => {
    const node = (priority: number, interval: number) =>
      `${VI}    priority ${priority}\n    advert_int ${interval}\n    track_script {\n        nothing\n    }\n}\n`;
    const site = { 'lb1.conf': node(150, 1), 'lb2.conf': node(100, 3), 'far/x.conf': node(1, 7).replaceAll('192.0.2.200', '203.0.113.1') };
    for (const given of ['lb1.conf', 'lb2.conf']) {
      const found = await errors(scratch(site), '--only-given', given);
      expect(found.filter((each) => each.endsWith('cluster/advert-interval'))).toHaveLength(1);
      // What is wrong with the other node alone is not asked for.
      expect(found.filter((each) => each.endsWith('vrrp/undefined-reference'))).toEqual([`${given}:10 vrrp/undefined-reference`]);
    }
  });

  it('is reported where the file is gone, with --deleted', async () => {
    const directory = scratch({ ...PARTS, 'other/keepalived.conf': PARTS['keepalived/conf.d/20-vi.conf'] });
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: directory, stdio: 'ignore' });
    git('init');
    git('add', '.');
    git('commit', '-m', 'all');
    expect(await kvlint(directory, ['--only-given', '--deleted'])).toEqual({ code: 0, stdout: '', stderr: '' });
    renameSync(join(directory, 'keepalived/conf.d/10-scripts.conf'), join(directory, 'keepalived/conf.d/10-scripts.off'));
    git('add', '.');
    expect(await errors(directory, '--only-given', '--deleted')).toEqual(['keepalived/conf.d/20-vi.conf:8 vrrp/undefined-reference']);
    git('commit', '-m', 'off');
    expect(await errors(directory, '--only-given', '--deleted')).toEqual([]);
    const { stdout } = await kvlint(directory, ['--format', 'compact', '--only-given', '--deleted'], {
      environment: { PRE_COMMIT_FROM_REF: 'HEAD~1' },
    });
    expect(stdout).toContain('vrrp/undefined-reference');
  });

  it('--deleted means nothing by itself', async () => {
    const { code, stderr } = await kvlint(scratch(PARTS), ['--deleted']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('Add --only-given') });
  });

  describe('a fragment that is named by itself is linted in its root', () => {
    it('from above, from beside, and as standard input', async () => {
      const directory = scratch(PARTS);
      expect(await errors(directory, 'keepalived/conf.d/20-vi.conf')).toEqual([]);
      expect(await errors(join(directory, 'keepalived/conf.d'), '20-vi.conf')).toEqual([]);
      expect(await errors(scratch({}), join(directory, 'keepalived/conf.d/20-vi.conf'))).toEqual([]);
      const args = ['--format', 'compact', '--stdin-filename', 'keepalived/conf.d/20-vi.conf', '-'];
      const good = await kvlint(directory, args, { stdin: PARTS['keepalived/conf.d/20-vi.conf'] });
      expect(good.code).toBe(0);
      const bad = await kvlint(directory, args, { stdin: PARTS['keepalived/conf.d/20-vi.conf'].replace('        chk', '        chek') });
      expect(bad.stdout).toMatch(/20-vi\.conf:8.*vrrp\/undefined-reference/);
    });

    it('and only what it may have caused is reported of the others', async () => {
      const noisy = { ...PARTS, 'keepalived/conf.d/05.conf': 'global_defs {\n    bogus\n}\n' };
      expect(await errors(scratch(noisy), 'keepalived/conf.d/20-vi.conf')).toEqual([]);
      expect(await errors(scratch(noisy), 'keepalived/keepalived.conf')).toEqual(['keepalived/conf.d/05.conf:2 syntax/unknown-keyword']);
      expect(await errors(scratch(RENAMED), 'keepalived/conf.d/10-scripts.conf')).toEqual([
        'keepalived/conf.d/20-vi.conf:8 vrrp/undefined-reference',
      ]);
    });

    it('unless nothing includes it, or it is to be a root', async () => {
      const alone = { ...PARTS, 'keepalived/keepalived.conf': 'include conf.d/10-*.conf\n' };
      const dangling = ['keepalived/conf.d/20-vi.conf:8 vrrp/undefined-reference'];
      expect(await errors(scratch(alone), 'keepalived/conf.d/20-vi.conf')).toEqual(dangling);
      expect(await errors(scratch(PARTS), '--every-file-a-root', 'keepalived/conf.d/20-vi.conf')).toEqual(dangling);
    });
  });
});
