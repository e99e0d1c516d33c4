import type { ColorFlag } from './color-option.ts';
import type { Output, Session } from './session.ts';

/** Width of prose that goes to no terminal, and the most that is easy to read. */
const DEFAULT_WIDTH = 100;
const MAX_WIDTH = 120;

/** How output to a stream may look. */
export interface Appearance {
  readonly color: boolean;
  readonly hyperlinks: boolean;
  readonly width: number;
}

/**
 * `--color always`, `--color never` and `--no-color` win; then NO_COLOR (any value but the empty one), then FORCE_COLOR (`0` or `false` means
 * no), then whether the stream is a terminal that is not `dumb`.
 * @see https://no-color.org
 */
export function appearanceOf(output: Output, { environment }: Session, color: ColorFlag | undefined): Appearance {
  const terminal = output.isTTY === true && environment.TERM !== 'dumb';
  const colored = typeof color === 'boolean' ? color : environment.NO_COLOR ? false : (forced(environment.FORCE_COLOR) ?? terminal);
  return { color: colored, hyperlinks: colored && terminal, width: Math.min(output.columns || DEFAULT_WIDTH, MAX_WIDTH) };
}

function forced(value: string | undefined): boolean | undefined {
  return value === undefined ? undefined : !/^(?:0|false)$/i.test(value);
}

/** Output that goes to a file. */
export const PLAIN: Appearance = { color: false, hyperlinks: false, width: DEFAULT_WIDTH };
