import { weightArguments } from './arguments.ts';
import { build } from './build.ts';
import type { Argument } from './keyword.ts';
import { block, flag, value } from './rows.ts';

/** Whole seconds before 2.3.2, milliseconds since. */
const time = (name: string): readonly Argument[] => [
  { name, type: 'integer', takesDigits: true, min: 1, max: 4294, unit: 'seconds', zero: 1, until: '2.3.2' },
  { name, type: 'decimal', takesDigits: true, min: 0.001, max: 4294, decimals: 3, unit: 'seconds', zero: 1, since: '2.3.2' },
];

const results = (good: 'succeed' | 'fail', name: 'rise' | 'fall') =>
  value(name, [{ name: 'count', type: 'integer', takesDigits: true, min: 1, max: 2_147_483_647 }], {
    does: `Sets how often in a row the script must ${good} before that counts.`,
    default: '1',
    invalid: { use: 1 },
  });

/** A script whose result instances and groups can track. */
export const vrrpScript = block(
  'vrrp_script',
  [{ name: 'name', type: 'name', defines: 'vrrp_script' }],
  {
    does: 'Runs a script again and again, so that instances and groups can depend on its result.',
    repeat: 'first',
    build: build.vrrp,
    note: 'It must stand above what tracks it. Of two with the same name both run, and the first one is tracked.',
  },
  [
    value('script', [{ name: 'script', type: 'script' }], {
      does: 'Names the script with its arguments.',
      missing: 'ignored',
      required: true,
      note: 'A script with arguments must be one word in quotes.',
    }),
    value('interval', time('interval'), { does: 'Sets the time between two runs.', default: '1' }),
    value('timeout', time('timeout'), { does: 'Sets after which time a run counts as failed.', default: 'the interval' }),
    value('weight', weightArguments(253), {
      does: 'Sets by how much the result changes the priority of what tracks it.',
      default: '0: failure means FAULT',
      invalid: 'used',
      note: 'A positive weight is added while the script succeeds, a negative one while it fails. With reverse it is taken away instead, or 0 means FAULT when it succeeds. Where the script is tracked, reverse and noreverse win; a later weight line does not take reverse back.',
    }),
    results('succeed', 'rise'),
    results('fail', 'fall'),
    value(
      'user',
      [
        { name: 'user', type: 'user' },
        { name: 'group', type: 'group', optional: true },
      ],
      {
        does: 'Sets the user and group that run the script.',
        default: 'global script_user, else keepalived_script where that user exists, else root',
        note: 'Names or numbers. With an unknown one the script is removed.',
      },
    ),
    flag('init_fail', { does: 'Lets the script count as failed until its first run has ended.', default: 'off' }),
  ],
);
