import type { LostLine } from '../daemon/lost-lines.ts';

/** Most lines that are named one by one. */
const MAX_NAMED = 4;

/** ` It no longer understands 'priority' (line 5) and 'advert_int' (line 6), and drops these lines.`; nothing where none is lost. */
export function sayLost(lost: readonly LostLine[]): string {
  if (lost.length === 0) return '';
  const named = lost.slice(0, MAX_NAMED).map(({ keyword, line }) => `'${keyword}' (line ${line})`);
  const more = lost.length > MAX_NAMED ? [`${lost.length - MAX_NAMED} more`] : [];
  const all = [...named, ...more];
  const list = all.length === 1 ? all[0] : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
  return ` It no longer understands ${list}, and drops ${lost.length === 1 ? 'that line' : 'those lines'}.`;
}
