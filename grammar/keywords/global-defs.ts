import { onOff, scriptArguments } from './arguments.ts';
import { build } from './build.ts';
import type { Argument, Keyword } from './keyword.ts';
import { block, flag, list, value } from './rows.ts';

const UINT_MAX = 4_294_967_295;
const INT_MAX = 2_147_483_647;

const fifoArguments: readonly Argument[] = [
  { name: 'fifo', type: 'path' },
  { name: 'user', type: 'user', optional: true },
  { name: 'group', type: 'group', optional: true },
];

const tableName: readonly Argument[] = [
  { name: 'table', type: 'text', maxBytes: 255, optional: true, until: '2.3.2' },
  { name: 'table', type: 'text', maxBytes: 254, optional: true, since: '2.3.2' },
];

const rttimeArguments: readonly Argument[] = [
  { name: 'limit', type: 'integer', takesDigits: true, min: 1, max: UINT_MAX, unit: 'microseconds' },
];

/** The scheduling of one of keepalived's processes: `vrrp_priority`, `vrrp_no_swap`, `vrrp_rt_priority`, `vrrp_cpu_affinity`, … */
const scheduling = (process: 'vrrp' | 'checker' | 'bfd', who: string, needs: string): readonly Keyword[] => [
  value(`${process}_priority`, [{ name: 'nice value', type: 'integer', takesDigits: true, min: -20, max: 19 }], {
    does: `Sets the nice value of the ${who} process.`,
    default: '0',
    missing: 'reported',
    invalid: { use: 0 },
    build: needs,
  }),
  flag(`${process}_no_swap`, { does: `Keeps the memory of the ${who} process from being swapped out.`, default: 'off', build: needs }),
  value(`${process}_rt_priority`, [{ name: 'priority', type: 'integer', takesDigits: true, min: 1, max: 99 }], {
    does: `Runs the ${who} process with this real-time priority (round robin).`,
    default: 'no real-time scheduling',
    missing: 'reported',
    invalid: 'clamped',
    build: needs,
  }),
  value(`${process}_cpu_affinity`, [{ name: 'cpu', type: 'integer', takesDigits: true, min: 0, repeat: true }], {
    does: `Binds the ${who} process to these CPUs.`,
    since: '2.0.17',
    default: 'any CPU',
    missing: 'reported',
    invalid: 'earlier-lost',
    build: needs,
    note: 'Plain numbers only, no ranges; the highest is the number of online CPUs minus one, so validity depends on the host.',
  }),
  value(`${process}_rlimit_rttime`, rttimeArguments, {
    does: `Limits how long the ${who} process may run in real time without a pause before the kernel stops it.`,
    since: '2.1.0',
    sameAs: `${process}_rlimit_rtime`,
    default: '10000',
    invalid: { use: 0 },
    build: needs,
    note: '1 is silently raised to 2. A value that does not fit means no limit.',
  }),
  value(`${process}_rlimit_rtime`, rttimeArguments, {
    does: `Older name of ${process}_rlimit_rttime.`,
    deprecated: { since: '2.1.0', use: `${process}_rlimit_rttime` },
    sameAs: `${process}_rlimit_rttime`,
    default: '10000',
    invalid: { use: 0 },
    build: needs,
  }),
];

/** A named pipe with the script that reads it: `notify_fifo`, `vrrp_notify_fifo`, `lvs_notify_fifo`, each with `_script`. */
const notifyFifo = (prefix: '' | 'vrrp_' | 'lvs_', what: string, needs?: string): readonly Keyword[] => [
  value(`${prefix}notify_fifo`, fifoArguments, {
    does: `Names a pipe into which keepalived writes every change of state of ${what}.`,
    default: 'none',
    repeat: 'first-reported',
    missing: 'reported',
    invalid: 'silent',
    build: needs,
    note:
      prefix === ''
        ? 'With an unknown user or group it is dropped without a word of the config test.'
        : 'With an unknown user or group, or with the name of notify_fifo, it is dropped without a word of the config test.',
  }),
  value(`${prefix}notify_fifo_script`, scriptArguments, {
    does: `Starts a script that is to read ${prefix}notify_fifo.`,
    default: 'none',
    repeat: 'first-reported',
    missing: 'reported',
    build: needs,
    note: `Without ${prefix}notify_fifo it is never started.`,
  }),
];

/** Receive buffers of a netlink socket, with the word that lifts the kernel's limit. */
const receiveBuffers = (name: string, what: string, needs: string, since?: '2.0.11'): readonly Keyword[] => [
  value(name, [{ name: 'size', type: 'integer', min: 0, max: UINT_MAX, unit: 'bytes' }], {
    does: `Sets the size of the receive buffer of ${what}.`,
    since,
    default: 'that of the system',
    missing: 'reported',
    build: needs,
    note: '0 is accepted and changes nothing.',
  }),
  value(`${name}_force`, [onOff], {
    does: `Lets ${name} exceed the maximum that the kernel is set to.`,
    since,
    default: 'off',
    build: needs,
  }),
];

const processName = (
  name: string,
  who: string,
  needs?: string,
  facts: { readonly since?: '2.2.0'; readonly sameAs?: string } = {},
): Keyword =>
  value(name, [{ name: 'name', type: 'text', maxBytes: 15 }], {
    does: `Sets the name under which the ${who} appears in the process list.`,
    since: '2.0.16',
    default: 'keepalived',
    invalid: 'clamped',
    build: needs,
    ...facts,
  });

const processes: readonly Keyword[] = [
  flag('process_names', {
    does: 'Names the child processes keepalived_vrrp, keepalived_lvs and keepalived_bfd.',
    since: '2.0.16',
    default: 'off',
    note: 'A single name set after it wins, one set before it is lost.',
  }),
  processName('process_name', 'parent process'),
  processName('vrrp_process_name', 'VRRP process', build.vrrp),
  processName('checker_process_name', 'checker process', build.lvs, { since: '2.2.0', sameAs: 'lvs_process_name' }),
  processName('bfd_process_name', 'BFD process', build.bfd),
  value('lvs_process_name', [{ name: 'name', type: 'text', maxBytes: 15 }], {
    does: 'Older name of checker_process_name.',
    since: '2.0.16',
    deprecated: { since: '2.2.0', use: 'checker_process_name' },
    sameAs: 'checker_process_name',
    default: 'keepalived',
    invalid: 'clamped',
    build: build.lvs,
  }),
  value('max_auto_priority', [{ name: 'priority', type: 'integer', takesDigits: true, min: -1, max: 99, optional: true }], {
    does: 'Lets keepalived raise its own real-time priority up to this value when its timers run late.',
    since: '2.1.0',
    default: '0; without an argument the highest there is',
    note: '0 switches it off; -1 too, and silences the notice at the start.',
  }),
  value('min_auto_priority_delay', [{ name: 'delay', type: 'integer', takesDigits: true, min: 1, max: 10_000_000, unit: 'microseconds' }], {
    does: 'Sets how late a timer must run before the priority is raised.',
    since: '2.1.0',
    default: '1000000',
    missing: 'reported',
  }),
  ...scheduling('vrrp', 'VRRP', build.vrrp),
  ...scheduling('checker', 'checker', build.lvs),
  ...scheduling('bfd', 'BFD', build.bfd),
  ...receiveBuffers('vrrp_netlink_cmd_rcv_bufs', 'the netlink socket with which VRRP gives commands to the kernel', build.vrrp),
  ...receiveBuffers('vrrp_netlink_monitor_rcv_bufs', 'the netlink socket on which VRRP hears of changes in the kernel', build.vrrp),
  ...receiveBuffers('lvs_netlink_cmd_rcv_bufs', 'the netlink socket with which the checkers give commands to the kernel', build.lvs),
  ...receiveBuffers('lvs_netlink_monitor_rcv_bufs', 'the netlink socket on which the checkers hear of changes in the kernel', build.lvs),
  ...receiveBuffers(
    'process_monitor_rcv_bufs',
    'the socket on which the kernel reports processes that start and end',
    build.trackProcess,
    '2.0.11',
  ),
];

const general: readonly Keyword[] = [
  value('use_symlink_paths', [onOff], {
    does: 'Keeps the paths of scripts as written, instead of resolving symbolic links in them.',
    since: '2.3.0',
    default: 'off',
  }),
  value('set_supplementary_groups', [onOff], {
    does: 'Gives scripts the supplementary groups of the user that runs them.',
    since: '2.4.4',
    default: 'off',
  }),
  value('router_id', [{ name: 'id', type: 'text' }], {
    does: 'Names this host in e-mails and SNMP.',
    default: 'the host name',
    missing: 'reported',
    earlier: [{ before: '2.0.17', missing: 'exits' }],
    note: 'Only the first word counts: an id with spaces needs double quotes.',
  }),
  value('default_interface', [{ name: 'interface', type: 'interface' }], {
    does: 'Names the interface for static addresses and routes that name none.',
    default: 'eth0',
    missing: 'reported',
    build: build.vrrp,
    note: 'Virtual addresses use the interface of their vrrp_instance instead.',
  }),
  value('dynamic_interfaces', [{ name: 'option', type: 'enum', values: ['allow_if_changes'], optional: true }], {
    does: 'Allows interfaces that do not exist yet, and that come and go while keepalived runs.',
    default: 'off',
    invalid: 'word-ignored',
    build: build.vrrp,
    note: 'It takes no boolean: `dynamic_interfaces no` is reported and switches it on all the same.',
  }),
  value('umask', [{ name: 'mask', type: 'umask', repeat: true }], {
    does: 'Sets the mask for the permissions of files that keepalived creates.',
    since: '2.0.9',
    default: 'IXUSR | IRWXG | IRWXO (0177)',
    note: 'Names are in upper case; IRWXU, IRWXG and IRWXO are known since 2.2.8. The option --umask on the command line wins.',
  }),
  value('random_seed', [{ name: 'seed', type: 'integer', min: 0, max: UINT_MAX }], {
    does: 'Is meant to make the numbers of ${_RANDOM} repeatable.',
    since: '2.0.15',
    default: 'the time of the start',
    note: 'In 2.2.7 and 2.4.3 it has no effect: the numbers differ from run to run all the same.',
  }),
  value('tmp_config_directory', [{ name: 'directory', type: 'path' }], {
    does: 'Sets where keepalived keeps its working copy of the configuration.',
    since: '2.2.0',
    default: 'a file in memory',
    repeat: 'first-reported',
    missing: 'reported',
  }),
  value('config_save_dir', [{ name: 'directory', type: 'path', directory: true }], {
    does: 'Keeps a copy of each configuration that was loaded in this directory.',
    since: '2.2.3',
    default: 'none',
    build: build.severalProcesses,
    note: 'The directory is created when it is missing, by the config test too.',
  }),
  value(
    'include_check',
    [{ name: 'check', type: 'enum', values: ['read', 'match', 'wildcard_match', 'brace_match'], sign: true, optional: true, repeat: true }],
    {
      does: 'Makes keepalived refuse to start when a later include line fails in one of these ways.',
      since: '2.2.0',
      default: 'none; without an argument all four',
      invalid: 'word-ignored',
      build: build.severalProcesses,
      note:
        'Holds to the end of the file and for the files included from there. Only the first word may stand without + or -. The ' +
        'manual says readable for read, which keepalived refuses.',
    },
  ),
  value('reload_check_config', [{ name: 'logfile', type: 'path', optional: true }], {
    does: 'Tests a changed configuration before a reload, and keeps the old one when the test fails.',
    since: '2.2.0',
    default: 'off; without an argument /dev/null',
    build: build.severalProcesses,
  }),
  value('reload_time_file', [{ name: 'file', type: 'path' }], {
    does: 'Names a file that holds the time of the next reload.',
    since: '2.1.0',
    default: 'none',
    missing: 'reported',
    extra: 'refused',
    build: build.severalProcesses,
  }),
  flag('reload_repeat', {
    does: 'Watches reload_time_file again after each reload, instead of only once.',
    since: '2.1.0',
    default: 'off',
    build: build.severalProcesses,
  }),
  value('reload_file', [{ name: 'file', type: 'path', optional: true }], {
    does: 'Names a file that exists while a reload is going on.',
    since: '2.2.0',
    default: 'off; without an argument a name in the directory of the pid files',
    build: build.severalProcesses,
  }),
  value('data_use_instance', [onOff], {
    does: 'Puts the instance name and the network namespace into the names of the files that keepalived dumps its data to.',
    since: '2.2.3',
    default: 'off',
  }),
  value('json_version', [{ name: 'version', type: 'integer', takesDigits: true, min: 1, max: 2 }], {
    does: 'Chooses the format of the JSON dump.',
    since: '2.2.8',
    default: '1',
    missing: 'reported',
    build: build.json,
  }),
  ...(
    [
      ['state_dump_file', 'state', 'state_file_location'],
      ['stats_dump_file', 'statistics', 'stats_file_location'],
      ['json_dump_file', 'state in JSON', 'json_file_location'],
    ] as const
  ).map(([name, what, manual]) =>
    value(name, [{ name: 'file', type: 'path', filled: true }], {
      does: `Sets the file to which keepalived dumps its ${what} when it is told to by a signal.`,
      since: '2.3.3',
      default: 'the name that keepalived was built with',
      missing: 'reported',
      extra: 'refused',
      note: `The manual calls it ${manual}, which keepalived does not know.`,
    }),
  ),
  ...(['iproute_usr_dir', 'iproute_etc_dir'] as const).map((name) =>
    value(name, [{ name: 'directory', type: 'path' }], {
      does:
        `Sets the directory below ${name === 'iproute_usr_dir' ? '/usr' : '/etc'} with the files in which iproute2 names ` +
        'tables, protocols and scopes.',
      since: '2.3.2',
      default: 'found when keepalived was built',
      missing: 'reported',
      extra: 'refused',
      build: build.vrrp,
    }),
  ),
];

const mail: readonly Keyword[] = [
  list('notification_email', 'words', {
    does: 'Lists the addresses to which keepalived sends its e-mails.',
    default: 'none',
    repeat: 'accumulates',
    line: [{ name: 'address', type: 'email', repeat: true }],
    empty: 'reported',
    note: 'An address with a display name must be one word in double quotes.',
  }),
  value('notification_email_from', [{ name: 'address', type: 'email' }], {
    does: 'Sets the sender of the e-mails.',
    default: 'the user that runs keepalived at the host name',
    missing: 'reported',
    extra: 'reported',
    extraSince: '2.3.0',
    earlier: [{ before: '2.0.17', missing: 'exits' }],
    note: 'A display name needs the whole value in double quotes.',
  }),
  value(
    'smtp_server',
    [
      { name: 'host', type: 'host' },
      { name: 'port', type: 'integer', takesDigits: true, min: 1, max: 65_535, optional: true },
    ],
    {
      does: 'Names the mail server for e-mails.',
      default: 'none: no e-mail is sent; port 25',
      invalid: 'earlier-lost',
      note: 'A host name is resolved while the configuration is read; when that fails, no server is set.',
    },
  ),
  value('smtp_helo_name', [{ name: 'name', type: 'text' }], {
    does: 'Sets the name with which keepalived greets the mail server.',
    default: 'the host name',
    missing: 'ignored',
  }),
  value('smtp_connect_timeout', [{ name: 'timeout', type: 'integer', takesDigits: true, min: 1, max: 4294, unit: 'seconds', zero: 1 }], {
    does: 'Limits how long connecting to the mail server may take.',
    default: '30',
  }),
  value('smtp_alert', [onOff], {
    does: 'Sets whether changes of state are sent by e-mail, wherever nothing nearer says otherwise.',
    default: 'left to each part of keepalived',
  }),
  value('smtp_alert_vrrp', [onOff], {
    does: 'Sets whether changes of state of VRRP instances and groups are sent by e-mail.',
    default: 'smtp_alert',
    build: build.vrrp,
  }),
  value('smtp_alert_checker', [onOff], {
    does: 'Sets whether real servers that fail or return are reported by e-mail.',
    default: 'smtp_alert',
    build: build.lvs,
  }),
  flag('no_email_faults', { does: 'Sends no e-mail when a VRRP instance goes to FAULT.', default: 'off', build: build.vrrp }),
  value('no_checker_emails', [onOff], { does: 'Sends no e-mail for the results of checkers.', default: 'off', build: build.lvs }),
];

const scripts: readonly Keyword[] = [
  value(
    'script_user',
    [
      { name: 'user', type: 'user' },
      { name: 'group', type: 'group', optional: true },
    ],
    {
      does: 'Sets the user and group that run scripts for which none is given.',
      default: 'keepalived_script where that user exists, else the user that runs keepalived',
      missing: 'reported',
      note:
        'User and group must exist on the host. Startup and shutdown scripts and notify fifos only see it when it stands before ' +
        'them. In 2.2.5 to 2.2.7 the config test kills itself when a script of another user is to be checked.',
    },
  ),
  flag('enable_script_security', {
    does: 'Refuses to run scripts as root that another user could change.',
    default: 'off',
    note: 'Put it first: startup and shutdown scripts and notify fifos only see what stands before them.',
  }),
  ...(['startup', 'shutdown'] as const).flatMap((when) => [
    value(`${when}_script`, scriptArguments, {
      does:
        when === 'startup' ? 'Runs a script before keepalived starts its work.' : 'Runs a script after keepalived has stopped its work.',
      since: '2.1.0',
      default: 'none',
      repeat: 'first-reported',
      missing: 'reported',
      note:
        when === 'startup'
          ? 'Not run at a reload. Without enable_script_security the config test fails with status 6 when the script exists.'
          : 'Without enable_script_security the config test fails with status 6 when the script exists.',
    }),
    value(`${when}_script_timeout`, [{ name: 'timeout', type: 'integer', min: 1, max: 1000, unit: 'seconds' }], {
      does: `Limits how long ${when}_script may run.`,
      since: '2.1.0',
      default: '10',
      missing: 'reported',
    }),
  ]),
  ...notifyFifo('', 'VRRP instances, groups, virtual servers and real servers'),
  ...notifyFifo('vrrp_', 'VRRP instances and groups', build.vrrp),
  ...notifyFifo('lvs_', 'virtual servers and real servers', build.lvs),
  value('vrrp_notify_priority_changes', [onOff], {
    does: 'Also writes each change of the effective priority into the notify fifos.',
    since: '2.0.16',
    default: 'off',
    build: build.vrrp,
  }),
  flag('fifo_write_vrrp_states_on_reload', {
    does: 'Writes the states of all VRRP instances and groups into the notify fifos after a reload.',
    since: '2.2.5',
    default: 'off',
    build: build.vrrp,
  }),
];

const vrrp: readonly Keyword[] = [
  value('vrrp_version', [{ name: 'version', type: 'integer', takesDigits: true, min: 2, max: 3 }], {
    does: 'Sets the VRRP version of IPv4 instances that give none.',
    default: '2; IPv6 instances use 3',
    build: build.vrrp,
  }),
  value('vrrp_strict', [{ ...onOff, since: '2.3.0' }], {
    does: 'Holds every VRRP instance to the letter of the VRRP standards, and overrides or refuses what departs from them.',
    default: 'off',
    build: build.vrrp,
    note: 'Before 2.3.0 any word behind it is ignored: `vrrp_strict off` switches it on.',
  }),
  value('vrrp_mcast_group4', [{ name: 'address', type: 'address', family: 'ipv4', multicast: true }], {
    does: 'Sets the multicast group to which IPv4 instances send their adverts.',
    default: '224.0.0.18',
    build: build.vrrp,
  }),
  value('vrrp_mcast_group6', [{ name: 'address', type: 'address', family: 'ipv6', multicast: true }], {
    does: 'Sets the multicast group to which IPv6 instances send their adverts.',
    default: 'ff02::12',
    build: build.vrrp,
    note: 'A group beyond link-local scope (ff02::/16) is reported and used.',
  }),
  value('vrrp_garp_master_delay', [{ name: 'delay', type: 'integer', takesDigits: true, min: 0, max: 4294, unit: 'seconds' }], {
    does: 'Sets how long after becoming master an instance sends its second set of gratuitous ARPs.',
    default: '5',
    build: build.vrrp,
    note: '0 leaves the second set out.',
  }),
  value('vrrp_garp_master_repeat', [{ name: 'count', type: 'integer', takesDigits: true, min: 1, max: UINT_MAX, zero: 1 }], {
    does: 'Sets how many gratuitous ARPs a new master sends for each address in one set.',
    default: '5',
    build: build.vrrp,
  }),
  value('vrrp_garp_master_refresh', [{ name: 'interval', type: 'integer', takesDigits: true, min: 0, max: UINT_MAX, unit: 'seconds' }], {
    does: 'Makes a master repeat its gratuitous ARPs in this interval.',
    default: '0 (never)',
    invalid: { use: 0 },
    build: build.vrrp,
  }),
  value('vrrp_garp_master_refresh_repeat', [{ name: 'count', type: 'integer', takesDigits: true, min: 1, max: UINT_MAX, zero: 1 }], {
    does: 'Sets how many gratuitous ARPs a master sends for each address at each refresh.',
    default: '1',
    build: build.vrrp,
  }),
  value('vrrp_garp_lower_prio_delay', [{ name: 'delay', type: 'integer', takesDigits: true, min: 0, max: 4294, unit: 'seconds' }], {
    does: 'Sets how long after an advert of lower priority a master sends its second set of gratuitous ARPs.',
    default: 'vrrp_garp_master_delay',
    build: build.vrrp,
  }),
  value('vrrp_garp_lower_prio_repeat', [{ name: 'count', type: 'integer', takesDigits: true, min: 0, max: INT_MAX }], {
    does: 'Sets how many gratuitous ARPs a master sends for each address after an advert of lower priority.',
    default: 'vrrp_garp_master_repeat',
    build: build.vrrp,
  }),
  ...(['garp', 'gna'] as const).map((kind) =>
    value(
      `vrrp_${kind}_interval`,
      [
        {
          name: 'interval',
          type: 'decimal',
          takesDigits: true,
          min: 0.000001,
          max: UINT_MAX / 1_000_000,
          decimals: 6,
          unit: 'seconds',
        } satisfies Argument,
      ],
      {
        does: `Sets the pause between two ${kind === 'garp' ? 'gratuitous ARPs' : 'unsolicited neighbour adverts'} on one interface.`,
        default: 'none',
        build: build.vrrp,
        note: '0 is out of range; from one second on keepalived logs a warning, which the config test does not show.',
      },
    ),
  ),
  value('vrrp_min_garp', [onOff], {
    does: 'Reduces the gratuitous ARPs of a new master to one per address, without a second set.',
    since: '2.0.12',
    default: 'off',
    build: build.vrrp,
    note: 'Replaces only those of the vrrp_garp_master values that no line before it has changed.',
  }),
  value(
    'vrrp_garp_extra_if',
    [
      { name: 'all', type: 'enum', values: ['all'], optional: true },
      { name: 'interval', type: 'integer', takesDigits: true, min: 1, max: 86_400, unit: 'seconds' },
    ],
    {
      does: 'Makes a master send gratuitous ARPs in this interval on interfaces that carry virtual addresses but no adverts.',
      since: '2.2.3',
      sameAs: 'vrrp_vmac_garp_intvl',
      default: 'off',
      anyOrder: true,
      missing: 'reported',
      build: build.vmac,
    },
  ),
  value(
    'vrrp_vmac_garp_intvl',
    [
      { name: 'all', type: 'enum', values: ['all'], optional: true },
      { name: 'interval', type: 'integer', takesDigits: true, min: 1, max: 86_400, unit: 'seconds' },
    ],
    {
      does: 'Older name of vrrp_garp_extra_if.',
      since: '2.2.0',
      deprecated: { since: '2.2.3', use: 'vrrp_garp_extra_if', reported: true },
      sameAs: 'vrrp_garp_extra_if',
      default: 'off',
      anyOrder: true,
      missing: 'reported',
      build: build.vmac,
    },
  ),
  value('vrrp_down_timer_adverts', [{ name: 'count', type: 'integer', takesDigits: true, min: 1, max: 100 }], {
    does: 'Sets after how many missed adverts a backup takes over.',
    since: '2.2.3',
    default: '3',
    build: build.vrrp,
    note: 'Standard VRRP is 3.',
  }),
  value('vrrp_lower_prio_no_advert', [onOff], {
    does: 'Keeps a master silent after an advert of lower priority, instead of answering at once.',
    default: 'off; on under vrrp_strict',
    build: build.vrrp,
  }),
  value('vrrp_higher_prio_send_advert', [onOff], {
    does: 'Makes a master send one more advert when it gives way to a higher priority, so that its neighbours learn at once.',
    default: 'off',
    build: build.vrrp,
  }),
  value('vrrp_owner_ignore_adverts', [onOff], {
    does: 'Makes the owner of the addresses (priority 255) ignore adverts of others.',
    since: '2.3.3',
    default: 'off',
    build: build.vrrp,
  }),
  flag('vrrp_check_unicast_src', {
    does: 'Drops unicast adverts that come from an address which is not a unicast peer.',
    default: 'off',
    build: build.vrrp,
  }),
  value('vrrp_skip_check_adv_addr', [{ ...onOff, since: '2.3.0' }], {
    does: 'Compares the addresses in an advert only when it comes from another router than the one before.',
    default: 'off',
    build: build.vrrp,
    note: 'Before 2.3.0 any word behind it is ignored: `vrrp_skip_check_adv_addr off` switches it on.',
  }),
  flag('v3_checksum_as_v2', {
    does: 'Computes the checksum of VRRPv3 adverts for IPv4 without the pseudo-header, as some other makers do.',
    since: '2.2.8',
    default: 'off',
    build: build.vrrp,
    note: 'The manual shows a boolean behind it, which keepalived ignores; in a vrrp_instance it does count.',
  }),
  flag('log_unknown_vrids', {
    does: 'Logs adverts for virtual router ids that no instance has.',
    since: '2.0.16',
    default: 'off',
    build: build.vrrp,
  }),
  flag('disable_local_igmp', {
    does: 'Switches off the IGMP reports of the kernel for link-local multicast groups.',
    since: '2.2.0',
    default: 'off',
    build: build.vrrp,
    note: 'Reported where the kernel setting igmp_link_local_mcast_reports cannot be written.',
  }),
  value(
    'vrrp_startup_delay',
    [{ name: 'delay', type: 'decimal', takesDigits: true, min: 0.001, max: UINT_MAX / 1_000_000, decimals: 6, unit: 'seconds' }],
    {
      does: 'Makes the VRRP instances wait this long after the start before they take part.',
      since: '2.0.14',
      default: '0',
      build: build.vrrp,
      repeat: 'largest',
      earlier: [{ before: '2.4.0', repeat: 'last' }],
      note: 'Since 2.4.0 the longest of all vrrp_startup_delay and vrrp_delay_after_boot lines counts.',
    },
  ),
  value(
    'vrrp_delay_after_boot',
    [{ name: 'delay', type: 'decimal', takesDigits: true, min: 0.001, max: UINT_MAX / 1_000_000, decimals: 6, unit: 'seconds' }],
    {
      does: 'Makes the VRRP instances wait until the host has been up for this long.',
      since: '2.4.0',
      default: '0',
      build: build.vrrp,
    },
  ),
  value(
    'vrrp_rx_bufs_policy',
    [
      {
        name: 'policy',
        type: 'either',
        of: [
          { type: 'enum', values: ['MTU', 'ADVERT'], ignoreCase: true },
          { type: 'integer', min: 0, max: UINT_MAX, unit: 'bytes' },
        ],
        repeat: true,
      },
    ],
    {
      does: 'Sizes the receive buffers of VRRP by the MTU of the interface, by the length of an advert, or in bytes.',
      since: '2.0.3',
      default: 'that of the system',
      repeat: 'accumulates',
      missing: 'reported',
      invalid: 'word-ignored',
      build: build.vrrp,
      note: 'Only one of the three: a number beside a word drops the policy, ADVERT beside MTU is dropped; both are reported.',
    },
  ),
  value('vrrp_rx_bufs_multiplier', [{ name: 'factor', type: 'integer', min: 1, max: UINT_MAX }], {
    does: 'Sets how many adverts or packets the receive buffers of vrrp_rx_bufs_policy hold.',
    since: '2.0.3',
    default: '3',
    missing: 'reported',
    extra: 'refused',
    build: build.vrrp,
  }),
  ...(
    [
      ['vmac_prefix', 'vrrp', 'the macvlan and ipvlan interfaces of instances'],
      ['vmac_addr_prefix', 'vmac_prefix', 'the macvlan interfaces of single addresses'],
    ] as const
  ).map(([name, otherwise, what]) =>
    value(name, [{ name: 'prefix', type: 'text' }], {
      does: `Sets how the names of ${what} begin.`,
      since: '2.2.0',
      default: otherwise,
      repeat: 'first-reported',
      build: build.vmac,
    }),
  ),
];

const firewall: readonly Keyword[] = [
  value(
    'vrrp_iptables',
    [
      { name: 'input chain', type: 'text', maxBytes: 27, optional: true },
      { name: 'output chain', type: 'text', maxBytes: 27, optional: true },
    ],
    {
      does: 'Uses iptables, with these chains, to drop packets for virtual addresses that are not to be accepted.',
      default: 'not used; without arguments INPUT and OUTPUT',
      repeat: 'first-reported',
      invalid: 'word-ignored',
      build: build.iptables,
      note: 'Where keepalived was built with nftables only, as in Debian, it is reported and nftables is used.',
    },
  ),
  value(
    'vrrp_ipsets',
    [
      { name: 'IPv4 addresses', type: 'text', maxBytes: 30, optional: true },
      { name: 'IPv6 addresses', type: 'text', maxBytes: 30, optional: true },
      { name: 'IPv6 link-local addresses', type: 'text', maxBytes: 30, optional: true },
      { name: 'IGMP', type: 'text', maxBytes: 30, optional: true },
      { name: 'MLD', type: 'text', maxBytes: 30, optional: true },
      { name: 'neighbour discovery', type: 'text', maxBytes: 30, optional: true, since: '2.3.0' },
    ],
    {
      does: 'Names the ipsets that the iptables rules use.',
      default: 'names that begin with keepalived; without arguments no ipsets are used',
      build: build.ipsets,
      note: 'Names left out are made from those given. Since 2.3.2 an empty name, or the same name twice, drops them all.',
    },
  ),
  value('nftables', tableName, {
    does: 'Uses nftables, with this table, to drop packets for virtual addresses that are not to be accepted.',
    since: '2.0.11',
    default: 'off; without an argument keepalived',
    repeat: 'first-reported',
    build: build.nftables,
    note: 'Put it before nftables_priority, which it sets back.',
  }),
  value('nftables_priority', [{ name: 'priority', type: 'integer', min: -2_147_483_648, max: INT_MAX }], {
    does: 'Sets the priority of the nftables chains.',
    since: '2.0.11',
    default: '-1',
    build: build.nftables,
    note: 'Put it behind nftables, which sets it back to -1.',
  }),
  flag('nftables_ifindex', {
    does: 'Makes the nftables rules name interfaces by index instead of by name.',
    since: '2.0.11',
    default: 'off',
    build: build.nftables,
  }),
  flag('nftables_counters', { does: 'Adds counters to the nftables rules.', since: '2.0.11', default: 'off', build: build.nftables }),
  value('nftables_ipvs', tableName, {
    does: 'Uses nftables, with this table, to set the firewall marks of virtual server groups.',
    since: '2.2.2',
    default: 'off; without an argument keepalived_ipvs',
    repeat: 'first-reported',
    build: build.nftables,
    note: 'Put it before nftables_ipvs_priority and nftables_ipvs_start_fwmark, which it sets back.',
  }),
  value('nftables_ipvs_priority', [{ name: 'priority', type: 'integer', min: -2_147_483_648, max: INT_MAX }], {
    does: 'Sets the priority of the nftables chains that set firewall marks.',
    since: '2.2.2',
    default: '-1',
    build: build.nftables,
  }),
  value('nftables_ipvs_start_fwmark', [{ name: 'fwmark', type: 'integer', min: 1, max: UINT_MAX }], {
    does: 'Sets the first of the firewall marks that keepalived gives out itself.',
    since: '2.2.2',
    default: '1000',
    build: build.nftables,
  }),
];

const lvs: readonly Keyword[] = [
  value(
    'lvs_timeouts',
    (['tcp', 'tcpfin', 'udp'] as const).map((name) => ({
      name,
      keyword: name,
      type: 'integer',
      min: 0,
      max: 2_678_400,
      unit: 'seconds',
      optional: true,
    })),
    {
      does: 'Sets the idle times after which IPVS forgets connections.',
      repeat: 'accumulates',
      default: 'those of the kernel',
      missing: 'reported',
      invalid: 'word-ignored',
      extra: 'reported',
      build: build.lvs,
      note: 'At least one name with its value must follow. The maximum is 31 days.',
    },
  ),
  flag('lvs_flush', { does: 'Empties the IPVS table when keepalived starts.', default: 'off', build: build.lvs }),
  value('lvs_flush_on_stop', [{ name: 'what', type: 'enum', values: ['VS'], optional: true }], {
    does: 'Empties the IPVS table when keepalived stops; with VS only of its own virtual servers.',
    since: '2.2.0',
    sameAs: 'lvs_flush_onstop',
    default: 'off',
    build: build.lvs,
  }),
  value('lvs_flush_onstop', [{ name: 'what', type: 'enum', values: ['VS'], optional: true }], {
    does: 'Older name of lvs_flush_on_stop.',
    since: '2.0.15',
    deprecated: { since: '2.2.0', use: 'lvs_flush_on_stop' },
    sameAs: 'lvs_flush_on_stop',
    default: 'off',
    build: build.lvs,
  }),
  value(
    'lvs_sync_daemon',
    [
      { name: 'interface', type: 'interface', unchecked: 'characters' },
      { name: 'instance', type: 'name', refers: 'vrrp_instance', until: '2.1.0' },
      { name: 'instance', type: 'name', refers: 'vrrp_instance', optional: true, since: '2.1.0' },
      { name: 'instance', keyword: 'inst', type: 'name', refers: 'vrrp_instance', optional: true, missing: 'exits', since: '2.1.0' },
      { name: 'sync id', keyword: 'id', type: 'integer', min: 0, max: 255, optional: true },
      { name: 'maximum length', keyword: 'maxlen', type: 'integer', min: 1, max: 65_507, unit: 'bytes', optional: true },
      { name: 'port', keyword: 'port', type: 'integer', min: 1, max: 65_535, optional: true },
      { name: 'ttl', keyword: 'ttl', type: 'integer', min: 1, max: 255, optional: true },
      { name: 'group', keyword: 'group', type: 'address', multicast: true, optional: true },
    ],
    {
      does: 'Keeps the connection tables of IPVS on several directors in step, over this interface.',
      default: 'off; id: the virtual router id of the instance, else 0; port 8848; group 224.0.0.81',
      repeat: 'first-reported',
      missing: 'reported',
      extra: 'reported',
      invalid: 'word-ignored',
      build: build.lvsAndVrrp,
      note:
        'An older form, the only one before 2.1.0, has the instance as second word, without `inst`. An id as third word, without `id`, is reported ' +
        'and used.',
    },
  ),
  value('checker_log_all_failures', [onOff], {
    does: 'Logs every check that fails, not only the one that takes a server out.',
    since: '2.0.11',
    default: 'off',
    build: build.lvs,
  }),
  value('rs_init_notifies', [onOff], {
    does: 'Runs notify_up and notify_down for the state that a real server has at the start too.',
    default: 'off',
    build: build.lvs,
  }),
];

const management: readonly Keyword[] = [
  value('snmp_socket', [{ name: 'socket', type: 'text', maxBytes: 4095 }], {
    does: 'Names the socket of the SNMP master agent.',
    default: 'unix:/var/agentx/master',
    repeat: 'first-reported',
    missing: 'reported',
    extra: 'refused',
    build: build.snmp,
    note: 'The option -A on the command line counts as the first.',
  }),
  flag('enable_traps', { does: 'Sends SNMP traps on changes of state.', default: 'off', build: build.snmp }),
  flag('enable_snmp_vrrp', {
    does: "Serves the VRRP part of keepalived's own MIB.",
    sameAs: 'enable_snmp_keepalived',
    default: 'off',
    build: build.snmpVrrp,
  }),
  flag('enable_snmp_keepalived', {
    does: 'Older name of enable_snmp_vrrp.',
    deprecated: { since: '2.0.0', use: 'enable_snmp_vrrp' },
    sameAs: 'enable_snmp_vrrp',
    default: 'off',
    build: build.snmpVrrp,
  }),
  flag('enable_snmp_rfc', { does: 'Serves the MIBs of RFC 2787 and RFC 6527.', default: 'off', build: build.snmpRfc }),
  flag('enable_snmp_rfcv2', { does: 'Serves the MIB of RFC 2787 for VRRPv2.', default: 'off', build: build.snmpRfc2 }),
  flag('enable_snmp_rfcv3', { does: 'Serves the MIB of RFC 6527 for VRRPv3.', default: 'off', build: build.snmpRfc3 }),
  flag('enable_snmp_checker', {
    does: "Serves the part of keepalived's own MIB about virtual servers.",
    default: 'off',
    build: build.snmpChecker,
  }),
  ...(
    [
      ['snmp_vs_stats_update_interval', 'virtual', '5'],
      ['snmp_rs_stats_update_interval', 'real', 'snmp_vs_stats_update_interval'],
    ] as const
  ).map(([name, server, otherwise]) =>
    value(name, [{ name: 'interval', type: 'decimal', takesDigits: true, min: 0.001, max: 30, decimals: 6, unit: 'seconds' }], {
      does: `Sets how old the statistics of ${server} servers that SNMP shows may be.`,
      since: '2.3.0',
      default: otherwise,
      build: build.snmpChecker,
    }),
  ),
  flag('enable_dbus', { does: 'Serves the VRRP instances on D-Bus.', default: 'off', build: build.dbus }),
  value('dbus_service_name', [{ name: 'name', type: 'text' }], {
    does: 'Sets the name under which keepalived appears on D-Bus.',
    default: 'org.keepalived.Vrrp1',
    missing: 'reported',
    earlier: [{ before: '2.0.17', missing: 'exits' }],
    build: build.dbus,
  }),
  value('dbus_no_interface_name', [{ name: 'name', type: 'text' }], {
    does: 'Sets what stands for the interface in the D-Bus path of an instance that has none.',
    since: '2.3.0',
    default: 'none',
    missing: 'reported',
    build: build.dbus,
  }),
];

/** Settings for keepalived as a whole, and defaults for what the other blocks leave open. */
export const globalDefs = block(
  'global_defs',
  [],
  {
    does: 'Holds what applies to keepalived as a whole, and the defaults of instances and servers.',
    repeat: 'accumulates',
    continues: true,
    note: 'Put it first: a vrrp_instance takes over some defaults where its block begins. Read by the parent process only.',
  },
  [...general, ...mail, ...scripts, ...processes, ...vrrp, ...firewall, ...lvs, ...management],
);
