import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../helpers/findings-of.ts';
import { fixText } from '../../helpers/lint-text.ts';

const RULE = 'l3/check-unicast-src';

const instance = (lines: string): string => `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
${lines}
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`;

const PEERS = '    unicast_peer {\n        192.0.2.102\n    }';

describe(RULE, () => {
  it('points at the list that holds peers', () => {
    expect(findingsOf(RULE, instance(`    unicast_peer {\n    }\n${PEERS}`))).toMatchObject([{ line: 6, column: 5, endColumn: 17 }]);
    expect(findingsOf(RULE, instance(PEERS))).toMatchObject([{ line: 4 }]);
  });

  it('says what a password keeps out', () => {
    const authentication = (type: string) => `    authentication {\n        auth_type ${type}\n        auth_pass s3cret99\n    }\n${PEERS}`;
    const detail = (lines: string) => findingsOf(RULE, instance(lines))[0]?.detail;
    expect(detail(authentication('PASS'))).toContain('keeps out nodes with another password');
    expect(detail(authentication('AH'))).toContain('keeps out nodes with another password');
    expect(detail(PEERS)).not.toContain('password');
  });

  it('advises what the version knows, and names the address that the peers must list', () => {
    const advice = (lines: string, version?: '2.0.20' | '2.1.0') =>
      findingsOf(RULE, instance(`${lines}\n${PEERS}`), version ? { version } : {})[0]?.advice;
    expect(advice('    unicast_src_ip 192.0.2.101')).toContain("The peers must then list '192.0.2.101'");
    expect(advice('    unicast_src_ip 192.0.2.200')).toContain('with an address of its own');
    const excluded = '    virtual_ipaddress_excluded {\n        192.0.2.201/24\n    }\n    unicast_src_ip 192.0.2.201';
    expect(advice(excluded)).toContain('with an address of its own');
    expect(advice('')).toContain("Then also write 'unicast_src_ip' on every node");
    expect(advice('', '2.1.0')).toContain("Add 'check_unicast_src'");
    expect(advice('    unicast_src_ip 192.0.2.101', '2.0.20')).toContain('update to 2.1.0');
  });

  it('adds the check where this node says which address it sends from, and the version has it', () => {
    const fixed = (lines: string, version: '2.0.20' | '2.1.0' | '2.4.3' = '2.4.3') => {
      const { files } = fixText(instance(lines), { severities: new Map([[RULE, 'error']]), safety: 'unsafe', version });
      return files.map(({ after }) =>
        after
          .split('\n')
          .slice(3, 8)
          .map((line) => line.trim()),
      );
    };
    expect(fixed(`    unicast_src_ip 192.0.2.101\n    priority 90\n${PEERS}`)).toEqual([
      ['unicast_src_ip 192.0.2.101', 'check_unicast_src', 'priority 90', 'unicast_peer {', '192.0.2.102'],
    ]);
    expect(fixed(`    unicast_src_ip 192.0.2.101\n${PEERS}`, '2.1.0')[0]).toContain('check_unicast_src');
    expect(fixed(`    unicast_src_ip 192.0.2.101\n${PEERS}`, '2.0.20').flat()).not.toContain('check_unicast_src');
    expect(fixed(PEERS).flat()).not.toContain('check_unicast_src');
  });

  it('adds it once for all nodes of a file', () => {
    const text = instance(
      `    @a unicast_src_ip 192.0.2.101\n    @^a unicast_src_ip 192.0.2.102\n    unicast_peer {\n        @a 192.0.2.102\n        @^a 192.0.2.101\n    }`,
    );
    const { files } = fixText(text, { severities: new Map([[RULE, 'error']]), safety: 'unsafe' });
    expect(
      files[0]?.after
        .split('\n')
        .slice(3, 7)
        .map((line) => line.trim()),
    ).toEqual(['@a unicast_src_ip 192.0.2.101', '@^a unicast_src_ip 192.0.2.102', 'check_unicast_src', 'unicast_peer {']);
  });
});
