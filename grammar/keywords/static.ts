import type { Keyword } from './keyword.ts';
import { list } from './rows.ts';

/** What keepalived adds to the host at the start, whatever VRRP does. */
export const staticEntries: readonly Keyword[] = [
  list('static_ipaddress', 'address', {
    does: 'Lists addresses that the host has while keepalived runs.',
    repeat: 'accumulates',
    note: 'An entry without dev goes to default_interface; when that does not exist keepalived does not run.',
  }),
  list('static_routes', 'route', { does: 'Lists routes that the host has while keepalived runs.', repeat: 'accumulates' }),
  list('static_rules', 'rule', {
    does: 'Lists routing rules that the host has while keepalived runs.',
    repeat: 'accumulates',
    note: 'Give each rule a preference, or their order is left to chance.',
  }),
];
