import type { Argument } from './keyword.ts';

/** An optional boolean; without it the keyword switches on. */
export const onOff: Argument = { name: 'value', type: 'boolean', optional: true };

/** A command with the user and group that run it. */
export const scriptArguments: readonly Argument[] = [
  { name: 'script', type: 'script' },
  { name: 'user', type: 'user', optional: true },
  { name: 'group', type: 'group', optional: true },
];

/** A weight with the word that turns its effect round. `most`: its largest amount. `more`: of that word. */
export const weightArguments = (most: number, more: Pick<Argument, 'invalid'> = {}): readonly Argument[] => [
  { name: 'weight', type: 'integer', takesDigits: true, min: -most, max: most },
  { name: 'reverse', type: 'enum', values: ['reverse'], optional: true, since: '2.0.18', ...more },
];
