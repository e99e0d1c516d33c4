import { loadColors } from '../report/colors.ts';
import type { Notice } from '../report/reporter.ts';
import { harmless } from '../report/terminal.ts';
import { appearanceOf } from './appearance.ts';
import type { ColorFlag } from './color-option.ts';
import type { Session } from './session.ts';

/** Says something on standard error, as `kvlint: error: …`. */
export type Tell = (notice: Notice) => void;

export async function createTell(session: Session, color: ColorFlag | undefined): Promise<Tell> {
  const { bold, red, yellow } = await loadColors(appearanceOf(session.stderr, session, color).color);
  return ({ level, message }) => {
    const label = { error: `${red('error:')} `, warning: `${yellow('warning:')} `, note: '' }[level];
    session.stderr.write(`${bold('kvlint:')} ${label}${harmless(message)}\n`);
  };
}
