import { describe, expect, it } from 'vitest';
import type { Version } from '../../../../grammar/version.ts';
import { configure } from '../../../helpers/configure.ts';
import { lintText } from '../../../helpers/lint-text.ts';

/** Summaries of what is said about one static route. */
function said(line: string, version?: Version): readonly string[] {
  const { findings } = lintText(`static_routes {\n${line}\n}\n`, version ? { version } : {});
  return findings.filter(({ line: at }) => at === 2).map(({ summary }) => summary.replace(/\.$/, ''));
}

/** What keepalived does about one static route, as `check: effect, verdict`. */
function done(line: string, version?: Version): readonly string[] {
  const { corrections } = configure(`static_routes {\n${line}\n}\n`, version);
  return corrections.map(({ check, effect, verdict }) => `${check}: ${effect}, ${verdict}`);
}

const isKept = (line: string): boolean => configure(`static_routes {\n${line}\n}\n`).staticRoutes.length === 1;

describe('a route', () => {
  it('leads to the last destination', () => {
    const [route] = configure('static_routes {\nblackhole 198.51.100.0/24 dev eth0\n}\n').staticRoutes;
    expect(route).toMatchObject({ destination: { text: '198.51.100.0', prefix: 24 }, family: 'ipv4', interface: 'eth0', tracked: true });
    const [second] = configure('static_routes {\n198.51.100.0/24 dev eth0 203.0.113.0/24\n}\n').staticRoutes;
    expect(second?.word.text).toBe('203.0.113.0/24');
  });

  it('takes its family from what stands first', () => {
    expect(done('default via 192.0.2.1 src 192.0.2.2 dev eth0')).toEqual([]);
    expect(done('2001:db8::/32 via 192.0.2.1 dev eth0')).toEqual(['net/route-mixed-family: drops, reports']);
    expect(done('via 192.0.2.1 default dev eth0')).toEqual(['net/route-default-after-family: drops, reports']);
    expect(done('2001:db8::/32 dev eth0 realms 3')).toEqual(['net/route-realms-ipv6: drops, reports']);
    expect(done('10.0.0.0/8 via inet6 2001:db8::1 dev eth0')).toEqual(['net/route-mixed-family: drops, reports']);
    expect(done('pref high via 192.0.2.1 192.0.2.0/24 dev eth0')).toEqual(['net/route-mixed-family: drops, reports']);
  });

  it('reads a nexthop up to the next one', () => {
    const [route] = configure(
      'static_routes {\n10.0.0.0/8 dev eth0 nexthop via 192.0.2.1 dev eth1 nexthop via 192.0.2.2\n}\n',
    ).staticRoutes;
    expect(route?.nexthops.map(({ gateway, interface: device }) => [gateway?.text, device])).toEqual([
      ['192.0.2.1', 'eth1'],
      ['192.0.2.2', null],
    ]);
    expect(done('default dev eth0 nexthop via 192.0.2.1 dev eth0 metric 3')).toEqual(['net/route-nexthop-trailing: ignores, reports']);
    expect(done('10.0.0.0/8 dev eth0 nexthop via 192.0.2.1 dev eth0 weight 0 nexthop via nowhere')).toEqual([
      'net/route-nexthop-weight-zero: drops, reports',
    ]);
    expect(isKept('10.0.0.0/8 dev eth0 nexthop via nowhere')).toBe(true);
  });

  it('reads what an encapsulation takes, and goes on with the route behind it', () => {
    expect(done('198.51.100.0/24 encap ip id 5 dst 192.0.2.1 dev eth0')).toEqual([]);
    expect(done('198.51.100.0/24 encap ip ttl 5 dev eth0')).toEqual(['net/route-encap-ip-incomplete: reports, reports']);
    expect(isKept('198.51.100.0/24 dev eth0 encap mpls 100/x')).toBe(true);
    expect(done('198.51.100.0/24 dev eth0 encap mpls 100/x bogus')).toEqual([
      'net/route-encap-mpls-invalid: ignores, reports',
      'net/route-unknown-word: drops, reports',
    ]);
  });

  it('loses what stands behind a mistake in a tunnel, with one report', () => {
    expect(done('198.51.100.0/24 dev eth0 encap ip dst nowhere')).toEqual(['net/route-encap-ip-dst-invalid: drops, reports']);
    expect(isKept('198.51.100.0/24 dev eth0 encap ip dst nowhere')).toBe(false);
    expect(done('198.51.100.0/24 dev eth0 encap ip src')).toEqual(['net/option-value-missing: exits, refuses']);
    expect(said('198.51.100.0/24 dev eth0 encap ip ttl 300')).toEqual(["'300' lies outside 0 to 255, behind 'ttl'"]);
  });

  it('takes an unknown type of encapsulation for two words', () => {
    expect(done('198.51.100.0/24 dev eth0 encap gre bogus')).toEqual(['net/route-encap-type-unknown: ignores, reports']);
  });

  it('knows the lock before a metric', () => {
    expect(done('198.51.100.0/24 dev eth0 mtu lock 1400')).toEqual([]);
    expect(said('198.51.100.0/24 dev eth0 window lock 1400')).toEqual(["'lock' is not a whole number, behind 'window'"]);
  });

  it('counts bare times in what the option counts in', () => {
    expect(done('198.51.100.0/24 dev eth0 rtt 1000')).toEqual(['net/route-time-too-small: overrides, reports']);
    expect(done('198.51.100.0/24 dev eth0 rtt 1000', '2.2.7')).toEqual(['net/route-time-too-small: overrides, logs']);
    expect(done('198.51.100.0/24 dev eth0 rtt 1000', '2.2.2')).toEqual([]);
    expect(done('198.51.100.0/24 dev eth0 rto_min 1000')).toEqual([]);
    expect(done('198.51.100.0/24 dev eth0 rtt 300.5ms')).toEqual(['net/route-time-decimals: overrides, reports']);
    expect(done('198.51.100.0/24 dev eth0 rtt 1e3')).toEqual(['net/route-time-exponential: drops, reports']);
  });

  it('loses the word behind inet, and says so where it was meant', () => {
    expect(done('inet6 default via 2001:db8::1 dev eth0')).toEqual(['net/route-inet-skips-word: drops, reports']);
    expect(done('inet6 dummy 2001:db8:9::/48 via 2001:db8::1 dev eth0')).toEqual([]);
  });

  it('counts on its own protocol where it is tracked', () => {
    expect(done('198.51.100.0/24 dev eth0 protocol static')).toEqual(['net/route-protocol-not-keepalived: overrides, reports']);
    expect(done('198.51.100.0/24 dev eth0 protocol static no_track')).toEqual([]);
    expect(done('198.51.100.0/24 dev eth0 protocol 18')).toEqual([]);
    expect(done('198.51.100.0/24 dev eth0 protocol of_the_host')).toEqual(['net/name-of-host: reports, reports']);
  });

  it('is tracked without an interface since 2.3.2', () => {
    const text = 'static_routes {\n198.51.100.0/24 via 192.0.2.1\n}\n';
    expect(configure(text, '2.3.1').staticRoutes[0]?.tracked).toBe(false);
    expect(configure(text, '2.3.2').staticRoutes[0]?.tracked).toBe(true);
  });

  it('does what others do at most', () => {
    expect(done('10.0.0.0/8 dev eth0 as to nowhere')).toEqual(['net/route-as-to: ignores, reports']);
    expect(done('10.0.0.0/8 dev eth0 or 192.0.2.1 or nowhere')).toEqual([
      'net/route-or-deprecated: reports, reports',
      'net/route-or-twice: ignores, reports',
    ]);
    expect(done('10.0.0.0/8 dev eth0 or 192.0.2.1 nexthop via 192.0.2.2').at(-1)).toBe('net/route-or-and-nexthop: drops, reports');
    expect(done('default6 dev eth0')).toEqual(['net/default6-deprecated: reports, logs']);
  });

  it('with a missing value stops everything behind it, and nothing before it', () => {
    const instance = 'vrrp_instance VI_1 {\ninterface eth0\nvirtual_router_id 51\nvirtual_ipaddress {\nnowhere\n}\n}\n';
    const broken = 'static_routes {\ndefault via\n}\n';
    const shown = (text: string) =>
      configure(text)
        .corrections.filter(({ masked }) => !masked)
        .map(({ check }) => check);
    expect(configure(broken).exit).not.toBeNull();
    expect(shown(broken + instance)).toEqual(['net/option-value-missing']);
    expect(shown(instance + broken).sort()).toEqual(['net/address-invalid', 'net/option-value-missing']);
  });
});
