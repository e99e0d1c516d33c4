import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/rule/text-of.ts';
import { lintText } from '../helpers/lint-text.ts';

const RIGHT = `global_defs {
    vrrp_version 3
    v3_checksum_as_v2
}

vrrp_instance V4 {
    interface eth0
    virtual_router_id 51
    priority 150
    use_vmac
    accept
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance V6 {
    interface eth0
    virtual_router_id 51
    priority 150
    use_vmac
    accept
    virtual_ipaddress {
        fe80::51
        2001:db8::200/64
    }
}
`;

const findings = (text: string, profile: string) => lintText(text, { profiles: [profile] }).findings;

describe('RFC 9568', () => {
  it('is followed by a configuration that does what it says', () => {
    expect(findings(RIGHT, 'rfc-9568')).toEqual([]);
  });

  it.each([
    ['the version', '    vrrp_version 3\n    v3_checksum_as_v2\n', '    router_id lb\n', 'rfc/version-3', '5.2.1'],
    [
      'the transport',
      '    accept\n',
      '    accept\n    unicast_src_ip 192.0.2.1\n    check_unicast_src\n    unicast_peer {\n        192.0.2.2\n    }\n',
      'rfc/multicast',
      '5.1',
    ],
    ['the group', '    accept\n', '    accept\n    mcast_dst_ip 224.0.0.118\n', 'rfc/multicast', '5.1'],
    ['the MAC address', '    use_vmac\n', '', 'rfc/virtual-mac', '7.3'],
    ['the source of the adverts', '    use_vmac\n', '    use_vmac\n    vmac_xmit_base\n', 'rfc/virtual-mac', '7.2'],
    ['the checksum', '    v3_checksum_as_v2\n', '', 'rfc/checksum', '5.2.8'],
    [
      'authentication',
      '    accept\n',
      '    accept\n    auth_hmac {\n        key 1 file:/etc/keepalived/key\n        active_key 1\n    }\n',
      'rfc/authentication',
      'section 9',
    ],
    ['Accept_Mode', '    accept\n', '', 'rfc/accept-mode', '6.4.3'],
    ['the answer to lower priorities', '    accept\n', '    accept\n    lower_prio_no_advert\n', 'rfc/lower-priority-advert', '6.4.3'],
    ['the link-local address', '        fe80::51\n', '', 'vrrp/link-local-first', '5.2.9'],
    [
      'all addresses in the adverts',
      '    accept\n',
      '    accept\n    virtual_ipaddress_excluded {\n        192.0.2.201\n    }\n',
      'rfc/not-in-standard',
      '5.2.9',
    ],
    ['the time of a takeover', '    accept\n', '    accept\n    down_timer_adverts 5\n', 'rfc/not-in-standard', '6.1'],
  ])('is left in what it says of %s', (_, right, wrong, rule, section) => {
    const found = findings(RIGHT.replace(right, wrong), 'rfc-9568').filter((finding) => finding.rule === rule);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((finding) => finding.severity === 'info' || !textOf(finding).includes(section))).toEqual([]);
  });
});

describe('RFC 3768', () => {
  it('is VRRP version 2 for IPv4, with a virtual MAC address and without authentication', () => {
    const right = `vrrp_instance V4 {\n    interface eth0\n    virtual_router_id 51\n    use_vmac\n    no_accept\n    virtual_ipaddress {\n        192.0.2.200/24\n    }\n}\n`;
    expect(findings(right, 'rfc-3768')).toEqual([]);
    const rules = findings(RIGHT, 'rfc-3768').map(({ rule }) => rule);
    expect(rules.filter((rule) => rule === 'rfc/version-2')).toHaveLength(2);
  });
});

describe('what a standard advises can be followed', () => {
  const adviceOf = (rule: string, profile: string, ...lines: readonly string[]): readonly (string | null)[] => {
    const text = ['vrrp_instance V {', '    interface eth0', '    virtual_router_id 51', ...lines, '}', ''].join('\n');
    return findings(text, profile).flatMap((finding) => (finding.rule === rule ? [finding.advice] : []));
  };
  const ADDRESS = ['    virtual_ipaddress {', '        192.0.2.200/24', '    }'];

  it.each([
    ['the version, where the instance says it itself', 'rfc/version-3', 'rfc-9568', ['    version 2'], "Write 'version 3'"],
    ['the version, where nothing says it', 'rfc/version-3', 'rfc-9568', [], "'vrrp_version 3' in global_defs"],
    ['answers, in strict mode', 'rfc/lower-priority-advert', 'rfc-9568', ['    strict_mode'], "'strict_mode off'"],
    ['answers, elsewhere', 'rfc/lower-priority-advert', 'rfc-9568', ['    lower_prio_no_advert'], "Remove 'lower_prio_no_advert'."],
    [
      'multicast, which each unicast line stands against',
      'rfc/multicast',
      'rfc-9568',
      ['    unicast_src_ip 192.0.2.1', '    check_unicast_src', '    unicast_peer {', '        192.0.2.2', '    }'],
      "Remove 'unicast_src_ip', 'check_unicast_src' and 'unicast_peer', on all nodes.",
    ],
    ['the group', 'rfc/multicast', 'rfc-9568', ['    mcast_dst_ip 224.0.0.118'], "Remove 'mcast_dst_ip'"],
    ['Accept_Mode in version 3', 'rfc/accept-mode', 'rfc-9568', ['    version 3'], "Write 'accept' where services use the addresses"],
    ['Accept_Mode in version 2', 'rfc/accept-mode', 'rfc-3768', [], 'no service answers at the addresses then'],
    [
      'a MAC address beside unicast peers',
      'rfc/virtual-mac',
      'rfc-9568',
      ['    unicast_peer {', '        192.0.2.2', '    }'],
      "Remove the unicast lines, then write 'use_vmac'",
    ],
    ['a MAC address', 'rfc/virtual-mac', 'rfc-9568', ['    use_vmac', '    vmac_xmit_base'], "Remove 'vmac_xmit_base'."],
  ])('on %s', (_, rule, profile, lines, advice) => {
    expect(adviceOf(rule, profile, ...lines, ...ADDRESS)).toEqual([expect.stringContaining(advice)]);
  });

  it('with IPv6 where the standard has none: nothing can be written, and version 2 is not advised', () => {
    const ipv6 = ['    virtual_ipaddress {', '        fe80::200', '    }'];
    expect(adviceOf('rfc/version-2', 'rfc-3768', '    version 3', ...ipv6)).toEqual([expect.stringContaining("profile 'rfc-9568'")]);
    expect(adviceOf('rfc/version-2', 'rfc-3768', '    version 2', ...ipv6)).toEqual([expect.stringContaining("profile 'rfc-9568'")]);
  });
});
