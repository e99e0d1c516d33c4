import { build } from './build.ts';
import { notifications } from './notify.ts';
import { block, flag, list } from './rows.ts';
import { trackingLists } from './tracking.ts';

/** Instances that change state together. */
export const vrrpSyncGroup = block(
  'vrrp_sync_group',
  [{ name: 'name', type: 'name', defines: 'vrrp_sync_group' }],
  {
    does: 'Makes VRRP instances change state together.',
    repeat: 'first-reported',
    missing: 'reported',
    extra: 'refused',
    invalid: 'block-removed',
    build: build.vrrp,
    note: 'It may stand above its instances. Without a known member it is removed.',
  },
  [
    list('group', 'names', {
      does: 'Lists the instances of the group.',
      repeat: 'block-lost',
      earlier: [{ before: '2.2.8', repeat: 'first-reported' }],
      line: [{ name: 'instance', type: 'name', refers: 'vrrp_instance', repeat: true }],
      empty: 'reported',
      required: true,
      note: 'Any number of names on a line. An instance can be in one group only; unknown names are reported and ignored.',
    }),
    ...trackingLists('every member'),
    ...notifications('group'),
    flag('sync_group_tracking_weight', {
      does: 'Lets trackers with a weight change the priority of the members.',
      default: 'off',
      note: 'Without it weights in the members are reported and dropped. All members need the same priorities on every router.',
    }),
    flag('global_tracking', {
      does: 'Does what `sync_group_tracking_weight` does.',
      deprecated: { since: '2.0.0', use: 'sync_group_tracking_weight', reported: true },
      default: 'off',
      note: 'Before 2.0.0 every member reacted to what any of them tracked; the tracking lists of the group itself have taken that over.',
    }),
  ],
);
