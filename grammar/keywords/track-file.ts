import { weightArguments } from './arguments.ts';
import type { Keyword } from './keyword.ts';
import { block, value } from './rows.ts';

const settings: readonly Keyword[] = [
  value('file', [{ name: 'path', type: 'path' }], {
    does: 'Names the file that holds the number.',
    repeat: 'first-reported',
    missing: 'reported',
    required: true,
    note: 'Since 2.2.8 its directory must exist, and lie on a file system that can be watched.',
  }),
  value('weight', weightArguments(254), {
    does: 'Sets the factor by which the number in the file changes the priority of what tracks it.',
    default: '1; 0 means FAULT unless the number is 0',
    repeat: 'first-reported',
    replaceable: 1,
    missing: 'reported',
    invalid: { use: 1 },
  }),
  value(
    'init_file',
    [
      { name: 'overwrite', type: 'enum', values: ['overwrite'], optional: true },
      { name: 'value', type: 'integer', min: -254, max: 254, optional: true },
    ],
    {
      does: 'Creates the file with this number when keepalived starts; with overwrite also where it exists.',
      default: 'off; without a number 0',
      anyOrder: true,
      extra: 'reported',
      invalid: 'used',
      note: 'A word that is no number counts as 0.',
    },
  ),
];

/** A file with a number that instances, groups and servers can track. */
export const trackFile = block(
  'track_file',
  [{ name: 'name', type: 'name', defines: 'track_file' }],
  {
    does: 'Watches a file with a number, so that instances, groups and servers can depend on it.',
    since: '2.1.0',
    sameAs: 'vrrp_track_file',
    repeat: 'first',
    note: 'It must stand above what tracks it.',
  },
  settings,
);

export const vrrpTrackFile = block(
  'vrrp_track_file',
  [{ name: 'name', type: 'name', defines: 'track_file' }],
  {
    does: 'Older name of track_file.',
    deprecated: { since: '2.1.0', use: 'track_file' },
    sameAs: 'track_file',
    repeat: 'first',
  },
  settings,
);
