import { build } from '../../grammar/keywords/build.ts';
import { TRANSPORTS } from '../../grammar/keywords/entries/names.ts';
import { atLeast, type Version } from '../../grammar/version.ts';
import type { Target } from '../binding/target.ts';

/** Versions from this one on are in no release of Debian or Ubuntu. */
const OWN_BUILD_SINCE: Version = '2.4.0';

/** What Debian and Ubuntu leave out: they use nftables. */
const NOT_IN_DEBIAN: ReadonlySet<string> = new Set([build.iptables, build.ipsets]);

/** What keepalived's configure leaves out unless it is asked for. */
const NOT_BY_DEFAULT: ReadonlySet<string> = new Set([
  build.snmp,
  build.snmpVrrp,
  build.snmpChecker,
  build.snmpRfc,
  build.snmpRfc2,
  build.snmpRfc3,
  build.dbus,
  build.json,
]);

/** What every Ethernet interface can do; one with jumbo frames carries more. */
const ETHERNET_MTU = 1500;

/**
 * A keepalived of some version on a host that nothing is known of. Versions that distributions have shipped are taken as Debian builds them,
 * newer ones as somebody builds them without any option.
 */
export function assumedTarget(version: Version): Target {
  const lacks = atLeast(version, OWN_BUILD_SINCE) ? NOT_BY_DEFAULT : NOT_IN_DEBIAN;
  return { version, build: { lacks }, host: { mtu: ETHERNET_MTU, names: { protocols: TRANSPORTS, interfaces: new Set() } } };
}
