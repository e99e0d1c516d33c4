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
