import type { lostLines } from '../daemon/lost-lines.ts';
import { nameSome } from './name-some.ts';

/** ` It no longer understands 'priority' (line 5) and 'advert_int' (line 6), and drops these lines.`; nothing where none is lost. */
export function sayLost({ first, count }: ReturnType<typeof lostLines>): string {
  if (count === 0) return '';
  const names = first.map(({ keyword, line }) => `'${keyword}' (line ${line})`);
  return ` It no longer understands ${nameSome(names, count)}, and drops ${count === 1 ? 'that line' : 'those lines'}.`;
}
