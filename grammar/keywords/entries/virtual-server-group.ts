import { MAX_UNSIGNED } from '../forms.ts';
import { whole } from './arguments.ts';
import type { EntryLanguage } from './entry.ts';

/**
 * An entry of virtual_server_group: `ADDRESS [PORT]` or `fwmark N [inet|inet6]`.
 * `IP/N` and `IP-IP` are known since 2.2.2, when host bits must be zero; before, a prefix length was cut off in silence.
 * The end of a short range must be above its start, that of `IP-IP` not below it. Further words are passed over.
 */
export const virtualServerGroupLanguage: EntryLanguage = {
  describes: 'a virtual server of the group',
  head: [
    { name: 'address', type: 'address-range' },
    { ...whole('port', 65_535), optional: true },
  ],
  unknown: 'silent',
  missing: 'exits',
  invalid: 'entry-dropped',
  options: [
    {
      word: 'fwmark',
      does: 'Serves what has this firewall mark.',
      args: [whole('mark', MAX_UNSIGNED), { name: 'family', type: 'enum', values: ['inet', 'inet6'], optional: true, since: '2.1.0' }],
      insteadOfHead: true,
      note: 'A group of IPv4 and IPv6 addresses cannot have a mark without family.',
    },
  ],
};
