import type { MisconfigurationGroup } from '../src/rule/misconfiguration.ts';

/** Mistakes that one file shows, and the rules that tell of each, for docs/misconfigurations.md. */
export const misconfigurations: readonly MisconfigurationGroup[] = [
  {
    subject: 'Braces, words and files',
    mistakes: [
      { mistake: 'A misspelt keyword, or one of another block', rules: ['syntax/unknown-keyword'] },
      { mistake: 'A brace too many, or one too few', rules: ['syntax/unbalanced-brace'] },
      { mistake: '`key=value` in place of `key value`', rules: ['syntax/unknown-keyword'] },
      {
        mistake: '`#` or `!` inside a value, an open quote',
        rules: ['vrrp/password', 'syntax/unterminated-quote', 'syntax/escaped-comment'],
        left: 'in other values a comment is as likely as a mistake',
      },
      { mistake: 'An include that brings in nothing', rules: ['syntax/include'] },
      {
        mistake: 'What stands in a block, on the line of its brace',
        rules: [],
        left: 'since 2.1.0 keepalived reads it like lines of their own',
      },
      { mistake: 'The same setting twice, or in an order that does not work', rules: ['syntax/duplicate-keyword', 'syntax/order'] },
      { mistake: 'A keyword that the version does not know yet', rules: ['version/unsupported-keyword'] },
      { mistake: 'A keyword of old, or one that is gone', rules: ['version/deprecated-keyword', 'version/removed-keyword'] },
      { mistake: 'A configuration that nobody tests before a reload', rules: ['style/reload-check'] },
    ],
  },
  {
    subject: 'Election and adverts',
    mistakes: [
      { mistake: '`nopreempt` together with `state MASTER`', rules: ['vrrp/preemption'] },
      {
        mistake: '`preempt_delay` together with `nopreempt`, `state MASTER` or strict mode',
        rules: ['vrrp/preemption', 'vrrp/strict-conflict'],
      },
      { mistake: 'Priority 255 for "the highest"', rules: ['vrrp/state-and-priority', 'vrrp/tracking'] },
      { mistake: 'A state that is neither MASTER nor BACKUP', rules: ['syntax/invalid-value'] },
      {
        mistake: 'No `virtual_router_id`, no interface, a value out of range',
        rules: ['vrrp/missing-vrid', 'vrrp/interface', 'syntax/invalid-value'],
      },
      {
        mistake: 'Fractions of a second in version 2, an interval that is too short for the host',
        rules: ['vrrp/advert-interval', 'vrrp/fast-adverts'],
      },
      {
        mistake: 'A host that may not be scheduled in time',
        rules: ['vrrp/fast-adverts'],
        left: 'told where the adverts are fast; it would stand in every file otherwise',
      },
      { mistake: 'A node that is master before its network is up', rules: ['vrrp/startup-delay'] },
      { mistake: 'Strict mode with services on the virtual addresses', rules: ['vrrp/strict-conflict', 'vrrp/accept'] },
      { mistake: 'Strict mode with unicast peers', rules: ['vrrp/strict-conflict'] },
      {
        mistake: 'Adverts that leave the standard',
        rules: ['rfc/not-in-standard', 'rfc/multicast', 'rfc/virtual-mac', 'rfc/lower-priority-advert'],
      },
      { mistake: 'Version 2 without being asked for', rules: ['rfc/version-3', 'rfc/version-2'] },
      { mistake: 'The checksum of version 3 for IPv4', rules: ['rfc/checksum'] },
    ],
  },
  {
    subject: 'Unicast and clouds',
    mistakes: [
      { mistake: 'A unicast keyword, and no peers', rules: ['l3/no-multicast-adverts', 'vrrp/unicast'] },
      { mistake: 'Peers, and no source address', rules: ['vrrp/unicast-source'] },
      { mistake: 'A node among its own peers', rules: ['vrrp/unicast'] },
      { mistake: 'Adverts that are taken from anybody', rules: ['l3/check-unicast-src'] },
      {
        mistake: 'Unicast together with settings for multicast or a virtual MAC address',
        rules: ['vrrp/multicast-group', 'vrrp/vmac-conflict'],
      },
      { mistake: 'Multicast in a cloud', rules: ['l3/no-multicast-adverts'] },
      { mistake: 'An address that no API call moves in a cloud', rules: ['cloud/no-failover-hook'] },
      { mistake: 'A virtual MAC address on a hypervisor', rules: ['l3/no-vmac'] },
      { mistake: 'Gratuitous ARP that is not repeated', rules: ['l3/garp-suppressed', 'vrrp/garp-refresh'] },
      {
        mistake: 'Networks and kernel settings of a virtual MAC address',
        rules: ['l3/no-vmac'],
        left: "keepalived sets the kernel's switches itself; which networks the interface has, the text does not say",
      },
    ],
  },
  {
    subject: 'Tracking and scripts',
    mistakes: [
      { mistake: '`nopreempt` where all trackers have weights', rules: ['vrrp/preemption'] },
      { mistake: 'A weighted tracker of a member of a sync group', rules: ['vrrp/tracking', 'vrrp/sync-member-trackers'] },
      {
        mistake: 'A name that is not defined, a definition that nobody uses',
        rules: ['vrrp/undefined-reference', 'vrrp/script', 'vrrp/untracked'],
      },
      { mistake: 'A command that is not found, or with `sudo`', rules: ['vrrp/script-command', 'vrrp/script-linked-directory'] },
      { mistake: 'A command that is written for a shell', rules: ['vrrp/script-shell', 'vrrp/script-user'] },
      { mistake: 'Interval, timeout and `fall` that do not go together', rules: ['vrrp/script', 'vrrp/script-timing'] },
      { mistake: 'A check that sees only a process, or no check at all', rules: ['vrrp/process-only-check', 'vrrp/nothing-tracked'] },
      { mistake: 'A process by a name that it does not have', rules: ['vrrp/process-name'] },
      { mistake: 'Weights that lead out of the range of priorities', rules: ['vrrp/effective-priority'] },
      { mistake: 'A database that moves back by itself', rules: ['vrrp/database-preemption'] },
      { mistake: 'An address on another interface that decides over the instance', rules: ['vrrp/address-elsewhere'] },
      {
        mistake: 'The own interface tracked, or not tracked although it must be',
        rules: ['vrrp/tracking'],
        left: 'an instance for IPv6 needs its interface all the same',
      },
      { mistake: 'Notify scripts that depend on their order', rules: ['vrrp/notify-order'] },
      { mistake: 'A sync group with unknown members, or with one', rules: ['vrrp/sync-group', 'vrrp/undefined-reference'] },
      { mistake: 'Two sides of a router without a sync group', rules: ['vrrp/no-sync-group'] },
    ],
  },
  {
    subject: 'Addresses and routes',
    mistakes: [
      { mistake: 'IPv4 and IPv6 in one instance', rules: ['vrrp/address-family'] },
      {
        mistake: 'A virtual address that is a fixed one too, or stands twice',
        rules: ['vrrp/own-address', 'vrrp/duplicate-address', 'net/duplicate-address'],
      },
      { mistake: 'No virtual address', rules: ['vrrp/no-vip'] },
      { mistake: 'More addresses than an advert holds', rules: ['vrrp/too-many-vips'] },
      { mistake: 'The address of a network, a wrong broadcast address', rules: ['net/address-sense', 'net/address'] },
      {
        mistake: 'One route in two instances, addresses of one network in two instances',
        rules: ['net/shared-route', 'net/shared-network'],
      },
      { mistake: 'A line names a macvlan that gets another name', rules: ['vrrp/vmac-name'] },
      { mistake: 'Routes in words that keepalived does not have', rules: ['net/route'] },
      { mistake: 'An IPv6 instance that does not begin with a link-local address', rules: ['vrrp/link-local-first'] },
    ],
  },
  {
    subject: 'Virtual servers',
    mistakes: [
      { mistake: 'Another port with direct routing or tunnels', rules: ['lvs/ports'] },
      {
        mistake: 'A forwarding method or scheduler that does not exist',
        rules: ['syntax/invalid-value', 'lvs/forwarding', 'lvs/scheduler'],
      },
      { mistake: 'No protocol', rules: ['lvs/protocol'] },
      { mistake: 'A real server that nobody checks', rules: ['lvs/no-check'] },
      { mistake: 'A check that does not fit', rules: ['lvs/check-protocol', 'lvs/checker'] },
      { mistake: 'A server twice', rules: ['lvs/servers'] },
      { mistake: 'Servers of another family', rules: ['lvs/family'] },
      { mistake: 'A synchronisation daemon that is not set up', rules: ['lvs/sync-daemon'] },
      {
        mistake: 'A sorry server that is a real one, a quorum that is never reached',
        rules: ['lvs/sorry-server-is-real-server', 'lvs/quorum', 'lvs/startup'],
      },
      { mistake: 'Checks that are too slow', rules: ['lvs/check-timing'] },
      { mistake: 'Persistence without sense', rules: ['lvs/persistence-effect', 'lvs/protocol', 'syntax/invalid-value'] },
      { mistake: 'Servers that get connections before they are checked', rules: ['lvs/startup'] },
      { mistake: 'A digest of a page that changes, TLS without a name', rules: ['lvs/digest', 'lvs/ssl-sni'] },
      { mistake: 'Real servers that are the directors themselves', rules: ['lvs/real-server-is-director'] },
      { mistake: 'Words of old for virtual servers', rules: ['version/removed-keyword', 'version/deprecated-keyword'] },
    ],
  },
  {
    subject: 'Security and mail',
    mistakes: [
      { mistake: 'Scripts without `enable_script_security`', rules: ['security/script-security'] },
      { mistake: 'Scripts as root, or where others can write', rules: ['security/script-path'] },
      { mistake: 'A password of more than eight characters', rules: ['syntax/invalid-value'] },
      { mistake: 'A password that everybody knows', rules: ['vrrp/password'] },
      { mistake: 'A password taken for protection', rules: ['security/authentication'] },
      { mistake: 'Authentication that is dropped', rules: ['vrrp/authentication', 'vrrp/strict-conflict'] },
      { mistake: 'AH with something that it does not go with', rules: ['vrrp/authentication', 'security/authentication'] },
      { mistake: '`auth_hmac` that does not protect', rules: ['vrrp/authentication', 'security/hmac'] },
      { mistake: 'A release with known holes', rules: ['security/vulnerable-version'] },
      { mistake: 'Dump files that others can read', rules: ['security/dump-files'] },
      { mistake: 'D-Bus and SNMP for everybody', rules: ['security/remote-access'] },
      { mistake: 'Mail that nobody gets', rules: ['global/mail'] },
    ],
  },
];
