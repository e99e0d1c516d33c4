import { describe, expect, it } from 'vitest';
import { fixText, lintText } from '../../helpers/lint-text.ts';

describe('a blank that is none to keepalived', () => {
  it.each([
    ['between a keyword and its value', 'virtual_router_id\u00a051', 'virtual_router_id 51'],
    ['behind a value', 'virtual_router_id 51\u00a0', 'virtual_router_id 51'],
    ['without width', 'virtual_router_id \u200b51', 'virtual_router_id 51'],
    ['in front of the line', '\u3000virtual_router_id 51', 'virtual_router_id 51'],
  ])('%s is one finding, and a fix', (_, line, mended) => {
    const text = `vrrp_instance VI_1 {
    interface eth0
    ${line}
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`;
    const errors = lintText(text).findings.filter(({ severity }) => severity === 'error');
    expect(errors).toMatchObject([{ rule: 'syntax/no-break-space', line: 3 }]);
    const written = fixText(text, { safety: 'safe' }).files[0]?.after ?? '';
    // trim() would take the very blanks away.
    expect(written.split('\n')[2]?.replace(/^ +| +$/g, '')).toBe(mended);
  });

  it('is told of the entries of lists and of the header of a block', () => {
    const { findings } = lintText(`virtual_server 192.0.2.200\u00a080 {
    protocol TCP
}
vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24\u00a0dev eth0
    }
    track_script {
        check\u00a0
    }
}
`);
    const told = findings.filter(({ severity }) => severity === 'error').map(({ rule, line }) => `${rule} ${line}`);
    expect(told).toEqual(['syntax/no-break-space 1', 'syntax/no-break-space 8', 'syntax/no-break-space 11']);
  });

  it('changes no password, which the other nodes must have as well', () => {
    const text = `vrrp_instance VI_1 {
    authentication {
        auth_type PASS
        auth_pass k7Qm2x\u00a0
    }
}
`;
    expect(lintText(text).findings.find(({ rule }) => rule === 'syntax/no-break-space')).toMatchObject({ line: 4, fix: null });
  });
});
