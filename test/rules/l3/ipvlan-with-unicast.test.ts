import { describe, expect, it } from 'vitest';
import type { Version } from '../../../grammar/version.ts';
import { findingsOf, relatedTo } from '../../helpers/findings-of.ts';

const RULE = 'l3/ipvlan-with-unicast';

const found = (lines: string, version: Version) =>
  findingsOf(
    RULE,
    `vrrp_instance VI_1 {\ninterface eth0\nvirtual_router_id 51\nuse_ipvlan vip0 192.0.2.103/24\n${lines}\nvirtual_ipaddress {\n192.0.2.200/24\n}\n}\n`,
    { version },
  );

const PEERS = 'unicast_peer {\n192.0.2.102\n}';

describe(RULE, () => {
  it.each([
    ['2.0.20', 'says nothing of it, but 2.1 drops', ['silent']],
    ['2.1.5', "reports 'use_ipvlan' and drops it", ['reports']],
    ['2.2.4', 'fails its config test', ['reports']],
    ['2.4.3', 'fails its config test', ['reports']],
  ] as const)('says what keepalived %s makes of it', (version, detail, verdicts) => {
    const [finding] = found(PEERS, version);
    expect(finding).toMatchObject({ line: 4, verdicts });
    expect(finding?.detail).toContain(detail);
    expect(finding?.detail).not.toContain('multicast');
    expect(finding && relatedTo(finding)).toEqual(['5: This marks the instance as a unicast one.']);
  });

  it('knows that any unicast keyword marks an instance since 2.2.5, which then falls back to multicast', () => {
    const [finding] = found('unicast_src_ip 192.0.2.101', '2.2.5');
    expect(finding?.detail).toContain('It falls back to multicast');
    expect(finding && relatedTo(finding)).toEqual(['5: This marks the instance as a unicast one.']);
    expect(found('unicast_src_ip 192.0.2.101', '2.2.4')).toEqual([]);
  });

  it('is at the closing brace where the question is what keepalived prints', () => {
    const text = `vrrp_instance VI_1 {\ninterface eth0\nvirtual_router_id 51\nuse_ipvlan vip0 192.0.2.103/24\n${PEERS}\n}\n`;
    expect(findingsOf(RULE, text, { version: '2.1.5', profiles: ['keepalived'] })).toMatchObject([{ line: 8 }]);
  });

  it('is silent about an ipvlan with multicast', () => {
    expect(found('', '2.4.3')).toEqual([]);
  });
});
