import { onOff, scriptArguments } from './arguments.ts';
import { build } from './build.ts';
import { MAX_SIGNED, MAX_UNSIGNED, NETMASK } from './forms.ts';
import type { Argument, HeaderForm, Keyword, ValueKeyword } from './keyword.ts';
import { realServer } from './lvs-real-server.ts';
import {
  connectTimeout,
  METHOD,
  METHOD_FACTS,
  METHOD_NOTE,
  SCRIPT_NOTE,
  SERVER_PORT,
  snmpName,
  timing,
  virtualhost,
} from './lvs-shared.ts';
import { block, flag, value } from './rows.ts';

/** `virtual_server ADDRESS [PORT]`; port 0 is none. */
const ADDRESS_FORM: readonly Argument[] = [
  { name: 'address', type: 'address', cut: true },
  { ...SERVER_PORT, until: '2.0.7' },
  { ...SERVER_PORT, optional: true, since: '2.0.7' },
];

const FORMS: readonly HeaderForm[] = [
  {
    word: 'fwmark',
    args: [{ name: 'fwmark', type: 'integer', takesDigits: true, min: 0, max: MAX_UNSIGNED }],
    missing: 'crashes',
    earlier: [{ before: '2.0.7', missing: 'exits' }],
  },
  { word: 'group', args: [{ name: 'group', type: 'name', refers: 'virtual_server_group' }], missing: 'crashes' },
];

const SCHEDULER: readonly Argument[] = [
  { name: 'scheduler', type: 'text', maxBytes: 15, until: '2.0.7' },
  {
    name: 'scheduler',
    type: 'enum',
    values: ['rr', 'wrr', 'lc', 'wlc', 'lblc', 'lblcr', 'sh', 'mh', 'dh', 'fo', 'ovf', 'sed', 'nq', 'twos'],
    valuesSince: { twos: '2.2.5' },
    since: '2.0.7',
  },
];

const SCHEDULER_FACTS = {
  does: 'Chooses the scheduler, by which connections are spread over the real servers.',
  default: 'wlc, and keepalived reports that none is set',
  note: 'Case counts. Whether the kernel has the scheduler is not checked.',
} as const;

const METHOD_OF_ALL = {
  does: 'Chooses how packets reach the real servers: address translation, direct routing or a tunnel.',
  default: 'NAT, and keepalived reports that none is set (unless each real server has one of its own)',
  note: `Real servers above this line keep the method set above them, if there is one. ${METHOD_NOTE}`,
  ...METHOD_FACTS,
} as const;

const HASH_NOTE =
  'The scheduler sh or mh must be set above. With any other it is reported and ignored; with the other one of the two it is ignored ' +
  'without a word.';

/** A flag of the schedulers sh and mh. */
const hashFlag = (name: `${'sh' | 'mh'}-${'port' | 'fallback'}`, does: string, since?: '2.0.20'): ValueKeyword =>
  flag(name, { does, since, default: 'off', build: 'kernel headers 3.11', after: ['lb_algo', 'lvs_sched'], note: HASH_NOTE });

/** A flag whose meaning is the scheduler's own. */
const schedulerFlag = (number: 1 | 2 | 3): ValueKeyword =>
  flag(`flag-${number}`, {
    does: `Sets flag ${number} of the scheduler, whose meaning is the scheduler's own.`,
    default: 'off',
    build: 'kernel headers 3.11',
    note: number === 3 ? undefined : `For sh and mh it is the same bit as their ${number === 1 ? 'fallback' : 'port'} flag.`,
  });

const scheduling: readonly Keyword[] = [
  value('ip_family', [{ name: 'family', type: 'enum', values: ['inet', 'inet6'] }], {
    does: 'Sets the address family where neither an address nor a real server tells it.',
    default: 'the family of the address, of the group, or of the first real server that is not tunnelled; else inet',
    repeat: 'first-reported',
    sameAgain: 'silent',
    note: 'It must stand above the real servers, and a family that is already known cannot be changed.',
  }),
  value('lb_algo', SCHEDULER, { ...SCHEDULER_FACTS, sameAs: 'lvs_sched' }),
  value('lvs_sched', SCHEDULER, { ...SCHEDULER_FACTS, sameAs: 'lb_algo' }),
  value('lb_kind', METHOD, { ...METHOD_OF_ALL, sameAs: 'lvs_method' }),
  value('lvs_method', METHOD, { ...METHOD_OF_ALL, sameAs: 'lb_kind' }),
  value('protocol', [{ name: 'protocol', type: 'enum', values: ['TCP', 'UDP', 'SCTP'], ignoreCase: true }], {
    does: 'Chooses the transport protocol that is balanced.',
    default: 'UDP, and keepalived reports that none is set; for firewall marks: none',
    note: 'It must be given for addresses, and must not be given where only firewall marks are served.',
  }),
  flag('ops', {
    does: 'Schedules each packet on its own instead of each connection.',
    default: 'off',
    note: 'Only with UDP or a firewall mark; with TCP and SCTP it is reported and switched off.',
  }),
  schedulerFlag(1),
  schedulerFlag(2),
  schedulerFlag(3),
  hashFlag('sh-port', 'Makes the scheduler sh take the source port into its hash.'),
  hashFlag('sh-fallback', 'Makes the scheduler sh choose another server when the one it hashes to is out.'),
  hashFlag('mh-port', 'Makes the scheduler mh take the source port into its hash.', '2.0.20'),
  hashFlag('mh-fallback', 'Makes the scheduler mh choose another server when the one it hashes to is out.', '2.0.20'),
  flag('hashed', {
    does: 'Once asked for hashed entries; it has no effect any more.',
    deprecated: { since: '2.1.4' },
    note: 'Reported unless the scheduler set above is sh or mh.',
  }),
];

const persistence: readonly Keyword[] = [
  value(
    'persistence_timeout',
    [
      { name: 'seconds', type: 'integer', min: 1, max: MAX_UNSIGNED, unit: 'seconds', optional: true, until: '2.1.3' },
      { name: 'seconds', type: 'integer', min: 1, max: 2_678_400, unit: 'seconds', optional: true, since: '2.1.3' },
    ],
    {
      does: 'Sends a client to the same real server again for this long after its last connection.',
      default: 'no persistence; 360 when written without a value, with persistence_granularity, or where there is no port',
    },
  ),
  value('persistence_granularity', [{ name: 'netmask', ...NETMASK }], {
    does: 'Treats clients of one network as one client for persistence.',
    default: 'single addresses',
    note:
      'IPv4 takes a netmask: a plain number such as 24 is read as the netmask 0.0.0.24, without a word. IPv6 takes a prefix ' +
      'length. Where the family is not known yet, a dot decides for IPv4, no dot for IPv6. It switches persistence on (360 seconds).',
  }),
  value('persistence_engine', [{ name: 'engine', type: 'text', maxBytes: 16 }], {
    does: 'Names the kernel module that finds out what belongs together, such as sip.',
    default: 'none: the address of the client',
    invalid: 'clamped',
    earlier: [{ before: '2.1.0', invalid: 'silent' }],
    note: 'The kernel has only sip. The name itself is not checked.',
  }),
];

const quorum: readonly Keyword[] = [
  value(
    'weight',
    [
      { name: 'weight', type: 'integer', takesDigits: true, min: 1, max: 65_535, until: '2.1.0' },
      { name: 'weight', type: 'integer', takesDigits: true, min: 1, max: MAX_SIGNED, since: '2.1.0' },
    ],
    {
      does: 'Sets the weight of real servers that have none of their own.',
      default: '1',
      note: 'Unlike that of a real server it cannot be 0.',
    },
  ),
  value('quorum', [{ name: 'weight', type: 'integer', min: 1, max: MAX_UNSIGNED }], {
    does: 'Sets the sum of weights that must be alive for the virtual server to be up.',
    default: '1',
    invalid: { use: 1 },
    note: 'More than the weights of all real servers is reported and lowered to their sum.',
  }),
  value('hysteresis', [{ name: 'weight', type: 'integer', min: 0, max: MAX_UNSIGNED }], {
    does: 'Sets how far the weights must rise above the quorum to bring the virtual server up, and fall below it to take it down.',
    default: '0',
    note: 'It must be below the quorum; otherwise it is reported and set to the quorum less 1.',
  }),
  value('quorum_up', scriptArguments, {
    does: 'Runs a script when the quorum is reached.',
    repeat: 'first-reported',
    note: SCRIPT_NOTE,
  }),
  value('quorum_down', scriptArguments, {
    does: 'Runs a script when the quorum is lost.',
    repeat: 'first-reported',
    note: SCRIPT_NOTE,
  }),
];

const checking: readonly Keyword[] = [
  ...timing(
    {
      delayLoop: '60',
      retry: '1; DNS_CHECK 3; MISC_CHECK 0',
      delayBeforeRetry: '1; HTTP_GET and SSL_GET 3; DNS_CHECK: delay_loop',
      warmup: 'delay_loop of the checker',
    },
    { min: 1 },
  ),
  connectTimeout('5', { since: '2.0.13' }),
  flag('inhibit_on_failure', {
    does: 'Sets the weight of a failed real server to 0 instead of removing it.',
    default: 'off',
    note: 'It takes no word here: off behind it switches it on. The keyword of a real server takes one.',
  }),
  flag('alpha', {
    does: 'Takes real servers as down until their first successful check.',
    default: 'off',
    note: 'It takes no word here: off behind it switches it on. The keywords of a real server and of a checker take one.',
  }),
  flag('omega', {
    does: 'Runs the scripts for a real server and for the quorum that goes down also when keepalived stops.',
    default: 'off',
  }),
  flag('ha_suspend', {
    does: 'Stops the checks while the address of the virtual server is not on this host.',
    default: 'off',
    note:
      'Not with firewall marks, where it is reported and switched off; without effect for groups. It takes no word: off behind it ' +
      'switches it on.',
  }),
  value('smtp_alert', [onOff], {
    does: 'Sends mail when the quorum is reached or lost.',
    default: 'smtp_alert_checker, else smtp_alert of global_defs, else off',
  }),
  virtualhost('Sets the host that HTTP_GET and SSL_GET ask for.'),
  snmpName('virtual server'),
];

const NEEDS_SORRY_SERVER = { after: ['sorry_server'] } as const;

const sorryServer: readonly Keyword[] = [
  value(
    'sorry_server',
    [
      { name: 'address', type: 'address', cut: true },
      { ...SERVER_PORT, until: '2.0.15' },
      { ...SERVER_PORT, optional: true, since: '2.0.15' },
    ],
    {
      does: 'Names the server that answers when the quorum of real servers is lost.',
      earlier: [{ before: '2.1.0', invalid: 'earlier-lost' }],
      note:
        'A second one replaces the first and drops its sorry_server_inhibit and sorry_server_lvs_method. It must be of the family of the ' +
        'virtual server unless it is tunnelled.',
    },
  ),
  flag('sorry_server_inhibit', {
    does: 'Sets the weight of the sorry server to 0 instead of removing it when it is not needed.',
    default: 'off',
    ...NEEDS_SORRY_SERVER,
  }),
  value('sorry_server_lvs_method', METHOD, {
    does: 'Chooses how packets reach the sorry server.',
    default: 'the method of the virtual server',
    note: METHOD_NOTE,
    ...METHOD_FACTS,
    ...NEEDS_SORRY_SERVER,
  }),
];

/** The root block virtual_server. */
export const virtualServer = {
  ...block(
    'virtual_server',
    ADDRESS_FORM,
    {
      does: 'Balances what arrives at an address and port, with a firewall mark, or at a group of those over real servers.',
      build: build.lvs,
      repeat: 'accumulates',
      invalid: 'block-removed',
      note:
        'Firewall mark 0 is taken for an address that is missing. A group that does not exist removes the virtual server, which only the ' +
        'log of a real run tells. Two virtual servers for one address, port and protocol are not reported.',
    },
    [...scheduling, ...persistence, ...quorum, ...checking, ...sorryServer, realServer],
  ),
  forms: FORMS,
};
