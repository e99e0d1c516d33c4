import { describe, expect, it } from 'vitest';
import type { Version } from '../../../grammar/version.ts';
import { findingsOf, relatedTo } from '../../helpers/findings-of.ts';

const RULE = 'l3/no-multicast-adverts';

const instance = (lines: string, address = '192.0.2.200/24'): string =>
  `vrrp_instance VI_1 {\ninterface eth0\nvirtual_router_id 51\n${lines}\nvirtual_ipaddress {\n${address}\n}\n}\n`;

const found = (text: string, version?: Version) => findingsOf(RULE, text, version ? { version } : {});
const PEERS = 'unicast_peer {\n192.0.2.102\n}';

describe('an instance without peers', () => {
  it('sends to the group of its family, or the one that is set', () => {
    expect(found(instance(''))).toMatchObject([
      { line: 1, summary: "Instance 'VI_1' sends its adverts by multicast, to '224.0.0.18' (MAC address 01:00:5e:00:00:12).", related: [] },
    ]);
    expect(found(instance('', 'fe80::200/64'))[0]?.summary).toContain("'ff02::12' (MAC address 33:33:00:00:00:12)");
    const [own] = found(`global_defs {\nvrrp_mcast_group4 224.0.0.99\n}\n${instance('')}`);
    expect(own?.summary).toContain("'224.0.0.99' (MAC address 01:00:5e:00:00:63)");
    expect(own && relatedTo(own)).toEqual(['2: The group is set here.']);
  });

  it('with an ipvlan is told that this changes nothing, and that it must go', () => {
    const [ipvlan] = found(instance('use_ipvlan vip0 192.0.2.103/24'));
    expect(ipvlan?.detail).toContain("'use_ipvlan' keeps a virtual MAC address away, not the multicast.");
    expect(ipvlan?.advice).toContain("Remove 'use_ipvlan' then");
    for (const lines of ['', 'use_vmac vip0']) {
      const [plain] = found(instance(lines));
      expect(plain?.detail).not.toContain('use_ipvlan');
      expect(plain?.advice).not.toContain('use_ipvlan');
    }
  });

  it('that should be unicast is an error, with what keepalived says of it', () => {
    const text = instance('unicast_src_ip 192.0.2.101');
    expect(found(text)).toMatchObject([{ line: 4, column: 1, endColumn: 15, severity: 'error', verdicts: ['reports'] }]);
    expect(found(text)[0]?.summary).toBe("'unicast_src_ip' without 'unicast_peer' does not make the adverts unicast.");
    expect(found(text, '2.2.4')).toMatchObject([{ severity: 'error', verdicts: ['silent'] }]);
    const [own] = found(`global_defs {\nvrrp_mcast_group4 224.0.0.99\n}\n${text}`);
    expect(own && relatedTo(own)).toEqual(['2: The group is set here.']);
    expect(own?.advice).toContain("List the other nodes in 'unicast_peer'.");
  });

  it('says why its list is empty', () => {
    const summary = (body: string) => found(instance(`unicast_peer {\n${body}\n}`)).map((finding) => [finding.line, finding.summary]);
    expect(summary('')).toEqual([[4, "'unicast_peer' holds no address."]]);
    expect(summary('@a 192.0.2.102')).toEqual([[4, "'unicast_peer' holds no address in this view."]]);
  });

  it('is told with the first entry that is no address', () => {
    for (const peers of ['unicast_peer {\nnonsense\n<peer2>\n}', 'unicast_peer {\n}\nunicast_peer {\nnonsense\n}']) {
      expect(found(instance(peers))).toEqual([]);
      const [entry] = findingsOf('syntax/invalid-value', instance(peers));
      expect(entry && relatedTo(entry)).toEqual(["4: No line of 'unicast_peer' is an address that keepalived can use."]);
    }
  });

  it('that stops instead is not reported, nor is one with peers', () => {
    expect(found(instance('unicast_fault_no_peer\nunicast_peer {\n}'))).toEqual([]);
    expect(found(instance(PEERS))).toEqual([]);
  });
});

describe('the LVS sync daemon', () => {
  const server = 'virtual_server 192.0.2.200 80 {\nlvs_sched rr\nlvs_method NAT\nprotocol TCP\nreal_server 198.51.100.1 80 {\n}\n}\n';
  const sync = (words: string, lvs = server) => found(`global_defs {\nlvs_sync_daemon ${words}\n}\n${instance(PEERS)}\n${lvs}`);

  it('is told with its group, at the word that sets it', () => {
    expect(sync('eth1 VI_1')).toMatchObject([{ line: 2, column: 1, endColumn: 16 }]);
    expect(sync('eth1 VI_1')[0]?.summary).toContain("to '224.0.0.81' (MAC address 01:00:5e:00:00:51)");
    expect(sync('eth1 VI_1 group 224.0.0.99')).toMatchObject([{ line: 2, column: 33, endColumn: 43 }]);
    expect(sync('eth1 VI_1')[0]?.detail).toContain("It leaves through 'eth1'");
    expect(found(instance(PEERS))).toEqual([]);
  });

  it('has nothing to send without a virtual server, and is to be removed', () => {
    expect(sync('eth1 VI_1', '')).toMatchObject([{ line: 2, advice: "Remove 'lvs_sync_daemon'." }]);
  });
});
