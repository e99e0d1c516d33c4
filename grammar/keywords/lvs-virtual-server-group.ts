import { build } from './build.ts';
import { list } from './rows.ts';

/** The root list virtual_server_group; its entries: `entries/virtual-server-group.ts`. */
export const virtualServerGroup = list(
  'virtual_server_group',
  'virtual-server-group-entry',
  {
    does: 'Names a set of addresses, address ranges and firewall marks that one virtual_server serves together.',
    build: build.lvs,
    repeat: 'first',
    extra: 'exits',
    extraSince: '2.1.0',
    note:
      'It may stand above or below the virtual servers that use it. Without an opening brace keepalived stops reading (since 2.1.0); a ' +
      'group without a usable entry is reported and removed, and with it, in silence, the virtual servers that name it.',
  },
  [{ name: 'name', type: 'name', defines: 'virtual_server_group' }],
);
