import { onOff, scriptArguments } from './arguments.ts';
import type { Keyword } from './keyword.ts';
import { value } from './rows.ts';

const QUOTING = 'A script with arguments must be one word in quotes; the next two words are the user and the group.';

/** Scripts and e-mails at changes of state, the same for an instance and for a group. */
export const notifications = (who: 'instance' | 'group'): readonly Keyword[] => [
  ...(
    [
      ['notify_master', 'becomes master'],
      ['notify_backup', 'becomes backup'],
      ['notify_fault', 'goes to FAULT'],
      ['notify_stop', 'is stopped with keepalived'],
    ] as const
  ).map(([name, event]) =>
    value(name, scriptArguments, {
      does: `Runs a script when the ${who} ${event}.`,
      default: 'none',
      repeat: 'first-reported',
      note: QUOTING,
    }),
  ),
  value('notify', scriptArguments, {
    does: `Runs a script at every change of state of the ${who}.`,
    default: 'none',
    repeat: 'first-reported',
    note: `Four words are added: ${who === 'instance' ? 'INSTANCE' : 'GROUP'}, the name, the state and the priority. ${QUOTING}`,
  }),
  value('smtp_alert', [onOff], {
    does: `Sends an e-mail at every change of state of the ${who}.`,
    default: 'global smtp_alert_vrrp, else smtp_alert, else off',
  }),
  value('notify_priority_changes', [onOff], {
    does: `Writes each change of the priority of the ${who === 'instance' ? 'instance' : "group's members"} into the notify fifos.`,
    since: who === 'instance' ? '2.0.16' : '2.2.0',
    default:
      who === 'instance' ? 'that of the sync group, else global vrrp_notify_priority_changes' : 'global vrrp_notify_priority_changes',
  }),
];
