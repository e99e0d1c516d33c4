import { expect, it } from 'vitest';
import { lintText } from '../helpers/lint-text.ts';

it('shows where strict mode is switched on, which is what its conflicts are about', () => {
  const text = `global_defs {
    vrrp_strict
}
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    authentication {
        auth_type PASS
        auth_pass s3cret99
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`;
  const finding = lintText(text).findings.find(
    ({ rule, summary }) => rule === 'vrrp/strict-conflict' && summary.includes('authentication'),
  );
  expect(finding?.related).toMatchObject([
    { line: 2, column: 5, message: 'Strict mode is switched on here.' },
    // That its addresses are out of reach is one mistake with it.
    { line: 4, message: expect.stringContaining('blocks all traffic') },
  ]);
  expect(finding?.severity).toBe('error');
  expect(finding?.advice).toMatch(/^Switch strict mode off/);
});

it('calls what a master announces an IPv6 address with by its name', () => {
  const text = `vrrp_instance VI_6 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    version 3
    strict_mode on
    garp_lower_prio_repeat 2
    virtual_ipaddress {
        fe80::200/64
    }
}
`;
  const finding = lintText(text).findings.find(({ summary }) => summary.includes('garp_lower_prio_repeat'));
  expect(finding?.detail).toContain('no unsolicited neighbour advertisements after');
});
