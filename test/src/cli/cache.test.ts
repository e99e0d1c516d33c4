import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../helpers/scratch.ts';
import { kvlint } from '../../helpers/session.ts';

const VMAC =
  'vrrp_instance VI {\n    interface eth0\n    virtual_router_id 51\n    use_vmac\n    virtual_ipaddress {\n        192.0.2.9/24\n    }\n}\n';
const SITE = { 'lb1/keepalived.conf': VMAC, 'lb2/keepalived.conf': VMAC.replace('51', '52') };

interface JsonReport {
  readonly findings: readonly { readonly rule: string; readonly root: string; readonly related: readonly { readonly path: string }[] }[];
}

describe('--cache', () => {
  it('changes nothing of what is printed, in any format, and keeps its file in the cache directory of the user', async () => {
    const directory = scratch(SITE);
    const home = scratch();
    const environment = { XDG_CACHE_HOME: home };
    for (const format of ['text', 'json', 'sarif', 'html']) {
      const plain = await kvlint(directory, ['--format', format]);
      for (const _ of ['first', 'second']) expect(await kvlint(directory, ['--format', format, '--cache'], { environment })).toEqual(plain);
    }
    expect(readdirSync(join(home, 'kvlint'))).toHaveLength(1);
    expect(readdirSync(directory).sort()).toEqual(['lb1', 'lb2']);
  });

  it('sees that a file was changed, and that the baseline was', async () => {
    const directory = scratch(SITE);
    const args = ['--cache-location', scratch(), '--profile', 'l3-only'];
    expect((await kvlint(directory, args)).code).toBe(1);
    for (const path of Object.keys(SITE)) writeFileSync(join(directory, path), VMAC.replace('use_vmac', 'accept'));
    expect((await kvlint(directory, args)).stdout).not.toContain('l3/no-vmac');
    expect((await kvlint(directory, [...args, '--update-baseline'])).stderr).toContain('.kvlint-baseline.json');
    expect((await kvlint(directory, args)).code).toBe(0);
  });

  it('of a hook that names one file sees that the other node of its cluster was changed', async () => {
    const node = (priority: number) => VMAC.replace('use_vmac', `priority ${priority}`);
    const directory = scratch({ '.git/HEAD': '', 'lb1/keepalived.conf': node(150), 'lb2/keepalived.conf': node(100) });
    const args = ['--cache-location', scratch(), '--only-given', 'lb1/keepalived.conf'];
    expect((await kvlint(directory, args)).stdout).not.toContain('cluster/priority');
    writeFileSync(join(directory, 'lb2/keepalived.conf'), node(150));
    expect((await kvlint(directory, args)).stdout).toContain('cluster/priority');
  });

  it('is not used where rules of plugins are asked, and says so', async () => {
    const directory = scratch({
      ...SITE,
      'plugin.mjs': `export const rules = [{
        id: 'ours/none', title: 'x', severity: 'warning', precision: 'high', verdict: 'silent', what: 'x', why: 'x', advice: 'x', references: [],
        examples: { bad: [], good: [] }, check: { view() {} },
      }];`,
      'kvlint.config.yaml': 'plugins: [./plugin.mjs]\n',
    });
    const location = scratch();
    const { stderr } = await kvlint(directory, ['--cache-location', location]);
    expect(stderr).toContain('plugins');
    expect(readdirSync(location)).toEqual([]);
  });

  it('shows the same way to a comment that two root files read, whichever of them was changed', async () => {
    const root = (site: number) => `${VMAC.replace('51', `5${site}`)}include ../common.conf\n`;
    const directory = scratch({
      'common.conf': 'global_defs {\n    # kvlint-disable-next-line l3/no-vmac\n    router_id lb\n}\n',
      'a/keepalived.conf': root(1),
      'b/keepalived.conf': root(2),
    });
    const args = ['--format', 'json', '--no-cluster', '--profile', 'all', 'a/keepalived.conf', 'b/keepalived.conf'];
    const cached = [...args, '--cache-location', scratch()];
    await kvlint(directory, cached);
    writeFileSync(join(directory, 'b/keepalived.conf'), `\n${root(2)}`);
    const plain = await kvlint(directory, args);
    const unused = (JSON.parse(plain.stdout) as JsonReport).findings.filter(({ rule }) => rule === 'suppress/unused');
    expect(unused.map(({ root: path, related }) => [path, related[0]?.path])).toEqual([
      ['a/keepalived.conf', 'a/keepalived.conf'],
      ['b/keepalived.conf', 'b/keepalived.conf'],
    ]);
    expect(await kvlint(directory, cached)).toEqual(plain);
  });

  it('that cannot be written is a warning', async () => {
    const directory = scratch({ ...SITE, file: '' });
    const plain = await kvlint(directory, []);
    const { code, stdout, stderr } = await kvlint(directory, ['--cache-location', 'file/below']);
    expect({ code, stdout }).toEqual({ code: plain.code, stdout: plain.stdout });
    expect(stderr).toMatch(/The cache cannot be written: \w+: not a directory\. The next run starts from nothing\./);
  });

  it('is not put among the configurations where its name is empty', async () => {
    const directory = scratch(SITE);
    const { code, stderr } = await kvlint(directory, ['--cache-location', '']);
    expect({ code, files: readdirSync(directory).sort() }).toEqual({ code: 2, files: ['lb1', 'lb2'] });
    expect(stderr).toContain('The directory for the cache is empty.');
  });

  it('without a place for it says how to name one', async () => {
    const { code, stderr } = await kvlint(scratch(SITE), ['--cache'], { environment: {} });
    expect(code).toBe(2);
    expect(stderr).toContain('--cache-location');
  });
});
