import { build } from '../../grammar/keywords/build.ts';
import { atLeast, type Version } from '../../grammar/version.ts';

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

/**
 * Options of the build that the keepalived of a version is assumed to lack, in the words of the vocabulary: versions that distributions have
 * shipped are taken as Debian builds them, newer ones as somebody builds them without any option.
 */
export function assumedToLack(version: Version): ReadonlySet<string> {
  return atLeast(version, OWN_BUILD_SINCE) ? NOT_BY_DEFAULT : NOT_IN_DEBIAN;
}
