import type { LostLine } from '../daemon/lost-lines.ts';
import { nameSome } from './name-some.ts';

/** Most lines that are named one by one. */
const MAX_NAMED = 4;

/** ` It no longer understands 'priority' (line 5) and 'advert_int' (line 6), and drops these lines.`; nothing where none is lost. */
export function sayLost(lost: readonly LostLine[]): string {
  if (lost.length === 0) return '';
  const list = nameSome(
    lost.map(({ keyword, line }) => `'${keyword}' (line ${line})`),
    MAX_NAMED,
  );
  return ` It no longer understands ${list}, and drops ${lost.length === 1 ? 'that line' : 'those lines'}.`;
}
