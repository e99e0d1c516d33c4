import { onOff, scriptArguments } from './arguments.ts';
import { build } from './build.ts';
import type { Argument, Keyword } from './keyword.ts';
import { notifications } from './notify.ts';
import { block, flag, list, value } from './rows.ts';
import { trackingLists } from './tracking.ts';

const UINT_MAX = 4_294_967_295;
const INT_MAX = 2_147_483_647;

const identity: readonly Keyword[] = [
  value('state', [{ name: 'state', type: 'enum', values: ['MASTER', 'BACKUP'] }], {
    does: 'Sets whether the instance starts as master or as backup.',
    default: 'MASTER with priority 255, else BACKUP',
    repeat: 'first-reported',
    replaceable: 'BACKUP',
    sameAgain: 'silent',
    invalid: { use: 'BACKUP' },
    note: 'Only the first moment is meant: the election follows. MASTER without a priority makes it 255. BACKUP behind MASTER is refused.',
  }),
  value('interface', [{ name: 'interface', type: 'interface', unchecked: 'characters', mustExist: true }], {
    does: 'Names the interface on which the instance sends and hears adverts, and that carries its addresses.',
    default: 'none: required, but for unicast instances with unicast_src_ip',
    note: 'One that does not exist keeps keepalived from starting, unless dynamic_interfaces allows it. The loopback interface is refused.',
  }),
  value('vrf', [{ name: 'interface', type: 'interface' }], {
    does: 'Binds a unicast instance without interface to a VRF.',
    since: '2.2.5',
    default: 'none',
    repeat: 'first-reported',
    build: build.vrf,
  }),
  value('virtual_router_id', [{ name: 'vrid', type: 'integer', min: 1, max: 255 }], {
    does: 'Identifies the virtual router among all others on the same network; all its routers have the same one.',
    default: 'none: required',
    note: 'Without a valid one keepalived refuses to start.',
  }),
  value('priority', [{ name: 'priority', type: 'integer', min: 1, max: 255 }], {
    does: 'Sets the priority in the election of the master; the highest wins.',
    default: '255 with state MASTER, else 100',
    invalid: { use: 100 },
    note:
      '255 means that the router owns the addresses: always master, weights and nopreempt are dropped. Weights move it within 1 ' +
      'to 254.',
  }),
  value('version', [{ name: 'version', type: 'integer', takesDigits: true, min: 2, max: 3 }], {
    does: 'Sets the version of VRRP that the instance speaks.',
    default: '3 for IPv6, else global vrrp_version (2)',
    repeat: 'first-reported',
    sameAgain: 'silent',
    note: 'A version that conflicts with an earlier line, or with the IPv6 addresses above it, is refused.',
  }),
];

const election: readonly Keyword[] = [
  value('advert_int', [{ name: 'interval', type: 'decimal', takesDigits: true, min: 0.01, max: 255, decimals: 6, unit: 'seconds' }], {
    does: 'Sets the time between two adverts of the master.',
    default: '1',
    note:
      'VRRPv2 has whole seconds; VRRPv3 hundredths, up to 40.95. What does not fit is reported and rounded. With VRRPv2 all ' +
      'routers must agree.',
  }),
  flag('nopreempt', {
    does: 'Lets a running master of lower priority go on.',
    default: 'off',
    note: 'Dropped with a report by state MASTER or priority 255. A later preempt undoes it.',
  }),
  flag('preempt', { does: 'Undoes an earlier nopreempt.', default: 'on', note: 'Kept for old configurations.' }),
  value('preempt_delay', [{ name: 'delay', type: 'decimal', takesDigits: true, min: 0, max: 1000, decimals: 6, unit: 'seconds' }], {
    does: 'Lets a router of higher priority wait this long after its start before it takes over.',
    default: '0',
    invalid: { use: 0 },
    note: 'Dropped with a report by state MASTER, nopreempt or strict mode.',
  }),
  value('down_timer_adverts', [{ name: 'count', type: 'integer', takesDigits: true, min: 1, max: 100 }], {
    does: 'Sets after how many missed adverts the backup takes over.',
    since: '2.2.3',
    default: 'global vrrp_down_timer_adverts (3)',
    note: 'Strict mode makes it 3.',
  }),
  value('timer_expired_backup', [{ name: 'highest other priority', type: 'integer', min: 1, max: 254, optional: true }], {
    does: 'Keeps a restarted router from taking over at once where other backups may be about to do so.',
    since: '2.2.8',
    sameAs: 'thread_timer_expired',
    default: 'off; without an argument 254',
    note: 'Needs nopreempt.',
  }),
  value('thread_timer_expired', [{ name: 'highest other priority', type: 'integer', min: 1, max: 254, optional: true }], {
    does: 'Misspelling of timer_expired_backup from the release notes.',
    since: '2.3.2',
    deprecated: { since: '2.3.2', use: 'timer_expired_backup', reported: true },
    sameAs: 'timer_expired_backup',
  }),
  value('lower_prio_no_advert', [onOff], {
    does: 'Keeps the master silent after an advert of lower priority, instead of answering at once.',
    default: 'global vrrp_lower_prio_no_advert (off); strict mode: on',
  }),
  value('higher_prio_send_advert', [onOff], {
    does: 'Makes the master send one more advert when it gives way to a higher priority.',
    default: 'global vrrp_higher_prio_send_advert (off); strict mode: off',
  }),
  value('owner_ignore_adverts', [onOff], {
    does: 'Makes the owner of the addresses (priority 255) ignore adverts of others.',
    since: '2.3.3',
    default: 'with priority 255 global vrrp_owner_ignore_adverts, on in strict mode; else off',
    note: 'On is dropped with a report below priority 255; off is overridden with one in strict mode.',
  }),
  value('skip_check_adv_addr', [onOff], {
    does: 'Compares the addresses in an advert only when it comes from another router than the one before.',
    default: 'global vrrp_skip_check_adv_addr (off)',
    note: 'Since 2.2.5 keepalived has a mistake: false, off and no switch it on as well.',
  }),
  value('strict_mode', [onOff], {
    does: 'Holds the instance to the letter of the VRRP standards, and overrides or refuses what departs from them.',
    default: 'global vrrp_strict (off)',
  }),
  value('debug', [{ name: 'level', type: 'integer', takesDigits: true, min: 0, max: 4 }], {
    does: 'Does nothing any more.',
    default: '0',
    note: 'Kept for old configurations.',
  }),
  value('kernel_rx_buf_size', [{ name: 'size', type: 'integer', min: 0, max: UINT_MAX, unit: 'bytes' }], {
    does: "Sets the size of the receive buffer of the instance's socket.",
    since: '2.0.3',
    default: 'global vrrp_rx_bufs_policy',
    missing: 'reported',
    extra: 'refused',
  }),
];

const extraInterfaceArguments: readonly Argument[] = [
  { name: 'all', type: 'enum', values: ['all'], optional: true },
  { name: 'interval', type: 'integer', takesDigits: true, min: 0, max: 86_400, unit: 'seconds' },
];

const macAddresses: readonly Keyword[] = [
  value(
    'use_vmac',
    [
      { name: 'MAC address', type: 'mac', optional: true, since: '2.2.5' },
      { name: 'interface', keyword: 'name', type: 'interface', optional: true, missing: 'exits', since: '2.3.0' },
      { name: 'interface group', keyword: 'group', type: 'text', optional: true, missing: 'exits', since: '2.3.0' },
      { name: 'netlink_notify_msg', type: 'enum', values: ['netlink_notify_msg'], optional: true, since: '2.3.0' },
      { name: 'interface', type: 'interface', optional: true },
    ],
    {
      does: 'Gives the instance a macvlan interface with the virtual MAC address of VRRP.',
      default: 'off; interface vrrp.VRID, MAC address 00:00:5e:00:01:VRID for IPv4 and 00:00:5e:00:02:VRID for IPv6',
      repeat: 'accumulates',
      anyOrder: true,
      extra: 'reported',
      extraSince: '2.2.5',
      invalid: 'word-ignored',
      build: build.vmac,
      note:
        'A word with a colon is the MAC address: six groups, or five and the virtual router id becomes the sixth; no multicast ' +
        'one, none of VRRP. Strict mode allows only the standard one. Before 2.3.0 only two words are read, and name, group and ' +
        'netlink_notify_msg count as names of interfaces.',
    },
  ),
  flag('use_vmac_addr', {
    does: 'Gives addresses on other interfaces, or of the other family, macvlan interfaces with the virtual MAC address.',
    since: '2.2.0',
    default: 'off',
    build: build.vmac,
    note: 'Addresses on the interface of the instance, and adverts, are not affected.',
  }),
  flag('vmac_xmit_base', {
    does: 'Sends adverts from the base interface with its own MAC address, although use_vmac is on.',
    default: 'off',
    build: build.vmac,
    note: 'Gratuitous ARP still carries the virtual MAC address. Dropped with a report without use_vmac and in strict mode.',
  }),
  value(
    'use_ipvlan',
    [
      { name: 'address', type: 'address', prefix: true, optional: true, invalid: 'unnoticed' },
      { name: 'mode', type: 'enum', values: ['bridge', 'private', 'vepa'], optional: true },
      {
        name: 'interface',
        keyword: 'name',
        type: 'interface',
        unchecked: 'characters',
        optional: true,
        missing: 'exits',
        since: '2.3.0',
      },
      { name: 'interface group', keyword: 'group', type: 'text', optional: true, missing: 'exits', since: '2.3.0' },
      { name: 'interface', type: 'interface', unchecked: 'characters', optional: true },
    ],
    {
      does: 'Gives the instance an ipvlan interface with an address of its own and the MAC address of its parent.',
      since: '2.0.17',
      default: 'off; interface vrrp.VRID, mode bridge',
      repeat: 'first-reported',
      anyOrder: true,
      extra: 'reported',
      invalid: 'word-ignored',
      build: build.ipvlan,
      note:
        'IPv4 needs the address; it becomes the source of the adverts where none is set above it. keepalived does not check ' +
        'that it fits the network or is free.',
    },
  ),
];

const unicast: readonly Keyword[] = [
  list('unicast_peer', 'peer', {
    does: 'Lists the other routers of the instance, to which it then sends unicast adverts instead of multicast ones.',
    repeat: 'accumulates',
    extra: 'reported',
    line: [
      { name: 'address', type: 'address', cut: true },
      { name: 'min_ttl', keyword: 'min_ttl', type: 'integer', min: 0, max: 255, optional: true, invalid: 'word-ignored', since: '2.1.0' },
      { name: 'max_ttl', keyword: 'max_ttl', type: 'integer', min: 0, max: 255, optional: true, invalid: 'word-ignored', since: '2.1.0' },
    ],
    note: 'With no valid entry the instance falls back to multicast. min_ttl and max_ttl switch check_unicast_src on.',
  }),
  value('unicast_src_ip', [{ name: 'address', type: 'address', cut: true }], {
    does: 'Sets the source address of adverts to unicast peers.',
    default: 'the address of the interface',
    sameAs: 'mcast_src_ip',
    invalid: 'earlier-lost',
    note: 'It need not exist on the host unless track_src_ip is on.',
  }),
  value('mcast_src_ip', [{ name: 'address', type: 'address', cut: true }], {
    does: 'Sets the source address of multicast adverts.',
    default: 'the address of the interface',
    sameAs: 'unicast_src_ip',
    invalid: 'earlier-lost',
    note: 'It sets the family of the instance, and need not exist on the host unless track_src_ip is on.',
  }),
  flag('track_src_ip', {
    does: 'Puts the instance into FAULT while the source address is missing on the host.',
    default: 'off',
    note: 'Without a source address in the configuration it has no effect.',
  }),
  value('mcast_dst_ip', [{ name: 'group', type: 'address', multicast: true, cut: true }], {
    does: 'Sets the multicast group of the adverts.',
    since: '2.2.5',
    default: 'global vrrp_mcast_group4 (224.0.0.18) or vrrp_mcast_group6 (ff02::12)',
    invalid: 'earlier-lost',
    note: 'For IPv6 only a link-local group. Refused with a report in a unicast instance.',
  }),
  value('unicast_ttl', [{ name: 'ttl', type: 'integer', min: 0, max: 255 }], {
    does: 'Sets the TTL or hop limit of unicast adverts.',
    since: '2.1.0',
    default: "255; the kernel's for IPv6",
    note: 'Without valid peers it becomes 0 with a report, and an IPv4 instance then sends no adverts at all.',
  }),
  flag('check_unicast_src', {
    does: 'Drops unicast adverts that come from an address which is not a peer.',
    since: '2.1.0',
    default: 'global vrrp_check_unicast_src (off)',
  }),
  flag('unicast_fault_no_peer', {
    does: 'Puts the instance into FAULT where it has no valid peer, instead of falling back to multicast.',
    since: '2.2.5',
    default: 'off',
  }),
  value('old_unicast_checksum', [{ name: 'mode', type: 'enum', values: ['never'], optional: true }], {
    does: 'Uses the VRRPv3 checksum of keepalived 1.3.6 and older for unicast adverts; `never` forbids it.',
    default: 'found out from what the peers send',
    build: build.checksum,
  }),
  value('v3_checksum_as_v2', [onOff], {
    does: 'Computes the checksum of VRRPv3 adverts for IPv4 without the pseudo-header, as some other makers do.',
    since: '2.2.8',
    default: 'global v3_checksum_as_v2 (off)',
  }),
];

const addresses: readonly Keyword[] = [
  list('virtual_ipaddress', 'address', {
    does: 'Lists the addresses that the master of the instance holds and advertises.',
    repeat: 'accumulates',
    note:
      'The first sets the family of the instance; others must match it. Every router must list the same ones. Twice the same is ' +
      'reported since 2.3.3.',
  }),
  list('virtual_ipaddress_excluded', 'address', {
    does: 'Lists further addresses of the master that are left out of the adverts.',
    repeat: 'accumulates',
    note: 'They may have either family, and do not count as virtual addresses of the instance.',
  }),
  list('virtual_routes', 'route', {
    does: 'Lists routes that the master of the instance adds.',
    repeat: 'accumulates',
    note: 'An interface of a route without no_track is tracked; when such a route disappears the instance gives up mastership.',
  }),
  list('virtual_rules', 'rule', {
    does: 'Lists routing rules that the master of the instance adds.',
    repeat: 'accumulates',
    note: 'Interfaces of a rule without no_track are tracked.',
  }),
  flag('native_ipv6', {
    does: 'Makes the instance an IPv6 one, with VRRPv3, before its first address says so.',
    default: 'off',
    note: 'Reported where the instance already is an IPv4 one.',
  }),
  flag('no_virtual_ipaddress', {
    does: 'Allows an instance without virtual addresses.',
    since: '2.2.8',
    default: 'off',
    note: 'Dropped with a report in strict mode.',
  }),
  flag('promote_secondaries', {
    does: 'Lets the kernel keep the other addresses of a network when its first one is removed from the interface.',
    default: 'off',
    note: 'IPv4 only. Dropped with a report beside use_vmac or use_ipvlan.',
  }),
  flag('accept', {
    does: 'Lets the master accept packets for the virtual addresses.',
    default: 'on; off in strict mode below priority 255',
    note: 'Dropped with a report in strict VRRPv2 below priority 255.',
  }),
  flag('no_accept', {
    does: 'Has firewall rules drop packets to and from the virtual addresses on the master.',
    default: 'off',
    build: build.firewall,
    note: 'No effect at priority 255. keepalived installs the rules with nftables or iptables.',
  }),
];

const gratuitousArp: readonly Keyword[] = [
  value('garp_master_delay', [{ name: 'delay', type: 'integer', takesDigits: true, min: 0, max: 4294, unit: 'seconds' }], {
    does: 'Sets how long after becoming master the instance sends its second set of gratuitous ARPs.',
    default: 'global vrrp_garp_master_delay (5)',
    note: '0 leaves the second set out.',
  }),
  value('garp_master_repeat', [{ name: 'count', type: 'integer', takesDigits: true, min: 1, max: UINT_MAX, zero: 1 }], {
    does: 'Sets how many gratuitous ARPs a new master sends for each address in one set.',
    default: 'global vrrp_garp_master_repeat (5)',
    note: 'The first set cannot be switched off.',
  }),
  value('garp_master_refresh', [{ name: 'interval', type: 'integer', takesDigits: true, min: 0, max: UINT_MAX, unit: 'seconds' }], {
    does: 'Makes the master repeat its gratuitous ARPs in this interval.',
    default: 'global vrrp_garp_master_refresh (0, never)',
    invalid: { use: 0 },
  }),
  value('garp_master_refresh_repeat', [{ name: 'count', type: 'integer', takesDigits: true, min: 1, max: UINT_MAX, zero: 1 }], {
    does: 'Sets how many gratuitous ARPs the master sends for each address at each refresh.',
    default: 'global vrrp_garp_master_refresh_repeat (1)',
  }),
  value('garp_lower_prio_delay', [{ name: 'delay', type: 'integer', takesDigits: true, min: 0, max: 4294, unit: 'seconds' }], {
    does: 'Sets how long after an advert of lower priority the master sends its second set of gratuitous ARPs.',
    default: 'global vrrp_garp_lower_prio_delay, else vrrp_garp_master_delay (5); strict mode: 0',
  }),
  value('garp_lower_prio_repeat', [{ name: 'count', type: 'integer', takesDigits: true, min: 0, max: INT_MAX }], {
    does: 'Sets how many gratuitous ARPs the master sends for each address after an advert of lower priority.',
    default: 'global vrrp_garp_lower_prio_repeat, else vrrp_garp_master_repeat (5); strict mode: 0',
  }),
  value('garp_extra_if', extraInterfaceArguments, {
    does: 'Makes the master send gratuitous ARPs in this interval on interfaces that carry addresses of the instance but no adverts.',
    since: '2.2.3',
    sameAs: 'vmac_garp_intvl',
    default: 'global vrrp_garp_extra_if (0, off)',
    anyOrder: true,
    missing: 'reported',
    build: build.vmac,
  }),
  value('vmac_garp_intvl', extraInterfaceArguments, {
    does: 'Older name of garp_extra_if.',
    since: '2.2.0',
    deprecated: { since: '2.2.3', use: 'garp_extra_if', reported: true },
    sameAs: 'garp_extra_if',
    anyOrder: true,
    missing: 'reported',
    build: build.vmac,
  }),
];

const authentication = block(
  'authentication',
  [],
  {
    does: 'Adds the authentication of RFC 2338 to the adverts.',
    repeat: 'accumulates',
    continues: true,
    build: build.auth,
    note: 'VRRPv2 only, and not in strict mode; later standards removed it. Without auth_type it has no effect.',
  },
  [
    value('auth_type', [{ name: 'type', type: 'enum', values: ['PASS', 'AH'] }], {
      does: 'Chooses a password in clear text (PASS) or an authentication header (AH).',
      default: 'none',
      build: build.auth,
    }),
    value('auth_pass', [{ name: 'password', type: 'text', maxBytes: 8, secret: true }], {
      does: 'Sets the password that all routers of the instance share.',
      invalid: 'clamped',
      build: build.auth,
      note: 'With PASS anybody on the network can read it.',
    }),
  ],
);

const authHmac = block(
  'auth_hmac',
  [],
  {
    does: 'Adds an authentication trailer of 28 bytes to the adverts, for both versions and families.',
    since: '2.4.0',
    default: 'off',
    repeat: 'accumulates',
    continues: true,
    build: build.auth,
    note: 'It replaces authentication. An older keepalived does not know the block and misreads the rest of the instance.',
  },
  [
    value(
      'key',
      [
        { name: 'id', type: 'integer', min: 1, max: 255 },
        { name: 'key', type: 'text', secret: true },
      ],
      {
        does: 'Gives a key an id: text, hexadecimal digits behind hex:, or the content of a file behind file:.',
        since: '2.4.0',
        repeat: 'accumulates',
        missing: 'reported',
        build: build.auth,
        note:
          'The key has 32 to 64 bytes. A file may be accessible for its owner only, or the config test fails with status 6. An ' +
          'id that has a key already is refused.',
      },
    ),
    value('active_key', [{ name: 'id', type: 'integer', min: 1, max: 255 }], {
      does: 'Chooses the key for the adverts that the instance sends.',
      since: '2.4.0',
      default: 'none',
      build: build.auth,
      note: 'Without one that a key line defines, the instance runs without authentication.',
    }),
    value('time_window', [{ name: 'window', type: 'integer', min: 1, max: 300, unit: 'seconds' }], {
      does: 'Sets how far the clocks of the routers may differ under `anti_replay time`.',
      since: '2.4.0',
      default: 'three advert intervals, within 5 to 300',
      build: build.auth,
    }),
    value('anti_replay', [{ name: 'method', type: 'enum', values: ['time', 'monotonic'] }], {
      does: 'Chooses how adverts that are sent again by an attacker are told: by the clock, or by a counter.',
      since: '2.4.0',
      default: 'time',
      build: build.auth,
    }),
    value('mode', [{ name: 'mode', type: 'enum', values: ['enforce', 'permissive', 'receive-only'] }], {
      does: 'Sets whether adverts without a valid trailer are dropped, and whether own adverts have one.',
      since: '2.4.0',
      default: 'enforce',
      build: build.auth,
      note: 'Strict mode makes it enforce.',
    }),
  ],
);

const rest: readonly Keyword[] = [
  ...notifications('instance'),
  value(
    'notify_deleted',
    scriptArguments.map((argument) => ({ ...argument, optional: true as const })),
    {
      does: 'Reports an instance that a reload removed as DELETED instead of FAULT, and runs a script then.',
      since: '2.1.0',
      default: 'off',
      repeat: 'first-reported',
    },
  ),
  value('notify_master_rx_lower_pri', scriptArguments, {
    does: 'Runs a script when the master hears an advert of lower priority.',
    since: '2.0.6',
    default: 'none',
    repeat: 'first-reported',
  }),
  ...trackingLists('the instance'),
  flag('dont_track_primary', {
    does: 'Keeps the instance out of FAULT when its own interface goes down.',
    default: 'off',
  }),
  flag('linkbeat_use_polling', {
    does: 'Polls the link state of the interface.',
    deprecated: { since: '2.0.13', use: 'linkbeat_interfaces', reported: true },
    default: 'off',
    build: build.linkbeat,
  }),
  value('lvs_sync_daemon_interface', [{ name: 'interface', type: 'interface', unchecked: 'all' }], {
    does: 'Names the interface for the connection synchronisation of IPVS.',
    deprecated: { since: '2.0.0', use: 'global_defs.lvs_sync_daemon', reported: true },
    default: 'none',
    repeat: 'first-reported',
    build: build.lvs,
  }),
];

/** One virtual router. */
export const vrrpInstance = block(
  'vrrp_instance',
  [{ name: 'name', type: 'name', defines: 'vrrp_instance' }],
  {
    does: 'Makes this host one of the routers of a virtual router, which share addresses by VRRP.',
    repeat: 'first-reported',
    missing: 'reported',
    extra: 'refused',
    invalid: 'block-removed',
    build: build.vrrp,
    note:
      'The vrrp_garp_master defaults, vrrp_down_timer_adverts, vrrp_skip_check_adv_addr and v3_checksum_as_v2 of a global_defs ' +
      'below it do not reach it.',
  },
  [...identity, ...election, ...addresses, ...unicast, ...macAddresses, ...gratuitousArp, authentication, authHmac, ...rest],
);
