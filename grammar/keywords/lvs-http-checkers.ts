import { onOff } from './arguments.ts';
import { MAX_UNSIGNED, MD5_DIGEST, STATUS_CODES } from './forms.ts';
import type { BlockKeyword, Keyword } from './keyword.ts';
import { CHECKER_NOTE, checkerControl, connection } from './lvs-checker-shared.ts';
import { virtualhost } from './lvs-shared.ts';
import { block, flag, value } from './rows.ts';

const REGEX = { since: '2.0.7', build: '--enable-regex' } as const;

const SNI_BUILD = 'OpenSSL with SNI';

const offset = (name: string, does: string, otherwise: string) =>
  value(name, [{ name: 'bytes', type: 'integer', min: 0 }], {
    does,
    default: otherwise,
    invalid: 'silent',
    missing: 'ignored',
    note:
      'Without regex it has no effect. A word that is no number counts as 0; a minimum above the maximum drops both. Only the log of a ' +
      'real run tells.',
    ...REGEX,
  });

const REGEX_OPTIONS = [
  'allow_empty_class',
  'alt_bsux',
  'alt_circumflex',
  'alt_verbnames',
  'auto_callout',
  'caseless',
  'dollar_endonly',
  'dotall',
  'dupnames',
  'extended',
  'firstline',
  'match_unset_backref',
  'multiline',
  'never_backslash_c',
  'never_ucp',
  'never_utf',
  'no_auto_capture',
  'no_auto_possess',
  'no_dotstar_anchor',
  'no_start_optimize',
  'ucp',
  'ungreedy',
  'use_offset_limit',
  'utf',
] as const;

const regexKeywords: readonly Keyword[] = [
  value('regex', [{ name: 'pattern', type: 'text' }], {
    does: 'Requires that the page matches a PCRE2 pattern.',
    missing: 'reported',
    extra: 'refused',
    extraSince: '2.2.8',
    repeat: 'last-reported',
    earlier: [{ before: '2.2.8', missing: 'ignored', repeat: 'last' }],
    note:
      'Quote it when it holds blanks; inside quotes a backslash must be doubled. Exactly one word is taken (before 2.2.8 anything else ' +
      'is dropped in silence). A pattern that PCRE2 refuses is not seen by the config test, and the check then does not work.',
    ...REGEX,
  }),
  flag('regex_no_match', {
    does: 'Requires that the page does not match the regex.',
    default: 'off',
    note: 'Without regex it has no effect, which only the log of a real run tells.',
    ...REGEX,
  }),
  value('regex_options', [{ name: 'option', type: 'enum', values: REGEX_OPTIONS, repeat: true }], {
    does: 'Sets PCRE2 options for the regex.',
    default: 'none',
    repeat: 'accumulates',
    missing: 'ignored',
    invalid: 'silent',
    note: 'Case counts. An unknown option is passed over without a word, not even in the log.',
    ...REGEX,
  }),
  offset('regex_min_offset', 'Sets the first byte of the page at which a match may begin.', '0'),
  offset('regex_max_offset', 'Sets the last byte of the page at which a match may begin.', 'no limit'),
  value(
    'regex_stack',
    [
      { name: 'start', type: 'integer', min: 0, unit: 'bytes' },
      { name: 'max', type: 'integer', min: 0, unit: 'bytes' },
    ],
    {
      does: 'Sets the size at which the stack of the compiled regex starts, and its largest size.',
      default: 'that of PCRE2',
      repeat: 'accumulates',
      missing: 'ignored',
      invalid: 'silent',
      note:
        'All url blocks share one stack: the largest numbers count. Anything but two numbers, the first not above the second, is ' +
        'dropped, which only the log of a real run tells.',
      ...REGEX,
    },
  ),
];

/** TLS shutdown as the RFC wants it; a checker and each of its urls may ask for it. */
const tlsCompliant = value('tls_compliant', [onOff], {
  does: 'Requires that the server closes TLS as the standard asks, with a close_notify alert.',
  since: '2.2.8',
  default: 'off',
});

/** The block url; `own`: keywords that only one kind of checker has. */
const url = (own: readonly Keyword[]): BlockKeyword =>
  block(
    'url',
    [],
    {
      does: 'Describes one page to fetch and what to expect of it.',
      required: true,
      repeat: 'accumulates',
      note: 'Words behind the keyword are passed over.',
    },
    [
      value('path', [{ name: 'path', type: 'text' }], {
        does: 'Sets the path of the page.',
        required: true,
        repeat: 'last-reported',
        earlier: [{ before: '2.2.8', repeat: 'last' }],
        note: 'It is sent as written, with or without a leading slash.',
      }),
      value('digest', [{ name: 'md5', ...MD5_DIGEST }], {
        does: 'Sets the MD5 digest that the page must have.',
        default: 'not compared',
        repeat: 'first-reported',
        note: 'Length and digits are checked since 2.0.6.',
      }),
      value(
        'status_code',
        [
          { name: 'code', type: 'integer', min: 100, max: 999, until: '2.0.17' },
          { name: 'code', ...STATUS_CODES, repeat: true, since: '2.0.17' },
        ],
        {
          does: 'Lists the HTTP status codes that count as success.',
          default: '200-299',
          repeat: 'accumulates',
          missing: 'ignored',
          invalid: 'word-ignored',
          note: 'A list without any good code leaves the default.',
        },
      ),
      virtualhost('Sets the host to ask for.', 'as in the checker, else in the real server, else in the virtual server'),
      ...regexKeywords,
      ...own,
    ],
  );

const URL_NOTE =
  'It needs a url with a path: without one it is reported and removed, and keepalived up to 2.2.7 then crashes, in the config test too, ' +
  `if it is the first checker of the file. ${CHECKER_NOTE}`;

const SNI_NOTE = 'HTTP_GET takes it too, without effect.';

/** What HTTP_GET and SSL_GET have in common. */
const httpKeywords: readonly Keyword[] = [
  ...connection(),
  ...checkerControl({ delayBeforeRetry: '3' }),
  value('nb_get_retry', [{ name: 'count', type: 'integer', takesDigits: true, min: 0, max: MAX_UNSIGNED }], {
    does: 'Does what retry does.',
    deprecated: { since: '2.0.15', use: 'retry', reported: true },
    sameAs: 'retry',
  }),
  virtualhost('Sets the host to ask for.', 'as in the real server, else in the virtual server, else the address'),
  value('http_protocol', [{ name: 'version', type: 'enum', values: ['1.0', '1.0C', '1.0c', '1.1'] }], {
    does: 'Chooses the version of HTTP; 1.0C is 1.0 with a header that asks to close the connection.',
    since: '2.0.17',
    default: '1.0',
    missing: 'reported',
  }),
  value('enable_sni', [onOff], {
    does: 'Sends the name of the host in the TLS handshake (SNI).',
    default: 'off',
    build: SNI_BUILD,
    note: SNI_NOTE,
  }),
  value('sni_name', [{ name: 'host', type: 'text', optional: true }], {
    does: 'Sets the name to send in the TLS handshake, and switches enable_sni on.',
    // No release up to 2.4.3 knows it; it is in the development version after that.
    since: '2.4.4',
    default: 'the virtualhost',
    repeat: 'last-reported',
    build: SNI_BUILD,
    note: SNI_NOTE,
  }),
  value('fast_recovery', [onOff], {
    does: 'Fetches all urls one right after the other when the server starts or recovers, so that it comes up sooner.',
    since: '2.0.17',
    default: 'off',
  }),
];

/** The checker HTTP_GET. */
export const httpGet = block('HTTP_GET', [], { does: 'Checks pages of the server over HTTP.', repeat: 'accumulates', note: URL_NOTE }, [
  ...httpKeywords,
  url([]),
]);

/** The checker SSL_GET. */
export const sslGet = block(
  'SSL_GET',
  [],
  {
    does: 'Checks pages of the server over HTTPS, with the certificate of the root block SSL if there is one.',
    repeat: 'accumulates',
    note: URL_NOTE,
  },
  [...httpKeywords, tlsCompliant, url([tlsCompliant])],
);
