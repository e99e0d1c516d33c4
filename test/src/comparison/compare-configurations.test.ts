import { describe, expect, it } from 'vitest';
import type { Version } from '../../../grammar/version.ts';
import { compareConfigurations } from '../../../src/comparison/compare-configurations.ts';
import { configure } from '../../helpers/configure.ts';

const PLAIN = `global_defs {
    router_id lb
}
vrrp_script chk {
    script "/usr/bin/check"
    weight -20
}
vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    unicast_src_ip 192.0.2.1
    unicast_peer {
        192.0.2.2
        192.0.2.3
    }
    authentication {
        auth_type PASS
        auth_pass verysecret
    }
    virtual_ipaddress {
        192.0.2.200/24
        192.0.2.201/24
    }
    virtual_ipaddress_excluded {
        2001:db8::1/64
    }
    track_script {
        chk
    }
    notify_master "/usr/bin/notify master"
}
virtual_server 192.0.2.200 80 {
    lvs_sched rr
    lvs_method DR
    protocol TCP
    delay_loop 10
    real_server 198.51.100.1 80 {
        TCP_CHECK {
            connect_timeout 3
        }
    }
    real_server 198.51.100.2 80 {
        HTTP_GET {
            url {
                path /health
                status_code 200
            }
        }
    }
}
`;

/** What a change of the text comes to: `subject: what before -> after`. */
function changed(edit: (text: string) => string, before = PLAIN): string[] {
  const after = edit(before);
  expect(after).not.toBe(before);
  return compareConfigurations('n', configure(before), configure(after)).map(
    ({ subject, what, before: old, after: now }) => `${subject}: ${what} ${old} -> ${now}`,
  );
}

const replace =
  (old: string, now: string) =>
  (text: string): string =>
    text.replace(old, now);

/** Takes a top-level block and puts it at the end. */
const toEnd =
  (header: string) =>
  (text: string): string => {
    const start = text.indexOf(header);
    const end = text.indexOf('\n}\n', start) + 3;
    return text.slice(0, start) + text.slice(end) + text.slice(start, end);
  };

describe('what keepalived does not see is no change', () => {
  it.each([
    ['comments and blanks', (text: string) => text.replaceAll('    ', '\t\t').replaceAll('\n', ' # x\n\n')],
    ['the order of lines', replace('    virtual_router_id 51\n    priority 100\n', '    priority 100\n    virtual_router_id 51\n')],
    ['the order of blocks', toEnd('vrrp_instance VI_1')],
    ['global_defs at the end', toEnd('global_defs')],
    ['the order of peers', replace('        192.0.2.2\n        192.0.2.3\n', '        192.0.2.3\n        192.0.2.2\n')],
    ['a definition', (text: string) => `$P=100\n${text.replace('priority 100', 'priority $P')}`],
    ['a default that is written out', replace('priority 100', 'priority 100\n    preempt_delay 0\n    state BACKUP')],
    ['a default of a checker', replace('connect_timeout 3', 'connect_timeout 3\n            delay_loop 10')],
    ['another way to write a number', replace('priority 100', 'priority 0100')],
    ['quotes', replace('"/usr/bin/check"', '/usr/bin/check')],
    ['a keyword of the same meaning', replace('lvs_sched rr', 'lb_algo rr')],
    ['two blocks for one', replace('router_id lb\n}', '}\nglobal_defs {\n    router_id lb\n}')],
    ['bytes of a password beyond the eighth', replace('verysecret', 'verysecrXX')],
    ['the order of addresses of different networks', (text: string) => text.replace('192.0.2.201/24', '192.0.2.201/32')],
  ])('%s', (name, edit) => {
    const before = name.startsWith('the order of addresses') ? PLAIN.replace('192.0.2.200/24', '203.0.113.9/24') : PLAIN;
    if (before !== PLAIN) {
      const swapped = (text: string) =>
        text.replace('        203.0.113.9/24\n        192.0.2.201/24\n', '        192.0.2.201/24\n        203.0.113.9/24\n');
      expect(changed(swapped, before)).toEqual([]);
    } else expect(changed(edit)).toEqual([]);
  });
});

describe('virtual addresses', () => {
  it('lead to adverts that nodes with another list do not take, before 2.3.3', () => {
    const told = (edit: (text: string) => string, version: Version) =>
      compareConfigurations('n', configure(PLAIN, version), configure(edit(PLAIN), version)).map(({ consequence }) => consequence ?? '');
    const added = replace('192.0.2.201/24', '192.0.2.201/24\n        192.0.2.202/24');
    const excluded = replace('        192.0.2.201/24\n    }', '    }\n    virtual_ipaddress_excluded {\n        192.0.2.201/24\n    }');
    const moved = replace('192.0.2.201/24', '192.0.2.201/24 dev eth1');
    const dropped = /drop its adverts, and it drops theirs\.$/;
    for (const edit of [added, excluded]) {
      expect(told(edit, '2.2.7')).toEqual([expect.stringMatching(dropped)]);
      expect(told(edit, '2.4.3')).not.toEqual([expect.stringMatching(dropped)]);
    }
    expect(told(moved, '2.2.7')).not.toEqual([expect.stringMatching(dropped)]);
  });

  it('appear and vanish', () => {
    expect(changed(replace('192.0.2.201/24', '192.0.2.202/24'))).toEqual([
      'vrrp_instance VI_1: virtual_ipaddress 192.0.2.201/24 on eth0 -> null',
      'vrrp_instance VI_1: virtual_ipaddress null -> 192.0.2.202/24 on eth0',
    ]);
  });

  it('move to another interface, list or instance, or have another prefix length', () => {
    expect(changed(replace('192.0.2.201/24', '192.0.2.201/24 dev eth1'))).toEqual([
      'vrrp_instance VI_1: virtual_ipaddress 192.0.2.201/24 on eth0 -> 192.0.2.201/24 on eth1',
    ]);
    expect(changed(replace('192.0.2.201/24', '192.0.2.201/25'))[0]).toBe(
      'vrrp_instance VI_1: virtual_ipaddress 192.0.2.201/24 on eth0 -> 192.0.2.201/25 on eth0',
    );
    const excluded = (text: string) =>
      text.replace('        192.0.2.201/24\n', '').replace('2001:db8::1/64', '192.0.2.201/24\n2001:db8::1/64');
    expect(changed(excluded)).toEqual([
      'vrrp_instance VI_1: virtual_ipaddress_excluded 192.0.2.201/24 on eth0, in the adverts -> 192.0.2.201/24 on eth0, excluded from the adverts',
    ]);
    const other = 'vrrp_instance VI_2 {\ninterface eth0\nvirtual_router_id 52\nvirtual_ipaddress {\n192.0.2.201/24\n}\n}\n';
    expect(changed((text) => text.replace('        192.0.2.201/24\n', '') + other)).toContain(
      'vrrp_instance VI_2: virtual_ipaddress 192.0.2.201/24 on eth0, in vrrp_instance VI_1, virtual router 51 -> 192.0.2.201/24 on eth0, in vrrp_instance VI_2, virtual router 52',
    );
  });

  it('follow the interface of their instance', () => {
    expect(changed(replace('interface eth0', 'interface eth1'))).toEqual([
      'vrrp_instance VI_1: virtual_ipaddress 192.0.2.200/24 on eth0 -> 192.0.2.200/24 on eth1',
      'vrrp_instance VI_1: virtual_ipaddress 192.0.2.201/24 on eth0 -> 192.0.2.201/24 on eth1',
      'vrrp_instance VI_1: virtual_ipaddress_excluded 2001:db8::1/64 on eth0 -> 2001:db8::1/64 on eth1',
      'vrrp_instance VI_1: interface eth0 -> eth1',
    ]);
  });

  it('change their order where the kernel takes the first one of a network for the primary', () => {
    const swap = replace('        192.0.2.200/24\n        192.0.2.201/24\n', '        192.0.2.201/24\n        192.0.2.200/24\n');
    expect(changed(swap)).toEqual(['vrrp_instance VI_1: primary address of 192.0.2.0/24 on eth0 192.0.2.200 -> 192.0.2.201']);
  });
});

describe('settings', () => {
  it.each([
    ['priority 100', 'priority 90', ['vrrp_instance VI_1: priority 100 -> 90']],
    ['priority 100', 'priority 100\n    nopreempt', ['vrrp_instance VI_1: nopreempt false -> true']],
    ['virtual_router_id 51', 'virtual_router_id 52', ['vrrp_instance VI_1: virtual_router_id 51 -> 52']],
    ['        192.0.2.2\n', '        192.0.2.9\n', ['vrrp_instance VI_1: unicast_peer 192.0.2.2 -> 192.0.2.9']],
    ['        192.0.2.2\n', '', ['vrrp_instance VI_1: unicast_peer 192.0.2.2 -> null']],
    ['unicast_src_ip 192.0.2.1', 'unicast_src_ip 192.0.2.7', ['vrrp_instance VI_1: unicast_src_ip 192.0.2.1 -> 192.0.2.7']],
    ['weight -20', 'weight -30', ['vrrp_script chk: weight -20 -> -30']],
    ['        chk\n', '        chk weight -30\n', ['vrrp_instance VI_1: track_script chk, weight -20 -> chk, weight -30']],
    ['"/usr/bin/notify master"', '/usr/bin/other', ['vrrp_instance VI_1: notify_master /usr/bin/notify master -> /usr/bin/other']],
    ['router_id lb', 'router_id other', ['global_defs: router_id lb -> other']],
    ['router_id lb', 'router_id lb\n    vrrp_garp_master_delay 1', ['global_defs: vrrp_garp_master_delay 5 -> 1']],
    ['delay_loop 10', 'delay_loop 20', ['virtual_server 192.0.2.200 80 TCP: delay_loop 10 -> 20']],
    [
      'path /health',
      'path /up',
      [
        'virtual_server 192.0.2.200 80 TCP, real_server 198.51.100.2 80, HTTP_GET: url path /health; status_code 200 -> path /up; status_code 200',
      ],
    ],
  ])('%j for %j', (now, then, expected) => {
    expect(changed(replace(now, then))).toEqual(expected);
  });

  it('tells of limits for the TTL of a peer that its adverts still go there', () => {
    const limited = PLAIN.replace('        192.0.2.2\n', '        192.0.2.2 min_ttl 255\n');
    const consequence = (before: string, after: string) =>
      compareConfigurations('n', configure(before), configure(after)).find(({ what }) => what === 'unicast_peer')?.consequence;
    expect(consequence(PLAIN, limited)).toBe('It takes adverts of 192.0.2.2 only with a TTL within these limits.');
    expect(consequence(limited, PLAIN)).toBe('It takes adverts of 192.0.2.2 with any TTL.');
    expect(consequence(limited, limited.replace('192.0.2.2 min', '192.0.2.9 min'))).toBe(
      'It sends no adverts to 192.0.2.2 any more. It sends its adverts to 192.0.2.9.',
    );
  });

  it('tells of another interval what the others do with the adverts, which depends on the version', () => {
    const consequence = (version: string) => {
      const text = PLAIN.replace('priority 100', `version ${version}\n    priority 100`);
      const slower = text.replace('priority 100', 'priority 100\n    advert_int 3');
      const changes = compareConfigurations('n', configure(text), configure(slower));
      return changes.find(({ what }) => what === 'advert_int')?.consequence;
    };
    expect(consequence('2')).toBe('Nodes with another interval drop its adverts, and it drops theirs.');
    expect(consequence('3')).toMatch(/^It sends an advert every 3 s/);
  });

  it('says nothing of the virtual router that an instance without an ID is in', () => {
    const changes = compareConfigurations('n', configure(PLAIN), configure(PLAIN.replace('    virtual_router_id 51\n', '')));
    const change = changes.find(({ what }) => what === 'virtual_router_id');
    expect(change).toMatchObject({ before: 51, after: null });
    expect(change).not.toHaveProperty('consequence');
  });

  it('are those that keepalived uses: a strict mode takes more than it says', () => {
    const changes = changed(replace('router_id lb', 'router_id lb\n    vrrp_strict'));
    expect(changes).toContain('global_defs: vrrp_strict false -> true');
    expect(changes).toContain('vrrp_instance VI_1: auth_type PASS -> null');
  });

  it('of a block that comes or goes are told as one, an address apart', () => {
    expect(changed(replace('vrrp_script chk {', 'vrrp_script other {'))).toEqual([
      'vrrp_instance VI_1: track_script chk, weight -20 -> null',
      'vrrp_script chk: vrrp_script /usr/bin/check -> null',
      'vrrp_script other: vrrp_script null -> /usr/bin/check',
    ]);
    expect(changed(replace('        TCP_CHECK {\n            connect_timeout 3\n        }\n', ''))).toEqual([
      'virtual_server 192.0.2.200 80 TCP, real_server 198.51.100.1 80, TCP_CHECK: TCP_CHECK 198.51.100.1 port 80 -> null',
    ]);
    const server = changed((text) => text.slice(0, text.indexOf('virtual_server')));
    expect(server).toEqual(['virtual_server 192.0.2.200 80 TCP: virtual_server rr, 2 real servers -> null']);
  });

  it('of an instance with another name are still its own', () => {
    expect(changed(replace('vrrp_instance VI_1', 'vrrp_instance WEB'))).toEqual([
      'vrrp_instance WEB: name vrrp_instance VI_1 -> vrrp_instance WEB',
    ]);
  });

  it('hold no password', () => {
    const before = configure(PLAIN);
    const changes = compareConfigurations('n', before, configure(PLAIN.replace('verysecret', 'Tr0ub4d')));
    expect(changes).toMatchObject([{ what: 'auth_pass', before: '***', after: '***', kind: 'election' }]);
    expect(JSON.stringify(changes)).not.toMatch(/verysecr|Tr0ub4d/);
  });

  it('that keep keepalived from running are said first of what decides who holds the addresses', () => {
    const changes = compareConfigurations('n', configure(PLAIN), configure(PLAIN.replace('    virtual_router_id 51\n', '')));
    expect(changes.filter(({ kind }) => kind === 'election')[0]).toMatchObject({
      subject: 'keepalived',
      what: 'runs',
      before: true,
      after: false,
    });
  });
});

describe('a node that comes or goes', () => {
  it('is told with its addresses, not with its settings', () => {
    const gone = compareConfigurations('n', configure(PLAIN), null);
    expect(gone.map(({ what, after }) => [what, after])).toEqual([
      ['virtual_ipaddress', null],
      ['virtual_ipaddress', null],
      ['virtual_ipaddress_excluded', null],
      ['node', null],
    ]);
  });
});
