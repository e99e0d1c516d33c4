import { build } from './build.ts';
import type { Keyword } from './keyword.ts';
import { flag, list, value } from './rows.ts';

/** Settings and lists that stand at top level. */
export const rootSettings: readonly Keyword[] = [
  value('net_namespace', [{ name: 'name', type: 'text' }], {
    does: 'Runs keepalived in this network namespace.',
    default: "that of the process's start",
    repeat: 'first-reported',
    missing: 'reported',
    earlier: [{ before: '2.0.17', missing: 'exits' }],
    note:
      'It switches use_pid_dir on; the option -s wins. The config test ends with status 0, whatever it found, where the ' +
      'namespace does not exist.',
  }),
  value('net_namespace_ipvs', [{ name: 'name', type: 'text', optional: true }], {
    does: 'Puts the IPVS configuration into this network namespace.',
    since: '2.1.0',
    default: 'net_namespace; without an argument the default namespace',
    repeat: 'first-reported',
    build: build.lvs,
  }),
  flag('namespace_with_ipsets', {
    does: 'Allows ipsets together with net_namespace on Linux older than 3.13.',
    default: 'off',
  }),
  flag('use_pid_dir', {
    does: 'Puts the pid files into a directory of their own.',
    default: 'off; on with net_namespace or instance',
  }),
  value('instance', [{ name: 'name', type: 'text' }], {
    does: 'Names this keepalived among several on one host, so that their files do not collide.',
    default: 'none',
    repeat: 'first-reported',
    missing: 'reported',
    earlier: [{ before: '2.0.17', missing: 'exits' }],
    note: 'It switches use_pid_dir on. It is not the config-id of ${_INSTANCE}.',
  }),
  value('child_wait_time', [{ name: 'time', type: 'integer', min: 0, max: 4_294_967_295, unit: 'seconds' }], {
    does: 'Sets how long keepalived waits for its child processes to end.',
    default: '5',
  }),
  flag('linkbeat_use_polling', {
    does: 'Polls the link state of all interfaces instead of trusting the notices of the kernel.',
    default: 'off',
    build: build.linkbeat,
  }),
  list('linkbeat_interfaces', 'linkbeat', {
    does: 'Lists interfaces whose link state is polled.',
    since: '2.0.13',
    repeat: 'accumulates',
    build: build.linkbeat,
    line: [
      { name: 'interface', type: 'interface' },
      { name: 'method', type: 'enum', values: ['MII', 'ETHTOOL', 'IOCTL'], optional: true },
    ],
    extra: 'reported',
    invalid: 'word-ignored',
    note: 'Without a method the one that works is used.',
  }),
  list('interface_up_down_delays', 'interface-delay', {
    does: 'Lists how long an interface must be down, or up, before keepalived believes it.',
    since: '2.2.3',
    repeat: 'accumulates',
    missing: 'ignored',
    build: build.vrrp,
    line: [
      { name: 'interface', type: 'interface' },
      { name: 'down delay', type: 'decimal', takesDigits: true, min: 0, max: 255, decimals: 6, unit: 'seconds' },
      { name: 'up delay', type: 'decimal', takesDigits: true, min: 0, max: 255, decimals: 6, unit: 'seconds', optional: true },
    ],
    note:
      'The last entry of an interface counts. Without an up delay it is 0. Macvlan and ipvlan interfaces have the delays of ' +
      'their base interface.',
  }),
];
