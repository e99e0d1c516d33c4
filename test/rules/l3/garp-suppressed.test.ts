import { describe, expect, it } from 'vitest';
import { findingsOf, relatedTo } from '../../helpers/findings-of.ts';

const RULE = 'l3/garp-suppressed';

const instance = (id: number, lines: string, address = `192.0.2.${id}/24`): string =>
  `vrrp_instance VI_${id} {\ninterface eth0\nvirtual_router_id ${id}\n${lines}\nvirtual_ipaddress {\n${address}\n}\n}\n`;

const ONCE = 'garp_master_repeat 1\ngarp_master_delay 0';
const found = (text: string) => findingsOf(RULE, text);

describe(RULE, () => {
  it('shows both settings, the second where it is on a line of its own', () => {
    const [finding] = found(instance(1, ONCE));
    expect(finding).toMatchObject({ line: 4, summary: "Instance 'VI_1' sends only one round of gratuitous ARP on becoming master." });
    expect(finding && relatedTo(finding)).toEqual(['5: This switches the second set of rounds off.']);
    const [fromGlobal] = found(`global_defs {\nvrrp_min_garp\n}\n${instance(1, '')}`);
    expect(fromGlobal).toMatchObject({ line: 2, related: [] });
  });

  it('is silent about what is announced again', () => {
    expect(found(instance(1, 'garp_master_repeat 2\ngarp_master_delay 0'))).toEqual([]);
    expect(found(instance(1, 'garp_master_repeat 1\ngarp_master_delay 1'))).toEqual([]);
    expect(found(instance(1, `${ONCE}\ngarp_master_refresh 1`))).toEqual([]);
    expect(found(instance(1, `${ONCE}\nuse_vmac`))).toEqual([]);
  });

  it('looks for an address that neighbours ask for', () => {
    expect(found(instance(1, ONCE, '192.0.2.1/32 dev lo'))).toEqual([]);
    expect(found(instance(1, ONCE, '192.0.2.1/24 use_vmac'))).toEqual([]);
    expect(found(instance(1, ONCE, '192.0.2.1/32 dev lo\n192.0.2.2/24 dev eth1'))).toHaveLength(1);
    const excluded = `${ONCE}\nvirtual_ipaddress_excluded {\n192.0.2.2/24\n}`;
    expect(found(instance(1, excluded, '192.0.2.1/32 dev lo'))).toHaveLength(1);
  });

  it('names the frames of the families', () => {
    const summary = (text: string) => found(text)[0]?.summary;
    const global = 'global_defs {\nvrrp_min_garp\n}\n';
    expect(summary(instance(1, ONCE, 'fe80::1/64'))).toContain('of unsolicited neighbour advertisements on');
    expect(summary(`${global}${instance(1, '')}${instance(2, '', 'fe80::1/64')}`)).toContain(
      'of gratuitous ARP or unsolicited neighbour advertisements on',
    );
  });

  it('names four instances, and counts the others', () => {
    const all = (count: number) =>
      found(`global_defs {\nvrrp_min_garp\n}\n${Array.from({ length: count }, (_, index) => instance(index + 1, '')).join('')}`).map(
        ({ summary }) => summary.replace(/ send.*/, ''),
      );
    expect(all(1)).toEqual(["Instance 'VI_1'"]);
    expect(all(2)).toEqual(["Instances 'VI_1' and 'VI_2'"]);
    expect(all(4)).toEqual(["Instances 'VI_1', 'VI_2', 'VI_3' and 'VI_4'"]);
    expect(all(6)).toEqual(["Instances 'VI_1', 'VI_2', 'VI_3' and 3 others"]);
  });

  it('reports settings of the instances one by one', () => {
    expect(found(`${instance(1, ONCE)}${instance(2, ONCE)}`).map(({ line, related }) => [line, related.length])).toEqual([
      [4, 1],
      [13, 1],
    ]);
    const shared = 'global_defs {\nvrrp_garp_master_repeat 1\n}\n';
    expect(found(`${shared}${instance(1, 'garp_master_delay 0')}`)).toMatchObject([{ line: 2, related: [{ line: 7 }] }]);
    const both = instance(1, 'garp_master_delay 0') + instance(2, 'garp_master_delay 0');
    expect(found(`${shared}${both}`)).toMatchObject([{ line: 2, related: [] }]);
  });
});
