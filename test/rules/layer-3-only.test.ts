import { describe, expect, it } from 'vitest';
import type { Version } from '../../grammar/version.ts';
import { textOf } from '../../src/rule/text-of.ts';
import { lintText } from '../helpers/lint-text.ts';

/** Every finding under the profile l3-only, as `line rule severity`. */
function findings(text: string, version?: Version): string[] {
  const report = lintText(text, { profiles: ['l3-only'], ...(version ? { version } : {}) });
  return report.findings.map(({ line, rule, severity }) => `${line} ${rule} ${severity}`);
}

const beyondInfo = (text: string, version?: Version) => findings(text, version).filter((finding) => !finding.endsWith(' info'));

const sampleFile = (state: string, priority: number) => `global_defs {
    router_id lb
    vrrp_strict
}

vrrp_instance VI_1 {
    state ${state}
    interface eth0
    virtual_router_id 51
    priority ${priority}
    advert_int 1
    use_vmac vip0
    authentication {
        auth_type PASS
        auth_pass s3cret99
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`;

const ipvlan = (own: string, address: string) => `static_ipaddress {
    ${own}/24 dev eth0
}

vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    use_ipvlan vip0 ${address}/24
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_interface {
        eth1
    }
}
`;

const unicast = (globals: string, lines: string) => `global_defs {
    router_id lb1
    ${globals}
}

vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    ${lines}
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`;

describe('a site that allows layer 3 only', () => {
  it('says what is in the way of a cluster that began as the sample file', () => {
    expect(beyondInfo(sampleFile('MASTER', 150))).toEqual([
      '6 l3/no-multicast-adverts error',
      '7 vrrp/strict-conflict warning',
      '12 l3/no-vmac error',
      '14 vrrp/strict-conflict error',
    ]);
    expect(beyondInfo(sampleFile('BACKUP', 100))).toEqual([
      '6 l3/no-multicast-adverts error',
      '12 l3/no-vmac error',
      '14 vrrp/strict-conflict error',
    ]);
  });

  it('never shows the password', () => {
    const report = lintText(sampleFile('MASTER', 150), { profiles: ['l3-only'] });
    expect(JSON.stringify(report.findings)).not.toContain('s3cret99');
    expect(report.line('keepalived.conf', 15)).not.toContain('s3cret99');
  });

  it('knows what an ipvlan solves, what it costs, and what it leaves', () => {
    expect(findings(ipvlan('192.0.2.101', '192.0.2.103'))).toEqual([
      '5 l3/no-multicast-adverts error',
      '5 l3/departs-from-rfc info',
      '10 l3/ipvlan-extra-address info',
    ]);
  });

  it.each([
    ['the virtual address', '192.0.2.101', '192.0.2.200', 12],
    ['an address of the parent interface', '192.0.2.102', '192.0.2.102', 2],
  ])('finds an ipvlan address that is %s, and where', (_, own, address, line) => {
    const { findings: found } = lintText(ipvlan(own, address), { profiles: ['l3-only'] });
    const overlap = found.filter(({ rule }) => rule === 'l3/ipvlan-address-overlap');
    expect(overlap).toMatchObject([{ line: 10, severity: 'error', related: [{ line }] }]);
  });

  it('is content with unicast peers whose source is checked', () => {
    expect(beyondInfo(unicast('', 'strict_mode off\n    check_unicast_src'))).toEqual([]);
    expect(beyondInfo(unicast('vrrp_check_unicast_src', ''))).toEqual([]);
  });

  it('predicts what keepalived refuses, and until which version it does not notice', () => {
    const text = unicast('vrrp_strict', 'use_ipvlan vip0 192.0.2.103/24');
    const strict = (version: Version) =>
      lintText(text, { profiles: ['l3-only'], version }).findings.find(
        ({ rule, summary }) => rule === 'vrrp/strict-conflict' && summary.includes('unicast peers'),
      );
    expect(beyondInfo(text).map((finding) => finding.replace(/^\d+ /, ''))).toEqual(
      expect.arrayContaining(['l3/ipvlan-with-unicast error', 'vrrp/strict-conflict error', 'l3/check-unicast-src error']),
    );
    expect(beyondInfo(text)).toHaveLength(3);
    expect(strict('2.4.3')).toMatchObject({ severity: 'error', verdicts: ['refuses'] });
    expect(strict('2.2.7')).toMatchObject({ severity: 'warning', verdicts: ['silent'] });
    expect(strict('2.2.4')).toMatchObject({ severity: 'error', verdicts: ['refuses'] });
  });

  it('reports a global setting once for all instances', () => {
    const instance = (name: string) => `vrrp_instance ${name} {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`;
    const text = `global_defs {\n    vrrp_min_garp\n}\n${instance('VI_1')}${instance('VI_2').replace('51', '52').replace('200', '201')}`;
    expect(beyondInfo(text).filter((finding) => finding.includes('garp'))).toEqual(['2 l3/garp-suppressed error']);
  });

  it('reports a fall back to multicast as an error also where multicast is allowed', () => {
    const text = unicast('', 'check_unicast_src').replace('        192.0.2.102\n', '');
    const { findings: found } = lintText(text);
    expect(found.filter(({ rule }) => rule === 'l3/no-multicast-adverts')).toMatchObject([
      { severity: 'error', verdicts: ['reports'], line: 13 },
    ]);
    expect(lintText(text, { version: '2.2.4' }).findings.find(({ rule }) => rule === 'l3/no-multicast-adverts')?.verdicts).toEqual([
      'silent',
    ]);
  });

  it('says of use_vmac together with unicast peers what the version does with it', () => {
    const about = (text: string, version?: Version) =>
      lintText(text, { profiles: ['l3-only'], ...(version ? { version } : {}) })
        .findings.filter(({ rule }) => rule === 'l3/no-vmac')
        .map(textOf);
    const text = unicast('', 'use_vmac vip0\n    check_unicast_src');
    expect(about(text, '2.4.3')[0]).toContain('Unicast peers only move the adverts');
    expect(about(text, '2.0.20')[0]).toContain('Adverts, gratuitous ARP and the answers to ARP carry it');
    expect(about(text.replace('    interface eth0\n', ''), '2.4.3')[0]).toContain("waits for an 'interface'");
    expect(about(text, '2.1.5')[0]).toContain('waits for an update');
  });

  it('gives no advice that keepalived then refuses', () => {
    const advice = (text: string, rule: string, version?: Version) =>
      lintText(text, { profiles: ['l3-only'], ...(version ? { version } : {}) }).findings.find((each) => each.rule === rule)?.advice;
    expect(advice(unicast('', 'use_vmac vip0'), 'l3/no-vmac')).not.toContain('use_ipvlan');
    expect(advice(ipvlan('192.0.2.101', '192.0.2.103'), 'l3/no-multicast-adverts')).toContain("Remove 'use_ipvlan'");
    expect(advice(unicast('', ''), 'l3/check-unicast-src', '2.0.20')).toContain('update to 2.1.0');
    expect(advice(unicast('vrrp_strict', ''), 'vrrp/strict-conflict')).toMatch(/^Switch strict mode off/);
  });

  it('reports use_vmac once where the macvlan of the instance carries the address', () => {
    const text = sampleFile('BACKUP', 100).replace('192.0.2.200/24', '192.0.2.200/24 use_vmac');
    expect(beyondInfo(text).filter((finding) => finding.includes('no-vmac'))).toEqual(['12 l3/no-vmac error']);
  });
});
