import { onOff } from './arguments.ts';
import { MAX_UNSIGNED } from './forms.ts';
import type { Argument, Invalid, ValueKeyword } from './keyword.ts';
import { connectTimeout, type TimingDefaults, timing } from './lvs-shared.ts';
import { value } from './rows.ts';

export const CHECKER_NOTE = 'A real server may have several checkers, also of one kind. Words behind the keyword are passed over.';

const PORT: Argument = { name: 'port', type: 'integer', takesDigits: true, min: 1, max: 65_535 };

/** The keywords of checkers that open a connection. `invalid`: what comes of a connect_ip that is no address. */
export const connection = (
  notes: { readonly bindto?: string; readonly port?: string } = {},
  invalid: Invalid = 'address-lost',
): readonly ValueKeyword[] => [
  value('connect_ip', [{ name: 'address', type: 'address', cut: true }], {
    does: 'Sets the address to check.',
    default: 'address of the real server',
    invalid,
    note: 'A link-local address needs bind_if.',
  }),
  value('connect_port', [PORT], { does: 'Sets the port to check.', default: 'port of the real server', note: notes.port }),
  value('bindto', [{ name: 'address', type: 'address', cut: true }], {
    does: 'Sets the address to connect from.',
    default: 'chosen by the kernel',
    invalid: 'earlier-lost',
    note: notes.bindto ?? 'It must be of the family of a connect_ip that stands above it, else of the real server.',
  }),
  value('bind_port', [PORT], {
    does: 'Sets the port to connect from.',
    default: 'chosen by the kernel',
    note: notes.port ?? 'Without bindto it has no effect.',
  }),
  value('bind_if', [{ name: 'interface', type: 'interface', unchecked: 'characters' }], {
    does: 'Sets the interface to connect from.',
    default: 'chosen by the kernel',
    note: 'A link-local address cannot be checked without it. Whether the interface exists is not checked.',
  }),
  connectTimeout('as in the real server, else in the virtual server (5)'),
  value('fwmark', [{ name: 'mark', type: 'integer', takesDigits: true, min: 0, max: MAX_UNSIGNED }], {
    does: 'Marks the packets of the check for the routing rules and the firewall.',
    default: '0: no mark',
    build: 'SO_MARK',
  }),
];

const handedDown = (otherwise: string): string => `as in the real server, else in the virtual server, else ${otherwise}`;

/** The keywords that steer a checker. The defaults differ from one kind of checker to the next. */
export const checkerControl = (defaults: Partial<Pick<TimingDefaults, 'retry' | 'delayBeforeRetry'>> = {}): readonly ValueKeyword[] => [
  ...timing(
    {
      delayLoop: 'as in the real server, else in the virtual server (60)',
      retry: handedDown(defaults.retry ?? '1'),
      delayBeforeRetry: handedDown(defaults.delayBeforeRetry ?? '1'),
      warmup: handedDown('delay_loop of the checker'),
    },
    { min: 0, takesDigits: true },
  ),
  value('alpha', [onOff], { does: 'Takes the check as failed until it has succeeded once.', default: 'as in the real server' }),
  value('log_all_failures', [onOff], {
    does: 'Logs every failed check instead of only the one that takes the server out.',
    since: '2.0.11',
    default: 'off, unless global_defs says checker_log_all_failures',
  }),
];
