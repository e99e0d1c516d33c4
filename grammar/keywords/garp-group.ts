import { build } from './build.ts';
import type { Argument } from './keyword.ts';
import { block, list, value } from './rows.ts';

const interval: readonly Argument[] = [
  { name: 'interval', type: 'decimal', takesDigits: true, min: 0, max: 2147.483647, decimals: 6, unit: 'seconds', until: '2.2.8' },
  { name: 'interval', type: 'decimal', takesDigits: true, min: 0, max: 4294.967295, decimals: 6, unit: 'seconds', since: '2.2.8' },
];

const NOTE = 'Since 2.2.0 a word that is no number is reported and counts as 0. From one second on keepalived logs a warning.';

/** Interfaces that share a pace for gratuitous ARP. */
export const garpGroup = block(
  'garp_group',
  [],
  {
    does: 'Spaces out gratuitous ARPs and unsolicited neighbour adverts on one interface, or over several together.',
    repeat: 'accumulates',
    build: build.vrrp,
    note: 'Each block is a group of its own; a name behind it is ignored. An interface can be in one group only.',
  },
  [
    value('garp_interval', interval, { does: 'Sets the pause between two gratuitous ARPs.', default: 'none', note: NOTE }),
    value('gna_interval', interval, { does: 'Sets the pause between two unsolicited neighbour adverts.', default: 'none', note: NOTE }),
    value('interface', [{ name: 'interface', type: 'interface', unchecked: 'all', mustExist: true }], {
      does: 'Names an interface of the group.',
      repeat: 'accumulates',
      note: 'No macvlan or ipvlan interface.',
    }),
    list('interfaces', 'words', {
      does: 'Lists interfaces that share the pauses.',
      repeat: 'accumulates',
      line: [{ name: 'interface', type: 'interface', unchecked: 'all', mustExist: true, repeat: true }],
      empty: 'reported',
    }),
  ],
);
