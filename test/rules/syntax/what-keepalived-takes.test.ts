import { describe, expect, it } from 'vitest';
import type { Version } from '../../../grammar/version.ts';
import { lintText } from '../../helpers/lint-text.ts';

const IN_SERVER = (line: string): string => `virtual_server 192.0.2.200 80 {\n${line}\n}\n`;
const IN_CHECK = (line: string): string => IN_SERVER(`real_server 192.0.2.11 80 {\nTCP_CHECK {\n${line}\n}\n}`);
const IN_INSTANCE = (line: string): string => `vrrp_instance VI_1 {\ninterface eth0\nvirtual_router_id 51\n${line}\n}\n`;
const IN_GLOBALS = (line: string): string => `global_defs {\n${line}\n}\n`;

/** What is said of the words and lines that do not fit, with the verdict. */
function said(text: string, version: Version = '2.4.3'): string[] {
  return lintText(text, { version })
    .findings.filter(({ rule }) => rule === 'syntax/invalid-value' || rule === 'syntax/duplicate-keyword')
    .map(({ detail, verdicts }) => `${detail} (${verdicts[0]})`);
}

// What keepalived 2.2.7 and 2.4.3 show in their own dumps.
describe('a word that is not what its keyword takes', () => {
  it.each([
    ['sorry_server 192.0.2.7 80s', "uses '80'"],
    ['sorry_server 192.0.2.7 x', 'ignores the line'],
    ['sorry_server 192.0.2.7 70000', 'ignores the line'],
    ['real_server 192.0.2.11 80s {\n}', "uses '80'"],
    ['real_server 192.0.2.11 x {\n}', 'leaves out the block'],
  ])('counts as the digits that it begins with where these are a port: %s', (line, effect) => {
    expect(said(IN_SERVER(line))).toEqual([expect.stringContaining(effect)]);
  });

  it('is no mistake where a port of 0 is written', () => {
    expect(said(IN_SERVER('sorry_server 192.0.2.7 0'))).toEqual([]);
  });

  it.each([
    ['vrrp_rt_priority 500', "uses '99'"],
    ['vrrp_rt_priority x', "uses '1'"],
    ['vrrp_rt_priority 99999999999', 'ignores the line'],
    ['vrrp_cpu_affinity 1x', "uses '1'"],
    ['vrrp_cpu_affinity -1', 'ignores the line'],
    ['vrrp_garp_extra_if 3s', "uses '3'"],
    ['vrrp_garp_extra_if x', 'ignores the line'],
  ])('counts as the nearest number, if it fits 32 bits: %s', (line, effect) => {
    expect(said(IN_GLOBALS(line))).toEqual([expect.stringContaining(effect)]);
  });
});

describe('a time without a digit', () => {
  it('is told in the unit of its keyword where keepalived takes a whole second', () => {
    const [effect] = said(`vrrp_script s {\nscript "/bin/x"\ninterval = 2\n}\n`);
    expect(effect).toContain('takes it for 1 second.');
  });
});

describe('a name that no interface can have', () => {
  it.each([
    ['bind_if eth0:1', IN_CHECK, 'without a word'],
    ['bind_if interface-too-long', IN_CHECK, 'ignores the line'],
    ['lvs_sync_daemon_interface eth0:1', IN_INSTANCE, 'without a word'],
    ['lvs_sync_daemon_interface interface-too-long', IN_INSTANCE, 'without a word'],
    ['use_ipvlan 2001:db8::g', IN_INSTANCE, 'without a word'],
    ['use_ipvlan 192.0.2.5/33', IN_INSTANCE, 'without a word'],
    ['track_interface {\neth1:1\n}', IN_INSTANCE, 'refuses to run'],
    ['track_interface {\ninterface-too-long weight 5\n}', IN_INSTANCE, 'refuses to run'],
  ])('is taken where keepalived does not look at it: %s', (line, inBlock, effect) => {
    expect(said(inBlock(line))).toEqual([expect.stringContaining(effect)]);
  });

  it('does not keep keepalived from running where interfaces may be missing', () => {
    const text = IN_INSTANCE('track_interface {\neth1:1\n}');
    expect(said(text)).toEqual([expect.stringContaining('(refuses)')]);
    expect(said(`${IN_GLOBALS('dynamic_interfaces')}${text}`)).toEqual([expect.stringContaining('(silent)')]);
  });
});

describe('a second line that keepalived cannot use', () => {
  it.each([
    ['mcast_src_ip 192.0.2.5\nmcast_src_ip 192.0.2', IN_INSTANCE],
    ['unicast_src_ip 192.0.2.5\nmcast_src_ip 192.0.2', IN_INSTANCE],
    ['mcast_dst_ip 224.0.0.20\nmcast_dst_ip 192.0.2.1', IN_INSTANCE],
    ['bindto 192.0.2.5\nbindto 192.0.2', IN_CHECK],
    ['smtp_server 192.0.2.5\nsmtp_server 192.0.2.6 x', IN_GLOBALS],
    ['vrrp_cpu_affinity 1\nvrrp_cpu_affinity -1', IN_GLOBALS],
  ])('costs the first one too: %s', (lines, inBlock) => {
    expect(said(inBlock(lines))).toEqual([expect.stringContaining('uses none'), expect.stringContaining('ignores the line')]);
  });

  // As keepalived 2.4.3 did: 'entering FAULT state (no IPv4 address for interface)'.
  it('leaves an instance without an address to send from', () => {
    expect(said(IN_INSTANCE('mcast_src_ip 192.0.2.5\nmcast_src_ip 192.0.2'))).toContainEqual(expect.stringContaining('FAULT'));
    expect(said(IN_CHECK('bindto 192.0.2.5\nbindto 192.0.2'))).not.toContainEqual(expect.stringContaining('FAULT'));
  });

  it('costs the first sorry server before 2.1.0 only', () => {
    const text = IN_SERVER('sorry_server 192.0.2.7 80\nsorry_server 192.0.2.8 x');
    expect(said(text, '2.0.20')).toHaveLength(2);
    expect(said(text, '2.1.0')).toHaveLength(1);
  });

  it('costs a BFD check as a whole, whatever it names', () => {
    const bfd = 'bfd_instance a {\nneighbor_ip 192.0.2.8\n}\nbfd_instance b {\nneighbor_ip 192.0.2.9\n}\n';
    const check = IN_SERVER('real_server 192.0.2.11 80 {\nBFD_CHECK {\nname a\nname b\n}\n}');
    expect(said(bfd + check)).toEqual([expect.stringContaining('leaves out the whole block')]);
  });
});

describe('what stands behind a tracked name', () => {
  const CHECK = 'vrrp_script check {\nscript "/usr/local/bin/check"\n}\n';
  const tracked = (line: string): string[] => said(`${CHECK}${IN_INSTANCE(`track_script {\ncheck ${line}\n}`)}`);

  it.each(['-20', 'reverse', 'x'])('costs the entry where it is not a weight: %s', (word) => {
    expect(tracked(word)).toEqual([expect.stringContaining('drops the whole entry, so that it is not tracked')]);
  });

  it('costs nothing but itself behind a weight', () => {
    expect(tracked('weight -20 x')).toEqual([expect.stringContaining('takes the entry without it')]);
    expect(tracked('weight -20 reverse')).toEqual([]);
  });
});

describe('a persistence_granularity', () => {
  const said = (netmask: string): (string | null)[] =>
    lintText(IN_SERVER(`persistence_granularity ${netmask}`)).findings.flatMap(({ rule, summary }) =>
      rule === 'lvs/persistence' || rule === 'syntax/invalid-value' ? [summary] : [],
    );

  it.each([
    ['0', '0.0.0.0'],
    ['99999', '0.1.134.159'],
    ['1.2', '1.0.0.2'],
  ])('for IPv4 is filled up as the C library does: %s', (written, used) => {
    expect(said(written)).toEqual([expect.stringContaining(`'${written}' as the netmask '${used}'`)]);
  });

  it('is told for IPv4 that is no netmask at all', () => {
    expect(said('4294967296')).toHaveLength(1);
    expect(said('255.255.255.0')).toEqual([]);
  });
});

describe('the labels of an encapsulation', () => {
  it('are missing where they are none, and the encapsulation stays', () => {
    const route = IN_INSTANCE('virtual_routes {\n198.51.100.0/24 dev eth0 encap mpls 100/x\n}');
    const details = lintText(route).findings.flatMap(({ rule, detail }) => (rule === 'net/route' ? [detail] : []));
    expect(details).toEqual([expect.stringContaining('keeps the encapsulation')]);
  });
});

describe('lvs_sync_daemon', () => {
  const findings = (line: string, version: Version): string[] =>
    lintText(IN_GLOBALS(line) + IN_INSTANCE(''), { version }).findings.flatMap(({ rule }) => (/^(?:syntax|lvs)/.test(rule) ? [rule] : []));

  it('has its instance as second word, and needs it, before 2.1.0', () => {
    expect(findings('lvs_sync_daemon eth0 VI_1', '2.0.20')).toEqual([]);
    expect(findings('lvs_sync_daemon eth0', '2.0.20')).toEqual(['syntax/missing-argument']);
    expect(findings('lvs_sync_daemon eth0 inst VI_1', '2.0.20')).toEqual(['lvs/sync-daemon', 'syntax/extra-argument']);
    expect(findings('lvs_sync_daemon eth0 inst VI_1', '2.1.0')).toEqual([]);
  });
});

describe('the number of an entry of a virtual_server_group', () => {
  const details = (entry: string): (string | null)[] =>
    lintText(`virtual_server_group web {\n192.0.2.10 80\n${entry}\n}\n`).findings.flatMap(({ rule, detail }) =>
      rule === 'lvs/group-entry' ? [detail] : [],
    );

  it.each([
    ['192.0.2.11 80s', "uses '80'"],
    ['192.0.2.11 x', 'leaves the entry out'],
    ['192.0.2.11 -80', 'leaves the entry out'],
    ['fwmark 5x', "uses '5'"],
    ['fwmark x', "uses '0'"],
    ['fwmark 4294967296', 'leaves the entry out'],
  ])('counts as the digits that it begins with: %s', (entry, effect) => {
    expect(details(entry)).toEqual([expect.stringContaining(effect)]);
  });

  it('is no port where nothing is in its quotes', () => {
    expect(details('192.0.2.11 ""')).toEqual([]);
  });
});

describe('a global setting that stands in two blocks', () => {
  it.each([
    ['router_id lb1', 'router_id lb2', 'uses this one, and says nothing. (silent)'],
    ['notify_fifo /run/one', 'notify_fifo /run/two', 'uses the first one, says so, and ignores this line. (reports)'],
  ])('is set twice, as in one: %s', (first, second, effect) => {
    expect(said(`${IN_GLOBALS(first)}${IN_GLOBALS(second)}`)).toEqual([expect.stringContaining(effect)]);
  });

  it('is meant to be set again by a file that is included, and not twice by one that is included twice', () => {
    const findings = (text: string): readonly string[] =>
      lintText(text, { files: { 'site.conf': IN_GLOBALS('router_id site\nnotify_fifo /run/site') } })
        .findings.filter(({ rule }) => rule === 'syntax/duplicate-keyword')
        .map(({ summary }) => summary);
    expect(findings(`${IN_GLOBALS('router_id lb1')}include site.conf\n`)).toEqual([]);
    expect(findings('include site.conf\ninclude site.conf\n')).toEqual(["'notify_fifo' is set twice."]);
    expect(findings(`${IN_GLOBALS('notify_fifo /run/lb1')}include site.conf\n`)).toEqual(["'notify_fifo' is set twice."]);
  });

  it('is told in two blocks of authentication of one instance', () => {
    expect(said(IN_INSTANCE('authentication {\nauth_type PASS\n}\nauthentication {\nauth_type AH\n}'))).toEqual([
      expect.stringContaining('uses this one'),
    ]);
  });
});

describe('a name that no interface can have, in an entry', () => {
  const text = (globals: string): string => `${globals}static_routes {
192.0.2.128/25 dev eth0:1
}
vrrp_instance VI_1 {
interface eth0
version 3
virtual_router_id 51
virtual_ipaddress {
192.0.2.9/24 dev eth0:1 bogus
}
virtual_rules {
from 192.0.2.1 iif eth0:1 table 5 preference 100
}
}
`;
  const told = (globals: string): string[] =>
    lintText(text(globals), { profiles: ['keepalived'] }).findings.map(({ rule, verdicts }) => `${rule}: ${verdicts[0]}`);

  it('keeps keepalived from running when all is read, and from reading the rest of the line', () => {
    expect(told('')).toEqual(['net/route: refuses', 'net/address: refuses', 'net/rule: refuses']);
  });

  it('is no word to keepalived where interfaces may be missing: the entry counts, and its other words do', () => {
    expect(told(IN_GLOBALS('dynamic_interfaces'))).toEqual(['net/address: reports']);
  });
});
