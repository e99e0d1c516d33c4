import { describe, expect, it } from 'vitest';
import { lintText } from '../helpers/lint-text.ts';

describe('what follows from another mistake', () => {
  it('tells of a setting on both sides of a merge at the marker between them', () => {
    const text = `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
<<<<<<< HEAD
    priority 50
=======
    priority 100
>>>>>>> f634149e
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`;
    const { findings } = lintText(text);
    expect(findings.filter(({ rule }) => rule === 'syntax/duplicate-keyword')).toEqual([]);
    const marker = findings.find(({ line }) => line === 6);
    expect(marker?.related).toMatchObject([{ line: 7, message: expect.stringContaining("'priority' is set twice") }]);
  });

  it('keeps a setting that is there twice behind a merge', () => {
    const text = `vrrp_instance VI_1 {
    interface eth0
=======
    virtual_router_id 51
    priority 50
    priority 100
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`;
    expect(lintText(text).findings).toContainEqual(expect.objectContaining({ rule: 'syntax/duplicate-keyword', line: 6 }));
  });

  it('warns of a sync group with one member, but only notes one whose other members are misspelt', () => {
    const withMembers = (members: string): string => `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_sync_group VG_1 {
    group {
        ${members}
    }
}
`;
    const severityOf = (text: string): string | undefined =>
      lintText(text).findings.find(({ rule }) => rule === 'vrrp/sync-group')?.severity;
    expect(severityOf(withMembers('VI_1'))).toBe('warning');
    expect(severityOf(withMembers('VI_1\n        VI_2'))).toBe('info');
  });
});
