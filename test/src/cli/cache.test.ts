import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../helpers/scratch.ts';
import { kvlint } from '../../helpers/session.ts';

const VMAC =
  'vrrp_instance VI {\n    interface eth0\n    virtual_router_id 51\n    use_vmac\n    virtual_ipaddress {\n        192.0.2.9/24\n    }\n}\n';
const SITE = { 'lb1/keepalived.conf': VMAC, 'lb2/keepalived.conf': VMAC.replace('51', '52') };

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

  it('that cannot be written is a warning', async () => {
    const directory = scratch({ ...SITE, file: '' });
    const plain = await kvlint(directory, []);
    const { code, stdout, stderr } = await kvlint(directory, ['--cache-location', 'file/below']);
    expect({ code, stdout }).toEqual({ code: plain.code, stdout: plain.stdout });
    expect(stderr).toMatch(/The cache cannot be written: \w+: not a directory\. The next run starts from nothing\./);
  });

  it('without a place for it says how to name one', async () => {
    const { code, stderr } = await kvlint(scratch(SITE), ['--cache'], { environment: {} });
    expect(code).toBe(2);
    expect(stderr).toContain('--cache-location');
  });
});
