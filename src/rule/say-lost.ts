import type { Loss } from '../daemon/lost-lines.ts';
import { nameSome } from './name-some.ts';

/**
 * ` It no longer understands 'priority' (line 5) and 'advert_int' (line 6), and drops these lines.`, and where it stops reading; nothing where
 * nothing is lost.
 */
export function sayLost({ first, count, stop }: Loss): string {
  const names = first.map(({ keyword, line }) => `'${keyword}' (line ${line})`);
  const lost =
    count === 0 ? '' : ` It no longer understands ${nameSome(names, count)}, and drops ${count === 1 ? 'that line' : 'those lines'}.`;
  if (!stop) return lost;
  return `${lost} At '${stop.keyword}' (line ${stop.line}) it stops reading and exits with status 2: neither a start nor a reload succeeds.`;
}
