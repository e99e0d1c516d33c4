import { weightArguments } from './arguments.ts';
import { build } from './build.ts';
import type { Argument } from './keyword.ts';
import { block, flag, value } from './rows.ts';

const delay: readonly Argument[] = [
  { name: 'delay', type: 'decimal', takesDigits: true, min: 0.000001, max: 3600, decimals: 6, unit: 'seconds' },
];

/** Processes whose number instances and groups can track. */
export const vrrpTrackProcess = block(
  'vrrp_track_process',
  [{ name: 'name', type: 'name', defines: 'vrrp_track_process' }],
  {
    does: 'Watches how many processes of a kind run, so that instances and groups can depend on it.',
    since: '2.0.11',
    repeat: 'first',
    build: build.trackProcess,
    note: 'It must stand above what tracks it.',
  },
  [
    value(
      'process',
      [
        { name: 'command', type: 'path' },
        { name: 'parameter', type: 'text', optional: true, repeat: true },
      ],
      {
        does: 'Names the program to watch, and the parameters it must have been started with.',
        repeat: 'first-reported',
        required: true,
        note: 'With parameters the whole command line is compared.',
      },
    ),
    value('param_match', [{ name: 'kind', type: 'enum', values: ['initial', 'partial'], optional: true }], {
      does:
        'Sets whether the parameters must be exactly these, begin the command line (initial), or begin it within its last one ' +
        '(partial).',
      since: '2.0.16',
      default: 'exact where process has parameters; without an argument exact',
      note: 'It switches full_command on. The word exact itself is refused.',
    }),
    value('weight', weightArguments(254, { invalid: 'word-ignored' }), {
      does: 'Sets by how much the priority changes while enough processes run (positive) or do not (negative).',
      default: '0: too few means FAULT',
      repeat: 'first-reported',
      replaceable: 0,
      missing: 'reported',
    }),
    value('quorum', [{ name: 'count', type: 'integer', takesDigits: true, min: 1, max: 65_535 }], {
      does: 'Sets how many of the processes must run at least.',
      default: '1',
      note: 'It may not be above a quorum_max that stands before it.',
    }),
    value('quorum_max', [{ name: 'count', type: 'integer', takesDigits: true, min: 0, max: 65_535 }], {
      does: 'Sets how many of the processes may run at most.',
      since: '2.0.16',
      default: 'no limit',
      note: 'It may not be below a quorum that stands before it; 0 is allowed while quorum is 1, and means that none may run.',
    }),
    value('delay', delay, {
      does: 'Sets both fork_delay and terminate_delay.',
      default: '0',
      note: 'It overrides them where they stand above it.',
    }),
    value('terminate_delay', delay, {
      does: 'Sets how long after too many processes have ended this counts.',
      since: '2.0.16',
      default: '0',
    }),
    value('fork_delay', delay, {
      does: 'Sets how long after enough processes have started this counts.',
      since: '2.0.16',
      default: '0',
    }),
    flag('full_command', { does: 'Compares the whole command line instead of the name of the program.', default: 'off' }),
  ],
);
