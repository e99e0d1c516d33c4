import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../helpers/findings-of.ts';

const RULE = 'l3/departs-from-rfc';

const detail = (lines: string, address = '192.0.2.200/24'): string | null | undefined =>
  findingsOf(RULE, `vrrp_instance VI_1 {\ninterface eth0\n${lines}\nvirtual_ipaddress {\n${address}\n}\n}\n`, { profiles: ['l3-only'] })[0]
    ?.detail;

describe(RULE, () => {
  it('lists what each instance leaves of the standard', () => {
    expect(detail('virtual_router_id 51')).toBe(
      "It gives up the virtual MAC address '00:00:5e:00:01:33' in answers to ARP, which carry that of the interface instead (sections 7.3 and 8.1.2).",
    );
    expect(detail('virtual_router_id 51\nuse_vmac\nunicast_peer {\n192.0.2.2\n}')).toBe(
      "It gives up adverts to the group '224.0.0.18', which go to each peer instead (section 5.1.1.2); " +
        'the TTL of 255 as proof that an advert comes from the same segment (sections 5.1.1.3 and 7.1).',
    );
    expect(detail('virtual_router_id 51\nuse_vmac\nunicast_peer {\nfe80::2\n}', 'fe80::200/64')).toBe(
      "It gives up adverts to the group 'ff02::12', which go to each peer instead (section 5.1.2.2); " +
        'the hop limit of 255 as proof that an advert comes from the same segment (sections 5.1.2.3 and 7.1).',
    );
    expect(detail('virtual_router_id 51', 'fe80::200/64')).toBe(
      "It gives up the virtual MAC address '00:00:5e:00:02:33' in answers to neighbour solicitations, " +
        'which carry that of the interface instead (sections 7.3 and 8.2.2).',
    );
    expect(detail('virtual_router_id 51\nuse_vmac')).toBeUndefined();
  });

  it('names no MAC address where the virtual router ID is not known', () => {
    expect(detail('')).toContain('It gives up the virtual MAC address in answers to ARP');
  });

  it('counts the TTL as demanded where every peer is held to 255', () => {
    const peers = (...lines: string[]) => detail(`virtual_router_id 51\nunicast_peer {\n${lines.join('\n')}\n}`);
    expect(peers('192.0.2.2 min_ttl 255', '192.0.2.3 min_ttl 255')).not.toContain('TTL');
    expect(peers('192.0.2.2 min_ttl 10 max_ttl 255')).toContain('TTL');
    expect(peers('192.0.2.2 max_ttl 255')).toContain('TTL');
    expect(peers('192.0.2.2 min_ttl 255', '192.0.2.3')).toContain('TTL');
    expect(peers('192.0.2.2 min_ttl 254')).toContain('TTL');
  });
});
