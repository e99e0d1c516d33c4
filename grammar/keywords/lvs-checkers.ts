import { onOff } from './arguments.ts';
import { build } from './build.ts';
import { DNS_NAME, MAX_SIGNED } from './forms.ts';
import type { BlockKeyword } from './keyword.ts';
import { CHECKER_NOTE, checkerControl, connection } from './lvs-checker-shared.ts';
import { httpGet, sslGet } from './lvs-http-checkers.ts';
import { REPORTED_WORD } from './lvs-shared.ts';
import { block, flag, value } from './rows.ts';

const tcpCheck = block(
  'TCP_CHECK',
  [],
  { does: 'Checks that a TCP connection to the server can be opened.', repeat: 'accumulates', note: CHECKER_NOTE },
  [...connection(), ...checkerControl()],
);

/**
 * The connection that SMTP_CHECK opens: its bindto is compared with a connect_ip above it only, not with the real server, whose address it takes when
 * its block ends.
 */
const smtpConnection = connection({ bindto: 'It must be of the family of a connect_ip that stands above it.' }, 'earlier-lost');

const smtpHost = block(
  'host',
  [],
  {
    does: 'Checks one more address and port within the same SMTP_CHECK.',
    repeat: 'accumulates',
    deprecated: { since: '2.0.0' },
    note:
      'Write one SMTP_CHECK for each host instead. Since 2.2.8 the keywords inside set the SMTP_CHECK around them, and the host itself ' +
      'checks the address of the real server; in older versions this holds for all but the connection keywords.',
  },
  [...connection(), ...checkerControl()],
);

const smtpCheck = block('SMTP_CHECK', [], { does: 'Checks that an SMTP server answers HELO.', repeat: 'accumulates', note: CHECKER_NOTE }, [
  ...smtpConnection,
  ...checkerControl(),
  value('helo_name', [{ name: 'name', type: 'text' }], {
    does: 'Sets the name that HELO gives.',
    default: 'smtpchecker.keepalived.org',
    ...REPORTED_WORD,
  }),
  smtpHost,
]);

const dnsCheck = block(
  'DNS_CHECK',
  [],
  { does: 'Checks that a name server answers a query over UDP.', repeat: 'accumulates', note: CHECKER_NOTE },
  [
    ...connection(),
    ...checkerControl({ retry: '3', delayBeforeRetry: 'delay_loop of the checker' }),
    value(
      'type',
      [{ name: 'type', type: 'enum', values: ['A', 'NS', 'CNAME', 'SOA', 'MX', 'TXT', 'AAAA', 'RRSIG', 'DNSKEY'], ignoreCase: true }],
      { does: 'Chooses the type of record to ask for.', default: 'SOA' },
    ),
    value(
      'name',
      [
        { name: 'name', type: 'text', until: '2.1.4' },
        { name: 'name', ...DNS_NAME, since: '2.1.4' },
      ],
      {
        does: 'Sets the domain name to ask for.',
        default: '. (the root)',
        repeat: 'first-reported',
        earlier: [{ before: '2.1.4', repeat: 'last' }],
        note: 'Lengths of labels are not checked.',
      },
    ),
  ],
);

const miscCheck = block(
  'MISC_CHECK',
  [],
  {
    does: 'Checks the server with a script: exit status 0 means up.',
    repeat: 'accumulates',
    note: `It opens no connection of its own, so connect_timeout and its like are unknown here. ${CHECKER_NOTE}`,
  },
  [
    value('misc_path', [{ name: 'script', type: 'script' }], {
      does: 'Names the script and its parameters.',
      required: true,
      missing: 'reported',
      note:
        'A script with parameters belongs inside one pair of quotes; unquoted words behind it are dropped without a word. A text that ' +
        'begins with </ only tests that the file behind it can be opened. A script that is missing, not executable or unsafe removes the ' +
        'checker, which only the log of a real run tells.',
    }),
    value('misc_timeout', [{ name: 'seconds', type: 'integer', takesDigits: true, min: 0, max: 4294, unit: 'seconds' }], {
      does: 'Sets how long the script may run before it is stopped and counts as failed.',
      default: 'delay_loop of the virtual server',
      note: 'Whole seconds only, unlike the other times; 0 is the default.',
    }),
    flag('misc_dynamic', {
      does: 'Lets the script set the weight: an exit status from 2 to 255 means up, with that number less 2 as weight.',
      default: 'off',
    }),
    value(
      'user',
      [
        { name: 'user', type: 'user' },
        { name: 'group', type: 'group', optional: true },
      ],
      {
        does: 'Sets the user and the group that run the script.',
        default: 'script_user of global_defs, else keepalived_script if there is such a user, else the user of keepalived',
        missing: 'reported',
        invalid: 'block-removed',
        note: 'A user or group that the host does not have removes the checker; the rest of the block is then ignored in silence.',
      },
    ),
    ...checkerControl({ retry: '0' }),
  ],
);

const bfdCheck = block(
  'BFD_CHECK',
  [],
  {
    does: 'Takes the server as up while a BFD session is.',
    repeat: 'accumulates',
    build: build.bfd,
    note: `It knows only name and alpha of what other checkers know. ${CHECKER_NOTE}`,
  },
  [
    value('name', [{ name: 'instance', type: 'name', refers: 'bfd_instance', above: true, maxBytes: 31 }], {
      does: 'Names the bfd_instance to follow.',
      required: true,
      missing: 'reported',
      extra: 'refused',
      invalid: 'block-removed',
      repeat: 'block-lost',
      note:
        'Any mistake here removes the checker, a second name too. The bfd_instance must not be for VRRP only, and one real server can ' +
        'follow it only once.',
    }),
    value('alpha', [onOff], { does: 'Takes the server as down until the session is up.', default: 'as in the real server' }),
  ],
);

const udpCheck = block(
  'UDP_CHECK',
  [],
  { does: 'Checks the server with a UDP datagram.', since: '2.1.0', repeat: 'accumulates', note: CHECKER_NOTE },
  [
    ...connection(),
    ...checkerControl(),
    value('payload', [{ name: 'octets', type: 'hex', repeat: true }], {
      does: 'Sets the octets to send.',
      since: '2.2.0',
      default: 'random octets',
      missing: 'reported',
      invalid: 'earlier-lost',
      note: 'Blanks between octets are passed over. Before 2.3.3 a last octet FF is wrongly refused.',
    }),
    value('require_reply', [{ name: 'octets', type: 'hex', wildcard: true, optional: true, repeat: true, since: '2.2.0' }], {
      does: 'Requires an answer and compares it with octets if they are given.',
      default: 'no answer is needed, unless the host refuses the datagram',
      invalid: 'word-ignored',
      note: 'Octets that are refused leave an answer required, whatever it holds. Before 2.3.3 a last octet FF is wrongly refused.',
    }),
    value('min_reply_length', [{ name: 'octets', type: 'integer', min: 0, max: 65_535, unit: 'bytes' }], {
      does: 'Sets the fewest octets that an answer must have.',
      since: '2.2.0',
      default: '0',
      note: 'Above max_reply_length it is reported, and no answer can then be right. Only with require_reply.',
    }),
    value('max_reply_length', [{ name: 'octets', type: 'integer', min: 0, max: 65_535, unit: 'bytes' }], {
      does: 'Sets the most octets that an answer may have.',
      since: '2.2.0',
      default: '255',
      note: 'Only with require_reply.',
    }),
  ],
);

const pingCheck = block(
  'PING_CHECK',
  [],
  {
    does: 'Checks that the server answers an ICMP echo request.',
    since: '2.1.0',
    repeat: 'accumulates',
    note: `Reading it widens the ping_group_range of the host where that does not begin at 0, in the config test too. ${CHECKER_NOTE}`,
  },
  [...connection({ port: 'It is accepted, but ICMP has no ports.' }), ...checkerControl()],
);

const fileCheck = block(
  'FILE_CHECK',
  [],
  {
    does: 'Takes the state or the weight of the server from the number in a file.',
    since: '2.1.0',
    repeat: 'accumulates',
    note: `It knows none of the keywords that other checkers share. ${CHECKER_NOTE}`,
  },
  [
    value('track_file', [{ name: 'file', type: 'name', refers: 'track_file', above: true }], {
      does: 'Names the track_file block to follow.',
      required: true,
      note: 'A name that is not defined above removes the checker.',
    }),
    value(
      'weight',
      [
        { name: 'weight', type: 'integer', min: -MAX_SIGNED, max: MAX_SIGNED },
        { name: 'reverse', type: 'enum', values: ['reverse', 'noreverse'], optional: true },
      ],
      {
        does: 'Sets the factor by which the number in the file changes the weight of the server.',
        default: 'the weight of the track_file',
        missing: 'reported',
      },
    ),
  ],
);

/** The checkers of a real_server. Each may stand several times: the server is up when all of them are. */
export const checkers: readonly BlockKeyword[] = [
  tcpCheck,
  httpGet,
  sslGet,
  smtpCheck,
  dnsCheck,
  udpCheck,
  pingCheck,
  miscCheck,
  fileCheck,
  bfdCheck,
];
