import { build } from './build.ts';
import type { Argument, Keyword } from './keyword.ts';
import { list } from './rows.ts';

/**
 * The words behind a tracked name. `most`: the largest amount of a weight; `words`: what may stand behind the weight; `cutFrom`: the amount that is cut to
 * it. `invalid`: what comes of another word behind the weight.
 */
const weighted = (
  name: Argument,
  most: number,
  words: readonly string[],
  { cutFrom, invalid }: { readonly cutFrom?: number } & Pick<Argument, 'invalid'>,
): readonly Argument[] => [
  name,
  {
    name: 'weight',
    keyword: 'weight',
    missing: 'reported',
    type: 'integer',
    takesDigits: true,
    min: -most,
    max: most,
    ...(cutFrom === undefined ? {} : { cutFrom }),
    optional: true,
  },
  { name: 'direction', type: 'enum', values: words, optional: true, behind: 'weight', ...(invalid && { invalid }), since: '2.0.18' },
];

const BOTH = ['reverse', 'noreverse'];

/**
 * What an instance, or all members of a group, depend on. In these lists a word behind the name that is not `weight` drops the entry,
 * and a name that stands twice counts once; both are reported.
 */
export const trackingLists = (whose: 'the instance' | 'every member'): readonly Keyword[] => {
  const owner = 'Weights are reported and dropped where the priority is 255.';
  return [
    list('track_interface', 'track', {
      does: `Puts ${whose} into FAULT, or changes its priority by a weight, when one of these interfaces goes down.`,
      repeat: 'accumulates',
      invalid: 'word-ignored',
      line: weighted({ name: 'interface', type: 'interface', unchecked: 'all', mustExist: true }, 253, ['reverse'], { cutFrom: 254 }),
      note:
        'One interface a line. An interface that does not exist keeps keepalived from starting, unless dynamic_interfaces ' +
        `allows it. ${owner}`,
    }),
    list('track_script', 'track', {
      does: `Puts ${whose} into FAULT, or changes its priority by a weight, according to the results of these scripts.`,
      repeat: 'accumulates',
      invalid: 'word-ignored',
      line: weighted({ name: 'script', type: 'name', refers: 'vrrp_script', above: true }, 253, BOTH, { cutFrom: 254 }),
      note: `Without a weight that of the vrrp_script counts. ${owner}`,
    }),
    list('track_file', 'track', {
      does: `Puts ${whose} into FAULT, or changes its priority by a weight, according to the numbers in these files.`,
      repeat: 'accumulates',
      invalid: 'word-ignored',
      line: weighted({ name: 'file', type: 'name', refers: 'track_file', above: true }, 254, BOTH, { invalid: 'entry-lost' }),
      note: `Without a weight that of the track_file counts. ${owner}`,
    }),
    list('track_process', 'track', {
      does: `Puts ${whose} into FAULT, or changes its priority by a weight, when too few or too many of these processes run.`,
      since: '2.0.11',
      repeat: 'accumulates',
      invalid: 'word-ignored',
      build: build.trackProcess,
      line: weighted({ name: 'process', type: 'name', refers: 'vrrp_track_process', above: true }, 254, BOTH, {}),
      note: `Without a weight that of the vrrp_track_process counts. ${owner}`,
    }),
    list('track_bfd', 'track', {
      does: `Puts ${whose} into FAULT, or changes its priority by a weight, when one of these BFD sessions goes down.`,
      repeat: 'accumulates',
      invalid: 'word-ignored',
      build: build.bfd,
      line: weighted({ name: 'session', type: 'name', refers: 'bfd_instance', above: true }, 253, BOTH, { invalid: 'entry-lost' }),
      note: `Without a weight that of the bfd_instance counts. ${owner}`,
    }),
  ];
};
