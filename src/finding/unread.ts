import type { Expansion } from '../../grammar/expand/expansion.ts';
import { unreadAt, WHY_UNREAD } from '../binding/unread.ts';

/** An include whose file kvlint did not read, though keepalived may well read it: what the file holds is not checked. */
export interface Unread {
  /** The file with the include line, and the line. */
  readonly path: string;
  readonly line: number;
  /** The file that was not read, or the pattern where its names were not looked at. */
  readonly what: string;
  /** Why, as a clause. */
  readonly reason: string;
}

/** What was not read of one view, in the order of the text. */
export function unreadOf({ problems }: Pick<Expansion, 'problems'>): readonly Unread[] {
  return problems.flatMap((problem) => {
    const unread = unreadAt(problem);
    if (unread === null) return [];
    const { source, offset } = problem.at;
    return [{ path: source.path, line: source.at(offset).line, what: unread.path, reason: WHY_UNREAD[unread.why] }];
  });
}

/** Each place once, sorted, whatever number of views and root files it belongs to. */
export function distinctUnread(all: Iterable<Unread>): readonly Unread[] {
  const places = new Map<string, Unread>();
  for (const each of all) places.set([each.path, each.line, each.what].join('\0'), each);
  return [...places.values()].sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));
}
