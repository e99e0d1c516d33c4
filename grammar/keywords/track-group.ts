import { build } from './build.ts';
import { block, list } from './rows.ts';

/** Instances whose state static addresses, routes and rules can depend on. */
export const trackGroup = block(
  'track_group',
  [{ name: 'name', type: 'name', defines: 'track_group' }],
  {
    does: 'Names VRRP instances that static addresses, routes and rules depend on.',
    since: '2.0.3',
    repeat: 'first-reported',
    missing: 'reported',
    extra: 'refused',
    invalid: 'block-removed',
    build: build.vrrp,
    note: 'It must stand above the entries that name it; its instances may come later.',
  },
  [
    list('group', 'names', {
      does: 'Lists the instances.',
      repeat: 'block-lost',
      earlier: [{ before: '2.2.8', repeat: 'first-reported' }],
      line: [{ name: 'instance', type: 'name', refers: 'vrrp_instance', repeat: true }],
      empty: 'reported',
      invalid: 'silent',
      note: 'Any number of names on a line. Unknown names are only logged. A group without members is reported since 2.2.8.',
    }),
  ],
);
