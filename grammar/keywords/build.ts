/** What keepalived must be built with to know a keyword, in words. Debian's package has all but iptables and ipsets. */
export const build = {
  vrrp: 'not with --disable-vrrp',
  lvs: 'not with --disable-lvs',
  lvsAndVrrp: 'not with --disable-lvs or --disable-vrrp',
  bfd: '--enable-bfd',
  vmac: 'kernel headers with macvlan',
  ipvlan: 'kernel headers with ipvlan',
  vrf: 'kernel headers with VRF',
  auth: 'not with --disable-vrrp-auth',
  checksum: 'not with --disable-checksum-compat',
  firewall: 'nftables or iptables',
  iptables: 'iptables',
  ipsets: 'iptables and libipset',
  nftables: 'nftables',
  trackProcess: 'kernel headers with process events',
  linkbeat: 'not with --disable-linkbeat',
  snmp: '--enable-snmp',
  snmpVrrp: '--enable-snmp or --enable-snmp-vrrp',
  snmpChecker: '--enable-snmp or --enable-snmp-checker',
  snmpRfc: '--enable-snmp-rfc, or both --enable-snmp-rfcv2 and --enable-snmp-rfcv3',
  snmpRfc2: '--enable-snmp-rfc or --enable-snmp-rfcv2',
  snmpRfc3: '--enable-snmp-rfc or --enable-snmp-rfcv3',
  dbus: '--enable-dbus',
  json: '--enable-json',
  severalProcesses: 'not as one process for debugging',
} as const;

/** The name of such a need. */
export type Build = keyof typeof build;
