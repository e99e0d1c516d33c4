import { didYouMean } from './suggest.ts';
import { UsageError } from './usage-error.ts';

/** What `--color` and `--no-color` say; `auto` leaves the decision to the environment and the terminal, as saying nothing does. */
export type ColorFlag = boolean | 'auto';

const CHOICES: ReadonlyMap<string, ColorFlag> = new Map<string, ColorFlag>([
  ['auto', 'auto'],
  ['always', true],
  ['never', false],
]);

/** Reads the value of `--color`. Throws `UsageError` for any other word. */
export function parseColor(value: string): ColorFlag {
  const choice = CHOICES.get(value);
  if (choice !== undefined) return choice;
  throw new UsageError(`--color ${value} is not possible. Choices: ${[...CHOICES.keys()].join(', ')}.${didYouMean(value, CHOICES.keys())}`);
}

/**
 * Makes `--color` without a value `--color=always`. Commander would take the next word for its value, which may well be a path
 * (`kvlint --color sites/`).
 */
export function completeColor(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  return args.map((arg, index) => {
    const isBare = arg === '--color' && (end < 0 || index < end) && !CHOICES.has(args[index + 1] ?? '');
    return isBare ? '--color=always' : arg;
  });
}
