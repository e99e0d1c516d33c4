import { onOff, scriptArguments } from './arguments.ts';
import { MAX_SIGNED, MAX_UNSIGNED } from './forms.ts';
import { checkers } from './lvs-checkers.ts';
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
import { block, value } from './rows.ts';

const FROM_VIRTUAL_SERVER = 'as in the virtual server';

const THRESHOLD_NOTE = 'keepalived does not compare lthreshold with uthreshold.';

/** The block real_server of a virtual_server. */
export const realServer = block(
  'real_server',
  [
    { name: 'address', type: 'address', cut: true },
    { ...SERVER_PORT, until: '2.0.15' },
    { ...SERVER_PORT, optional: true, since: '2.0.15' },
  ],
  {
    does: 'Adds a server to those over which the virtual server spreads its connections.',
    required: true,
    repeat: 'accumulates',
    invalid: 'block-removed',
    note:
      'The same address and port a second time is reported and removed since 2.0.20. It must be of the family of the virtual server ' +
      'unless it is tunnelled. Without NAT its port must be that of the virtual server or be left out; with a firewall mark it must be ' +
      'left out.',
  },
  [
    value(
      'weight',
      [
        { name: 'weight', type: 'integer', takesDigits: true, min: 1, max: 65_535, until: '2.0.16' },
        { name: 'weight', type: 'integer', takesDigits: true, min: 0, max: 65_535, since: '2.0.16', until: '2.1.0' },
        { name: 'weight', type: 'integer', takesDigits: true, min: 0, max: MAX_SIGNED, since: '2.1.0' },
      ],
      {
        does: 'Sets the share of connections that the server gets, in relation to the others.',
        default: 'weight of the virtual server (1)',
      },
    ),
    value('lvs_method', METHOD, {
      does: 'Chooses how packets reach this server: address translation, direct routing or a tunnel.',
      default: 'the method that stands above in the virtual server, else its last one',
      note: `lb_kind, its other name, is not known in a real server. ${METHOD_NOTE}`,
      ...METHOD_FACTS,
    }),
    value('uthreshold', [{ name: 'connections', type: 'integer', takesDigits: true, min: 0, max: MAX_UNSIGNED }], {
      does: 'Sets the number of connections above which the server gets no new ones.',
      default: '0: no limit',
      note: THRESHOLD_NOTE,
    }),
    value('lthreshold', [{ name: 'connections', type: 'integer', takesDigits: true, min: 0, max: MAX_UNSIGNED }], {
      does: 'Sets the number of connections below which a server that was full gets new ones again.',
      default: '0: none',
      note: THRESHOLD_NOTE,
    }),
    value('inhibit_on_failure', [onOff], {
      does: 'Sets the weight of the server to 0 instead of removing it when a check fails.',
      default: FROM_VIRTUAL_SERVER,
    }),
    value('notify_up', scriptArguments, { does: 'Runs a script when the server comes up.', repeat: 'first-reported', note: SCRIPT_NOTE }),
    value('notify_down', scriptArguments, {
      does: 'Runs a script when the server goes down.',
      repeat: 'first-reported',
      note: SCRIPT_NOTE,
    }),
    value('alpha', [onOff], { does: 'Takes the server as down until its first successful check.', default: FROM_VIRTUAL_SERVER }),
    value('smtp_alert', [onOff], {
      does: 'Sends mail when the server changes its state.',
      default: 'smtp_alert_checker, else smtp_alert of global_defs, else on',
    }),
    virtualhost('Sets the host that HTTP_GET and SSL_GET ask for on this server.', FROM_VIRTUAL_SERVER),
    snmpName('real server'),
    ...timing(
      { delayLoop: FROM_VIRTUAL_SERVER, retry: FROM_VIRTUAL_SERVER, delayBeforeRetry: FROM_VIRTUAL_SERVER, warmup: FROM_VIRTUAL_SERVER },
      { min: 1 },
    ),
    connectTimeout(FROM_VIRTUAL_SERVER, { since: '2.0.13' }),
    ...checkers,
  ],
);
